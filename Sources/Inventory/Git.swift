#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Asks git about a folder, by its plumbing, so that nothing of the repository can be run.
///
/// See https://git-scm.com/docs/git#_low_level_commands_plumbing
struct Git: Sendable {
  /// How long one question may take, in seconds.
  static let patience = 60
  /// How many bytes an answer may have: a listing of a million files has about a tenth of a gigabyte.
  static let answerLimit = 1 << 28

  /// The folder in which git is asked.
  let folder: String

  /// Settings that keep a repository's own configuration from naming programs.
  private static let settings = [
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.quotePath=false",
    "core.alternateRefsCommand=", "core.sshCommand=false", "core.askPass=false",
    "credential.helper=", "diff.external=", "log.showSignature=false", "gpg.program=false",
    "protocol.allow=never", "safe.directory=*", "uploadpack.packObjectsHook=",
    "maintenance.auto=false", "gc.auto=0", "advice.graftFileDeprecated=false",
    // Of larger files a piece at a time is held, https://git-scm.com/docs/git-config#Documentation/git-config.txt-corebigFileThreshold.
    "core.bigFileThreshold=2m",
    // People's names come from the repository's own file, from no other of the disk.
    "mailmap.file=/dev/null",
  ]

  /// The variables that git sees: few, and none of the caller's that change what it does.
  private static let variables: [String] = {
    let kept = ["HOME", "TMPDIR"].compactMap { (name: String) -> String? in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    return kept + [
      "PATH=\(path.joined(separator: ":"))",
      "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
      "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_ATTR_NOSYSTEM=1",
      "GIT_PAGER=cat", "GIT_NO_REPLACE_OBJECTS=1", "GIT_GRAFT_FILE=/dev/null",
      // Also for protocols that the repository's configuration allows by their names.
      "GIT_ALLOW_PROTOCOL=",
    ]
  }()

  /// The whole entries of the `PATH`: by an empty one or `.` a program of the repository would be found.
  private static let path: [Substring] = {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").filter { $0.hasPrefix("/") }
  }()

  /// The git of the `PATH`.
  private static let program: String? = path.lazy.map { "\($0)/git" }
    .first { access($0, X_OK) == 0 && System.kind(of: Array($0.utf8)) == .file }

  /// How many bytes git may ask of the system at once.
  ///
  /// A commit or a tag of a gigabyte is a small file, and links lead to devices that never end. The index of a
  /// million files takes a hundred megabytes.
  ///
  /// https://github.com/git/git/blob/master/wrapper.c (`memory_limit_check`)
  private static func pieceLimit(of arguments: [String]) -> String {
    arguments.first == "ls-files" ? "512m" : "64m"
  }

  /// Starts git with arguments.
  func start(
    _ arguments: [String], hasInput: Bool = false
  ) throws(InventoryError) -> ChildProcess {
    guard let program = Self.program else { throw .gitMissing }
    let settings = Self.settings.flatMap { ["-c", $0] }
    do throws(StartFailure) {
      return try ChildProcess(
        program, ["git", "--no-pager", "-C", folder] + settings + arguments,
        environment: Self.variables + ["GIT_ALLOC_LIMIT=\(Self.pieceLimit(of: arguments))"],
        hasInput: hasInput)
    } catch {
      throw .gitFailed("`\(program)` could not be started: \(error.reason)")
    }
  }

  /// A question that git works on; its output must be waited for.
  struct Question: Sendable {
    /// Git's name of the question, `log`.
    let name: String
    fileprivate let process: ChildProcess

    /// Waits for the output.
    func output() -> ChildProcess.Output {
      process.finish(within: Git.patience, upTo: Git.answerLimit)
    }

    /// Waits for the output, and gives its bytes to a function as they come, no longer to the caller.
    func output(
      within seconds: Int = Git.patience, upTo limit: Int = Git.answerLimit,
      _ take: (ArraySlice<UInt8>) -> Void
    ) -> ChildProcess.Output {
      process.finish(within: seconds, upTo: limit, take)
    }

    /// Waits for the output of a git that ends by itself.
    func checkedOutput() throws(InventoryError) -> ChildProcess.Output {
      let output = output()
      try Git.checkEnding(of: output, name)
      return output
    }

    /// Ends git, whose answer is then of no use; the output must still be waited for.
    func stop() { process.stop() }

    /// Ends git and waits for no answer.
    func drop() {
      process.stop()
      process.end()
    }
  }

  /// Asks a question without waiting for the answer.
  func ask(_ arguments: [String]) throws(InventoryError) -> Question {
    Question(name: arguments.first ?? "", process: try start(arguments))
  }

  /// What git gives for a question, whether it has an answer or not.
  func output(_ arguments: [String]) throws(InventoryError) -> ChildProcess.Output {
    try ask(arguments).checkedOutput()
  }

  /// Throws where git did not end by itself.
  static func checkEnding(
    of output: ChildProcess.Output, _ question: String
  ) throws(InventoryError) {
    switch output.ending {
    case .itself: return
    case .late: throw .gitFailed("`git \(question)` took more than \(patience) seconds")
    case .idle:
      throw .gitFailed("`git \(question)` hangs: it waits for something that does not come")
    case .excessive:
      throw .gitFailed("`git \(question)` gave more than \(answerLimit) bytes")
    }
  }

  /// The bytes of an output that must be an answer.
  static func required(
    _ output: ChildProcess.Output, _ question: String
  ) throws(InventoryError) -> [UInt8] {
    try checkEnding(of: output, question)
    guard output.status == 0 else { throw failure(of: output, question) }
    return output.bytes
  }

  /// The output of a question; `nil` where git says no.
  func answer(_ arguments: [String]) throws(InventoryError) -> [UInt8]? {
    let output = try output(arguments)
    return output.status == 0 ? output.bytes : nil
  }

  /// The output of a question that must have an answer.
  func require(_ arguments: [String]) throws(InventoryError) -> [UInt8] {
    try Self.required(try output(arguments), arguments.first ?? "")
  }

  /// Why git did not answer.
  static func failure(of output: ChildProcess.Output, _ question: String) -> InventoryError {
    .gitFailed("`git \(question)`: \(reason(of: output))")
  }

  /// Why git did not answer, in its own words where they quote nothing.
  ///
  /// Files of a git folder may be links to others of the disk, and a configuration may include such: what git
  /// quotes of them is left out.
  static func reason(of output: ChildProcess.Output) -> String {
    if let first = output.errors.split(separator: "\n").first { return GitWords.unquoted(first) }
    // https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html
    return output.status > 128
      ? "it was ended by the signal \(output.status - 128)"
      : "it ended with the status \(output.status) and gave no reason"
  }

  /// The lines of a question's answer, none where git says no.
  func lines(_ arguments: [String]) throws(InventoryError) -> [String] {
    let bytes = try answer(arguments) ?? []
    return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names of the objects of a commit's files that the clone lacks.
  ///
  /// See https://git-scm.com/docs/git-rev-list#Documentation/git-rev-list.txt---missingmissing-action
  func missingObjects(of commit: String) -> Set<String> {
    let question = ["rev-list", "--quiet", "--objects", "--missing=print", "--no-walk", commit]
    let lines = (try? lines(question)) ?? []
    return Set(lines.lazy.filter { $0.hasPrefix("?") }.map { String($0.dropFirst()) })
  }
}

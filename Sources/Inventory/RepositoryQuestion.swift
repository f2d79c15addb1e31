import SourceModel

/// Where a folder lies in a git repository.
struct GitPlace: Sendable {
  /// Whether there is no working tree.
  var isBare: Bool
  /// Whether the history is cut.
  var isShallow: Bool
  /// The commit that is checked out; `nil` before the first one.
  var head: String?
  /// Why the commit that is checked out cannot be read, in git's words; `nil` where it can, or where
  /// there is none.
  var headFault: String?

  fileprivate static let question = [
    "rev-parse", "--is-bare-repository", "--is-shallow-repository", "HEAD^{commit}",
  ]

  /// `nil` where the folder lies in no repository.
  fileprivate init?(_ output: ChildProcess.Output, _ git: Git) throws(InventoryError) {
    if output.status != 0, output.errors.contains("not a git repository") { return nil }
    let words = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n")
    // Without a commit git answers the first two questions and fails at the third. A repository
    // that it does not read is no folder without one.
    guard words.count >= 2 else { throw Git.failure(of: output, "rev-parse") }
    isBare = try Self.answer(words[0])
    isShallow = try Self.answer(words[1])
    if output.status == 0 {
      guard words.count == 3, Self.isObject(words[2]) else { throw Self.strange }
      head = String(words[2])
    } else if try git.answer(["rev-parse", "--quiet", "--verify", "HEAD"]) != nil {
      headFault = Git.reason(of: output)
    }
  }

  private static func answer(_ word: Substring) throws(InventoryError) -> Bool {
    switch word {
    case "true": return true
    case "false": return false
    default: throw strange
    }
  }

  /// Whether a word is the name of an object, by SHA-1 or SHA-256.
  private static func isObject(_ word: Substring) -> Bool {
    (word.utf8.count == 40 || word.utf8.count == 64) && word.allSatisfy(\.isHexDigit)
  }

  private static var strange: InventoryError {
    .gitFailed("`git rev-parse` gave what git never says; is the `git` on the PATH git?")
  }
}

/// What git is asked before it has told where the folder lies, so that its answers do not wait for each
/// other.
struct FirstQuestions: Sendable {
  private let git: Git
  private let place: Git.Question
  /// The files of the working tree, where that is looked at.
  fileprivate let listing: Git.Question?
  /// Tags and branches.
  fileprivate let references: Git.Question
  /// The newest commits of what is checked out, where the working tree is looked at.
  fileprivate let logs: HistoryQuestion.Logs?

  /// Asks the questions: all of them, or none where one cannot be asked.
  init(_ git: Git, isOfWorkingTree: Bool) throws(InventoryError) {
    self.git = git
    var asked: [Git.Question] = []
    do throws(InventoryError) {
      place = try git.ask(GitPlace.question)
      asked.append(place)
      listing =
        isOfWorkingTree ? try git.ask(["ls-files", "-z", "-t", "--cached", "--stage"]) : nil
      if let listing { asked.append(listing) }
      references = try git.ask(GitReferences.question)
      asked.append(references)
      logs = isOfWorkingTree ? try HistoryQuestion.Logs(git, of: "HEAD") : nil
    } catch {
      for question in asked { question.drop() }
      throw error
    }
  }

  /// Where the folder lies; `nil` where it lies in no repository.
  func answer() throws(InventoryError) -> GitPlace? {
    try GitPlace(try place.checkedOutput(), git)
  }

  /// Ends what is of no use outside of a repository.
  func drop() {
    listing?.drop()
    references.drop()
    logs?.drop()
  }
}

/// All that is asked of git about one folder.
struct RepositoryQuestion: Sendable {
  let git: Git
  let asked: FirstQuestions
  let place: GitPlace
  let revision: String?
  let root: [UInt8]
  let sizeLimit: Int

  /// The repository as far as its listing tells it, and the history that git still looks through.
  func repository(
    named name: String, _ path: String
  ) throws(InventoryError) -> (repository: Repository, recall: HistoryRecall) {
    let head: String?
    do throws(InventoryError) {
      head = revision == nil ? place.head : try commit()
    } catch {
      asked.drop()
      throw error
    }
    let question = HistoryQuestion(git: git, head: head)
    // All are asked at once, and all have answered before any answer is looked at.
    let listing: Git.Question
    if let asked = asked.listing {
      listing = asked
    } else {
      listing = try git.ask(["ls-tree", "-r", "-z", head ?? "HEAD"])
    }
    let pending = try question.ask(beside: asked.references, asked.logs)
    // Whatever is thrown from here on drops what nobody waits for.
    let recall = HistoryRecall(self, pending)
    var tracked = TrackedFiles(isTree: revision != nil)
    let listed = listing.output { tracked.take($0) }
    if listed.ending == .idle { pending.stop() }
    _ = try Git.required(listed, listing.name)
    // The files are sorted out while git looks for the rest.
    let paths = tracked.names.paths.sorted()
    guard !paths.isEmpty else { throw .nothingTracked(path: path) }
    let repository = Repository(
      name: name, commit: head, allPaths: paths, files: EvidencePaths.evidence(among: paths),
      leftOut: tracked.leftOut, submodules: tracked.modules,
      history: GitHistory(isRepository: true, isShallow: place.isShallow),
      source: try source(tracked, of: head), warnings: tracked.warnings + absences(tracked))
    return (repository, recall)
  }

  /// The repository with what git's answers tell.
  func complete(
    _ repository: Repository, _ pending: HistoryQuestion.Pending
  ) throws(InventoryError) -> Repository {
    var repository = repository
    var answers = pending.answers()
    repository.history = try HistoryQuestion(git: git, head: repository.commit).history(&answers)
    repository.history.isShallow = place.isShallow
    repository.branch = try branch(answers.references)
    repository.warnings += warnings(repository.submodules, repository.history)
    return repository
  }

  private func source(
    _ tracked: TrackedFiles, of head: String?
  ) throws(InventoryError) -> any FileSource {
    guard revision != nil else {
      return DiskFileSource(root: root, rawNames: tracked.names.raw, sizeLimit: sizeLimit)
    }
    let git = git
    let reading = ["cat-file", "--batch"]
    let process = try git.start(reading, hasInput: true)
    let starts = ReaderStarts { try? git.start(reading, hasInput: true) }
    let blobs = Dictionary(
      zip(tracked.names.paths, tracked.blobs), uniquingKeysWith: { first, _ in first })
    let missing = MissingObjects { git.missingObjects(of: head ?? "HEAD") }
    return CommitFileSource(
      process, blobs: blobs, missing: missing, sizeLimit: sizeLimit, starts: starts)
  }

  /// What is said of files that a sparse checkout leaves out; people also mark files so that they have
  /// and changed for themselves.
  private func absences(_ tracked: TrackedFiles) -> [Diagnostic] {
    let absent = EvidencePaths.evidence(among: tracked.leftOut).filter { path in
      let name = tracked.names.raw[path] ?? Array(path.text.utf8)
      return System.kindOfLink(at: root + [slash] + name) == nil
    }
    guard let first = absent.first else { return [] }
    let count =
      absent.count == 1
      ? Phrase("a file is not checked out", "파일 1개가 체크아웃되어 있지 않습니다")
      : Phrase(
        "\(absent.count) files are not checked out, this one first",
        "이것을 비롯한 파일 \(absent.count)개가 체크아웃되어 있지 않습니다")
    let warning = Diagnostic(
      .warning,
      Phrase(
        "\(count.english), and judged by name alone: `git sparse-checkout disable` checks out all, "
          + "and `--ref HEAD` assesses the commit",
        "\(count.korean). 이름만으로 진단했습니다. `git sparse-checkout disable`로 모두 체크아웃하거나 "
          + "`--ref HEAD`로 커밋을 진단하십시오"),
      at: Place(first))
    return [warning]
  }

  private func warnings(_ modules: [RelativePath], _ history: GitHistory) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    if let first = modules.first {
      let count =
        modules.count == 1
        ? Phrase("a sub-module", "서브모듈 1개")
        : Phrase(
          "\(modules.count) sub-modules, this one first", "이것을 비롯한 서브모듈 \(modules.count)개")
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "\(count.english), not looked into: assess a sub-module in its own folder",
            "\(count.korean): 들여다보지 않습니다. 서브모듈은 그 폴더에서 따로 진단하십시오"),
          at: Place(first)))
    }
    if place.isShallow {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "the clone is shallow, so the history is incomplete",
            "얕은 클론이어서 이력이 완전하지 않습니다"),
          hint: Phrase(
            "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` in the checkout",
            "전체를 가져오십시오: `git fetch --unshallow`, 또는 체크아웃의 `fetch-depth: 0`")))
    }
    if !GitFolder(of: root, git).isOwn {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "the git folder lies elsewhere and does not name this one, so the history may be that of "
              + "another repository",
            "git 폴더가 다른 곳에 있고 이 폴더를 가리키지 않아, 다른 저장소의 이력일 수 있습니다"),
          at: Place(RelativePath(".git"))))
    }
    if let fault = history.fault ?? (revision == nil ? headFault : nil) {
      warnings.append(Self.warning(of: fault))
    }
    return warnings
  }

  private var headFault: GitHistory.Fault? { place.headFault.map(GitHistory.Fault.unreadable) }

  private static func warning(of fault: GitHistory.Fault) -> Diagnostic {
    let git = Place(RelativePath(".git"))
    switch fault {
    case .unreadable(let reason):
      return Diagnostic(
        .warning,
        Phrase(
          "git cannot read all of its history, so it is incomplete: \(reason)",
          "git이 이력을 다 읽지 못해 이력이 완전하지 않습니다: \(reason)"),
        at: git,
        hint: Phrase("`git fsck` tells what is broken", "`git fsck`로 무엇이 깨졌는지 볼 수 있습니다"))
    case .excessive(let question):
      return Diagnostic(
        .warning,
        Phrase(
          "the answer of `git \(question)` is too long or comes too late, so the history is incomplete",
          "`git \(question)`의 답이 너무 길거나 늦어 이력이 완전하지 않습니다"),
        at: git)
    }
  }

  // MARK: - Commit and branch

  /// The commit to look at; `nil` before the first one.
  private func commit() throws(InventoryError) -> String? {
    let name = revision ?? "HEAD"
    let lines = try git.lines([
      "rev-parse", "--quiet", "--verify", "--end-of-options", "\(name)^{commit}",
    ])
    if let found = lines.first, !found.isEmpty { return found }
    guard let revision else { return nil }
    let names = try git.lines(["for-each-ref", "--count=5000", "--format=%(refname:short)"])
    throw .unknownRevision(revision, suggestion: Suggestion.nearest(to: revision, among: names))
  }

  private func branch(_ references: GitReferences) throws(InventoryError) -> String? {
    if let revision {
      let full = try git.lines(["rev-parse", "--symbolic-full-name", "--end-of-options", revision])
      return full.first { $0.hasPrefix("refs/heads/") }
        .map { String($0.dropFirst("refs/heads/".count)) }
    }
    if place.head != nil { return references.branches.first(where: \.isCurrent)?.name }
    // A branch without commits is no reference yet.
    let name = try git.lines(["symbolic-ref", "--quiet", "--short", "HEAD"]).first ?? ""
    return name.isEmpty ? nil : name
  }
}

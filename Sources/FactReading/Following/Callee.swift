import FactModel
import SourceModel
import Syntax

/// What a command calls that stands in the repository: a script, a target, or text in its own words.
struct Callee: Sendable {
  /// What is there to run.
  enum Content: Sendable {
    case script(RelativePath)
    /// Shell text with its place.
    case text(String, Place)
    /// Commands of a file.
    case commands([ShellCommand], RelativePath)
  }

  /// What tells it from others, so that cycles end; `nil` for what cannot call itself.
  var key: String?
  /// The folder in which it runs; `nil` for the caller's.
  var folder: RelativePath?
  /// What is there to run.
  var content: Content

  /// What is known of the arguments with which it runs.
  enum Arguments: Sendable {
    case unknown
    /// Those of the caller.
    case passedOn
    case words([String])
  }

  /// The arguments with which it runs.
  var arguments = Arguments.unknown

  /// The target that it makes, where it is one.
  var target: String?
  /// What its runner gives variables.
  var variables: [KnownValue] = []
  /// The programs that run it, where these are those of the command that calls it.
  var wrappers: [String]?

  /// A script that runs in the caller's folder, whatever it is called with.
  static func script(_ path: RelativePath) -> Callee {
    Callee(key: path.text, folder: nil, content: .script(path))
  }

  /// A script that runs in the caller's folder; without arguments of its own it has the caller's.
  static func script(_ path: RelativePath, arguments: [String]?) -> Callee {
    let key = ([path.text] + (arguments ?? [])).joined(separator: " ")
    return Callee(
      key: key, folder: nil, content: .script(path),
      arguments: arguments.map(Arguments.words) ?? .passedOn)
  }

  /// What a command calls, in the order in which it runs.
  static func callees(
    of step: Step, _ frame: FollowFrame, _ context: ReadingContext, _ files: inout FollowedFiles
  ) -> [Callee] {
    let words = step.words
    let program = RelativePath(words[0]).name
    if let script = interpretedScript(words, program, step, frame, context) { return script }
    let call = CommandCall(
      words: words, wrappers: step.wrappers, environment: step.environment, place: step.place,
      frame: frame, context: context)
    if let targets = call.targets(&files) { return targets }
    return calledByPath(words[0], frame, context).map {
      [.script($0, arguments: Array(words.dropFirst()))]
    } ?? []
  }

  /// The script that an interpreter is given, or the text behind `-c`.
  private static func interpretedScript(
    _ words: [String], _ program: String, _ step: Step, _ frame: FollowFrame,
    _ context: ReadingContext
  ) -> [Callee]? {
    let arguments = words.dropFirst()
    if program == "." || program == "source" {
      guard let word = arguments.first else { return [] }
      let own = arguments.count > 1 ? Array(arguments.dropFirst()) : nil
      return frame.file(word, context).map { [.script($0, arguments: own)] } ?? []
    }
    let language = ScriptLanguage(program: program)
    guard language != .other, !words[0].contains("/") || words[0].hasPrefix("/") else { return nil }
    if language == .powerShell { return powerShell(arguments, step, frame, context) }
    switch InterpreterCall(arguments, of: language) {
    case .nothing: return []
    case .text(let text): return [Callee(key: nil, folder: nil, content: .text(text, step.place))]
    case .module(let name): return module(name, frame, context).map { [.script($0)] }
    case .file(let word, let own):
      return file(word, frame, context).map {
        [.script($0, arguments: language == .shell ? own : [])]
      }
    }
  }

  /// The script that PowerShell is given, or its text: `powershell -ExecutionPolicy Bypass -File x.ps1`.
  ///
  /// Values of options are no scripts.
  private static func powerShell(
    _ arguments: ArraySlice<String>, _ step: Step, _ frame: FollowFrame, _ context: ReadingContext
  ) -> [Callee]? {
    if let index = arguments.firstIndex(where: { ["-c", "-command"].contains($0.lowercased()) }) {
      guard let text = arguments[(index + 1)...].first else { return [] }
      return [Callee(key: nil, folder: nil, content: .text(text, step.place))]
    }
    let operand = arguments.first { !$0.hasPrefix("-") && $0.lowercased().hasSuffix(".ps1") }
    return operand.flatMap { file($0, frame, context) }.map { [.script($0)] }
  }

  private static func file(
    _ word: String, _ frame: FollowFrame, _ context: ReadingContext
  ) -> RelativePath? {
    frame.file(word, context).flatMap { ScriptLanguage.isScript($0) ? $0 : nil }
  }

  /// `-m scripts.release`.
  private static func module(
    _ name: String, _ frame: FollowFrame, _ context: ReadingContext
  ) -> RelativePath? {
    let path = name.split(separator: ".").joined(separator: "/")
    return frame.file(path + ".py", context) ?? frame.file(path + "/__main__.py", context)
  }

  /// A script that is called by its own path.
  ///
  /// Wrappers of build tools start the tool, nothing else.
  private static func calledByPath(
    _ word: String, _ frame: FollowFrame, _ context: ReadingContext
  ) -> RelativePath? {
    guard word.contains("/") || ["cmd", "bat", "ps1"].contains(RelativePath(word).fileExtension)
    else { return nil }
    let name = RelativePath(word).name
    guard !["gradlew", "mvnw", "gradlew.bat", "mvnw.cmd", "sbtx"].contains(name),
      let path = frame.file(word, context),
      ScriptLanguage.isScript(path) || startsAsScript(path, context)
    else { return nil }
    return path
  }

  /// Whether the file says on its first line what interprets it, whatever its name ends in.
  private static func startsAsScript(_ path: RelativePath, _ context: ReadingContext) -> Bool {
    context.read(path)?.bytes.starts(with: "#!".utf8) ?? false
  }
}

extension FollowFrame {
  /// How often a script is on the way here, with whatever arguments: one may call itself.
  func entries(of content: Callee.Content) -> Int {
    guard case .script(let path) = content else { return 0 }
    return active.count { $0 == path.text || $0.hasPrefix(path.text + " ") }
  }

  /// The file that a word names, tried in the folders that it may be meant for.
  func file(_ word: String, _ context: ReadingContext) -> RelativePath? {
    let bytes = word.utf8.count + (folder ?? start).text.utf8.count
    // Where checkouts lie beside each other, each folder above may be one.
    guard context.takes(looks: (checkouts.isEmpty ? 3 : 50) * (1 + bytes / 64)) else { return nil }
    // Folders of Windows.
    let word = word.replacing("\\", with: "/")
    var candidates: [RelativePath?] = []
    if let (base, rest) = splitVariable(word) {
      let folders = base.map { [$0] } ?? [script?.folder, folder, start].compactMap { $0 }
      candidates = folders.map { $0.appending("./" + rest) }
    } else if let path = inCheckout(word) {
      candidates = [path]
    } else {
      guard !word.hasPrefix("/"), !word.hasPrefix("~") else { return nil }
      candidates = [folder, start, RelativePath("")].map { $0?.appending(word) }
    }
    let inRepository = checkouts.isEmpty ? candidates : candidates.map(inRepository) + candidates
    return inRepository.lazy.compactMap { $0 }.first { context.files.contains($0) }
  }

  /// The nearest folder from the current one upwards that holds one of the files.
  func file(named names: [String], _ context: ReadingContext) -> RelativePath? {
    file(named: names, from: folder ?? start, context)
  }

  /// The nearest folder from this one upwards that holds one of the files.
  func file(
    named names: [String], from folder: RelativePath, _ context: ReadingContext
  ) -> RelativePath? {
    context.nearestFile(names, from: folder)
  }
}

import SourceModel
import Syntax

/// The tasks of psake and Invoke-Build: `Task Test -Depends Build { … }`, `task Test Build, { … }`.
///
/// https://psake.readthedocs.io/en/latest/ and https://github.com/nightroman/Invoke-Build/wiki
enum PowerShellTasks {
  /// The tasks in the order of the file; their names are in lower case, as case does not matter.
  static func targets(in text: String) -> [BuildTarget] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasSuffix("\r") ? $0.dropLast() : $0 }
    var targets: [BuildTarget] = []
    var index = 0
    while index < lines.count {
      defer { index += 1 }
      guard var target = head(of: lines[index], number: index + 1) else { continue }
      // The block begins on the line of the name or on the next one.
      let first = index
      var depth = braces(in: lines[index])
      if depth == 0, !lines[index].contains("{"), index + 1 < lines.count,
        lines[index + 1].drop(while: \.isWhitespace).hasPrefix("{")
      {
        index += 1
        depth = braces(in: lines[index])
      }
      var body: [Substring] = []
      if index == first, let brace = lines[index].firstIndex(of: "{"), depth == 0 {
        body = [lines[index][lines[index].index(after: brace)...].dropLast()]
      }
      let start = body.isEmpty ? index + 2 : index + 1
      while depth > 0, index + 1 < lines.count {
        index += 1
        depth += braces(in: lines[index])
        if depth > 0 { body.append(lines[index]) }
      }
      let segment = ShellSegment(
        body.joined(separator: "\n"),
        at: Place(RelativePath(""), Position(line: start, column: 1)))
      target.commands = segment.powerShellCommands
      targets.append(target)
    }
    return targets
  }

  /// The task that a line begins, with the tasks before it.
  private static func head(of line: Substring, number: Int) -> BuildTarget? {
    let words = line.split { $0.isWhitespace || $0 == "," || $0 == "'" || $0 == "\"" }
      .map(String.init)
    guard let keyword = words.first?.lowercased(), keyword == "task" || keyword == "add-buildtask",
      words.count > 1
    else { return nil }
    let arguments = words.dropFirst().prefix { !$0.hasPrefix("{") && !$0.hasPrefix("@{") }
      .filter { !["-name", "-depends", "-jobs"].contains($0.lowercased()) }
    guard let name = arguments.first, !name.hasPrefix("-") else { return nil }
    // What stands behind another option is no task.
    let needed = arguments.dropFirst().prefix { !$0.hasPrefix("-") }
    return BuildTarget(
      name: name.lowercased(), dependencies: needed.map { $0.lowercased() }, commands: [],
      position: Position(line: number, column: 1))
  }

  private static func braces(in line: Substring) -> Int {
    guard line.drop(while: \.isWhitespace).first != "#" else { return 0 }
    return line.reduce(0) { $0 + ($1 == "{" ? 1 : $1 == "}" ? -1 : 0) }
  }
}

extension CommandCall {
  /// `Invoke-psake ./build.ps1 -taskList Test`; without a file it is `psakefile.ps1`.
  func psake(_ files: inout FollowedFiles) -> [Callee] {
    let words = powerShellWords
    let named = words.file ?? words.operands.first.flatMap { frame.file($0, context) }
    let names = words.tasks ?? Array(words.operands.dropFirst(named == nil ? 0 : 1))
    let file = named ?? nearest(["psakefile.ps1", "default.ps1"])
    return self.named(known(names, or: "default"), .powerShell, in: file, &files)
  }

  /// `Invoke-Build Test ./project.build.ps1`; without a file it is the one named `*.build.ps1`.
  func invokeBuild(_ files: inout FollowedFiles) -> [Callee] {
    let words = powerShellWords
    let inOperands = words.operands.lazy.compactMap { frame.file($0, context) }.first
    let folder = frame.folder ?? frame.start
    let beside = context.files(in: folder)
    guard context.takes(looks: 4 * beside.count) else { return [] }
    let usual = beside.filter { $0.name.lowercased().hasSuffix(".build.ps1") }.min()
    let names = words.tasks ?? words.operands.filter { frame.file($0, context) == nil }
    return named(
      known(names, or: "."), .powerShell, in: words.file ?? inOperands ?? usual, &files)
  }

  /// `./build.ps1 -Tasks pack`: the tasks that the workflow of that name lists in `build.yaml`; `nil`
  /// where no such workflow stands there.
  func buildWorkflow(_ files: inout FollowedFiles) -> [Callee]? {
    let file = nearest(["build.yaml", "build.yml"])
    let found = named(known(powerShellWords.tasks ?? [], or: "."), .buildWorkflow, in: file, &files)
    return found.isEmpty ? nil : found
  }

  /// The tasks as far as they are written out; those that a variable names are what runs by itself.
  private func known(_ names: [String], or usual: String) -> [String] {
    let written = names.filter { !$0.contains("$") && !$0.hasPrefix("@") }
    return written.isEmpty ? [usual] : written.map { $0.lowercased() }
  }

  private var powerShellWords: (file: RelativePath?, tasks: [String]?, operands: [String]) {
    var (file, tasks, operands): (RelativePath?, [String]?, [String]) = (nil, nil, [])
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      switch word.lowercased() {
      case "-buildfile", "-file": file = rest.popFirst().flatMap { frame.file($0, context) }
      case "-task", "-tasklist", "-tasks":
        tasks = (tasks ?? []) + Self.list(rest.popFirst() ?? "")
      case "-parameters", "-properties", "-framework", "-result", "-summary":
        _ = rest.popFirst()
      default: if !word.hasPrefix("-") { operands += Self.list(word) }
      }
    }
    return (file, tasks, operands)
  }

  private static func list(_ word: String) -> [String] {
    word.split { $0 == "," || $0 == " " }.map(String.init)
  }
}

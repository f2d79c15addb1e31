import SourceModel

/// Reads the tasks of a Taskfile.
struct TaskfileReader {
  private let root: Node?
  private let lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) {
    root = YAML.parse(bytes, manner: .tolerant).documents.first?.merged()
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// The tasks in the order of the file, other names of a task behind it.
  var targets: [BuildTarget] {
    (root?["tasks"]?.entries ?? []).flatMap { entry -> [BuildTarget] in
      guard let name = entry.key.text else { return [] }
      let target = target(name, entry)
      let aliases = entry.value["aliases"]?.texts ?? []
      return [target]
        + aliases.map { alias in
          BuildTarget(
            name: alias, dependencies: [name], commands: [], position: target.position)
        }
    }
  }

  private func target(_ name: String, _ entry: Node.Entry) -> BuildTarget {
    let task = entry.value
    guard task.isMapping else {
      return BuildTarget(
        name: name, dependencies: [], commands: task.itemsOrSelf.flatMap(commands),
        position: entry.key.position)
    }
    let ignores = task["ignore_error"]?.lenientFlag == true
    let steps = (task["cmds"]?.itemsOrSelf ?? []) + (task["cmd"].map { [$0] } ?? [])
    let needs = (task["deps"]?.itemsOrSelf ?? []).compactMap { $0.text ?? $0["task"]?.text }
    let called = steps.compactMap { $0["task"]?.text }
    return BuildTarget(
      name: name, dependencies: needs + called,
      commands: steps.flatMap(commands).ignoringFailures(ignores), position: entry.key.position)
  }

  private func commands(_ step: Node) -> [ShellCommand] {
    let node = step["cmd"] ?? step["defer"] ?? step
    guard let text = node.text else { return [] }
    return ShellScript.parse(text, startingAt: start(of: node)).commands
      .ignoringFailures(step["ignore_error"]?.lenientFlag == true)
  }

  /// Where the content of a scalar starts: a block's in the line behind its indicator.
  private func start(of node: Node) -> Position {
    guard case .scalar(let scalar) = node.content else { return node.position }
    switch scalar.style {
    case .literal, .folded:
      let line = Int(node.position.line) + 1
      guard line <= lines.count else { return node.position }
      let indent = lines[line - 1].prefix { $0 == UInt8(ascii: " ") }.count
      return Position(line: line, column: indent + 1)
    case .plain, .singleQuoted, .doubleQuoted: return node.textStart
    }
  }
}

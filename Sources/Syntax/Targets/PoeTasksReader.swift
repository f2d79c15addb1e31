import SourceModel

/// Reads the tasks of Poe the Poet in `pyproject.toml`.
///
/// See https://poethepoet.natn.io/tasks/index.html
struct PoeTasksReader {
  private static let depthLimit = 8

  private let lines: SourceLines
  private let root: Node?

  init(_ bytes: [UInt8]) {
    lines = SourceLines(bytes)
    root = TOML.parse(bytes).documents.first
  }

  /// The tasks in the order of the file.
  func targets() -> [BuildTarget] {
    (root?["tool", "poe", "tasks"]?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      var target = BuildTarget(
        name: name, dependencies: [], commands: [], position: entry.key.position)
      add(entry.value, to: &target, isReference: false, ignoresFailure: false, depth: 0)
      return target
    }
  }

  private func add(
    _ task: Node, to target: inout BuildTarget, isReference: Bool, ignoresFailure: Bool, depth: Int
  ) {
    guard depth < Self.depthLimit else { return }
    let ignores =
      ignoresFailure || task["ignore_fail"].map { $0.text != nil && $0.flag != false } == true
    if isReference, let name = task.text {
      // What follows the name are arguments.
      if let first = name.split(separator: " ").first { target.dependencies.append(String(first)) }
    } else if let script = lines.script(of: task) {
      target.commands.append(inOwnShell: script.commands(ignoresFailure: ignores))
    } else if task.isSequence {
      for item in task.items {
        add(item, to: &target, isReference: true, ignoresFailure: ignores, depth: depth + 1)
      }
    } else {
      addTable(task, to: &target, ignores, depth)
    }
  }

  private func addTable(
    _ task: Node, to target: inout BuildTarget, _ ignoresFailure: Bool, _ depth: Int
  ) {
    target.dependencies +=
      task["deps"]?.texts.compactMap { text in
        text.split(separator: " ").first.map(String.init)
      } ?? []
    if let reference = task["ref"] {
      add(
        reference, to: &target, isReference: true, ignoresFailure: ignoresFailure, depth: depth + 1)
    }
    let isReference = task["default_item_type"]?.text.map { $0 == "ref" } ?? true
    for item in (task["sequence"] ?? task["parallel"])?.items ?? [] {
      add(
        item, to: &target, isReference: isReference, ignoresFailure: ignoresFailure,
        depth: depth + 1)
    }
    guard let text = task["cmd"] ?? task["shell"], isShell(task["interpreter"]),
      let script = lines.script(of: text)
    else { return }
    target.commands.append(inOwnShell: script.commands(ignoresFailure: ignoresFailure))
  }

  private func isShell(_ interpreter: Node?) -> Bool {
    guard let interpreter else { return true }
    return interpreter.texts.contains { $0.hasSuffix("sh") || $0 == "posix" }
  }
}

import SourceModel

/// Reads the tasks of a Taskfile.
///
/// A task that is called between the commands counts as one that it depends on.
/// See https://taskfile.dev/reference/schema/
struct TaskfileReader {
  private let lines: SourceLines
  private let root: Node?

  init(_ bytes: [UInt8]) {
    lines = SourceLines(bytes)
    root = YAML.parse(bytes, manner: .tolerant).documents.first?.merged()
  }

  /// The tasks in the order of the file.
  func targets() -> [BuildTarget] {
    let values = Self.values(root?["vars"])
    return (root?["tasks"]?.entries ?? []).flatMap { entry -> [BuildTarget] in
      guard let name = entry.key.text else { return [] }
      let target = target(name, entry, values)
      // The other names of the task.
      return [target]
        + (entry.value["aliases"]?.itemsOrSelf ?? []).compactMap { alias in
          alias.text.map {
            BuildTarget(name: $0, dependencies: [name], commands: [], position: alias.position)
          }
        }
    }
  }

  private func target(
    _ name: String, _ entry: Node.Entry, _ values: [String: String]
  ) -> BuildTarget {
    let task = entry.value
    var own = values
    if task.isMapping { own.merge(Self.values(task["vars"])) { $1 } }
    let template = TargetTemplate("{{", "}}") { [own] name in
      name.hasPrefix(".") ? own[String(name.dropFirst())] : nil
    }
    var target = BuildTarget(
      name: name, dependencies: [], commands: [], position: entry.key.position)
    let items = task.isMapping ? (task["cmds"] ?? task["cmd"])?.itemsOrSelf : task.itemsOrSelf
    let ignoresFailure = task["ignore_error"]?.lenientFlag == true
    if task.isMapping {
      target.dependencies = task["deps"]?.itemsOrSelf.compactMap(Self.name) ?? []
    }
    for item in items ?? [] { add(item, to: &target, template, ignoresFailure) }
    return target
  }

  private func add(
    _ item: Node, to target: inout BuildTarget, _ template: TargetTemplate, _ ignoresFailure: Bool
  ) {
    guard item.isMapping else {
      if let script = lines.script(of: item, template) {
        target.commands.append(
          inOwnShell: script.commands(ignoresFailure: ignoresFailure))
      }
      return
    }
    let ignoresFailure = ignoresFailure || item["ignore_error"]?.lenientFlag == true
    if let name = item["task"]?.text { target.dependencies.append(name) }
    if let deferred = item["defer"] {
      if let name = deferred["task"]?.text { target.dependencies.append(name) }
      if let script = lines.script(of: deferred, template) {
        target.commands.append(
          inOwnShell: script.commands(ignoresFailure: ignoresFailure))
      }
    }
    if let command = item["cmd"], let script = lines.script(of: command, template) {
      target.commands.append(
        inOwnShell: script.commands(ignoresFailure: ignoresFailure))
    }
  }

  private static func name(_ node: Node) -> String? { node.text ?? node["task"]?.text }

  /// Variables whose value is plain text.
  private static func values(_ node: Node?) -> [String: String] {
    var values: [String: String] = [:]
    for entry in node?.entries ?? [] {
      guard let name = entry.key.text, let text = entry.value.text, !text.contains("{{") else {
        continue
      }
      values[name] = text
    }
    return values
  }
}

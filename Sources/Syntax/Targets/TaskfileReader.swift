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
    var room = TargetRoom(bytes: lines.bytes.count)
    var targets: [BuildTarget] = []
    for entry in root?["tasks"]?.entries ?? [] {
      guard let name = entry.key.text else { continue }
      targets.append(target(name, entry, values, &room))
      // The other names of the task.
      for alias in entry.value["aliases"]?.itemsOrSelf ?? [] where room.isOpen {
        guard let other = alias.text else { continue }
        room.take(names: 1)
        targets.append(
          BuildTarget(name: other, dependencies: [name], commands: [], position: alias.position))
      }
    }
    return targets
  }

  private func target(
    _ name: String, _ entry: Node.Entry, _ values: [String: String], _ room: inout TargetRoom
  ) -> BuildTarget {
    let task = entry.value
    // One mapping may be that of many tasks.
    let variables = task.isMapping && room.isOpen ? task["vars"] : nil
    room.take(names: variables?.entries.count ?? 0)
    let own = Self.values(variables)
    let template = TargetTemplate("{{", "}}") { reference in
      guard reference.hasPrefix(".") else { return nil }
      let name = String(reference.dropFirst())
      return own[name] ?? values[name]
    }
    var target = BuildTarget(
      name: name, dependencies: [], commands: [], position: entry.key.position)
    let items = task.isMapping ? (task["cmds"] ?? task["cmd"])?.itemsOrSelf : task.itemsOrSelf
    let ignoresFailure = task["ignore_error"]?.lenientFlag == true
    if task.isMapping, room.isOpen {
      target.dependencies = task["deps"]?.itemsOrSelf.compactMap(Self.name) ?? []
      room.take(names: target.dependencies.count)
    }
    for item in items ?? [] where room.isOpen {
      add(item, to: &target, template, ignoresFailure, &room)
    }
    return target
  }

  /// Adds what an item runs; one that an alias stands for is read again each time.
  private func add(
    _ item: Node, to target: inout BuildTarget, _ template: TargetTemplate, _ ignoresFailure: Bool,
    _ room: inout TargetRoom
  ) {
    room.take(names: 1)
    guard item.isMapping else {
      addScript(of: item, to: &target, template, ignoresFailure, &room)
      return
    }
    let ignoresFailure = ignoresFailure || item["ignore_error"]?.lenientFlag == true
    if let name = item["task"]?.text { target.dependencies.append(name) }
    if let deferred = item["defer"] {
      if let name = deferred["task"]?.text { target.dependencies.append(name) }
      addScript(of: deferred, to: &target, template, ignoresFailure, &room)
    }
    if let command = item["cmd"] {
      addScript(of: command, to: &target, template, ignoresFailure, &room)
    }
  }

  private func addScript(
    of node: Node, to target: inout BuildTarget, _ template: TargetTemplate, _ ignoresFailure: Bool,
    _ room: inout TargetRoom
  ) {
    guard room.isOpen, let script = lines.script(of: node, template, &room) else { return }
    room.take(bytes: node.text?.utf8.count ?? 0)
    let commands = script.commands(ignoresFailure: ignoresFailure)
    room.take(commands: commands.count)
    target.commands.append(inOwnShell: commands)
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

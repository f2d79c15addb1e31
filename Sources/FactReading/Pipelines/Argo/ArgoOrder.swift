import FactModel
import SourceModel

/// The order and the rules of a workflow's tasks.
///
/// https://argo-workflows.readthedocs.io/en/latest/enhanced-depends-logic/
enum ArgoOrder {
  /// The tasks with each behind those that it depends on.
  static func sorted(_ tasks: [PipelineValue]) -> [PipelineValue] {
    let byName = Dictionary(
      tasks.enumerated().compactMap { index, task in task["name"]?.text.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    var order: [PipelineValue] = []
    var seen: Set<Int> = []
    for start in tasks.indices {
      var pending = [start]
      while let index = pending.last {
        let open = dependencies(of: tasks[index]).compactMap { byName[$0] }
          .filter { !seen.contains($0) && !pending.contains($0) }
        if let next = open.first {
          pending.append(next)
        } else {
          pending.removeLast()
          if seen.insert(index).inserted { order.append(tasks[index]) }
        }
      }
    }
    return order
  }

  /// The tasks that a task depends on: `dependencies`, or the names in `depends`.
  static func dependencies(of task: PipelineValue) -> [String] {
    if let list = task["dependencies"] { return list.texts }
    guard let text = task["depends"]?.text else { return [] }
    let signs: Set<Character> = ["&", "|", "!", "(", ")", " ", "\n"]
    return text.split(whereSeparator: signs.contains).map { word in
      String(word.prefix { $0 != "." })
    }.uniqued()
  }

  /// What a rule comes to that compares two known values; `nil` for others.
  static func known(_ text: String) -> Bool? {
    guard !text.contains("{{"), !text.contains("&&"), !text.contains("||") else { return nil }
    for (sign, isEqual) in [("==", true), ("!=", false)] {
      let sides = text.split(separator: sign).map { side in
        side.trimmingSpaces.filter { $0 != "\"" && $0 != "'" }
      }
      if sides.count == 2 { return (sides[0] == sides[1]) == isEqual }
    }
    return nil
  }

  static func subject(of text: String) -> Condition.Subject {
    let lowered = text.lowercased()
    func has(_ words: [String]) -> Bool { words.contains { lowered.contains($0) } }
    if has(["workflow.status", ".status}}", "workflow.failures"]) { return .outcome }
    if has(["refs/tags", ".tag}}", "-tag}}"]) { return .tag }
    if has(["branch", "refs/heads", "revision"]) { return .branch }
    if has(["changed"]) { return .paths }
    return has(["event", "pull_request"]) ? .event : .other
  }
}

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
    // What is left to look at of each, the latest first.
    var open = tasks.map { dependencies(of: $0).compactMap { byName[$0] }.reversed() as [Int] }
    var order: [PipelineValue] = []
    var isBegun = tasks.map { _ in false }
    for start in tasks.indices where !isBegun[start] {
      var pending = [start]
      isBegun[start] = true
      while let index = pending.last {
        if let next = open[index].popLast() {
          guard !isBegun[next] else { continue }
          isBegun[next] = true
          pending.append(next)
        } else {
          pending.removeLast()
          order.append(tasks[index])
        }
      }
    }
    return order
  }

  /// The tasks that a task depends on: `dependencies`, or the names in `depends`.
  static func dependencies(of task: PipelineValue) -> [String] {
    if let list = task["dependencies"] { return list.texts }
    guard let text = task["depends"]?.text else { return [] }
    return text.split(whereSeparator: signs.contains).map { word in
      String(word.prefix { $0 != "." })
    }.uniqued()
  }

  private static let signs: Set<Character> = ["&", "|", "!", "(", ")", " ", "\n"]

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

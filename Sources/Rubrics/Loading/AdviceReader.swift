import FactModel
import SourceModel
import Syntax

/// Reads what to do about a criterion that is not met.
struct AdviceReader {
  let conditions: ConditionReader

  /// The pieces of advice, the last of which must fit always.
  func advice(_ node: Node?, _ faults: inout FaultList) -> [Criterion.Advice] {
    guard let node else { return [] }
    let advice = node.list(of: "advice", &faults) { piece($0, &$1) }
    for (index, item) in node.items.enumerated() where item.isMapping {
      let isLast = index == node.items.count - 1
      if isLast, let entry = item.entry("when") {
        faults.add(
          "found `when` in the last advice, expected it to fit always", at: entry.key.position)
      }
      if !isLast, item.entry("when") == nil {
        faults.add(
          "found advice without `when` before other advice, expected it to be the last",
          at: item.position)
      }
    }
    return advice
  }

  private func piece(_ node: Node, _ faults: inout FaultList) -> Criterion.Advice? {
    guard
      let fields = Fields(
        node, "advice", required: ["how"], optional: ["at", "snippet", "when"], faults: &faults)
    else { return nil }
    let condition = fields["when"].flatMap { conditions.condition($0, &faults) }
    let places = fields["at"].map { $0.items.isEmpty ? [$0] : $0.items } ?? []
    let sites = places.compactMap { conditions.site($0, &faults) }
    let snippet = fields["snippet"].flatMap { self.snippet($0, &faults) }
    return fields["how"]?.phrase(&faults).map {
      Criterion.Advice(condition: condition, sites: sites, how: $0, snippet: snippet)
    }
  }

  private func snippet(_ node: Node, _ faults: inout FaultList) -> Snippet? {
    guard
      let fields = Fields(
        node, "a snippet", required: ["language", "text"], optional: ["head", "path"],
        faults: &faults)
    else { return nil }
    let path = fields["path"].map { $0.filledText(&faults) }
    let head = fields["head"].map { $0.filledText(&faults) }
    let language = fields["language"]?.filledText(&faults)
    let text = fields["text"]?.filledText(&faults)
    guard let language, let text else { return nil }
    return Snippet(path: path ?? nil, language: language, text: text, head: head ?? nil)
  }
}

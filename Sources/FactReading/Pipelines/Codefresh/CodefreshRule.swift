import FactModel
import SourceModel
import Syntax

/// What limits a step: `when` with branches, conditions and the ends of other steps.
///
/// https://codefresh.io/docs/docs/pipelines/conditional-execution-of-steps/
struct CodefreshRule {
  /// Those of the situations in which the step may run.
  private(set) var events: Set<Trigger.Event>
  private(set) var conditions: [Condition] = []
  /// The steps that it waits for, where it names any.
  private(set) var needs: [String]?

  init(_ when: Node?, among events: Set<Trigger.Event>, in document: PipelineDocument) {
    self.events = events
    guard let when else { return }
    for (key, isIgnored) in [("only", false), ("ignore", true)] {
      guard let list = when["branch", key], !list.texts.isEmpty else { continue }
      let text = (isIgnored ? "!" : "") + "branch: " + list.texts.joined(separator: ", ")
      conditions.append(Condition(.branch, text, at: document.place(list)))
      let isLiteral = list.texts.allSatisfy { !$0.hasPrefix("/") }
      // A request bears the name of the branch that it comes from.
      if !isIgnored, isLiteral { self.events.remove(.pullRequest) }
    }
    add(when["condition"], in: document)
    if let steps = when["steps"] {
      let items = steps.isSequence ? steps.items : steps.entries.flatMap { $0.value.items }
      needs = items.compactMap { $0["name"]?.text ?? $0.text }
    }
  }

  private mutating func add(_ node: Node?, in document: PipelineDocument) {
    for (key, isAny) in [("all", false), ("any", true)] {
      let entries = node?[key]?.entries ?? []
      var open: Set<Trigger.Event> = []
      for entry in entries {
        guard let text = entry.value.text else { continue }
        let expression = RuleExpression(text)
        let live = events.filter { Self.truth(of: expression, on: $0) != false }
        if isAny { open.formUnion(live) } else { events = live }
        conditions.append(
          Condition(
            Self.subject(of: expression), text.onOneLine, at: document.place(entry.value)))
      }
      if isAny, !entries.isEmpty { events.formIntersection(open) }
    }
  }

  private static func truth(of rule: RuleExpression, on event: Trigger.Event) -> Bool? {
    rule.truth { name in
      if name.hasPrefix("CF_PULL_REQUEST") {
        return event == .pullRequest ? .filled : .text("")
      }
      return name == "CF_BRANCH" ? .filled : .unknown
    }
  }

  private static func subject(of rule: RuleExpression) -> Condition.Subject {
    // Names stand in the arguments of functions too.
    let names = rule.names
    if names.contains(where: { $0.hasPrefix("CF_PULL_REQUEST") }) { return .event }
    if names.contains(where: { $0.hasPrefix("CF_BRANCH") || $0 == "CF_BASE_BRANCH" }) {
      return .branch
    }
    if names.contains(where: { $0.contains("TAG") }) { return .tag }
    if names.contains(where: { $0.hasPrefix("steps.") || $0.hasSuffix(".result") }) {
      return .outcome
    }
    return .other
  }
}

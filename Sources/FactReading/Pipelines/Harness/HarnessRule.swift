import FactModel
import SourceModel

/// When a stage or step runs: `when` with the state before it and a condition.
///
/// https://developer.harness.io/docs/platform/pipelines/step-skip-condition-settings
struct HarnessRule {
  private(set) var events: Set<Trigger.Event>
  private(set) var conditions: [Condition] = []

  init(_ node: PipelineValue, among events: Set<Trigger.Event>) {
    self.events = events
    let when = node["when"]
    if let status = when?["pipelineStatus"] ?? when?["stageStatus"], status.text == "Failure" {
      conditions.append(Condition(.outcome, "on failure", at: status.place))
    }
    // The open source product has the condition alone.
    guard let condition = when?["condition"] ?? when, let text = condition.text, !text.isEmpty
    else {
      return
    }
    let rule = RuleExpression(text)
    self.events = events.filter { Self.truth(of: rule, on: $0) != false }
    let isTrivial = ["true", "<+input>"].contains { text.hasPrefix($0) }
    if !isTrivial {
      conditions.append(Condition(Self.subject(of: rule), text.onOneLine, at: condition.place))
    }
  }

  private static func truth(of rule: RuleExpression, on event: Trigger.Event) -> Bool? {
    let kinds: (event: String, build: String, short: String)? =
      switch event {
      case .push: ("PUSH", "branch", "push")
      case .pullRequest: ("PR", "PR", "pull_request")
      case .tag: ("PUSH", "tag", "tag")
      case .mergeQueue, .release, .schedule, .manual, .upstream, .called, .api, .other: nil
      }
    return rule.truth { name in
      guard let kinds else { return .unknown }
      switch name {
      case "trigger.event": return .text(kinds.event)
      case "codebase.build.type": return .text(kinds.build)
      case "build.event": return .text(kinds.short)
      case "trigger.prNumber", "codebase.prNumber":
        return event == .pullRequest ? .filled : .unknown
      default: return .unknown
      }
    }
  }

  private static func subject(of rule: RuleExpression) -> Condition.Subject {
    let names = rule.names
    let asksForTag = rule.words.contains(.text("tag")) && rule.words.contains(.sign("=="))
    if names.contains(where: { $0.lowercased().hasSuffix("tag") }) || asksForTag { return .tag }
    if names.contains(where: { $0.lowercased().hasSuffix("branch") }) { return .branch }
    let events = ["trigger.event", "trigger.type", "codebase.build.type", "build.event"]
    if names.contains(where: { events.contains($0) || $0.hasSuffix("prNumber") }) { return .event }
    return .other
  }
}

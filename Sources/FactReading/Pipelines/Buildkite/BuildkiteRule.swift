import FactModel
import SourceModel
import Syntax

/// What limits a step: `if`, `branches` and `skip`.
///
/// https://buildkite.com/docs/pipelines/configure/conditionals
struct BuildkiteRule {
  /// What can start the step; nothing where it never runs.
  var events: Set<Trigger.Event>
  var conditions: [Condition] = []

  init(_ node: Node, isForTags: Bool, in document: PipelineDocument) {
    events = isForTags ? [.push, .pullRequest, .tag] : [.push, .pullRequest]
    if let skip = node["skip"], skip.flag != false, skip.text != "" { events = [] }
    if let branches = node["branches"], !branches.texts.isEmpty {
      let text = branches.texts.joined(separator: " ")
      conditions.append(Condition(.branch, "branches: " + text, at: document.place(branches)))
      events.remove(.tag)
    }
    guard let rule = node["if"], let text = rule.text?.trimmingSpaces, !text.isEmpty else { return }
    let place = document.chunk(rule)?.place ?? document.place(rule)
    let isPlain = !text.contains("||")
    let subject: Condition.Subject
    if text.contains("build.tag") || text.contains("BUILDKITE_TAG") {
      subject = .tag
      if isPlain, !text.contains("build.tag == null") { events.formIntersection([.tag]) }
    } else if text.contains("build.branch") {
      subject = .branch
      if isPlain, text.contains("=="), !text.contains("!=") { events.remove(.tag) }
    } else if text.contains("build.pull_request") {
      subject = .event
      let isRequest = text.contains("!= null") || text.contains("!= false")
      if isPlain, isRequest { events.formIntersection([.pullRequest]) }
    } else if text.contains("build.source") {
      subject = .event
      if isPlain, text.contains("==") && text.contains("schedule") { events = [.schedule] }
    } else {
      subject = .other
    }
    if text == "false" { events = [] }
    conditions.append(Condition(subject, text.onOneLine, at: place))
  }
}

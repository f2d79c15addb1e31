import FactModel
import SourceModel
import Syntax

/// What starts a pipeline of AWS CodePipeline.
///
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-about-starting.html
struct PipelineStart {
  let definition: AWSDefinition
  /// All definitions of the tree, for rules and webhooks.
  let all: [AWSDefinition]

  /// The triggers; a person where nothing else starts it.
  func triggers(sources: [PipelineAction]) -> [Trigger] {
    let filters = definition.body.parts("Triggers", "trigger")
      .compactMap { $0.parts("GitConfiguration", "git_configuration").first }
    var triggers = filters.flatMap(self.triggers(ofFilter:))
    if filters.isEmpty { triggers += sources.flatMap(self.triggers(ofSource:)) }
    triggers += schedules
    guard triggers.isEmpty else { return triggers.uniqued() }
    return [Trigger(.manual, at: sources.first?.place ?? definition.place)]
  }

  // MARK: - Filters

  // https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-triggers.html
  private func triggers(ofFilter git: Node) -> [Trigger] {
    let pushes = git.parts("Push", "push").map { push -> Trigger in
      let place = definition.place(push)
      let tags = texts(push, "Tags", "tags")
      if !tags.isEmpty { return Trigger(.tag, tags: tags, at: place) }
      return Trigger(
        .push, branches: texts(push, "Branches", "branches"),
        ignoredBranches: texts(push, "Branches", "branches", excluded: true),
        paths: texts(push, "FilePaths", "file_paths"), at: place)
    }
    let requests = git.parts("PullRequest", "pull_request").map { request in
      Trigger(
        .pullRequest, branches: texts(request, "Branches", "branches"),
        paths: texts(request, "FilePaths", "file_paths"), at: definition.place(request))
    }
    return pushes + requests
  }

  private func texts(
    _ node: Node, _ upper: String, _ lower: String, excluded: Bool = false
  ) -> [String] {
    let part = node.parts(upper, lower).first
    let list = excluded ? part?.any("Excludes", "excludes") : part?.any("Includes", "includes")
    return (list?.itemsOrSelf ?? []).compactMap(definition.text)
  }

  // MARK: - Sources

  private func triggers(ofSource action: PipelineAction) -> [Trigger] {
    let branch = ["BranchName", "Branch"].lazy.compactMap { key in
      definition.text(action.configuration?[key])
    }.first
    let place = action.configuration.map(definition.place) ?? action.place
    let branches = branch.map { [$0] } ?? []
    let key = ["DetectChanges", "PollForSourceChanges"].lazy.compactMap {
      action.configuration?.entry($0)
    }.first
    let isOff = key?.value.lenientFlag == false
    switch action.provider {
    case "CodeStarSourceConnection", "CodeConnections":
      return isOff ? [] : [Trigger(.push, branches: branches, at: place)]
    case "S3", "ECR":
      return isOff && !isCalled ? [] : [Trigger(.other, at: place)]
    default:
      return isOff && !isCalled ? [] : [Trigger(.push, branches: branches, at: place)]
    }
  }

  /// Whether a webhook or a rule of the tree tells it of changes, so that it need not ask.
  private var isCalled: Bool {
    all.contains { other in
      switch other.kind {
      case .pipelineWebhook: true
      case .rule: schedule(of: other) == nil && (isTarget(of: other) || other.hasNoTarget)
      case .ruleTarget: isMentioned(in: other.body)
      case .project, .projectWebhook, .pipeline: false
      }
    }
  }

  // MARK: - Clocks

  /// The rules of the tree that start it at times.
  var schedules: [Trigger] {
    all.filter { $0.kind == .rule }.compactMap { rule in
      guard let place = schedule(of: rule), isTarget(of: rule) else { return nil }
      return Trigger(.schedule, at: place)
    }
  }

  private func schedule(of rule: AWSDefinition) -> Place? {
    ["ScheduleExpression", "schedule_expression"].lazy.compactMap { rule.body.entry($0) }.first
      .map { rule.place($0.key) }
  }

  /// A template's rule holds its targets, Terraform's stand beside it.
  private func isTarget(of rule: AWSDefinition) -> Bool {
    if isMentioned(in: rule.body) { return true }
    return all.contains { target in
      target.kind == .ruleTarget && isMentioned(in: target.body)
        && target.body["rule"]?.text.map(rule.isNamed) ?? false
    }
  }

  private func isMentioned(in body: Node) -> Bool {
    var isFound = false
    body.visit { node in
      guard !isFound, let text = node.text, !text.contains(" ") else { return }
      isFound = definition.isNamed(by: text)
    }
    return isFound
  }
}

extension AWSDefinition {
  /// Whether what a rule starts stands beside it.
  fileprivate var hasNoTarget: Bool { body["Targets"] == nil && body["target"] == nil }
}

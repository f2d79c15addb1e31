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
    if filters.isEmpty {
      let isCalled = sources.contains(where: \.isOff) && self.isCalled
      triggers += sources.flatMap { self.triggers(ofSource: $0, isCalled: isCalled) }
    }
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

  private func triggers(ofSource action: PipelineAction, isCalled: Bool) -> [Trigger] {
    let branch = ["BranchName", "Branch"].lazy.compactMap { key in
      definition.text(action.configuration?[key])
    }.first
    let place = action.configuration.map(definition.place) ?? action.place
    let branches = branch.map { [$0] } ?? []
    let isOff = action.isOff
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
    let targets = targets
    return all.contains { other in
      switch other.kind {
      case .pipelineWebhook: true
      case .rule:
        schedule(of: other) == nil && (isTarget(of: other, targets) || other.hasNoTarget)
      case .ruleTarget: other.mentions.name(definition)
      case .project, .projectWebhook, .pipeline: false
      }
    }
  }

  // MARK: - Clocks

  /// The rules of the tree that start it at times.
  var schedules: [Trigger] {
    let targets = targets
    return all.filter { $0.kind == .rule }.compactMap { rule in
      guard let place = schedule(of: rule), isTarget(of: rule, targets) else { return nil }
      return Trigger(.schedule, at: place)
    }
  }

  private func schedule(of rule: AWSDefinition) -> Place? {
    ["ScheduleExpression", "schedule_expression"].lazy.compactMap { rule.body.entry($0) }.first
      .map { rule.place($0.key) }
  }

  /// The rules that targets of Terraform which name it belong to.
  private var targets: AWSMentions {
    var rules = AWSMentions()
    for target in all where target.kind == .ruleTarget && target.mentions.name(definition) {
      if let rule = target.body["rule"]?.text { rules.add(rule) }
    }
    return rules
  }

  /// A template's rule holds its targets, Terraform's stand beside it.
  private func isTarget(of rule: AWSDefinition, _ targets: AWSMentions) -> Bool {
    rule.mentions.name(definition) || targets.name(rule)
  }
}

extension PipelineAction {
  /// Whether a source does not look for changes by itself.
  fileprivate var isOff: Bool {
    let key = ["DetectChanges", "PollForSourceChanges"].lazy.compactMap {
      configuration?.entry($0)
    }.first
    return key?.value.lenientFlag == false
  }
}

extension AWSDefinition {
  /// Whether what a rule starts stands beside it.
  fileprivate var hasNoTarget: Bool { body["Targets"] == nil && body["target"] == nil }
}

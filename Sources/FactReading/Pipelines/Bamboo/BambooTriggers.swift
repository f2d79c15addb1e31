import FactModel
import SourceModel

/// What starts plans and deployments.
///
/// https://docs.atlassian.com/bamboo-specs-docs/latest/specs.html?yaml#triggers
struct BambooTriggers {
  let plans: [BambooPlan]

  /// What starts a plan; changes where it says nothing.
  ///
  /// - Parameter pattern: the branches, where they have a configuration of their own.
  func triggers(of plan: BambooPlan, on pattern: String? = nil) -> [Trigger] {
    let branches = pattern.map { [$0] } ?? []
    var found: [Trigger] = []
    func add(_ trigger: Trigger) {
      if !found.contains(where: { $0.event == trigger.event }) { found.append(trigger) }
    }
    if let entry = plan.root.entry("triggers") {
      for item in entry.value.itemsOrSelf {
        guard let trigger = Self.trigger(of: item, branches: branches) else { continue }
        add(trigger)
      }
    } else {
      add(Trigger(.push, branches: branches, at: plan.root.place))
    }
    if pattern == nil, found.contains(where: { $0.event == .push }),
      let create = plan.root["branches"]?.entry("create"),
      create.value.text == "for-pull-request" || create.value["for-pull-request"] != nil
    {
      add(Trigger(.pullRequest, at: create.place))
    }
    if pattern == nil {
      for parent in plans {
        guard let list = parent.root["dependencies"]?["plans"], list.texts.contains(plan.key) else {
          continue
        }
        add(Trigger(.upstream, pipelines: [parent.name], at: list.place))
      }
    }
    if found.isEmpty {
      let entry = plan.root.entry("triggers")
      add(Trigger(.manual, inputs: inputs(of: plan), at: entry?.place ?? plan.root.place))
    }
    return found
  }

  /// Variables, which the person who starts a plan may set.
  private func inputs(of plan: BambooPlan) -> [PipelineInput] {
    (plan.root["variables"]?.entries ?? []).map { entry in
      var isUsed = false
      plan.root.visitTexts { text in
        isUsed =
          isUsed || text.contains("bamboo." + entry.key) || text.contains("bamboo_" + entry.key)
      }
      return PipelineInput(name: entry.key, place: entry.place, isUsed: isUsed)
    }
  }

  private static func trigger(of item: PipelineValue, branches: [String]) -> Trigger? {
    let (name, value) = named(item)
    guard value?["enabled"]?.flag != false else { return nil }
    switch name {
    case "polling", "remote", "bitbucket-server-trigger", "bitbucket-cloud-trigger",
      "github-trigger", "gitlab-trigger", "webhook":
      return Trigger(.push, branches: branches, at: item.place)
    case "cron": return Trigger(.schedule, at: item.place)
    case "tag":
      return Trigger(.tag, tags: value?["filter"]?.text.map { [$0] } ?? [], at: item.place)
    case "after-deployment":
      let project = value?["deployment-project"]?.text
      return Trigger(.upstream, pipelines: project.map { [$0] } ?? [], at: item.place)
    default: return Trigger(.other, at: item.place)
    }
  }

  /// The type of a trigger or task, with its settings.
  static func named(_ item: PipelineValue) -> (name: String, value: PipelineValue?) {
    if let text = item.text { return (text, nil) }
    return item.entries.first.map { ($0.key, $0.value) } ?? ("", nil)
  }

  /// What starts the deployment to an environment: a person always may.
  func triggers(
    of environment: PipelineValue.Entry, in deployment: BambooDeployment
  ) -> [Trigger] {
    var found: [Trigger] = []
    for item in environment.value["triggers"]?.itemsOrSelf ?? [] {
      let (name, value) = Self.named(item)
      switch name {
      case "build-success", "stage-success":
        let source = deployment.plan
        let plan = plans.first { $0.key == source || $0.key.hasSuffix("-" + (source ?? "")) }
        let branches = value?["branch"]?.text.map { [$0] } ?? []
        found.append(
          Trigger(
            .upstream, branches: branches,
            pipelines: (plan?.name ?? source).map { [$0] } ?? [], at: item.place))
      case "environment-success":
        let other = value?["environment"]?.text ?? value?.text
        found.append(
          Trigger(
            .upstream, pipelines: other.map { [deployment.title(of: $0)] } ?? [], at: item.place))
      case "cron": found.append(Trigger(.schedule, at: item.place))
      default: found.append(Trigger(.other, at: item.place))
      }
    }
    // Whoever deploys chooses one of the releases.
    let naming = deployment.root.entry("release-naming")
    let inputs =
      naming.map { [PipelineInput(name: "release", place: $0.place, isUsed: true)] } ?? []
    return found + [Trigger(.manual, inputs: inputs, at: environment.place)]
  }
}

import FactModel
import SourceModel

/// What starts plans and deployments.
///
/// https://docs.atlassian.com/bamboo-specs-docs/latest/specs.html?yaml#triggers
struct BambooTriggers {
  /// A plan that starts another.
  private struct Parent {
    var name: String
    var place: Place
  }

  /// The first plan that names each as one that it starts, by their keys.
  private var parents: [String: Parent] = [:]
  /// The names of plans by their keys, and by what stands behind the dashes in them.
  private var names: [String: String] = [:]

  init(plans: [BambooPlan]) {
    for plan in plans {
      // The project's key may be left out: `PROJECT-PLAN`.
      for key in Self.endings(of: plan.key) where names[key] == nil { names[key] = plan.name }
      if let list = plan.root["dependencies"]?["plans"] {
        for key in list.texts where parents[key] == nil {
          parents[key] = Parent(name: plan.name, place: list.place)
        }
      }
    }
  }

  private static func endings(of key: String) -> [String] {
    var endings = [key]
    var rest = key[...]
    while endings.count < 8, let dash = rest.firstIndex(of: "-") {
      rest = rest[rest.index(after: dash)...]
      endings.append(String(rest))
    }
    return endings
  }

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
    if pattern == nil, let parent = parents[plan.key] {
      add(Trigger(.upstream, pipelines: [parent.name], at: parent.place))
    }
    if found.isEmpty {
      let entry = plan.root.entry("triggers")
      add(Trigger(.manual, inputs: inputs(of: plan), at: entry?.place ?? plan.root.place))
    }
    return found
  }

  /// Variables, which the person who starts a plan may set.
  private func inputs(of plan: BambooPlan) -> [PipelineInput] {
    let variables = (plan.root["variables"]?.entries ?? []).prefix(PipelineDocument.variableLimit)
    var texts: [String] = []
    plan.root.visitTexts { if $0.contains("bamboo") { texts.append($0) } }
    let used = NameFinder.found(
      variables.map { ["bamboo." + $0.key, "bamboo_" + $0.key] }, in: texts)
    return zip(variables, used).map { entry, isUsed in
      PipelineInput(name: entry.key, place: entry.place, isUsed: isUsed)
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
        let plan = source.flatMap { names[$0] }
        let branches = value?["branch"]?.text.map { [$0] } ?? []
        found.append(
          Trigger(
            .upstream, branches: branches,
            pipelines: (plan ?? source).map { [$0] } ?? [], at: item.place))
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

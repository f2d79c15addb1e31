import FactModel
import SourceModel

/// What is true for all jobs of a stage.
struct AzureStage {
  var name: String?
  var source: AzureSource
  /// The jobs of the stages before.
  var needs: [String] = []
  var situations: [AzureSituation]
  var conditions: [Condition] = []
  var gate: Gate?
  var variables: [String: String]
  var groups: [Located<String>]
}

extension AzureBuilder {
  /// The live jobs of a pipeline or of the template that it extends.
  mutating func jobs(of root: PipelineValue, _ source: AzureSource) -> [Job] {
    var stage = AzureStage(
      source: source, situations: situations, variables: variables, groups: groups)
    add(root["variables"], source, to: &stage)
    (variables, groups) = (stage.variables, stage.groups)
    if let extends = root["extends"], let item = expanded(extends, source), item["template"] != nil
    {
      guard let (file, inner) = opened(item, source) else {
        // What is passed to a template that stands elsewhere runs within it.
        let passed = item["parameters"] ?? PipelineValue(.map([]), at: item.place)
        return remote(item, stage) + jobs(of: passed, source)
      }
      return source.active.contains(file.path) ? [] : jobs(of: file.root, inner)
    }
    guard let stages = root["stages"] else { return jobs(of: root, stage) }
    return staged(items(stages, "stages", source), stage)
  }

  /// The jobs of stages; each waits for the one before it, or those that it names.
  private mutating func staged(
    _ items: [(value: PipelineValue, source: AzureSource)], _ outer: AzureStage
  ) -> [Job] {
    var jobs: [Job] = []
    var made: [String: (ids: [String], situations: [AzureSituation])] = [:]
    var last: [String] = []
    for (index, item) in items.enumerated() {
      let (value, source) = item
      let name =
        value["stage"]?.text
        ?? (value["template"] == nil ? "stage \(index + 1)" : use(value).name)
      guard budget > 0 else { break }
      let named = value["dependsOn"].map { $0.texts.uniqued() } ?? last
      var stage = outer
      (stage.name, stage.source) = (name, source)
      add(value["variables"], source, to: &stage)
      let rule = rule(value, stage.variables)
      stage.conditions += rule.conditions
      stage.needs = needs(named, among: made)
      stage.situations.removeAll { !rule.mayHold(in: $0) }
      if !rule.asksForOutcome {
        for need in named.compactMap({ made[$0] }) {
          stage.situations.removeAll { !need.situations.contains($0) }
        }
      }
      if let trigger = value.entry("trigger"), trigger.value.text == "manual" {
        stage.gate = Gate(.manual, at: trigger.place)
      }
      let own =
        stage.situations.isEmpty
        ? []
        : value["template"] == nil
          ? self.jobs(of: value, stage) : remote(value, stage) + passedJobs(to: value, stage)
      jobs += own
      // A stage without a job hands on what it waits for; without one that may not be there, the
      // next waits for the one before it.
      let isSure = !value.isConditional
      made[name] = (
        own.isEmpty ? stage.needs : own.map(\.id), isSure ? stage.situations : outer.situations
      )
      last = isSure ? [name] : last + [name]
    }
    return jobs
  }

  /// The ids of the jobs that names stand for, each once.
  private mutating func needs(
    _ names: [String], among made: [String: (ids: [String], situations: [AzureSituation])]
  ) -> [String] {
    // As a rule it is the one before, whose ids need no copy.
    if names.count < 2 { return names.first.flatMap { made[$0]?.ids } ?? [] }
    var needs: [String] = []
    var seen: Set<String> = []
    budget -= names.count / 16
    for name in names where budget > 0 {
      let ids = made[name]?.ids ?? []
      budget -= ids.count / 16
      for id in ids where seen.insert(id).inserted { needs.append(id) }
    }
    return needs
  }

  /// The jobs of a stage, or of a pipeline without stages.
  private mutating func jobs(of value: PipelineValue, _ stage: AzureStage) -> [Job] {
    guard let list = value["jobs"] else {
      guard value["steps"] != nil else { return [] }
      return job(value, stage.source, stage, name: stage.name ?? "job")
    }
    var jobs: [Job] = []
    var idsOf: [String: (ids: [String], situations: [AzureSituation])] = [:]
    for (index, item) in items(list, "jobs", stage.source).enumerated() {
      let (value, source) = item
      let name = (value["job"] ?? value["deployment"])?.text ?? "job \(index + 1)"
      var inner = stage
      guard budget > 0 else { break }
      let needs = value["dependsOn"]?.texts.uniqued() ?? []
      let named = self.needs(needs, among: idsOf)
      if !named.isEmpty { inner.needs = named }
      let rule = rule(value, stage.variables)
      if !rule.asksForOutcome {
        for need in needs.compactMap({ idsOf[$0] }) {
          inner.situations.removeAll { !need.situations.contains($0) }
        }
      }
      inner.situations.removeAll { !rule.mayHold(in: $0) }
      let own =
        value["template"] == nil
        ? job(value, source, inner, name: name)
        : remote(value, inner) + passedJobs(to: value, inner)
      idsOf[name] = (own.map(\.id), value.isConditional ? stage.situations : inner.situations)
      jobs += own
    }
    return jobs
  }

  /// The rule of a stage, job or step.
  mutating func rule(_ value: PipelineValue, _ variables: [String: String]) -> AzureRule {
    let rule = value["condition"]
    budget -= AzureRule.cost(of: rule)
    return AzureRule(budget > 0 ? rule : nil, variables: variables)
  }

  // MARK: - Templates

  /// The items of a list, those of local templates in place of their use.
  mutating func items(
    _ list: PipelineValue?, _ key: String, _ source: AzureSource
  ) -> [(value: PipelineValue, source: AzureSource)] {
    guard let list, let expanded = expanded(list, source) else { return [] }
    return expanded.flatItems.flatMap { item -> [(value: PipelineValue, source: AzureSource)] in
      budget -= 1
      guard budget > 0, item.isMap else { return [] }
      guard item["template"]?.text != nil, let (file, inner) = opened(item, source) else {
        return [(item, source)]
      }
      guard !source.active.contains(file.path) else { return [] }
      guard let condition = item["condition"], let rule = condition.text else {
        return items(file.root[key], key, inner)
      }
      return items(file.root[key], key, inner).compactMap {
        made -> (value: PipelineValue, source: AzureSource)? in
        budget -= rule.utf8.count / 64
        guard budget > 0 else { return nil }
        return (made.value.under(rule, at: condition.place), made.source)
      }
    }
  }

  private mutating func expanded(_ value: PipelineValue, _ source: AzureSource) -> PipelineValue? {
    guard source.active.count <= Self.depthLimit else { return nil }
    var scope = source.scope
    scope.variables = variables
    var expansion = AzureExpansion(scope: scope, budget: budget)
    let result = expansion.expanded(value)
    budget = expansion.budget
    return result
  }

  /// The local template that an item uses; `nil` where it stands elsewhere.
  private mutating func opened(
    _ item: PipelineValue, _ source: AzureSource
  ) -> (AzureFile, AzureSource)? {
    guard let entry = item.entry("template"), let text = entry.value.text,
      let path = AzureFile.local(text, from: source.path), let file = template(path)
    else { return nil }
    let (declared, passed) = (file.root["parameters"], item["parameters"])
    // Each use has its parameters for itself.
    budget -= ((declared?.size ?? 0) + (passed?.size ?? 0)) / 2
    guard budget > 0 else { return nil }
    var inner = AzureSource(path: path, scope: AzureScope(declared: declared, passed: passed))
    inner.via = source.via + [entry.value.place]
    inner.active = source.active.union([path])
    return (file, inner)
  }

  /// A template of another repository.
  func use(_ item: PipelineValue) -> ActionUse {
    let text = item["template"]?.text ?? ""
    let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
    let repository = parts.dropFirst().first.flatMap { repositories[$0] }
    let name = [repository?["name"]?.text ?? parts.dropFirst().first, parts.first]
    return ActionUse(
      kind: .pipeline, name: name.compactMap { $0 }.joined(separator: "/"),
      version: repository?["ref"]?.text, inputs: GitLabJobReader.inputs(item["parameters"]))
  }

  private mutating func remote(_ item: PipelineValue, _ stage: AzureStage) -> [Job] {
    let use = use(item)
    let place = item["template"]?.place ?? item.place
    var job = base(use.name, place, stage)
    follower.beginJob()
    guard !job.events.isEmpty, remainingJobs > 0, follower.takesStep() else { return [] }
    remainingJobs -= 1
    job.conditions += rule(item, stage.variables).conditions
    job.steps = [Step(action: use, place: place, via: stage.source.via)]
    return [job]
  }

  /// The jobs or steps that are passed to a template of another repository.
  private mutating func passedJobs(to item: PipelineValue, _ stage: AzureStage) -> [Job] {
    guard let passed = item["parameters"], stage.source.active.count < Self.depthLimit else {
      return []
    }
    return jobs(of: passed, stage)
  }

  // MARK: - Jobs

  private func base(_ name: String, _ place: Place, _ stage: AzureStage) -> Job {
    let id = stage.name.map { $0 == name ? name : "\($0).\(name)" } ?? name
    return Job(
      id: id, name: name, place: place, stage: stage.name, needs: stage.needs,
      events: Set(stage.situations.map(\.event)), conditions: stage.conditions, gate: stage.gate,
      secrets: stage.groups)
  }

  private mutating func job(
    _ value: PipelineValue, _ source: AzureSource, _ stage: AzureStage, name: String
  ) -> [Job] {
    let variants = AzureMatrix(value["strategy"]?["matrix"]).variants(namedIn: value)
    return variants.flatMap { variant -> [Job] in
      var stage = stage
      let isJob = value["job"] != nil || value["deployment"] != nil
      if isJob { add(value["variables"], source, to: &stage) }
      stage.variables.merge(variant.values) { $1 }
      let title = variant.label.map { "\(name) (\($0))" } ?? name
      return job(value, source, stage, name: title, label: variant.label)
    }
  }

  private mutating func job(
    _ value: PipelineValue, _ source: AzureSource, _ stage: AzureStage, name: String, label: String?
  ) -> [Job] {
    guard remainingJobs > 0, !stage.situations.isEmpty else { return [] }
    remainingJobs -= 1
    follower.beginJob()
    let isJob = value["job"] != nil || value["deployment"] != nil
    let place = value.entry("job")?.place ?? value.entry("deployment")?.place
    var job = base(name, place ?? value.entry("steps")?.place ?? value.place, stage)
    let suffix = label.map { " (\($0))" } ?? ""
    job.name = value["displayName"]?.text.map { $0 + suffix } ?? name
    if isJob {
      job.conditions += rule(value, stage.variables).conditions
    }
    job.environment = environment(value["environment"], stage)
    job.ignoresFailure = value["continueOnError"]?.flag == true
    job.fanOut = AzureMatrix.fanOut(value["strategy"])
    job.images = images(of: value)
    let setting = AzureSetting(source: source, stage: stage)
    job.steps = strategySteps(value["strategy"], setting) + steps(of: value["steps"], setting)
    guard !job.steps.isEmpty else { return [] }
    describe(&job)
    return [job]
  }

  private func environment(_ value: PipelineValue?, _ stage: AzureStage) -> EnvironmentUse? {
    guard let named = value?["name"] ?? value, let text = named.text else { return nil }
    // A resource of an environment stands behind a dot.
    return EnvironmentUse(AzureMacro.filled(text, stage.variables), at: named.place)
  }

  /// Containers, by their image or by the name that the file's resources give it.
  private func images(of value: PipelineValue) -> [Located<String>] {
    let services = value["services"]?.entries.map(\.value) ?? []
    return ([value["container"] ?? file.root["container"]] + services).compactMap { node in
      guard let node, let name = node["image"] ?? (node.text == nil ? nil : node) else {
        return nil
      }
      let known = name.text.flatMap { containers[$0] }
      let image = known?["image"] ?? name
      return image.text.map { Located($0, at: image.place) }
    }
  }

  /// Takes over variables: a mapping, or a list of names, groups and templates.
  private mutating func add(
    _ value: PipelineValue?, _ source: AzureSource, to stage: inout AzureStage
  ) {
    guard let value, let expanded = expanded(value, source) else { return }
    for entry in expanded.entries {
      stage.variables[entry.key.lowercased()] = entry.value.text
    }
    for item in expanded.items {
      if let name = item["name"]?.text { stage.variables[name.lowercased()] = item["value"]?.text }
      if let group = item["group"], let text = group.text {
        stage.groups.append(Located(text, at: group.place))
      }
      guard item["template"] != nil, let (file, inner) = opened(item, source),
        !source.active.contains(file.path)
      else { continue }
      add(file.root["variables"], inner, to: &stage)
    }
  }

  private func describe(_ job: inout Job) {
    for step in job.steps {
      guard let action = step.action else { continue }
      switch action.name {
      case "cache", "cachebeta": job.caches.append(step.place)
      case "publishpipelineartifact", "publishbuildartifacts": job.artifacts.append(step.place)
      case "publishcodecoverageresults": job.coverageReports.append(step.place)
      case "manualvalidation", "manualintervention":
        job.gate = job.gate ?? Gate(.approval, at: step.place)
      case "azurekeyvault":
        let vault = action.inputs.first { $0.name.lowercased().hasPrefix("keyvault") }
        job.secrets += vault.map { [Located($0.value, at: $0.place)] } ?? []
      default: continue
      }
    }
  }
}

extension PipelineValue {
  /// How many items or entries it has.
  fileprivate var size: Int { items.count + entries.count }
}

import FactModel
import SourceModel

/// Builds the jobs of a pipeline: one for each stage, cut where a step waits for an approval.
///
/// https://developer.harness.io/docs/platform/pipelines/add-a-stage
struct HarnessBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  private static let environmentLimit = 20

  private let configuration: HarnessConfiguration
  private var follower: StepFollower
  private(set) var filling = ParameterFilling()
  private var usedIDs: Set<String> = []
  private var events: Set<Trigger.Event> = []
  private var jobs: [Job] = []

  init(_ configuration: HarnessConfiguration, context: ReadingContext) {
    self.configuration = configuration
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where nothing runs.
  mutating func pipeline(_ definition: HarnessPipeline, vendor: String) -> Pipeline? {
    let triggers = HarnessTriggers(definition, configuration).triggers
    events = Set(triggers.map(\.event))
    (jobs, usedIDs) = ([], [])
    var root = definition.root
    if let reference = root["template"] {
      if let template = configuration.template(reference)?["spec"] {
        filling.take(template)
        root = template.merged(with: root.without("template"))
      } else {
        addForeign(reference, named: definition.name, at: root.place, after: [])
        addStages(passedBy: reference, after: jobs.map(\.id))
      }
    }
    let variables = Self.variables(of: root, as: "pipeline")
    var last: [String] = []
    for item in root["stages"]?.items ?? [] {
      let together = item["parallel"]?.items ?? [item]
      var ends: [String] = []
      for stage in together.compactMap({ $0["stage"] ?? ($0["spec"] == nil ? nil : $0) }) {
        ends += add(stage, variables, after: last)
      }
      if !ends.isEmpty { last = ends }
    }
    guard jobs.contains(where: { !$0.steps.isEmpty }) else { return nil }
    let live = jobs.events
    return Pipeline(
      vendor: vendor, name: definition.name, place: definition.root.place,
      triggers: triggers.filter { live.contains($0.event) }, jobs: jobs)
  }

  /// The values of variables that are known, by what stands in the expressions that ask for them.
  private static func variables(of value: PipelineValue, as scope: String) -> [String: String] {
    (value["variables"]?.items ?? []).reduce(into: [:]) { all, item in
      guard let name = item["name"]?.text, let text = item["value"]?.text, !text.contains("<+"),
        text.utf8.count <= 1_000
      else { return }
      all["\(scope).variables.\(name)"] = text
    }
  }

  // MARK: - Stages

  /// Adds the jobs of a stage and gives the ids of its last ones.
  private mutating func add(
    _ stage: PipelineValue, _ variables: [String: String], after last: [String]
  ) -> [String] {
    guard jobs.count < Self.jobLimit, !filling.isSpent else { return last }
    var stage = stage
    let name = stage["name"]?.text ?? stage["identifier"]?.text ?? "stage"
    if let reference = stage["template"] {
      guard let template = configuration.template(reference)?["spec"] else {
        return addForeign(reference, named: name, at: stage.place, after: last, under: stage)
      }
      let passed = reference["templateInputs"]?["variables"]
      filling.take(template)
      stage = template.merged(with: stage.without("template"))
      if let passed {
        stage = stage.merged(
          with: PipelineValue(
            .map([PipelineValue.Entry(key: "variables", place: passed.place, value: passed)]),
            at: stage.place))
      }
    }
    let filled = filled(stage, variables)
    let rule = HarnessRule(filled, among: events)
    guard !rule.events.isEmpty, !filling.isSpent else { return last }
    var frame = Job(
      id: filled["identifier"]?.text ?? name, name: name, place: stage.place, needs: last,
      events: rule.events, conditions: rule.conditions,
      ignoresFailure: HarnessSteps.ignoresFailure(filled))
    frame.fanOut = filled.entry("strategy")?.place
    frame.secrets = HarnessSteps.secrets(in: filled)
    if let caching = filled["spec"]?.entry("caching"), caching.value["enabled"]?.flag == true {
      frame.caches = [caching.place]
    }
    return addParts(of: filled, as: frame)
  }

  /// The stage with its own variables and those of the pipeline filled in.
  private mutating func filled(
    _ stage: PipelineValue, _ variables: [String: String]
  ) -> PipelineValue {
    let own = Self.variables(of: stage, as: "stage")
    guard !own.isEmpty || !variables.isEmpty else { return stage }
    return stage.mappingTexts { text in
      filling.filled(text, from: "<+", to: ">", at: stage.place) { name in
        own[String(name)] ?? variables[String(name)]
      }
    }
  }

  /// Adds a job for each part of a stage between approvals, and for each of its environments.
  private mutating func addParts(of stage: PipelineValue, as frame: Job) -> [String] {
    var steps = HarnessSteps(configuration, filling)
    let parts = steps.parts(of: stage)
    filling = steps.filling
    let targets = Self.environments(of: stage)
    var last = frame.needs
    for part in parts {
      var ends: [String] = []
      for target in targets.isEmpty ? [nil] : targets.map(Optional.some) {
        var job = frame
        job.needs = last
        job.environment = target
        job.gate = part.gate
        job.fanOut = frame.fanOut ?? part.fanOut
        follower.beginJob()
        for item in part.items { steps.run(item, in: &job, &follower) }
        guard !job.steps.isEmpty || job.gate != nil else { continue }
        job.id = usedIDs.added(
          targets.count > 1 ? frame.id + "/" + (target?.name ?? "") : frame.id)
        jobs.append(job)
        ends.append(job.id)
      }
      if !ends.isEmpty { last = ends }
    }
    return last
  }

  /// The environments that a stage deploys to.
  private static func environments(of stage: PipelineValue) -> [EnvironmentUse] {
    let spec = stage["spec"]
    let single =
      spec?["environment"]?.entry("environmentRef")
      ?? spec?["infrastructure"]?.entry("environmentRef")
    let several = (spec?["environments"]?["values"]?.items ?? [])
      .compactMap { $0.entry("environmentRef") }
    let group = spec?["environmentGroup"]?.entry("envGroupRef")
    let entries =
      [single].compactMap { $0 } + several + (several.isEmpty ? [group] : []).compactMap { $0 }
    return entries.prefix(environmentLimit).compactMap { entry in
      guard let text = entry.value.text else { return nil }
      // Whoever starts it chooses one of the input's values.
      let name =
        text.hasPrefix("<+input>")
        ? "${inputs.\(entry.key)}" : HarnessConfiguration.plain(text)
      return EnvironmentUse(name, at: entry.place)
    }
  }

  /// Adds a job for each stage that a template from elsewhere is given something for: its name and
  /// what is passed say what it does.
  private mutating func addStages(passedBy reference: PipelineValue, after first: [String]) {
    var last = first
    for item in reference["templateInputs"]?["stages"]?.items ?? [] {
      var ends: [String] = []
      for stage in (item["parallel"]?.items ?? [item]).compactMap({ $0["stage"] }) {
        guard jobs.count < Self.jobLimit, let name = stage["identifier"]?.text else { continue }
        follower.beginJob()
        guard follower.takesStep() else { continue }
        let passed = stage["template"]?["templateInputs"] ?? stage
        var job = Job(
          id: usedIDs.added(name), name: name, place: stage.place, needs: last, events: events)
        let action = ActionUse(kind: .pipeline, name: "harness-stage/" + name)
        job.steps =
          [Step(name: name, action: action, place: stage.place)]
          + HarnessSteps.told(by: passed, &follower)
        job.secrets = HarnessSteps.secrets(in: stage)
        jobs.append(job)
        ends.append(job.id)
      }
      if !ends.isEmpty { last = ends }
    }
  }

  /// Adds a job for a stage or pipeline whose template stands elsewhere.
  @discardableResult
  private mutating func addForeign(
    _ reference: PipelineValue, named name: String, at place: Place, after last: [String],
    under stage: PipelineValue? = nil
  ) -> [String] {
    let rule = stage.map { HarnessRule($0, among: events) }
    let live = rule?.events ?? events
    guard !live.isEmpty, jobs.count < Self.jobLimit else { return last }
    var job = Job(
      id: usedIDs.added(stage?["identifier"]?.text ?? name), name: name, place: place, needs: last,
      events: live, conditions: rule?.conditions ?? [])
    let step = HarnessSteps.foreign(reference, kind: .pipeline, named: name)
    let words = (step.action?.name.nameWords ?? []) + name.nameWords
    if words.contains("approval") || words.contains("approve") {
      job.gate = Gate(.approval, at: place)
    } else {
      follower.beginJob()
      guard follower.takesStep() else { return last }
      let passed = reference["templateInputs"]?.without("stages")
      job.steps = [step] + HarnessSteps.told(by: passed, &follower)
      job.secrets = HarnessSteps.secrets(in: reference)
    }
    jobs.append(job)
    return [job.id]
  }
}

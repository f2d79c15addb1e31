import FactModel
import SourceModel

/// Builds the jobs of pipelines: those of a stage run together when the stage before has ended.
struct GoCDBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  /// How many bytes templates may be filled in with for all pipelines, each of their values counted; real ones
  /// take some hundred thousand.
  private static let fillLimit = 4 << 20
  /// What a value of a template counts beside what is put into it.
  private static let valueSize = 16

  private let configuration: GoCDConfiguration
  private let starts: GoCDTriggers
  private let context: ReadingContext
  private var follower: StepFollower
  private var fillRoom = Self.fillLimit
  /// What comes before others, by the names of pipelines; `nil` where it is not known.
  private var outlines: [String: GoCDOutline?] = [:]

  init(_ configuration: GoCDConfiguration, context: ReadingContext) {
    self.configuration = configuration
    starts = GoCDTriggers(order: GoCDOrder(configuration.pipelines))
    self.context = context
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where nothing runs.
  mutating func pipeline(_ definition: GoCDPipeline, vendor: String) -> Pipeline? {
    // Where no command counts any more, nothing is filled in.
    let isOver = follower.total <= 0 && configuration.template(of: definition) != nil
    guard !isOver, let definition = filled(definition) else { return nil }
    let triggers = starts.triggers(of: definition)
    let gate = gate(before: definition)
    let jobs = jobs(of: definition, Set(triggers.map(\.event)), gate)
    guard !jobs.isEmpty else { return nil }
    return Pipeline(
      vendor: vendor, name: definition.name, place: definition.place, triggers: triggers,
      jobs: jobs)
  }

  /// The pipeline with the stages of its template; `nil` where too much would be filled in.
  private mutating func filled(_ pipeline: GoCDPipeline) -> GoCDPipeline? {
    guard let template = configuration.template(of: pipeline) else { return pipeline }
    guard fillRoom >= 0 else { return nil }
    fillRoom -= template.count(upTo: fillRoom / Self.valueSize + 1) * Self.valueSize
    if fillRoom >= 0 {
      let filled = GoCDConfiguration.filled(pipeline, by: template, &fillRoom)
      if fillRoom >= 0 { return filled }
    }
    follower.note(
      "found that templates are filled in with more than \(Self.fillLimit) bytes; "
        + "from here on no pipeline of a template is read",
      "템플릿에 채워지는 내용이 \(Self.fillLimit)바이트보다 많아서 여기부터는 템플릿을 쓰는 파이프라인을 읽지 않았습니다",
      at: pipeline.place)
    return nil
  }

  /// The decision behind which a pipeline before comes to the stage that this one waits for.
  private mutating func gate(before pipeline: GoCDPipeline) -> Gate? {
    for material in pipeline.materials {
      guard let name = material["pipeline"]?.text,
        let approval = outline(of: name)?.approval(before: material["stage"]?.text)
      else { continue }
      return Gate(.manual, at: approval)
    }
    return nil
  }

  private mutating func outline(of name: String) -> GoCDOutline? {
    if let known = outlines[name] { return known }
    let outline = configuration.pipeline(name).flatMap { filled($0) }.map(GoCDOutline.init)
    outlines[name] = .some(outline)
    return outline
  }

  private mutating func jobs(
    of definition: GoCDPipeline, _ events: Set<Trigger.Event>, _ gate: Gate?
  ) -> [Job] {
    guard !definition.stages.isEmpty else {
      return template(of: definition).map { step in
        [
          Job(
            id: definition.name, name: definition.name, place: step.place, events: events,
            gate: gate, steps: [step])
        ]
      } ?? []
    }
    let outer = setting(of: definition)
    var made: [Job] = []
    var last: [String] = []
    var usedIDs: Set<String> = []
    for (index, stage) in definition.stages.enumerated() {
      let shared = setting(outer, of: stage.value)
      var ids: [String] = []
      for item in stage.jobs where made.count < Self.jobLimit {
        // A stage may itself be its only job.
        let isStage = item.value.place == stage.value.place
        var job = job(item, isStage ? shared : setting(shared, of: item.value))
        job.id = usedIDs.added(item.name == stage.name ? stage.name : "\(stage.name)/\(item.name)")
        job.stage = stage.name
        job.needs = last
        job.events = events
        // Where the first stage waits for a person, that is what starts the pipeline.
        job.gate = index == 0 ? gate : stage.approval.map { Gate(.manual, at: $0) }
        guard !job.steps.isEmpty || !job.artifacts.isEmpty || job.gate != nil else { continue }
        made.append(job)
        ids.append(job.id)
      }
      if !ids.isEmpty { last = ids }
    }
    return made.contains { !$0.steps.isEmpty } ? made : []
  }

  /// A template that stands on the server.
  private func template(of definition: GoCDPipeline) -> Step? {
    guard let template = definition.value.entry("template"), let name = template.value.text else {
      return nil
    }
    let inputs = (definition.value["parameters"]?.entries ?? []).compactMap { entry in
      entry.value.text.map { ActionUse.Input(entry.key, $0, at: entry.place) }
    }
    return Step(
      action: ActionUse(kind: .pipeline, name: "gocd-template/" + name, inputs: inputs),
      environment: GoCDConfiguration.variables(definition.value["environment_variables"]),
      place: template.place)
  }

  /// What jobs take over from what is around them.
  private struct Setting {
    var variables: [String: String] = [:]
    var secrets: [Located<String>] = []
    /// The folders into which materials are put.
    var destinations: Set<String> = []
  }

  /// What the jobs of a pipeline take over from it and from its environment.
  private func setting(of definition: GoCDPipeline) -> Setting {
    var outer = Setting()
    outer.destinations = Set(definition.materials.compactMap { $0["destination"]?.text })
    let environment = configuration.environment(of: definition.name)
    if let environment { outer = setting(outer, of: environment.value) }
    var inner = setting(outer, of: definition.value)
    if let environment {
      inner.variables = follower.joined(
        inner.variables, with: ["GO_ENVIRONMENT_NAME": environment.key], at: environment.place)
    }
    return inner
  }

  /// What is taken over, with what a part says itself.
  private func setting(_ outer: Setting, of value: PipelineValue) -> Setting {
    var inner = outer
    let own = GoCDConfiguration.variables(value["environment_variables"])
    inner.variables = follower.joined(outer.variables, with: own, at: value.place)
    let secrets = Self.secrets(in: value)
    if !secrets.isEmpty {
      inner.secrets = Array((outer.secrets + secrets).prefix(PipelineDocument.inputLimit))
    }
    return inner
  }

  private mutating func job(
    _ item: (name: String, value: PipelineValue, place: Place), _ setting: Setting
  ) -> Job {
    follower.beginJob()
    var job = Job(id: item.name, name: item.name, place: item.place)
    job.secrets = setting.secrets
    let count = item.value.entry("run_instances") ?? item.value.entry("run_instance_count")
    if let count, let text = count.value.text, text != "1" { job.fanOut = count.place }
    let tasks = GoCDTasks(
      variables: setting.variables, destinations: setting.destinations, context)
    for task in item.value["tasks"]?.flatItems ?? [] {
      job.steps += tasks.steps(of: task, &follower)
    }
    for artifact in item.value["artifacts"]?.flatItems ?? [] {
      job.artifacts.append(artifact.entries.first?.place ?? artifact.place)
      job.steps += tasks.published(artifact, &follower)
    }
    let tabs = item.value["tabs"]
    for tab in tabs?.entries ?? [] where Self.isCoverage(tab.key, tab.value.text) {
      job.coverageReports.append(tab.place)
    }
    for tab in tabs?.items ?? [] where Self.isCoverage(tab["name"]?.text, tab["path"]?.text) {
      job.coverageReports.append(tab.place)
    }
    return job
  }

  private static func isCoverage(_ name: String?, _ path: String?) -> Bool {
    [name, path].contains { $0?.lowercased().contains("coverage") == true }
  }

  /// Encrypted variables, and those whose value a manager of secrets gives.
  private static func secrets(in value: PipelineValue) -> [Located<String>] {
    var found = (value["secure_variables"]?.entries ?? []).map { Located($0.key, at: $0.place) }
    let variables = value["environment_variables"]
    for entry in variables?.entries ?? []
    where entry.value.text?.hasPrefix("{{SECRET:") == true {
      found.append(Located(entry.key, at: entry.place))
    }
    for item in variables?.items ?? []
    where item["encrypted_value"] != nil || item["value"]?.text?.hasPrefix("{{SECRET:") == true {
      guard let name = item["name"]?.text else { continue }
      found.append(Located(name, at: item.place))
    }
    return found
  }
}

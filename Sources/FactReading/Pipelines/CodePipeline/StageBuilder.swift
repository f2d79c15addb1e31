import FactModel
import SourceModel
import Syntax

/// Builds the jobs of a pipeline of AWS CodePipeline from its stages.
///
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
struct StageBuilder {
  private static let actionLimit = 500

  private let definition: AWSDefinition
  private let projects: BuildProjects
  private var follower: StepFollower
  private var usedIDs: Set<String> = []
  private var jobs: [Job] = []
  /// What must have ended before the next actions start.
  private var waiting: [String] = []
  private var events: Set<Trigger.Event> = []
  /// The transitions to stages that somebody must open first.
  private let closedTransitions: [String: Place]
  /// The projects whose buildspecs were read.
  private(set) var builtProjects: Set<String> = []

  init(_ definition: AWSDefinition, _ projects: BuildProjects, context: ReadingContext) {
    self.definition = definition
    self.projects = projects
    follower = StepFollower(context: context)
    closedTransitions = definition.body.parts("DisableInboundStageTransitions")
      .reduce(into: [:]) { closed, node in
        guard let stage = definition.text(node["StageName"]), closed[stage] == nil else { return }
        closed[stage] = definition.place(node)
      }
  }

  /// The pipeline; `nil` where it has no action.
  mutating func pipeline(
    vendor: String, _ all: [AWSDefinition], _ buildspecs: inout BuildspecBuilder
  ) -> Pipeline? {
    let stages = definition.body.parts("Stages", "stage")
    let actions = stages.map { stage in
      stage.parts("Actions", "action").prefix(Self.actionLimit)
        .compactMap { PipelineAction($0, in: definition) }
    }
    let start = PipelineStart(definition: definition, all: all)
    let triggers = start.triggers(sources: actions.joined().filter { $0.category == "Source" })
    events = Set(triggers.map(\.event))
    for (stage, actions) in zip(stages, actions) { add(stage, actions, &buildspecs) }
    guard !jobs.isEmpty else { return nil }
    return Pipeline(
      vendor: vendor, name: name, place: definition.place, triggers: triggers, jobs: jobs)
  }

  private var name: String {
    let name = definition.text(definition.body.any("Name", "name"))
    return name.flatMap { $0.contains("${") ? nil : $0 } ?? definition.id
  }

  private mutating func add(
    _ stage: Node, _ actions: [PipelineAction], _ buildspecs: inout BuildspecBuilder
  ) {
    let name = definition.text(stage.any("Name", "name")) ?? ""
    let first = jobs.count
    for order in Set(actions.map(\.order)).sorted() {
      var added: [String] = []
      for action in actions where action.order == order && action.category != "Source" {
        guard jobs.count < Self.actionLimit else { return }
        let made = jobs(of: action, stage: name, &buildspecs)
        jobs += made
        added += made.map(\.id)
      }
      if !added.isEmpty { waiting = added }
    }
    guard first < jobs.count else { return }
    if let closed = closedTransitions[name] {
      for index in jobs.indices.dropFirst(first) where jobs[index].gate == nil {
        jobs[index].gate = Gate(.manual, at: closed)
      }
    }
    jobs[jobs.count - 1].steps += conditions(of: stage)
  }

  private mutating func jobs(
    of action: PipelineAction, stage: String, _ buildspecs: inout BuildspecBuilder
  ) -> [Job] {
    var job = Job(
      id: usedIDs.added(action.name), name: action.name, place: action.place, stage: stage,
      needs: waiting, events: events)
    if action.category == "Approval" {
      job.gate = Gate(.approval, at: action.place)
      return [job]
    }
    follower.beginJob()
    switch action.provider {
    case "CodeBuild":
      if let built = builds(of: action, job, &buildspecs) { return built }
      job.steps = [step(action)]
    case "Commands":
      // https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-Commands.html
      let commands = action.node.any("Commands", "commands")?.itemsOrSelf ?? []
      job.steps = follower.steps(
        of: ShellText(chunks: commands.compactMap(definition.document.chunk)))
    case "Jenkins":
      let project = definition.text(action.configuration?["ProjectName"]) ?? action.name
      let use = ActionUse(kind: .pipeline, name: "jenkins-job/" + project)
      job.steps = [Step(action: use, place: action.place)]
    default: job.steps = [step(action)]
    }
    return [job]
  }

  private func step(_ action: PipelineAction) -> Step {
    Step(name: action.name, action: action.use, place: action.place)
  }

  /// The jobs of the project that a build action names.
  private mutating func builds(
    of action: PipelineAction, _ draft: Job, _ buildspecs: inout BuildspecBuilder
  ) -> [Job]? {
    guard let project = project(of: action) else { return nil }
    builtProjects.insert(project.definition.id)
    guard let buildspec = buildspecs.buildspec(of: project) else { return nil }
    let jobs = buildspecs.jobs(of: buildspec, project, draft, &usedIDs, action.variables)
    return jobs.isEmpty ? nil : jobs
  }

  private func project(of action: PipelineAction) -> BuildProject? {
    guard let name = CloudText.text(action.configuration?["ProjectName"]) else { return nil }
    let named = projects.named(by: name)
    let path = definition.place.path
    return named.first { $0.definition.place.path == path }
      ?? named.first { $0.definition.place.path.folder == path.folder } ?? named.first
      ?? (projects.all.count == 1 ? projects.all.first : nil)
  }

  /// What a stage does when it succeeds or fails.
  ///
  /// https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works-conditions.html
  private func conditions(of stage: Node) -> [Step] {
    var steps: [Step] = []
    if let failure = stage.parts("OnFailure", "on_failure").first,
      failure.any("Result", "result")?.text == "ROLLBACK"
    {
      let use = ActionUse(kind: .step, name: "codepipeline-result/rollback")
      steps.append(Step(action: use, place: definition.place(failure)))
    }
    for success in stage.parts("OnSuccess", "on_success") {
      for rule in success.parts("Conditions", "condition").flatMap({ $0.parts("Rules", "rule") }) {
        let type = rule.parts("RuleTypeId", "rule_type_id").first
        guard let provider = type?.any("Provider", "provider")?.text else { continue }
        let use = ActionUse(kind: .step, name: "codepipeline-rule/" + provider.lowercased())
        steps.append(Step(action: use, place: definition.place(rule)))
      }
    }
    return steps
  }
}

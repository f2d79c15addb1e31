import FactModel
package import SourceModel
import Syntax

/// Reads workflows of Argo Workflows, and what Argo Events starts.
///
/// https://argo-workflows.readthedocs.io/en/latest/fields/, https://argoproj.github.io/argo-events/
package struct ArgoReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "argo-workflows"

  /// Makes a reader.
  package init() {}

  private static let words: Set<String> = [
    "argo", "argocd", "workflow", "workflows", "workflowtemplate", "workflowtemplates",
    "cronworkflow", "cronworkflows", "sensor", "sensors", "eventsource", "eventsources", "events",
    "ci", "cd", "cicd", "pipeline", "pipelines",
  ]

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether objects of this vendor may stand in the file, by the words of its path.
  package func isPipeline(_ path: RelativePath) -> Bool {
    ClusterPath.mayHold(path, words: Self.words, folders: [".argo", ArgoStart.hostFolder])
  }

  /// The pipelines, one for each way in which a workflow is started.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    let objects = ClusterObjects(
      of: ["argoproj.io"], marker: "argoproj.io/", in: paths, context: context)
    var reading = PipelineReading()
    var follower = StepFollower(context: context)
    var filling = ParameterFilling()
    for start in ArgoStart.all(among: objects) {
      var builder = ArgoBuilder(start, objects, follower: follower, filling: filling)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
      reading.warnings += builder.warnings
      (follower, filling) = (builder.follower, builder.filling)
    }
    reading.warnings += objects.warnings + filling.warnings
    reading.warnings = reading.warnings.uniqued()
    return reading
  }
}

/// One way in which a workflow is started.
struct ArgoStart {
  /// How many starts a tree may have.
  private static let limit = 300
  /// The folder whose workflows the host of Argo CI starts when the code changes.
  ///
  /// https://github.com/argoproj/argo-ci/wiki/V1.0-alpha1-Design
  static let hostFolder = ".argo-ci"

  let path: RelativePath
  let name: String
  let place: Place
  let spec: PipelineValue
  let triggers: [Trigger]

  /// The starts that the tree shows.
  static func all(among objects: ClusterObjects) -> [ArgoStart] {
    let sensors = ArgoSensors(objects).starts(upTo: limit)
    let crons = objects.objects("CronWorkflow").compactMap(scheduled)
    let bound = objects.objects("WorkflowEventBinding").compactMap(bound)
    let taken = Set(sensors.map(\.place))
    let runs = objects.objects("Workflow").filter { !taken.contains($0.place) }
      .compactMap { byHand($0) }
    var used: Set<String> = []
    for start in sensors + crons + bound + runs { used.formUnion(templates(in: start.spec)) }
    let kinds = ["WorkflowTemplate", "ClusterWorkflowTemplate"]
    let all = kinds.flatMap(objects.objects)
    for template in all { used.formUnion(template.spec.map(templates) ?? []) }
    let alone = all.filter { object in
      // Without an entrypoint it only holds parts for others.
      object.spec?["entrypoint"] != nil && !used.contains(object.name)
    }.compactMap { byHand($0) }
    return Array((sensors + crons + bound + runs + alone).prefix(limit))
  }

  /// The names of the workflow templates that a specification takes parts of.
  private static func templates(in spec: PipelineValue) -> [String] {
    var names = [spec["workflowTemplateRef", "name"]?.text].compactMap { $0 }
    let parts = (spec["templates"]?.items ?? []) + [spec["templateDefaults"]].compactMap { $0 }
    for part in parts {
      let tasks = (part["dag", "tasks"]?.items ?? []) + (part["steps"]?.flatItems ?? [])
      names += tasks.compactMap { $0["templateRef", "name"]?.text }
    }
    return names
  }

  private static func byHand(_ object: ClusterObject) -> ArgoStart? {
    guard let spec = object.spec else { return nil }
    let used = ArgoParameter.names(in: spec, behind: "workflow.parameters.")
    let inputs = (spec["arguments", "parameters"]?.items ?? []).compactMap {
      item -> PipelineInput? in
      guard let name = item["name"], let text = name.text else { return nil }
      return PipelineInput(
        name: text, summary: item["description"]?.text?.onOneLine ?? "",
        options: item["enum"]?.texts ?? [], place: name.place,
        isUsed: used.contains(text) || spec["workflowTemplateRef"] != nil)
    }
    let place = object.place
    let isOfHost = object.path.parts.first.map(String.init) == hostFolder
    return ArgoStart(
      path: object.path, name: object.name, place: place, spec: spec,
      triggers: isOfHost
        ? [Trigger(.push, at: place), Trigger(.pullRequest, at: place)]
        : [Trigger(.manual, inputs: inputs, at: place)])
  }

  /// A workflow that a clock starts.
  ///
  /// https://argo-workflows.readthedocs.io/en/latest/cron-workflows/
  private static func scheduled(_ object: ClusterObject) -> ArgoStart? {
    guard let spec = object.spec, spec["suspend"]?.flag != true,
      let workflow = spec["workflowSpec"],
      let clock = spec.entry("schedule") ?? spec.entry("schedules")
    else { return nil }
    return ArgoStart(
      path: object.path, name: object.name, place: object.place, spec: workflow,
      triggers: [Trigger(.schedule, at: clock.place)])
  }

  /// A workflow that calls of the server's interface start.
  ///
  /// https://argo-workflows.readthedocs.io/en/latest/events/
  private static func bound(_ object: ClusterObject) -> ArgoStart? {
    guard let submit = object.spec?["submit"], submit["workflowTemplateRef"] != nil else {
      return nil
    }
    return ArgoStart(
      path: object.path, name: object.name, place: object.place, spec: submit,
      triggers: [Trigger(.api, at: object.spec?["event"]?.place ?? object.place)])
  }
}

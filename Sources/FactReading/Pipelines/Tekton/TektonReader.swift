import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of Tekton: those of Pipelines as Code, and the objects that stand elsewhere.
///
/// https://tekton.dev/docs/pipelines/, https://pipelinesascode.com/docs/guide/authoringprs/
package struct TektonReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "tekton"

  /// Makes a reader.
  package init() {}

  private static let words: Set<String> = [
    "tekton", "tkn", "pipeline", "pipelines", "pipelinerun", "pipelineruns", "task", "tasks",
    "taskrun", "trigger", "triggers", "listener", "eventlistener", "ci", "cd", "cicd",
  ]

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether objects of this vendor may stand in the file, by the words of its path.
  package func isPipeline(_ path: RelativePath) -> Bool {
    ClusterPath.mayHold(path, words: Self.words, folders: [".tekton"])
  }

  /// The pipelines, one for each way in which one is started.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    let objects = ClusterObjects(
      of: ["tekton.dev", "triggers.tekton.dev"], marker: "tekton.dev/", in: paths, context: context)
    var reading = PipelineReading(warnings: objects.warnings)
    var follower = StepFollower(context: context)
    var filling = ParameterFilling()
    for start in TektonStart.all(among: objects, &filling) {
      guard context.mayHaveJobs(start.path) else { break }
      var builder = TektonBuilder(start, objects, follower: follower, filling: filling)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
      reading.warnings += builder.warnings
      (follower, filling) = (builder.follower, builder.filling)
    }
    reading.warnings += filling.warnings
    reading.warnings = reading.warnings.uniqued()
    return reading
  }
}

/// One way in which a pipeline or a task is started.
struct TektonStart {
  /// How many starts a tree may have.
  private static let limit = 300

  let path: RelativePath
  let name: String
  let place: Place
  let kind: String
  /// What the object that is made says.
  let spec: PipelineValue
  let triggers: [Trigger]

  /// The starts that the tree shows.
  static func all(
    among objects: ClusterObjects, _ filling: inout ParameterFilling
  ) -> [TektonStart] {
    let runs = runs(among: objects)
    let templates = TektonListeners(objects).starts(&filling)
    var used = Set((runs + templates).flatMap(\.pipelineNames))
    used.formUnion(
      objects.objects("PipelineRun").compactMap { $0.spec?["pipelineRef", "name"]?.text })
    let alone = objects.objects("Pipeline").filter { !used.contains($0.name) }.compactMap {
      byHand($0)
    }
    return Array((runs + templates + alone).prefix(limit))
  }

  private var pipelineNames: [String] {
    let reference = spec["pipelineRef"]
    let resolved = (reference?["params"]?.items ?? []).filter { $0["name"]?.text == "name" }
    return ([reference?["name"]] + resolved.map { $0["value"] }).compactMap { $0?.text }
  }

  private static func byHand(_ object: ClusterObject) -> TektonStart? {
    guard let spec = object.spec else { return nil }
    let inputs = (spec["params"]?.items ?? []).compactMap { item -> PipelineInput? in
      guard let name = item["name"], let text = name.text else { return nil }
      return PipelineInput(
        name: text, summary: item["description"]?.text?.onOneLine ?? "", place: name.place,
        isUsed: true)
    }
    return TektonStart(
      path: object.path, name: object.name, place: object.place, kind: object.kind, spec: spec,
      triggers: [Trigger(.manual, inputs: inputs, at: object.place)])
  }

  /// Runs that stand in the tree: started by what their annotations ask for, else by hand.
  private static func runs(among objects: ClusterObjects) -> [TektonStart] {
    let found = (objects.objects("PipelineRun") + objects.objects("TaskRun"))
    let isAsCode = found.contains { TektonAnnotations($0).isMatched }
    return found.compactMap { run in
      guard let spec = run.spec else { return nil }
      let annotations = TektonAnnotations(run)
      let triggers = annotations.triggers
      // Beside matched ones, a run that asks for nothing is never started.
      let isInFolder = run.path.parts.contains(".tekton")
      guard !triggers.isEmpty || !(isInFolder && isAsCode) else { return nil }
      return TektonStart(
        path: run.path, name: run.name, place: run.place, kind: run.kind, spec: spec,
        triggers: triggers.isEmpty ? [Trigger(.manual, at: run.place)] : triggers)
    }
  }
}

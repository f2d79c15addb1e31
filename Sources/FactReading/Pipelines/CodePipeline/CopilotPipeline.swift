import FactModel
import SourceModel
import Syntax

/// Reads manifests of pipelines that AWS Copilot makes in CodePipeline.
///
/// https://aws.github.io/copilot-cli/docs/manifest/pipeline/
struct CopilotPipeline {
  private static let stageLimit = 50

  private let document: PipelineDocument
  private let root: Node
  private var follower: StepFollower
  private var usedIDs: Set<String> = []
  private var jobs: [Job] = []

  /// A manifest; `nil` where the file is none.
  init?(_ file: SourceFile, context: ReadingContext) {
    guard Self.isManifest(file.path), file.contains("stages:") else { return nil }
    let document = PipelineDocument(yaml: file)
    guard let root = document.root?.merged(), root["source"]?.isMapping ?? false,
      root["stages"]?.isSequence ?? false
    else { return nil }
    self.document = document
    self.root = root
    follower = StepFollower(context: context)
  }

  /// Whether the file stands where Copilot keeps them; the older place is `copilot/pipeline.yml`.
  static func isManifest(_ path: RelativePath) -> Bool {
    let text = path.text
    guard text.hasPrefix("copilot/") || text.contains("/copilot/") else { return false }
    return text.hasSuffix("copilot/pipeline.yml")
      || text.contains("copilot/pipelines/") && path.name == "manifest.yml"
  }

  /// The pipeline: a build, then for each stage an approval, the deployment and tests of it.
  mutating func pipeline(vendor: String, _ buildspecs: inout BuildspecBuilder) -> Pipeline? {
    let source = root.entry("source")
    let branch = source?.value["properties", "branch"]?.texts ?? []
    let place = source.map { document.place($0.key) } ?? Place(document.path)
    let trigger = Trigger(.push, branches: branch, at: place)
    build(place, &buildspecs)
    for stage in (root["stages"]?.items ?? []).prefix(Self.stageLimit) where stage.isMapping {
      add(stage)
    }
    guard !jobs.isEmpty else { return nil }
    for index in jobs.indices { jobs[index].events = [.push] }
    return Pipeline(
      vendor: vendor, name: root["name"]?.text ?? document.path.text, place: Place(document.path),
      triggers: [trigger], jobs: jobs)
  }

  private mutating func build(_ place: Place, _ buildspecs: inout BuildspecBuilder) {
    let beside = document.path.folder.appending("buildspec.yml")
    let named = root["build", "buildspec"]?.text.flatMap(RelativePath("").appending)
    guard let path = named ?? beside, let specification = buildspecs.buildspec(in: path) else {
      return
    }
    let draft = Job(id: usedIDs.added("build"), name: "build", place: place)
    jobs += buildspecs.jobs(of: specification, nil, draft, &usedIDs)
  }

  private mutating func add(_ stage: Node) {
    guard let name = stage["name"]?.text else { return }
    var deployment = job(name, document.place(stage), stage: name)
    if let approval = stage.entry("requires_approval"), approval.value.lenientFlag == true {
      deployment.gate = Gate(.approval, at: document.place(approval.key))
    }
    let target = ActionUse.Input("Environment", name, at: deployment.place)
    let use = ActionUse(kind: .step, name: "codepipeline/copilot", inputs: [target])
    deployment.steps = [Step(action: use, place: deployment.place)]
    jobs.append(deployment)
    guard let commands = stage.entry("test_commands") else { return }
    var tests = job("\(name) tests", document.place(commands.key), stage: name)
    follower.beginJob()
    tests.steps = follower.steps(
      of: ShellText(chunks: commands.value.itemsOrSelf.compactMap(document.chunk)))
    if !tests.steps.isEmpty { jobs.append(tests) }
  }

  private mutating func job(_ name: String, _ place: Place, stage: String) -> Job {
    Job(
      id: usedIDs.added(name), name: name, place: place, stage: stage,
      needs: jobs.last.map { [$0.id] } ?? [])
  }
}

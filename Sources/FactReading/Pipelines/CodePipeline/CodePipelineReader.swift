import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of AWS CodePipeline and builds of AWS CodeBuild.
///
/// Pipelines and projects stand in templates of CloudFormation or in Terraform; what is built in them
/// stands in buildspecs. A buildspec at the root that no definition of the tree names is built on
/// changes, by settings at the host.
///
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
/// https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
package struct CodePipelineReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "codepipeline"

  private static let fileLimit = 2000
  /// Words of paths under which teams keep such definitions; other YAML and JSON files are not opened.
  private static let pathWords = [
    "codebuild", "codepipeline", "cicd", "ci-cd", "ci_cd", "pipeline", "cloudformation", "cfn",
    "template", "stack", "infra", "aws", "deploy",
  ]

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? {
    ["yml", "yaml", "json", "template", "tf", "ts", "js", "mjs", "py"]
  }

  /// Whether the file is a buildspec by its name, or one that may define pipelines.
  package func isPipeline(_ path: RelativePath) -> Bool {
    Self.isBuildspec(path) || Self.mayDefine(path) || Self.isProgram(path)
      || CopilotPipeline.isManifest(path)
  }

  /// Whether the file may be a program that makes a pipeline.
  private static func isProgram(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    guard ["ts", "js", "mjs", "py"].contains(path.fileExtension), !name.hasSuffix(".d.ts"),
      !name.contains("test"), !path.text.hasPrefix("test")
    else { return false }
    return ["pipeline", "cicd", "ci-cd", "stack"].contains(where: name.contains)
  }

  private static func isBuildspec(_ path: RelativePath) -> Bool {
    let ending = path.fileExtension.lowercased()
    guard ending == "yml" || ending == "yaml" else { return false }
    return path.stem.lowercased().contains("buildspec")
  }

  private static func mayDefine(_ path: RelativePath) -> Bool {
    let text = path.text.lowercased()
    if text.hasSuffix(".tf") || text.hasSuffix(".tf.json") { return true }
    guard ["yml", "yaml", "json", "template"].contains(path.fileExtension.lowercased()),
      !OthersFiles.own(path)
    else { return false }
    return pathWords.contains(where: text.contains)
  }

  /// The pipelines, the projects that start by themselves, and buildspecs at the root.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    let buildspecs = paths.filter(Self.isBuildspec)
    let definitions = paths.filter { Self.mayDefine($0) && !Self.isBuildspec($0) }
      .prefix(Self.fileLimit)
      .compactMap(context.read)
      .flatMap { AWSDefinition.definitions(in: $0, context: context) }
    let programs = paths.filter(Self.isProgram).prefix(Self.fileLimit).compactMap(context.read)
      .compactMap { ProgramPipeline($0, context: context) }
    let manifests = paths.filter(CopilotPipeline.isManifest).compactMap(context.read)
      .compactMap { CopilotPipeline($0, context: context) }
    guard
      !buildspecs.isEmpty || !definitions.isEmpty || !programs.isEmpty || !manifests.isEmpty
    else { return PipelineReading() }
    var collector = AWSPipelines(definitions, context: context)
    collector.addPipelines(vendor: vendor)
    collector.add(programs, vendor: vendor)
    collector.add(manifests, vendor: vendor)
    collector.addProjects()
    collector.add(buildspecs: buildspecs)
    return PipelineReading(
      pipelines: collector.pipelines, warnings: collector.warnings)
  }
}

/// Puts together what definitions and buildspecs say.
struct AWSPipelines {
  /// The vendor's id of builds that no pipeline starts.
  private static let builds = "codebuild"
  private static let projectLimit = 300
  private static let pipelineLimit = 200
  private static let otherLimit = 300
  private static let jobLimit = 5_000

  private let context: ReadingContext
  private let definitions: [AWSDefinition]
  private let projects: BuildProjects
  private var buildspecs: BuildspecBuilder
  private var built: Set<String> = []
  private(set) var pipelines: [Pipeline] = []
  /// The files of the steps of the first pipelines, and how many of these were looked at.
  private var builtFiles: Set<RelativePath> = []
  private var lookedAt = 0

  init(_ definitions: [AWSDefinition], context: ReadingContext) {
    self.context = context
    var kept: [AWSDefinition] = []
    for (limit, kinds) in [
      (Self.projectLimit, [AWSDefinition.Kind.project]), (Self.pipelineLimit, [.pipeline]),
      (Self.otherLimit, [.projectWebhook, .pipelineWebhook, .rule, .ruleTarget]),
    ] {
      kept += definitions.filter { kinds.contains($0.kind) }.prefix(limit)
    }
    let asked = [AWSDefinition.Kind.rule, .ruleTarget]
    for index in kept.indices where asked.contains(kept[index].kind) {
      kept[index].lookUpMentions()
    }
    self.definitions = kept
    projects = BuildProjects(kept.filter { $0.kind == .project }.map(BuildProject.init))
    buildspecs = BuildspecBuilder(context: context)
  }

  var warnings: [Diagnostic] { buildspecs.warnings }

  mutating func addPipelines(vendor: String) {
    var jobs = 0
    for definition in definitions where definition.kind == .pipeline && jobs < Self.jobLimit {
      var builder = StageBuilder(definition, projects, context: context)
      if let pipeline = builder.pipeline(vendor: vendor, definitions, &buildspecs) {
        pipelines.append(pipeline)
        jobs += pipeline.jobs.count
      }
      built.formUnion(builder.builtProjects)
    }
  }

  mutating func add(_ programs: [ProgramPipeline], vendor: String) {
    pipelines += programs.compactMap { program in
      var program = program
      return program.pipeline(vendor: vendor)
    }
  }

  mutating func add(_ manifests: [CopilotPipeline], vendor: String) {
    for manifest in manifests {
      var manifest = manifest
      if let pipeline = manifest.pipeline(vendor: vendor, &buildspecs) {
        pipelines.append(pipeline)
      }
    }
  }

  /// Projects that are no part of a pipeline of the tree.
  mutating func addProjects() {
    let hasPipelines = definitions.contains { $0.kind == .pipeline }
    for project in projects.all where !built.contains(project.definition.id) {
      // What takes its source from a pipeline and is in none is never built.
      guard !(hasPipelines && project.isPartOfPipeline) else { continue }
      guard let buildspec = buildspecs.buildspec(of: project) else { continue }
      let triggers = triggers(of: project)
      add(buildspec, project, name: project.name, triggers, at: project.definition.place)
    }
  }

  private func triggers(of project: BuildProject) -> [Trigger] {
    let definition = project.definition
    var triggers: [Trigger] = []
    if let own = definition.body["Triggers"], own["Webhook"]?.lenientFlag == true {
      triggers += WebhookFilters.triggers(of: own, in: definition, at: definition.place(own))
    }
    for webhook in definitions where webhook.kind == .projectWebhook {
      guard let name = webhook.body["project_name"]?.text, definition.isNamed(by: name) else {
        continue
      }
      triggers += WebhookFilters.triggers(of: webhook.body, in: webhook, at: webhook.place)
    }
    triggers += PipelineStart(definition: definition, all: definitions).schedules
    guard triggers.isEmpty else { return triggers.uniqued() }
    // The pipeline that hands the source over stands elsewhere; changes start such ones.
    return [Trigger(project.isPartOfPipeline ? .push : .manual, at: definition.place)]
  }

  /// Buildspecs at the root, and those that a script of the tree names.
  mutating func add(buildspecs paths: [RelativePath]) {
    let named = LiveFiles.named(paths, mark: "buildspec", context)
    let live = paths.filter { $0.folder.text.isEmpty || named.contains($0) }
    let found = live.compactMap { path in buildspecs.buildspec(in: path).map { (path, $0) } }
    // A batch builds what others say, so those are not built by themselves.
    let batches = found.filter { $0.1.root["batch"] != nil }
    let others = found.filter { $0.1.root["batch"] == nil }
    for (path, buildspec) in batches + others {
      guard !isBuilt(path) else { continue }
      add(buildspec, nil, name: path.text, [Trigger(.push, at: Place(path))], at: Place(path))
    }
  }

  private mutating func isBuilt(_ path: RelativePath) -> Bool {
    for step in pipelines[lookedAt...].lazy.flatMap(\.jobs).flatMap(\.steps) {
      builtFiles.insert(step.place.path)
      if let first = step.via.first { builtFiles.insert(first.path) }
    }
    lookedAt = pipelines.count
    return builtFiles.contains(path)
  }

  private mutating func add(
    _ buildspec: Buildspec, _ project: BuildProject?, name: String, _ triggers: [Trigger],
    at place: Place
  ) {
    var usedIDs: Set<String> = []
    let id = project?.name ?? buildspec.document.path.stem
    let draft = Job(id: id, name: id, place: place, events: Set(triggers.map(\.event)))
    let jobs = buildspecs.jobs(of: buildspec, project, draft, &usedIDs)
    guard !jobs.isEmpty else { return }
    pipelines.append(
      Pipeline(vendor: Self.builds, name: name, place: place, triggers: triggers, jobs: jobs))
  }
}

import FactModel
import SourceModel
import Syntax

/// Reads pipelines that a program of the AWS CDK makes, by its constructs and their texts.
///
/// What a program works out is not known, so jobs stand in the order of the text.
///
/// https://docs.aws.amazon.com/cdk/v2/guide/cdk_pipeline.html
/// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_codepipeline_actions-readme.html
struct ProgramPipeline {
  private static let marks = [
    "aws-codepipeline", "aws_codepipeline", "aws-cdk-lib/pipelines", "@aws-cdk/pipelines",
    "aws_cdk.pipelines", "aws_cdk import pipelines", "pipelines as pipelines",
  ]
  private static let depthLimit = 12
  private static let jobLimit = PipelineReading.readerLimit

  private let path: RelativePath
  private let program: ProgramCalls
  private var follower: StepFollower
  private var buildspecs: BuildspecBuilder
  private var usedIDs: Set<String> = []
  private var projects: [String: ProgramCalls.Call] = [:]
  /// What the projects run, by where their arguments begin.
  private var specifications: [Int: Specification] = [:]
  /// Other constructs by the variables that hold them.
  private var constructs: [String: ProgramCalls.Call] = [:]
  private var jobs: [Job] = []
  private var triggers: [Trigger] = []
  private var pipelineName: String?
  private var hasPipeline = false

  /// A reading of a file; `nil` where it is about other things.
  init?(_ file: SourceFile, context: ReadingContext) {
    guard file.bytes.count < 1 << 20, file.holdsAny(of: Self.marks) else { return nil }
    path = file.path
    program = ProgramCalls(file.bytes, isPython: path.fileExtension == "py")
    follower = StepFollower(context: context)
    buildspecs = BuildspecBuilder(context: context)
  }

  /// The pipeline; `nil` where the program makes none.
  mutating func pipeline(vendor: String) -> Pipeline? {
    read(program.tokens.indices, stage: nil, depth: 0)
    guard hasPipeline, !jobs.isEmpty else { return nil }
    let found = triggers.isEmpty ? [Trigger(.manual, at: Place(path))] : triggers.uniqued()
    let events = Set(found.map(\.event))
    for index in jobs.indices { jobs[index].events = events }
    return Pipeline(
      vendor: vendor, name: pipelineName ?? path.text, place: Place(path), triggers: found,
      jobs: jobs, confidence: .inferred)
  }

  // MARK: - Calls

  private mutating func read(_ range: Range<Int>, stage: String?, depth: Int) {
    guard depth < Self.depthLimit else { return }
    var stage = stage
    var start = range.lowerBound
    for call in program.calls(in: range) where jobs.count < Self.jobLimit {
      let end = call.arguments.lowerBound
      stage = program.text(of: "stagename", in: start..<end) ?? stage
      // A name has three tokens, of which the first ones may stand before.
      start = max(start, end - 2)
      read(call, stage: stage, depth: depth + 1)
    }
  }

  private mutating func read(_ call: ProgramCalls.Call, stage: String?, depth: Int) {
    switch call.name {
    case "codepipeline", "pipeline":
      hasPipeline = true
      pipelineName = pipelineName ?? text(of: "pipelinename", call)
      read(call.arguments, stage: stage, depth: depth)
    case "pipelineproject", "project", "gitpullrequestproject":
      if let variable = call.variable { projects[variable] = call }
    case "shellstep", "codebuildstep":
      // What is built comes first.
      read(call.arguments, stage: stage, depth: depth)
      addCommands(of: call, stage: stage)
    case "manualapprovalstep", "manualapprovalaction": addGate(call, stage: stage)
    case "addstage": addStage(call, depth: depth)
    case "addpre": addPre(call, stage: stage, depth: depth)
    case "codebuildaction": addBuild(call, stage: stage)
    case "github", "connection", "codecommit", "codestarconnectionssourceaction",
      "codecommitsourceaction", "githubsourceaction", "bitbucketsourceaction":
      addTrigger(call)
    default:
      if let provider = Self.providers[call.name] {
        add(step(provider, call), text(of: "actionname", call) ?? provider.name, call, stage)
      } else {
        if let variable = call.variable { constructs[variable] = call }
        read(call.arguments, stage: stage, depth: depth)
      }
    }
  }

  private struct Provider {
    var name: String
    var input: (name: String, value: String)?

    init(_ name: String, _ input: (name: String, value: String)? = nil) {
      self.name = name
      self.input = input
    }
  }

  private static let providers: [String: Provider] = [
    "ecsdeployaction": Provider("ecs"), "codedeployserverdeployaction": Provider("codedeploy"),
    "codedeployecsdeployaction": Provider("codedeploytoecs"),
    "elasticbeanstalkdeployaction": Provider("elasticbeanstalk"),
    "s3deployaction": Provider("s3", ("Extract", "true")),
    "cloudformationcreateupdatestackaction":
      Provider("cloudformation", ("ActionMode", "CREATE_UPDATE")),
    "cloudformationcreatereplacechangesetaction":
      Provider("cloudformation", ("ActionMode", "CHANGE_SET_REPLACE")),
    "cloudformationexecutechangesetaction":
      Provider("cloudformation", ("ActionMode", "CHANGE_SET_EXECUTE")),
    "cloudformationdeletestackaction": Provider("cloudformation", ("ActionMode", "DELETE_ONLY")),
    "lambdainvokeaction": Provider("lambda"),
    "ecrbuildandpublishaction": Provider("ecrbuildandpublish"),
    "inspectorecrimagescanaction": Provider("inspectorscan"),
  ]

  private func text(of name: String, _ call: ProgramCalls.Call) -> String? {
    program.value(of: name, in: call.arguments).flatMap { program.strings(in: $0).first?.text }
  }

  private func place(_ line: Int) -> Place { Place(path, line: line) }

  // MARK: - Triggers

  /// The branch is the second text of a source, or a property.
  ///
  /// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.pipelines.CodePipelineSource.html
  private mutating func addTrigger(_ call: ProgramCalls.Call) {
    let isOff =
      program.value(of: "triggeronpush", in: call.arguments).map { range in
        range.contains { program.tokens[$0].text.lowercased() == "false" }
      } ?? program.value(of: "trigger", in: call.arguments).map { range in
        range.contains { program.tokens[$0].text.hasSuffix(".NONE") }
      } ?? false
    guard !isOff else { return }
    // What has a colon is the address of a connection or secret.
    let texts = program.strings(in: call.arguments).map(\.text).filter { !$0.contains(":") }
    let isSource = ["github", "connection", "codecommit"].contains(call.name)
    let second = call.name == "codecommit" ? texts.first : texts.dropFirst().first
    let branch = text(of: "branch", call) ?? (isSource ? second : nil)
    triggers.append(Trigger(.push, branches: branch.map { [$0] } ?? [], at: place(call.line)))
  }

  // MARK: - Jobs

  private mutating func add(
    _ steps: [Step], _ name: String, _ call: ProgramCalls.Call, _ stage: String?,
    gate: Gate? = nil
  ) {
    var job = Job(
      id: usedIDs.added(name), name: name, place: place(call.line), stage: stage,
      needs: jobs.last.map { [$0.id] } ?? [], gate: gate)
    job.steps = steps
    jobs.append(job)
  }

  private func step(_ provider: Provider, _ call: ProgramCalls.Call) -> [Step] {
    let place = place(call.line)
    let inputs = provider.input.map { [ActionUse.Input($0.name, $0.value, at: place)] } ?? []
    let use = ActionUse(kind: .step, name: "codepipeline/" + provider.name, inputs: inputs)
    return [Step(action: use, place: place)]
  }

  private mutating func addGate(_ call: ProgramCalls.Call, stage: String?) {
    let name = text(of: "actionname", call) ?? program.strings(in: call.arguments).first?.text
    add([], name ?? "Approve", call, stage, gate: Gate(.approval, at: place(call.line)))
  }

  private mutating func addCommands(of call: ProgramCalls.Call, stage: String?) {
    let name = program.strings(in: call.arguments).first?.text ?? "Build"
    let commands = program.lists(named: ["installcommands", "commands"], in: call.arguments)
    let steps = self.steps(commands)
    if !steps.isEmpty { add(steps, name, call, stage) }
  }

  private mutating func steps(_ commands: [CodeToken]) -> [Step] {
    follower.beginJob()
    guard follower.isOpen else { return [] }
    return follower.steps(
      of: ShellText(
        chunks: commands.map { token in
          ShellChunk(text: token.text, place: place(token.line), keepsLines: false)
        }))
  }

  /// A stage of stacks that are deployed, or of actions.
  private mutating func addStage(_ call: ProgramCalls.Call, depth: Int) {
    if let name = text(of: "stagename", call) {
      read(call.arguments, stage: name, depth: depth)
      return
    }
    let pre = program.value(of: "pre", in: call.arguments)
    let post = program.value(of: "post", in: call.arguments)
    guard let name = stageName(of: call) else { return }
    if let pre { read(pre, stage: name, depth: depth) }
    add(step(Provider("cloudformation"), call), name, call, name)
    if let post { read(post, stage: name, depth: depth) }
  }

  /// The name that a stage of stacks is made with, in the call or before it.
  private func stageName(of call: ProgramCalls.Call) -> String? {
    guard let first = call.arguments.first else { return nil }
    let variable = ProgramCalls.plain(program.tokens[first].text)
    let isNamed = call.arguments.count == 1 || program.tokens[first + 1].isSymbol(",")
    let construct = isNamed ? constructs[variable] : program.calls(in: call.arguments).first
    let name = construct.flatMap { program.strings(in: $0.arguments).first?.text }
    return name ?? (isNamed ? variable : "Deploy")
  }

  /// A decision that the stage before this call waits for.
  private mutating func addPre(_ call: ProgramCalls.Call, stage: String?, depth: Int) {
    let isGate = program.calls(in: call.arguments).contains { $0.name == "manualapprovalstep" }
    guard isGate, let last = jobs.indices.last else {
      read(call.arguments, stage: stage, depth: depth)
      return
    }
    jobs[last].gate = Gate(.approval, at: place(call.line))
  }

  private mutating func addBuild(_ call: ProgramCalls.Call, stage: String?) {
    let name = text(of: "actionname", call) ?? "Build"
    guard let value = program.value(of: "project", in: call.arguments), let first = value.first,
      let project = program.calls(in: value).first
        ?? projects[ProgramCalls.plain(program.tokens[first].text)]
    else { return }
    switch specification(of: project) {
    case .file(let path): addBuildspec(path, name, call, stage)
    case .commands(let commands):
      let steps = self.steps(commands)
      if !steps.isEmpty { add(steps, name, call, stage) }
    }
  }

  /// What a project runs: the buildspec of a file, or commands.
  private enum Specification {
    case file(RelativePath)
    case commands([CodeToken])
  }

  private mutating func specification(of project: ProgramCalls.Call) -> Specification {
    let key = project.arguments.lowerBound
    let found = specifications[key] ?? readSpecification(of: project)
    specifications[key] = found
    return found
  }

  private func readSpecification(of project: ProgramCalls.Call) -> Specification {
    guard let value = program.value(of: "buildspec", in: project.arguments) else {
      return .file(RelativePath("buildspec.yml"))
    }
    let inner = program.calls(in: value).first
    let file = inner.flatMap { program.strings(in: $0.arguments).first?.text }
    if let file, inner?.name.hasSuffix("fromsourcefilename") ?? false {
      return .file(RelativePath(file))
    }
    return .commands(program.lists(named: ["commands"], in: value))
  }

  private mutating func addBuildspec(
    _ path: RelativePath, _ name: String, _ call: ProgramCalls.Call, _ stage: String?
  ) {
    guard let buildspec = buildspecs.buildspec(in: path) else { return }
    let draft = Job(
      id: usedIDs.added(name), name: name, place: place(call.line), stage: stage,
      needs: jobs.last.map { [$0.id] } ?? [])
    jobs += buildspecs.jobs(of: buildspec, nil, draft, &usedIDs)
  }
}

import FactModel
import SourceModel
import Syntax

/// Reads the buildspecs of AWS CodeBuild into jobs.
///
/// https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
struct BuildspecBuilder {
  private static let phases = ["install", "pre_build", "build", "post_build"]
  private static let batchLimit = 100

  private let context: ReadingContext
  private var follower: StepFollower
  private(set) var warnings: [Diagnostic] = []
  private var files: [RelativePath: Buildspec?] = [:]
  /// The buildspecs of projects, and what else these say, by where they stand.
  private var ofProjects: [Place: Buildspec?] = [:]
  private var settings: [Place: Setting] = [:]

  /// What a project says of its environment.
  private struct Setting {
    var variables: [String: String]
    var secrets: [Located<String>]
  }

  init(context: ReadingContext) {
    self.context = context
    follower = StepFollower(context: context)
  }

  /// The buildspec of a file; `nil` where it is none.
  mutating func buildspec(in path: RelativePath) -> Buildspec? {
    if let known = files[path] { return known }
    guard let file = context.read(path) else { return nil }
    let document = PipelineDocument(yaml: file)
    warnings += document.warnings
    if let fault = document.faultOfForm { warnings.append(fault) }
    let buildspec = document.isBuildspec ? Buildspec(document) : nil
    files[path] = .some(buildspec)
    return buildspec
  }

  /// The buildspec of a project; `nil` where it is none, or stands elsewhere.
  mutating func buildspec(of project: BuildProject) -> Buildspec? {
    let place = project.definition.place
    if let known = ofProjects[place] { return known }
    let buildspec: Buildspec?
    switch project.specification(in: context) {
    case .file(let path): buildspec = self.buildspec(in: path)
    case .inline(let inline): buildspec = Buildspec(inline)
    case .elsewhere: buildspec = nil
    }
    ofProjects[place] = .some(buildspec)
    return buildspec
  }

  private mutating func setting(of project: BuildProject) -> Setting {
    let place = project.definition.place
    let setting =
      settings[place] ?? Setting(variables: project.variables, secrets: project.secrets)
    settings[place] = setting
    return setting
  }

  /// The jobs of a buildspec: one, or those of its batch.
  ///
  /// - Parameter draft: what is known of the job beside its steps.
  mutating func jobs(
    of buildspec: Buildspec, _ project: BuildProject?, _ draft: Job,
    _ usedIDs: inout Set<String>, _ variables: [String: String] = [:]
  ) -> [Job] {
    // https://docs.aws.amazon.com/codebuild/latest/userguide/batch-build-buildspec.html
    guard let batch = buildspec.root["batch"] else {
      return job(of: buildspec, project, draft, variables).map { [$0] } ?? []
    }
    for form in ["build-matrix", "build-fanout"] {
      guard let entry = batch.entry(form),
        var job = job(of: buildspec, project, draft, variables)
      else { continue }
      job.fanOut = buildspec.document.place(entry.key)
      job.ignoresFailure = entry.value["static", "ignore-failure"]?.lenientFlag == true
      return [job]
    }
    let builds = ["build-list", "build-graph"].lazy.compactMap { batch[$0] }.first?.items ?? []
    return jobs(ofBatch: builds, buildspec, project, draft, &usedIDs, variables)
  }

  private mutating func jobs(
    ofBatch builds: [Node], _ buildspec: Buildspec, _ project: BuildProject?, _ draft: Job,
    _ usedIDs: inout Set<String>, _ variables: [String: String]
  ) -> [Job] {
    var ids: [String: String] = [:]
    var jobs: [Job] = []
    for build in builds.prefix(Self.batchLimit) where build.isMapping {
      guard let identifier = build["identifier"]?.text else { continue }
      var own = draft
      own.id = usedIDs.added(identifier)
      own.name = identifier
      own.place = buildspec.document.place(build)
      own.needs += (build["depend-on"]?.texts ?? []).compactMap { ids[$0] }
      own.ignoresFailure = build["ignore-failure"]?.lenientFlag == true
      var specification = buildspec
      if let text = build["buildspec"]?.text {
        guard let path = RelativePath("").appending(text), let other = self.buildspec(in: path)
        else { continue }
        specification = other
      }
      let variables = variables.merging(build["env", "variables"]?.variables ?? [:]) { $1 }
      guard let job = job(of: specification, project, own, variables) else { continue }
      ids[identifier] = job.id
      jobs.append(job)
    }
    return jobs
  }

  private mutating func job(
    of buildspec: Buildspec, _ project: BuildProject?, _ draft: Job,
    _ variables: [String: String] = [:]
  ) -> Job? {
    follower.beginJob()
    guard follower.isOpen else { return nil }
    let (root, document) = (buildspec.root, buildspec.document)
    let given = project.map { setting(of: $0) }
    var environment = given?.variables ?? [:]
    environment =
      environment.isEmpty
      ? buildspec.variables
      : follower.joined(environment, with: buildspec.variables, at: draft.place)
    environment = follower.joined(environment, with: variables, at: draft.place)
    var job = draft
    job.steps = steps(of: root, environment, document)
    if project == nil { job.steps += imageDefinitions(of: root, document) }
    guard !job.steps.isEmpty else { return nil }
    job.images = project?.images ?? []
    job.identity = project?.identity
    job.caches = [project?.cache, document.filled("cache", in: root)].compactMap { $0 }
    job.artifacts = [document.filled("artifacts", in: root)].compactMap { $0 }
    let secrets = given?.secrets ?? []
    job.secrets = secrets.isEmpty ? buildspec.secrets : secrets + buildspec.secrets
    job.coverageReports = buildspec.coverageReports
    return job
  }

  /// The file that names the new images, which nothing but a deployment to ECS behind it reads.
  ///
  /// https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html
  private func imageDefinitions(of root: Node, _ document: PipelineDocument) -> [Step] {
    let file = root["artifacts", "files"]?.itemsOrSelf.first { node in
      let name = node.text?.split(separator: "/").last?.lowercased()
      return name == "imagedefinitions.json" || name == "imagedetail.json"
    }
    guard let file else { return [] }
    let use = ActionUse(kind: .step, name: "codepipeline/image-definitions")
    return [Step(action: use, place: document.place(file))]
  }

  private mutating func steps(
    of root: Node, _ environment: [String: String], _ document: PipelineDocument
  ) -> [Step] {
    let shell = root["env", "shell"]?.text == "powershell.exe" ? "powershell" : nil
    var texts: [ShellText] = []
    for phase in Self.phases {
      guard let node = root["phases", phase] else { continue }
      let ignoresFailure = node["on-failure"]?.text?.uppercased() == "CONTINUE"
      let chunks = ["commands", "finally"].flatMap { key in
        (node[key]?.itemsOrSelf ?? []).compactMap(document.chunk)
      }
      // One shell runs all phases, so that it keeps its folder; the first version had one for each
      // command.
      if root["version"]?.text == "0.1" {
        texts += chunks.map { ShellText(chunks: [$0], ignoresFailure: ignoresFailure) }
      } else if texts.last?.ignoresFailure == ignoresFailure {
        texts[texts.count - 1].chunks += chunks
      } else {
        texts.append(ShellText(chunks: chunks, ignoresFailure: ignoresFailure))
      }
    }
    return texts.flatMap { text -> [Step] in
      var text = text
      text.shell = shell
      text.environment = environment
      text.folders = ["CODEBUILD_SRC_DIR": RelativePath("")]
      return follower.steps(of: text)
    }
  }
}

/// A buildspec, with what all jobs that run it take over.
struct Buildspec: Sendable {
  let document: PipelineDocument
  let root: Node
  let variables: [String: String]
  let secrets: [Located<String>]
  let coverageReports: [Place]

  /// Takes over a document; `nil` where it is no mapping.
  init?(_ document: PipelineDocument) {
    guard let root = document.root?.merged() else { return nil }
    self.document = document
    self.root = root
    variables = root["env", "variables"]?.variables ?? [:]
    secrets = Self.secrets(of: root["env"], document)
    coverageReports = Self.coverage(root["reports"], document)
  }

  // https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env
  private static func secrets(of env: Node?, _ document: PipelineDocument) -> [Located<String>] {
    ["parameter-store", "secrets-manager"].flatMap { store in
      (env?[store]?.entries ?? []).prefix(PipelineDocument.inputLimit).compactMap { entry in
        entry.key.text.map { Located($0, at: document.place(entry.key)) }
      }
    }
  }

  /// Reports in a form of coverage.
  ///
  /// https://docs.aws.amazon.com/codebuild/latest/userguide/code-coverage-report.html
  private static func coverage(_ reports: Node?, _ document: PipelineDocument) -> [Place] {
    let forms: Set<String> = ["CLOVERXML", "COBERTURAXML", "JACOCOXML", "SIMPLECOV"]
    return (reports?.entries ?? []).prefix(PipelineDocument.inputLimit).compactMap { entry in
      guard let form = entry.value.entry("file-format"),
        forms.contains(form.value.text?.uppercased() ?? "")
      else { return nil }
      return document.place(form.key)
    }
  }
}

extension PipelineDocument {
  /// Whether it has what a buildspec must have.
  var isBuildspec: Bool {
    ["phases", "batch"].contains { root?[$0]?.isMapping ?? false }
  }

  /// What is wrong with a file that is named for a buildspec and has another form.
  fileprivate var faultOfForm: Diagnostic? {
    guard warnings.isEmpty, !isBuildspec, let first = documents.first, !first.isNull else {
      return nil
    }
    let isPhases = root?.entry("phases") != nil
    let (mapping, phases) = (Phrase("no mapping", "매핑이 아닌 값"), Phrase("no phases", "`phases` 없음"))
    let odd = Phrase("phases without a mapping", "매핑이 아닌 `phases`")
    let found = first.isMapping ? isPhases ? odd : phases : mapping
    let place = root?.entry("phases").map { self.place($0.key) } ?? self.place(first)
    return Diagnostic(
      .warning,
      Phrase(
        "found \(found.english) in a buildspec, expected phases with install, pre_build, build or "
          + "post_build",
        "buildspec에 문제가 있습니다(\(found.korean)). install, pre_build, build, post_build 중 하나가 있는 "
          + "`phases`가 있어야 합니다"),
      at: place)
  }

  /// The place of a key that has something under it.
  func filled(_ key: String, in node: Node) -> Place? {
    guard let entry = node.entry(key), entry.value.isFilledCollection else { return nil }
    return place(entry.key)
  }
}

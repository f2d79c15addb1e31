import FactModel
package import SourceModel
import Syntax

/// Reads jobs of Prow that stand in the repository that they test.
///
/// https://docs.prow.k8s.io/docs/inrepoconfig/, https://docs.prow.k8s.io/docs/jobs/
package struct ProwReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "prow"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether the file is `.prow.yaml`, stands in `.prow`, or may tell where a central configuration
  /// keeps its jobs.
  package func isPipeline(_ path: RelativePath) -> Bool {
    if path.text == ".prow.yaml" || path.name == ProwCentral.fileName { return true }
    return path.parts.first == ".prow" && path.parts.count > 1
      && (path.fileExtension == "yaml" || path.fileExtension == "yml")
  }

  /// The pipelines, one for each file.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    let settings = paths.filter { $0.name == ProwCentral.fileName && $0.parts.first != ".prow" }
    let central = settings.lazy.compactMap { ProwCentral($0, context) }.first
    let known = Set(settings)
    let own = paths.filter { !known.contains($0) }
    let ownFiles = Set(own)
    var warnings: [Diagnostic] = []
    let files = own + (central?.jobFiles ?? [])
    var reading = PipelineReading(yaml: files, context: context) { file, document in
      guard let node = document.root else { return [] }
      var builder = ProwBuilder(
        PipelineValue(node.merged(), in: document), at: file.path,
        of: ownFiles.contains(file.path) ? nil : central?.repositories, context: context)
      defer { warnings += builder.warnings }
      return builder.pipeline(vendor: vendor).map { [$0] } ?? []
    }
    reading.warnings += warnings
    return reading
  }
}

/// Builds the jobs of a file.
struct ProwBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  private static let depthLimit = 4

  let root: PipelineValue
  let path: RelativePath
  var warnings: [Diagnostic] = []
  private var follower: StepFollower
  private var jobs: [Job] = []
  private var triggers: [Trigger] = []
  private var ids: Set<String> = []
  /// The patterns of branches by where their list stands, which many jobs may share.
  private var patterns: [Place: [String]] = [:]
  /// The names that the repository itself has in a central configuration.
  private let repositories: Set<String>?

  init(
    _ root: PipelineValue, at path: RelativePath, of repositories: Set<String>? = nil,
    context: ReadingContext
  ) {
    self.root = root
    self.path = path
    self.repositories = repositories
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where no job starts.
  mutating func pipeline(vendor: String) -> Pipeline? {
    for kind in ProwKind.allCases {
      guard let list = root.entry(kind.rawValue) else { continue }
      // A central configuration has the jobs by their repositories; those of others are not the
      // project's, and clocks name none.
      if repositories != nil, !list.value.isMap { continue }
      let listed = list.value.entries.filter { repositories?.contains($0.key) ?? true }
      let values = list.value.isMap ? listed.map(\.value) : [list.value]
      for job in values.flatMap(\.items) { add(job, kind, needs: [], depth: 0) }
    }
    guard !jobs.isEmpty else { return nil }
    return Pipeline(
      vendor: vendor, name: path.text, place: Place(path), triggers: triggers.uniqued(), jobs: jobs)
  }

  private mutating func add(
    _ value: PipelineValue, _ kind: ProwKind, needs: [String], depth: Int
  ) {
    guard jobs.count < Self.jobLimit, depth < Self.depthLimit, let name = value["name"],
      let text = name.text
    else { return }
    let rule = ProwRule(value, kind, &patterns)
    follower.beginJob()
    var job = Job(
      id: ids.added(text), name: text, place: name.place, needs: needs,
      events: [rule.trigger.event],
      conditions: rule.conditions, gate: rule.isManual ? Gate(.manual, at: name.place) : nil,
      // What is optional or reports nothing keeps no change from being merged.
      ignoresFailure: value["optional"]?.flag == true || value["skip_report"]?.flag == true)
    guard addContainers(of: value, to: &job) else {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found a job `\(text)` that runs nothing, expected `containers` in `spec`",
            "작업 `\(text)`에 실행할 것이 없습니다. `spec`에 `containers`가 있어야 합니다"),
          at: value["spec"]?.place ?? name.place))
      return
    }
    triggers.append(rule.trigger)
    jobs.append(job)
    for next in value["run_after_success"]?.items ?? [] {
      add(next, kind, needs: [job.id], depth: depth + 1)
    }
  }

  /// Adds what the job's pod or its run of another vendor's pipeline does; `false` for nothing.
  private mutating func addContainers(of value: PipelineValue, to job: inout Job) -> Bool {
    if let name = value["pipeline_run_spec", "pipelineRef", "name"]
      ?? value["tekton_pipeline_run_spec", "v1beta1", "pipelineRef", "name"], let text = name.text
    {
      let action = ActionUse(kind: .pipeline, name: "tekton-pipeline/" + text)
      job.steps = [Step(name: job.name, action: action, place: name.place)]
      return follower.takesStep()
    }
    if value["agent"]?.text == "jenkins" {
      let action = ActionUse(kind: .pipeline, name: "jenkins-job/" + job.name)
      job.steps = [Step(name: job.name, action: action, place: job.place)]
      return follower.takesStep()
    }
    guard let spec = value["spec"], let containers = spec["containers"], !containers.items.isEmpty
    else { return false }
    for volume in spec["volumes"]?.items ?? [] { note(volume["secret", "secretName"], in: &job) }
    for container in (spec["initContainers"]?.items ?? []) + containers.items {
      add(container, to: &job)
    }
    for label in value["labels"]?.entries ?? [] where label.value.text == "true" {
      let words = label.key.nameWords
      guard words.contains("preset"), words.contains(where: ProwRule.secretWords.contains) else {
        continue
      }
      job.secrets.append(Located(label.key, at: label.place))
    }
    job.secrets = job.secrets.uniqued()
    return true
  }

  private mutating func add(_ container: PipelineValue, to job: inout Job) {
    if let image = container["image"], let text = image.text {
      job.images.append(Located(text, at: image.place))
    }
    let (environment, secrets) = container.containerEnvironment
    for secret in secrets { note(secret, in: &job) }
    var words = (container["command"]?.itemsOrSelf ?? []) + (container["args"]?.itemsOrSelf ?? [])
    if container["command"] == nil, let first = words.first,
      let program = container["image"]?.text.flatMap(ContainerCommand.program)
    {
      words.insert(PipelineValue(.text(program, isNull: false), at: first.place), at: 0)
    }
    guard let chunk = ContainerCommand.chunk(words) else { return }
    job.steps += follower.steps(
      of: ShellText(
        name: container["name"]?.text, chunks: [chunk], environment: environment))
  }

  private func note(_ secret: PipelineValue?, in job: inout Job) {
    guard let secret, let text = secret.text else { return }
    job.secrets.append(Located(text, at: secret.place))
  }
}

/// The kinds of jobs by the keys of their lists.
enum ProwKind: String, CaseIterable {
  case presubmits, postsubmits, periodics
}

/// What starts a job and limits it.
///
/// https://docs.prow.k8s.io/docs/jobs/#triggering-jobs-based-on-changes
struct ProwRule {
  static let secretWords: Set<String> = [
    "credential", "credentials", "secret", "token", "account", "cred", "creds", "push", "pull",
    "kubeconfig",
  ]

  let trigger: Trigger
  private(set) var isManual = false
  var conditions: [Condition] = []

  /// - Parameter known: the patterns of lists that are known already.
  init(_ job: PipelineValue, _ kind: ProwKind, _ known: inout [Place: [String]]) {
    func patterns(_ list: PipelineValue?) -> [String] {
      guard let list else { return [] }
      let found = known[list.place] ?? list.texts.map(BranchExpression.pattern)
      known[list.place] = found
      return found
    }
    let place = job["name"]?.place ?? job.place
    let branches = patterns(job["branches"])
    let ignored = patterns(job["skip_branches"])
    let changes = job.entry("run_if_changed") ?? job.entry("skip_if_only_changed")
    switch kind {
    case .presubmits:
      // Without a rule it only runs when a comment asks for it.
      isManual = job["always_run"]?.flag != true && changes == nil
      trigger = Trigger(
        .pullRequest, branches: branches, ignoredBranches: ignored, at: place)
    case .postsubmits:
      let isForTags = !branches.isEmpty && branches.allSatisfy(Self.isForTags)
      trigger =
        isForTags
        ? Trigger(.tag, tags: branches, at: place)
        : Trigger(.push, branches: branches, ignoredBranches: ignored, at: place)
    case .periodics: trigger = Trigger(.schedule, at: place)
    }
    if let changes, let text = changes.value.text {
      conditions.append(Condition(.paths, "\(changes.key): \(text)", at: changes.place))
    }
    for key in ["branches", "skip_branches"] {
      guard let entry = job.entry(key) else { continue }
      let list = entry.value.listed()
      guard !list.isEmpty else { continue }
      conditions.append(
        Condition(trigger.event == .tag ? .tag : .branch, "\(key): \(list)", at: entry.place))
    }
  }

  /// Whether a pattern of branches is one for tags: `^v\d+`, `v[0-9]+.*`.
  private static func isForTags(_ pattern: String) -> Bool {
    let plain = pattern.drop { $0 == "^" || $0 == "(" || $0 == "?" || $0 == ":" }
    guard plain.first == "v" else { return plain.hasPrefix("refs/tags") }
    return plain.dropFirst().first.map { $0 == "\\" || $0 == "[" || $0.isNumber } ?? false
  }
}

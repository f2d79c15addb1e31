import FactModel
package import SourceModel
import Syntax

/// Reads workflows of GitHub Actions, and of the hosts that took over its language.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
package struct GitHubActionsReader: PipelineReader {
  /// The vendor's id.
  package let vendor: String
  /// The folder of the workflows, `.github/workflows`.
  ///
  /// The folders within it are not read.
  let folder: RelativePath

  /// Makes a reader for one host's folder.
  package init(
    vendor: String = "github-actions", folder: RelativePath = RelativePath(".github/workflows")
  ) {
    self.vendor = vendor
    self.folder = folder
  }

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether the file is a workflow: a YAML file directly in the folder.
  package func isPipeline(_ path: RelativePath) -> Bool {
    guard path.folder == folder else { return false }
    // By bytes: an invisible character behind the ending makes it another file to the host, and
    // one grapheme with the last letter to Swift.
    return path.text.utf8.reversed().starts(with: ".yml".utf8.reversed())
      || path.text.utf8.reversed().starts(with: ".yaml".utf8.reversed())
  }

  /// The workflows with a live job, calls to local workflows and actions followed.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var builder = ActionsBuilder(folder: folder, context: context)
    var pipelines = paths.compactMap { builder.pipeline(in: $0, vendor: vendor) }
    // What only others call is shown where it is called.
    pipelines.removeAll { !$0.startsByItself && builder.called.contains($0.place.path) }
    return PipelineReading(pipelines: pipelines, warnings: builder.warnings)
  }
}

/// Builds pipelines from workflows; keeps what was parsed, since workflows and actions call each other.
struct ActionsBuilder {
  /// How deep workflows and actions may call each other; the host allows ten.
  static let depthLimit = 12
  /// How many jobs a pipeline may have after calls are inlined.
  static let jobLimit = PipelineReading.readerLimit
  /// How many jobs all pipelines may have together.
  static let totalJobLimit = 20_000

  let folder: RelativePath
  let context: ReadingContext
  var follower: StepFollower
  /// Workflows that some other workflow calls.
  var called: Set<RelativePath> = []
  var warnings: [Diagnostic] = []
  var jobCount = 0
  var totalJobCount = 0
  private var documents: [RelativePath: PipelineDocument] = [:]

  init(folder: RelativePath, context: ReadingContext) {
    self.folder = folder
    self.context = context
    follower = StepFollower(context: context)
  }

  /// The pipeline that a workflow defines; `nil` where it has no live job.
  mutating func pipeline(in path: RelativePath, vendor: String) -> Pipeline? {
    guard let document = document(path), let root = document.root, let on = root["on"] else {
      return nil
    }
    let start = ActionsTriggers(on, in: document, usedInputs: UsedInputs(in: root))
    guard !start.situations.isEmpty else { return nil }
    let isOnlyCalled = start.triggers.allSatisfy { $0.event == .called }
    jobCount = 0
    let call = ActionsCall(situations: start.situations, active: [path])
    let jobs = jobs(of: root, in: document, call: call)
    guard !jobs.isEmpty else { return nil }
    var triggers = start.triggers
    let isTagMeant = jobs.contains { $0.events.contains(.tag) }
    if isTagMeant, !triggers.contains(where: { $0.event == .tag }),
      let push = triggers.first(where: { $0.event == .push })
    {
      triggers.append(Trigger(.tag, at: push.place))
    }
    return Pipeline(
      vendor: vendor, name: root["name"]?.text ?? path.text,
      place: Place(path), triggers: triggers, jobs: jobs, startsByItself: !isOnlyCalled)
  }

  /// A parsed file, `nil` where there is none.
  mutating func document(_ path: RelativePath) -> PipelineDocument? {
    if let document = documents[path] { return document }
    guard let file = context.read(path) else { return nil }
    let document = PipelineDocument(yaml: file)
    documents[path] = document
    warnings += document.warnings
    if document.root == nil, document.warnings.isEmpty, !document.documents.isEmpty {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found no mapping, expected one with `on` and `jobs`",
            "매핑이 아닙니다. `on`과 `jobs`가 있는 매핑이어야 합니다"), at: Place(path)))
    }
    return document
  }
}

/// How a workflow came to run: by itself, or called by a job of another.
struct ActionsCall: Sendable {
  /// What stands before the ids of its jobs, `release/`.
  var prefix = ""
  /// The calls that led here, outermost first.
  var via: [Place] = []
  /// The ways in which it can start.
  var situations: [ActionsSituation]
  /// What is passed to it.
  var inputs: [String: ActionsValue] = [:]
  /// Whether nothing else can be passed.
  var knowsInputs = false
  /// What the calling job hands on to each job.
  var conditions: [Condition] = []
  var gate: Gate?
  var ignoresFailure = false
  var fanOut: Place?
  var identity: Place?
  /// The workflows that are being read.
  var active: Set<RelativePath>

  /// What expressions of its jobs are evaluated with.
  func scope(
    _ situation: ActionsSituation?, matrix: [String: ActionsValue] = [:]
  ) -> ActionsScope {
    ActionsScope(situation: situation, inputs: inputs, knowsInputs: knowsInputs, matrix: matrix)
  }
}

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
  /// How much may be read of workflows and actions that were read before.
  private static let repetitionLimit = 600_000
  /// How many steps that never run may stand in what is called.
  static let deadStepLimit = 200_000
  /// How many variables the jobs and steps may have copies of.
  private static let variableLimit = 1_500_000

  let folder: RelativePath
  let context: ReadingContext
  var follower: StepFollower
  /// Workflows that some other workflow calls.
  var called: Set<RelativePath> = []
  var warnings: [Diagnostic] = []
  var jobCount = 0
  var totalJobCount = 0
  private var documents: [RelativePath: PipelineDocument] = [:]
  /// What calling a workflow or action once more counts.
  private var weights: [RelativePath: Int] = [:]
  private var repeated = 0
  private var variableCount = 0
  /// How many steps that never run were looked at.
  private(set) var deadSteps = 0

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
    if start.isCut {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found more than \(ActionsTriggers.eventLimit) events; the rest is left out",
            "이벤트가 \(ActionsTriggers.eventLimit)개보다 많아서 그만큼만 보았습니다"),
          at: document.place(on)))
    }
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
    guard let file = context.read(path), let document = context.document(keeping: file) else {
      return nil
    }
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

  /// Whether a workflow or action may be called; the first call of each counts nothing.
  mutating func mayCall(_ path: RelativePath, _ root: Node) -> Bool {
    guard let weight = weights[path] else {
      weights[path] = root.callWeight
      return true
    }
    guard repeated <= Self.repetitionLimit else { return false }
    repeated += weight
    guard repeated > Self.repetitionLimit else { return true }
    warnings.append(
      Diagnostic(
        .warning,
        Phrase(
          "found too many calls of this file and others, from here on none is read again",
          "이 파일과 다른 파일들을 너무 많이 불러서 여기부터는 다시 읽지 않았습니다"), at: Place(path)))
    return false
  }

  /// The variables with those of a job or step over them.
  mutating func merged(
    _ variables: [String: String], with own: [String: String]
  ) -> [String: String] {
    guard !own.isEmpty, takes(variables: variables.count + own.count) else { return variables }
    return variables.merging(own) { $1 }
  }

  /// Takes variables off the limit; `false` at its end.
  mutating func takes(variables count: Int) -> Bool {
    let isFirst = variableCount <= Self.variableLimit
    variableCount += count
    guard variableCount > Self.variableLimit else { return true }
    if isFirst {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found too many variables of jobs and steps; from here on only those of workflows are read",
            "작업과 단계의 변수가 너무 많아서 여기부터는 워크플로의 변수만 보았습니다"), at: Place(folder)))
    }
    return false
  }

  /// Counts a step that never runs.
  mutating func noteDeadStep(at place: Place) {
    deadSteps += 1
    guard deadSteps == Self.deadStepLimit + 1 else { return }
    warnings.append(
      Diagnostic(
        .warning,
        Phrase(
          "found more than \(Self.deadStepLimit) steps that never run; from here on no step is read",
          "실행되지 않는 단계가 \(Self.deadStepLimit)개보다 많아서 여기부터는 단계를 보지 않았습니다"), at: place))
  }
}

extension Node {
  /// What it costs to read a workflow or action, in about the time that a few values take.
  fileprivate var callWeight: Int {
    var weight = 0
    visit { node in
      weight += 1
      if let text = node.text { weight += text.utf8.count / 8 + 12 * text.placeholderCount }
      // A rule is evaluated in each situation.
      if let rule = node["if"]?.text { weight += rule.utf8.count / 2 }
    }
    // Even a job that never runs is judged in each situation.
    return weight / 5 + 8 * (self["jobs"]?.entries.count ?? 0)
  }
}

extension String {
  /// How many expressions it may hold.
  fileprivate var placeholderCount: Int {
    zip(utf8, utf8.dropFirst()).count { $0 == UInt8(ascii: "{") && $1 == UInt8(ascii: "{") }
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

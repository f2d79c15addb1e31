import FactModel
package import SourceModel
import Syntax

/// Reads `amplify.yml`: what AWS Amplify Hosting builds, tests and puts up when a branch changes.
///
/// https://docs.aws.amazon.com/amplify/latest/userguide/yml-specification-syntax.html
package struct AmplifyReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "amplify"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether the file is the one that the host reads.
  package func isPipeline(_ path: RelativePath) -> Bool {
    path.text == "amplify.yml" || path.text == "amplify.yaml"
  }

  /// The pipeline, with jobs for each application.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    for path in paths {
      guard let file = context.read(path) else { continue }
      let document = PipelineDocument(yaml: file)
      reading.warnings += document.warnings
      guard let root = document.root?.merged() else {
        reading.warnings += Self.fault(document).map { [$0] } ?? []
        continue
      }
      var builder = AmplifyBuilder(document, context: context)
      if let pipeline = builder.pipeline(root, vendor: vendor) {
        reading.pipelines.append(pipeline)
      } else if document.warnings.isEmpty, !AmplifyBuilder.hasParts(root) {
        reading.warnings += Self.fault(document).map { [$0] } ?? []
      }
    }
    return reading
  }

  private static func fault(_ document: PipelineDocument) -> Diagnostic? {
    guard let first = document.documents.first, !first.isNull else { return nil }
    return Diagnostic(
      .warning,
      Phrase(
        "found no application, expected `frontend`, `backend`, `test` or `applications`",
        "애플리케이션이 없습니다. `frontend`, `backend`, `test`, `applications` 중 하나가 있어야 합니다"),
      at: document.place(first))
  }
}

/// Builds the jobs of a build specification.
struct AmplifyBuilder {
  private static let applicationLimit = 100
  /// The parts in the order in which the host runs them, with their phases.
  ///
  /// https://docs.aws.amazon.com/amplify/latest/userguide/running-tests.html
  private static let parts: [(name: String, phases: [String])] = [
    ("backend", ["preBuild", "build", "postBuild"]),
    ("frontend", ["preBuild", "build", "postBuild"]),
    ("test", ["preTest", "test", "postTest"]),
  ]

  private let document: PipelineDocument
  private var follower: StepFollower
  private var usedIDs: Set<String> = []

  init(_ document: PipelineDocument, context: ReadingContext) {
    self.document = document
    follower = StepFollower(context: context)
  }

  /// Whether the specification has a part that the host knows.
  static func hasParts(_ root: Node) -> Bool {
    root["applications"] != nil || parts.contains { root[$0.name] != nil }
  }

  /// The pipeline; `nil` where no application is built.
  mutating func pipeline(_ root: Node, vendor: String) -> Pipeline? {
    let applications = (root["applications"]?.items ?? [root]).prefix(Self.applicationLimit)
    let jobs = applications.flatMap { self.jobs(of: $0, in: root) }
    guard !jobs.isEmpty else { return nil }
    let place = Place(document.path)
    return Pipeline(
      vendor: vendor, name: document.path.text, place: place, triggers: [Trigger(.push, at: place)],
      jobs: jobs)
  }

  private mutating func jobs(of application: Node, in root: Node) -> [Job] {
    let folder = application["appRoot"]?.text
    let variables = [root, application].reduce(into: [String: String]()) { all, node in
      all.merge(node["env", "variables"]?.variables ?? [:]) { $1 }
    }
    var jobs: [Job] = []
    for part in Self.parts {
      guard let entry = application.entry(part.name) else { continue }
      var job = draft(part.name, entry, needs: jobs.last, folder)
      let start = entry.value["buildPath"]?.text ?? folder ?? ""
      follower.beginJob()
      // One shell runs all phases, so that it keeps its folder.
      let commands = part.phases.flatMap { phase in
        entry.value["phases", phase, "commands"]?.itemsOrSelf ?? []
      }
      job.steps = follower.steps(
        of: ShellText(
          chunks: commands.compactMap(document.chunk),
          folder: RelativePath("").appending(start == "/" ? "" : start), environment: variables))
      if !job.steps.isEmpty { jobs.append(job) }
    }
    if let artifacts = application["frontend"]?.entry("artifacts") {
      var job = draft("deploy", artifacts, needs: jobs.last, folder)
      let use = ActionUse(kind: .step, name: "amplify/hosting")
      job.steps = [Step(action: use, place: document.place(artifacts.key))]
      jobs.append(job)
    }
    return jobs
  }

  private mutating func draft(
    _ name: String, _ entry: Node.Entry, needs last: Job?, _ folder: String?
  ) -> Job {
    let name = folder.map { "\($0) \(name)" } ?? name
    var job = Job(
      id: usedIDs.added(name), name: name, place: document.place(entry.key),
      needs: last.map { [$0.id] } ?? [], events: [.push])
    // A list of paths that is empty keeps nothing.
    if entry.value["cache", "paths"]?.items.isEmpty == false {
      job.caches = [document.filled("cache", in: entry.value)].compactMap { $0 }
    }
    return job
  }
}

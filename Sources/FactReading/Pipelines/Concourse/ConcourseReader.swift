import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of Concourse with the tasks and scripts of the tree that they run.
///
/// https://concourse-ci.org/docs/pipelines/, https://concourse-ci.org/docs/jobs/
package struct ConcourseReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "concourse"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether a pipeline may stand in the file; it has no path of its own, so its content decides.
  package func isPipeline(_ path: RelativePath) -> Bool {
    guard path.fileExtension == "yml" || path.fileExtension == "yaml",
      !ForeignPath.belongsToPipelines(path)
    else { return false }
    let stem = path.stem.lowercased()
    let folders = path.parts.dropLast().map { $0.lowercased() }
    // Hidden folders are other vendors' own.
    guard folders.allSatisfy({ !$0.hasPrefix(".") || $0 == ".ci" || $0 == ".concourse" }) else {
      return false
    }
    return stem.contains("pipeline") || stem.contains("concourse")
      || (stem == "ci" && path.folder.text.isEmpty)
      || folders.contains { Self.folders.contains($0) || $0.contains("concourse") }
  }

  private static let folders: Set<String> = ["ci", ".ci", "pipelines", "pipeline"]

  /// The pipelines that have a job, those that they set from the tree included.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    var pending = Array(paths.reversed())
    var known = Set(paths)
    while let path = pending.popLast() {
      guard let file = context.read(path), Self.mayRead(file) else { continue }
      let document = PipelineDocument(yaml: file)
      guard let node = document.root?.merged() else {
        reading.warnings += document.warnings
        continue
      }
      let root = PipelineValue(node, in: document)
      guard Self.isConcourse(root) else { continue }
      reading.warnings += document.warnings
      var builder = ConcourseBuilder(root, at: path, context: context)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
      reading.warnings += builder.warnings
      pending += builder.setPipelines.filter { known.insert($0).inserted }.reversed()
    }
    return reading
  }

  private static func mayRead(_ file: SourceFile) -> Bool {
    file.contains("jobs:") && file.contains("plan:") && file.contains("resources:")
  }

  /// Whether the jobs are ones of this vendor.
  private static func isConcourse(_ root: PipelineValue) -> Bool {
    root.entry("resources") != nil
      && root["jobs"]?.items.contains { $0["name"] != nil && $0.entry("plan") != nil } == true
  }
}

/// Builds the pipeline of a file.
struct ConcourseBuilder {
  static let depthLimit = 12

  let path: RelativePath
  let root: PipelineValue
  let context: ReadingContext
  let resources: [String: ConcourseResource]
  var follower: StepFollower
  var warnings: [Diagnostic] = []
  /// How many bytes of files of tasks are kept for those that name them again.
  private static let taskRoom = 1 << 20
  /// The tasks of the tree that were read.
  var tasks = KeptValues<RelativePath, PipelineValue>(room: Self.taskRoom)
  /// The secrets that the sources of resources ask for.
  let secrets: [String: [Located<String>]]
  /// The files of the tree that the jobs set as pipelines.
  var setPipelines: [RelativePath] = []
  /// The resources that hold a checkout of this repository.
  let checkouts: Set<String>
  private let order: ConcourseOrder
  /// The groups of the pipeline's page by their jobs, the first of each.
  private let groups: [String: String]

  init(_ root: PipelineValue, at path: RelativePath, context: ReadingContext) {
    self.path = path
    self.root = root
    self.context = context
    resources = ConcourseResource.all(in: root)
    order = ConcourseOrder(jobs: root["jobs"]?.items ?? [], resources: resources)
    checkouts = ConcourseCheckouts.names(in: root, resources, context)
    follower = StepFollower(context: context)
    groups = Self.groups(of: root)
    secrets = resources.compactMapValues { resource in
      resource.source.map { ConcoursePlan.secrets(in: $0) }
    }
  }

  /// The pipeline; `nil` where it has no job with a plan.
  mutating func pipeline(vendor: String) -> Pipeline? {
    var ids: Set<String> = []
    var jobs: [Job] = []
    for value in (root["jobs"]?.items ?? []).prefix(PipelineReading.entryLimit) {
      guard let name = value["name"]?.text else { continue }
      guard let plan = value["plan"], case .list = plan.content else {
        warnings.append(
          Diagnostic(
            .warning,
            Phrase(
              "found a job `\(name)` without a list of steps, expected one in `plan`",
              "작업 `\(name)`에 단계 목록이 없습니다. `plan`에 있어야 합니다"),
            at: value["plan"]?.place ?? value.place))
        continue
      }
      let id = ids.added(name)
      jobs.append(job(id, name, value))
    }
    guard !jobs.isEmpty else { return nil }
    return Pipeline(
      vendor: vendor, name: path.text, place: Place(path), triggers: triggers(of: jobs),
      jobs: jobs)
  }

  private func triggers(of jobs: [Job]) -> [Trigger] {
    var seen: Set<Trigger> = []
    let found = order.triggering.compactMap { resources[$0]?.trigger }
      .filter { seen.insert($0).inserted }
    let byHand = jobs.first { $0.events.contains(.manual) && $0.needs.isEmpty }
    return found + (byHand.map { [Trigger(.manual, at: $0.place)] } ?? [])
  }

  private mutating func job(_ id: String, _ name: String, _ value: PipelineValue) -> Job {
    follower.beginJob()
    var plan = ConcoursePlan(builder: self)
    plan.add(job: value)
    self = plan.builder
    let start = order.start(of: name)
    let place = value["name"]?.place ?? value.place
    return Job(
      id: id, name: name, place: place, stage: groups[name], needs: order.needs(of: name),
      events: start.events, conditions: start.conditions,
      // A job whose inputs start nothing waits for a person.
      gate: start.isManual ? Gate(.manual, at: place) : nil,
      environment: plan.environment, fanOut: plan.fanOut, caches: plan.caches,
      secrets: plan.secrets.uniqued(), images: plan.images.uniqued(), steps: plan.steps)
  }

  /// The groups of the pipeline's page that show some of the jobs, by the jobs' names.
  private static func groups(of root: PipelineValue) -> [String: String] {
    let all = root["jobs"]?.items.count ?? 0
    var groups: [String: String?] = [:]
    for group in root["groups"]?.items ?? [] {
      let jobs = group["jobs"]?.texts ?? []
      guard jobs.count < all else { continue }
      let name = group["name"]?.text
      for job in jobs where groups[job] == nil { groups.updateValue(name, forKey: job) }
    }
    return groups.compactMapValues(\.self)
  }
}

import FactModel
package import SourceModel

/// Reads `.circleci/config.yml` and the files that it continues with: a pipeline for each workflow.
///
/// https://circleci.com/docs/reference/configuration-reference/
package struct CircleCIReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "circleci"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml"] }

  /// Whether the file is the one that the host reads first.
  package func isPipeline(_ path: RelativePath) -> Bool {
    path.text == ".circleci/config.yml"
  }

  /// The workflows with a live job.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    for path in paths {
      guard let configuration = CircleConfiguration(path, context: context) else { continue }
      let continued = configuration.continuations.compactMap {
        CircleConfiguration($0, context: context, isContinued: true)
      }
      for configuration in [configuration] + continued {
        reading.warnings += configuration.warnings
        var builder = CircleBuilder(configuration, context: context)
        reading.pipelines += builder.pipelines(vendor: vendor)
      }
    }
    return reading
  }
}

/// Builds the pipelines of a configuration.
struct CircleBuilder {
  /// How many jobs all workflows may have together.
  private static let jobLimit = 2_000

  let configuration: CircleConfiguration
  var follower: StepFollower
  var remainingJobs = Self.jobLimit
  /// How many values may still be made by filling in parameters.
  var budget = 100_000

  init(_ configuration: CircleConfiguration, context: ReadingContext) {
    self.configuration = configuration
    follower = StepFollower(context: context)
  }

  /// The workflows with a live job.
  mutating func pipelines(vendor: String) -> [Pipeline] {
    configuration.workflows.compactMap { entry -> Pipeline? in
      let workflow = CircleWorkflow(entry, in: configuration)
      guard !workflow.situations.isEmpty else { return nil }
      let drafts = workflow.drafts(&self)
      let made = drafts.map { ($0, jobs(of: $0, workflow)) }
      let linked = Self.linked(made)
      guard !linked.isEmpty else { return nil }
      return Pipeline(
        vendor: vendor, name: entry.key, place: entry.place,
        triggers: workflow.triggers(of: drafts), jobs: linked)
    }
  }

  /// Fills in what the jobs wait for: names of jobs, of all jobs of a matrix, and in place of an
  /// approval what that waits for.
  private static func linked(_ made: [(draft: CircleDraft, jobs: [Job])]) -> [Job] {
    var idsOf: [String: [String]] = [:]
    for (draft, jobs) in made {
      for name in draft.aliases { idsOf[name, default: []] += jobs.map(\.id) }
    }
    let approvals = Dictionary(
      made.filter { $0.draft.isApproval }.map { ($0.draft.name, $0.draft) },
      uniquingKeysWith: { $1 })
    return made.flatMap { draft, jobs in
      jobs.map { job in
        var job = job
        var seen: Set<String> = []
        var pending = Array(draft.needs.reversed())
        while let need = pending.popLast() {
          guard seen.insert(need).inserted else { continue }
          if let approval = approvals[need] {
            job.gate = job.gate ?? Gate(.approval, at: approval.approvalPlace)
            pending += approval.needs.reversed()
          } else {
            job.needs += (idsOf[need] ?? []).filter { !job.needs.contains($0) }
          }
        }
        return job
      }
    }
  }
}

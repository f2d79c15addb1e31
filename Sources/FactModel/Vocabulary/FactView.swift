import SourceModel

/// The facts with what rubrics ask most often put together once: what pipelines run, job by job.
package struct FactView: Sendable {
  /// The facts.
  package let facts: Facts
  /// Every job of a live pipeline.
  package let jobs: [JobFact]
  /// Every tool at work in a live pipeline, once for each step and tool.
  package let runs: [RunFact]

  /// Puts the facts together.
  package init(_ facts: Facts) {
    self.facts = facts
    let tested = Set(facts.testSuites.map(\.ecosystem))
    let deliveringPipelines = Set(
      facts.deliveries.filter(\.delivers).map(\.place.path)
    ).union(facts.deliveries.compactMap { $0.delivers ? $0.pipelinePath : nil })
    let branch = DefaultBranch(facts)
    jobs = facts.pipelines.flatMap { pipeline in
      let changes = branch.changes(thatStart: pipeline)
      let triggers = pipeline.triggers.filter { changes.contains($0.event) && branch.starts($0) }
      // A thousand jobs may have a trigger each: those that start by the same events share a list of them.
      var known: [(events: Set<Trigger.Event>, triggers: [Trigger])] = []
      return zip(pipeline.jobs, pipeline.neighbours).map { job, neighbours in
        let same = known.first { $0.events == job.events }?.triggers
        let own = same ?? triggers.filter { job.events.contains($0.event) }
        if same == nil { known.append((job.events, own)) }
        return JobFact(pipeline, job, neighbours, startedBy: changes, through: own)
      }
    }
    runs = jobs.flatMap { job in
      let callers = job.job.callers
      let isDelivering = deliveringPipelines.contains(job.pipeline.place.path)
      return job.job.steps.flatMap { step in
        step.uses.map { use in
          RunFact(
            job: job, step: step, use: use,
            caller: step.via.first.flatMap { callers[$0] } ?? "",
            findsTests: use.ecosystem.map(tested.contains) ?? !tested.isEmpty,
            isInDeliveringPipeline: isDelivering)
        }
      }
    }
  }
}

extension Delivery {
  /// Whether something happens, rather than only being configured.
  var delivers: Bool {
    switch reach {
    case .deploys, .handsOver, .pulls, .publishes, .images: true
    case .configured: false
    }
  }

  /// The pipeline's file, from the job's id.
  var pipelinePath: RelativePath? {
    job.firstIndex(of: "#").map { RelativePath(String(job[..<$0])) }
  }
}

/// A job with its pipeline.
///
/// A class, since every tool at work in its steps has it and none of them changes it.
package final class JobFact: Sendable {
  /// The pipeline.
  package let pipeline: Pipeline
  /// The job.
  package let job: Job

  /// What all its steps do together.
  package let capabilities: CaseSet<Capability>
  /// Whether it starts by itself on changes of the default branch or on requests for it.
  package let startsOnChange: Bool

  /// The triggers through which changes start it.
  package let changeTriggers: [Trigger]
  /// Whether a job of the pipeline that deploys or publishes waits for this one.
  let feedsDelivery: Bool
  /// Whether two jobs of the pipeline that do something do not wait for each other, this one being
  /// one of them.
  let runsBesideAnother: Bool

  fileprivate init(
    _ pipeline: Pipeline, _ job: Job, _ neighbours: JobNeighbours,
    startedBy changes: Set<Trigger.Event>, through triggers: [Trigger]
  ) {
    self.pipeline = pipeline
    self.job = job
    feedsDelivery = neighbours.feedsDelivery
    runsBesideAnother = neighbours.runsBesideAnother
    capabilities = job.capabilities
    changeTriggers = triggers
    startsOnChange =
      pipeline.startsByItself && job.gate == nil && !job.events.isDisjoint(with: changes)
  }
}

extension Job {
  /// The words of the commands that stand in the pipeline itself, where any leads elsewhere.
  fileprivate var callers: [Place: String] {
    guard steps.contains(where: { !$0.via.isEmpty }) else { return [:] }
    return steps.reduce(into: [:]) { callers, step in
      if step.via.isEmpty, callers[step.place] == nil { callers[step.place] = step.excerpt }
    }
  }
}

/// A tool at work in a step of a live pipeline.
///
/// A class, since all that is asked of it holds it and none of that changes it.
package final class RunFact: Sendable {
  /// The job.
  package let job: JobFact
  /// The step.
  package let step: Step
  /// The tool.
  package let use: ToolUse
  /// The words of the pipeline's own command that leads to the step; empty where it stands there itself.
  let caller: String
  /// Whether tests of the runner's ecosystem stand in the tree; a runner of no ecosystem needs any test.
  package let findsTests: Bool
  /// Whether the same pipeline file also delivers.
  package let isInDeliveringPipeline: Bool

  fileprivate init(
    job: JobFact, step: Step, use: ToolUse, caller: String, findsTests: Bool,
    isInDeliveringPipeline: Bool
  ) {
    self.job = job
    self.step = step
    self.use = use
    self.caller = caller
    self.findsTests = findsTests
    self.isInDeliveringPipeline = isInDeliveringPipeline
  }

  /// Whether its failure does not fail the pipeline.
  package var ignoresFailure: Bool { step.ignoresFailure || job.job.ignoresFailure }
}

import FactModel
import SourceModel

/// How apart from the checks of changes a delivery can run.
struct DeliveryIndependence {
  let judged: PipelineJudgement
  let all: [PipelineJudgement]
  let job: Int
  let step: Step
  let reach: Delivery.Reach

  private var delivering: Job { judged.pipeline.jobs[job] }

  /// The answer, and the trigger or rule that gives it.
  var apart: (value: Delivery.Apart, place: Place?) {
    if delivering.events.isDisjoint(with: Trigger.Event.changes), !delivering.events.isEmpty {
      // Tags, releases, people, other pipelines or a clock start it.
      let place = judged.pipeline.triggers.first { delivering.events.contains($0.event) }?.place
      guard judged.startsOnChanges else { return (.ownTrigger, place) }
      return (.guardedStage, delivering.conditions.first?.place ?? place)
    }
    if let gate = judged.gates[job] { return (.guardedStage, gate.place) }
    if judged.isLimitedToBranches && isAloneWithItsTrigger || isLeftToItsHost {
      return (.ownTrigger, judged.pipeline.triggers.first { $0.event == .push }?.place)
    }
    if let rule = delivering.conditions.first(where: { $0.limitsVersions || $0.asksForDelivery }) {
      return (.guardedStage, rule.place)
    }
    if isNarrowerThanItsPipeline { return (.guardedStage, delivering.place) }
    if let rule = step.conditions.first(where: \.limitsVersions) {
      return (.guardedStep, rule.place)
    }
    if let input = step.action?.inputs.first(where: \.isConditional) {
      return (.guardedStep, input.place)
    }
    let others = judged.pipeline.jobs.indices.filter { $0 != job }
    if others.contains(where: judged.checks), !judged.checks(job) {
      return (.separateJob, delivering.place)
    }
    return (.never, judged.pipeline.place)
  }

  /// Whether the checks of changes stand in another pipeline, so that this one's trigger is its own.
  private var isAloneWithItsTrigger: Bool {
    all.contains { other in
      other.pipeline.place != judged.pipeline.place
        && (other.runsWithoutDelivering || isDeployment && other.runsWithoutDeploying)
    }
  }

  /// Whether it only delivers, at a host where it is set up which changes start it, and the checks of
  /// changes run at another or, where each file is set up by itself, from another file.
  private var isLeftToItsHost: Bool {
    !judged.checksChanges
      && all.contains { other in
        if other.pipeline.vendor != judged.pipeline.vendor { return other.runsWithoutDelivering }
        return Self.vendorsOfJobs.contains(other.pipeline.vendor)
          && other.pipeline.place.path != judged.pipeline.place.path
          && (other.runsWithoutDelivering || isDeployment && other.runsWithoutDeploying)
      }
  }

  /// Vendors where each file is the pipeline of a job of its own, whose triggers the server knows.
  private static let vendorsOfJobs: Set<String> = ["jenkins"]

  private var isDeployment: Bool {
    switch reach {
    case .deploys, .handsOver: true
    case .pulls, .publishes, .images, .configured: false
    }
  }

  /// Whether rules keep some change that starts the pipeline from starting the job.
  ///
  /// Without a rule it is the vendor who leaves requests out, and every push delivers.
  private var isNarrowerThanItsPipeline: Bool {
    !delivering.conditions.isEmpty
      && !judged.pipeline.jobs.events.intersection(Trigger.Event.changes)
        .isSubset(of: delivering.events)
  }
}

extension Condition {
  /// Whether the rule picks the versions that come out: by branch, tag or event.
  var limitsVersions: Bool {
    switch subject {
    case .branch, .tag, .event: true
    case .paths, .outcome, .other: false
    }
  }

  /// Whether the rule compares a variable that is named for delivering, which somebody sets for the
  /// runs that deliver: `variables.RUN_PUBLISH == "true"`, `MODE == "RELEASE"`.
  fileprivate var asksForDelivery: Bool {
    guard subject == .other else { return false }
    let words: Set<String> = ["publish", "release", "deploy", "promote"]
    let compares = ["==", "eq(", "equals", "params.", "inputs."].contains(where: text.contains)
    return compares && text.nameWords.contains(where: words.contains)
  }
}

extension ActionUse.Input {
  /// Whether the value is worked out from the event or the branch: `push: ${{ github.ref == … }}`.
  fileprivate var isConditional: Bool {
    let asks =
      HostContext.isNamed(in: value, "event_name", "ref")
      || value.contains("CI_COMMIT_TAG") || value.contains("CI_COMMIT_BRANCH")
    let switches: Set<String> = ["push", "publish", "deploy", "release", "upload", "enabled"]
    return !Set(name.nameWords).isDisjoint(with: switches) && asks
  }
}

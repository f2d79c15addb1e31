import FactModel
import SourceModel

/// How apart from the checks of changes the deliveries of a job can run.
struct DeliveryIndependence {
  /// The answer, and the trigger or rule that gives it.
  typealias Answer = (value: Delivery.Apart, place: Place?)

  private let judged: PipelineJudgement
  private let others: JudgedPipelines
  private let job: Int
  private let delivering: Job
  /// What the job says for all its steps, where it brings a version to an environment.
  private var ofDeployments: Answer?
  /// What it says for all its steps otherwise.
  private var ofOthers: Answer?

  init(judged: PipelineJudgement, others: JudgedPipelines, job: Int) {
    self.judged = judged
    self.others = others
    self.job = job
    delivering = judged.pipeline.jobs[job]
    ofDeployments = ofJob(isDeployment: true)
    ofOthers = ofJob(isDeployment: false)
  }

  /// The answer for a step, and the trigger or rule that gives it.
  func apart(of step: Step, _ reach: Delivery.Reach) -> Answer {
    if let answer = reach.isDeployment ? ofDeployments : ofOthers { return answer }
    if let rule = step.conditions.first(where: \.limitsVersions) {
      return (.guardedStep, rule.place)
    }
    if let input = step.action?.inputs.first(where: \.isConditional) {
      return (.guardedStep, input.place)
    }
    if judged.hasChecks, !judged.checks(job) { return (.separateJob, delivering.place) }
    return (.never, judged.pipeline.place)
  }

  private func ofJob(isDeployment: Bool) -> Answer? {
    if delivering.events.isDisjoint(with: Trigger.Event.changes), !delivering.events.isEmpty {
      // Tags, releases, people, other pipelines or a clock start it.
      let place = judged.firstTriggers.first { delivering.events.contains($0.event) }?.place
      guard judged.startsOnChanges else { return (.ownTrigger, place) }
      return (.guardedStage, delivering.conditions.first?.place ?? place)
    }
    if let gate = judged.gates[job] { return (.guardedStage, gate.place) }
    if isAloneWithItsTrigger(isDeployment) || isLeftToItsHost(isDeployment) {
      return (.ownTrigger, judged.firstTriggers.first { $0.event == .push }?.place)
    }
    if let rule = delivering.deliveryRules.first(where: { $0.limitsVersions || $0.asksForDelivery })
    {
      return (.guardedStage, rule.place)
    }
    return isNarrowerThanItsPipeline ? (.guardedStage, delivering.place) : nil
  }

  /// Whether it starts on named branches and the checks of changes stand in another pipeline, so that
  /// its trigger is its own.
  private func isAloneWithItsTrigger(_ isDeployment: Bool) -> Bool {
    others.runWithoutDelivering(beside: judged.pipeline, orDeploying: isDeployment)
      && judged.isLimitedToBranches
  }

  /// Whether it only delivers, at a host where it is set up which changes start it, and the checks of
  /// changes run at another or, where each file is set up by itself, from another file.
  private func isLeftToItsHost(_ isDeployment: Bool) -> Bool {
    guard !judged.checksChanges else { return false }
    let vendor = judged.pipeline.vendor
    return others.ofOtherVendorsRunWithoutDelivering(than: vendor)
      || Self.vendorsOfJobs.contains(vendor)
        && others.ofVendorRunWithoutDelivering(beside: judged.pipeline, orDeploying: isDeployment)
  }

  /// Vendors where each file is the pipeline of a job of its own, whose triggers the server knows.
  private static let vendorsOfJobs: Set<String> = ["jenkins"]

  /// Whether rules keep some change that starts the pipeline from starting the job.
  ///
  /// Without a rule it is the vendor who leaves requests out, and every push delivers.
  private var isNarrowerThanItsPipeline: Bool {
    !delivering.conditions.isEmpty
      && !judged.events.intersection(Trigger.Event.changes).isSubset(of: delivering.events)
  }
}

extension Delivery.Reach {
  fileprivate var isDeployment: Bool {
    switch self {
    case .deploys, .handsOver: true
    case .pulls, .publishes, .images, .configured: false
    }
  }
}

extension Condition {
  /// Whether the rule picks the versions that come out: by branch, tag or event.
  var limitsVersions: Bool {
    switch subject {
    case .branch, .tag, .event, .person: true
    case .paths, .outcome, .other: false
    }
  }

  private static let comparisons = ["==", "eq(", "equals", "params.", "inputs."]
  private static let words: Set<String> = ["publish", "release", "deploy", "promote"]

  /// Whether the rule compares a variable that is named for delivering, which somebody sets for the
  /// runs that deliver: `variables.RUN_PUBLISH == "true"`, `MODE == "RELEASE"`.
  fileprivate var asksForDelivery: Bool {
    guard subject == .other else { return false }
    let compares = Self.comparisons.contains(where: text.contains)
    return compares && text.nameWords.contains(where: Self.words.contains)
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

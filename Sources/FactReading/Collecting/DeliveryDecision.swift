import FactModel
import SourceModel

/// What the branches of a pipeline's pushes say about who decides on its deliveries.
struct PushedBranches {
  /// Branches that requests from integration branches bring forward.
  let promoted: Set<String>
  /// The trigger that only branches start to which requests bring what was put together before.
  let promotion: Place?
  /// The trigger that only branches of releases start.
  let release: Place?

  init(_ pipeline: Pipeline, promoted: Set<String>) {
    self.promoted = promoted
    let pushes = pipeline.triggers.filter { $0.event == .push }
    let starts = pipeline.triggers.filter { $0.event == .push || $0.event == .upstream }
    let arePromotions = starts.allSatisfy { push in
      !push.branches.isEmpty && push.branches.allSatisfy(promoted.contains)
    }
    promotion = arePromotions ? starts.first?.place : nil
    let areReleases = pushes.allSatisfy { push in
      !push.branches.isEmpty && push.branches.allSatisfy { $0.nameWords.contains("release") }
    }
    release = areReleases ? pushes.first?.place : nil
  }

  /// Whether one of the branches is promoted to, and the others are those that are promoted.
  fileprivate func isPromoting(_ branches: [String]) -> Bool {
    branches.contains(where: promoted.contains)
      && branches.allSatisfy { branch in
        promoted.contains(branch)
          || EnvironmentName.isEnvironment(branch) && !EnvironmentName.isProduction(branch)
      }
  }
}

/// Who decides that the deliveries of a job happen.
struct DeliveryDecision {
  private let judged: PipelineJudgement
  private let branches: PushedBranches
  private let job: Int
  private let delivering: Job
  /// The trigger or rule through which a person decides.
  private let decided: Place?
  /// Whether something starts it without a person.
  private let isAutomatic: Bool
  /// The trigger or rule that starts it without a person.
  private let started: Place?
  /// The trigger or rule that lets only a promotion come out.
  private var promotion: Place?

  /// - Parameter isStartedByPeople: whether people alone start the pipelines whose end starts this one.
  init(judged: PipelineJudgement, branches: PushedBranches, isStartedByPeople: Bool, job: Int) {
    self.judged = judged
    self.branches = branches
    self.job = job
    let delivering = judged.pipeline.jobs[job]
    let automatic = delivering.events.filter { event in
      switch event {
      case .push, .pullRequest, .mergeQueue, .schedule, .api, .other: true
      case .manual, .tag, .release, .called: false
      case .upstream: !isStartedByPeople
      }
    }
    self.delivering = delivering
    isAutomatic = !automatic.isEmpty || delivering.events.isEmpty
    decided = judged.place(of: [.manual, .tag, .release], startingJob: job)
    started = judged.place(of: automatic, startingJob: job)
    promotion = promotionBranch
  }

  /// The answer for a step, and where the gate, rule or trigger stands that gives it.
  func decision(
    of step: Step, _ reach: Delivery.Reach, environment: String?
  ) -> (value: Delivery.Decision, place: Place?) {
    if let gate = judged.gates[job] {
      switch gate.kind {
      case .manual, .approval: return (.person, gate.place)
      case .promotion: return (.protectable, gate.place)
      }
    }
    if let rule = step.conditions.first(where: { $0.subject == .tag || $0.subject == .person }) {
      return (.person, rule.place)
    }
    // The stable image is the one that a tag or release makes; pushes make the moving ones.
    if reach == .images, !delivering.events.isDisjoint(with: [.tag, .release]),
      !movesOnPushes(step)
    {
      return (.person, decided)
    }
    guard isAutomatic else { return (.person, decided) }
    let isForUsers = reach == .publishes || reach == .images
    if isForUsers, let request = judged.releaseRequest { return (.person, request) }
    if let promotion { return (.person, promotion) }
    if isForUsers, let release = releaseBranch { return (.person, release) }
    if let place = protectable(environment, by: step) { return (.protectable, place) }
    return (.automatic, started)
  }

  /// Whether pushes bring out the very image that tags make: nothing fills a version in, or the
  /// commit alone names it.
  private func movesOnPushes(_ step: Step) -> Bool {
    let images = ImageFinder.images(of: step)
    return delivering.events.contains(.push) && !images.isEmpty
      && images.allSatisfy { image in
        image.pinning == .moving || image.pinning == .absent
          || image.tag.map(Placeholder.isCommit) ?? false
      }
  }

  /// The trigger or rule that lets only a branch come out to which requests bring what was put
  /// together before, by itself or through the pipeline before it.
  ///
  /// A branch that is only named for production may be pushed to without anybody's decision.
  private var promotionBranch: Place? {
    let rule = delivering.deliveryRules.first { branches.isPromoting($0.plainBranches) }
    if let rule { return rule.place }
    return delivering.events.isSubset(of: [.push, .upstream, .manual]) ? branches.promotion : nil
  }

  /// The trigger that lets only branches of releases come out: who cuts one decides on its versions.
  private var releaseBranch: Place? {
    delivering.events.isSubset(of: [.push, .manual]) ? branches.release : nil
  }

  /// Where an environment is named that the host can protect.
  private func protectable(_ environment: String?, by step: Step) -> Place? {
    if let named = delivering.environment, named.action == .start { return named.place }
    guard environment != nil, let action = step.action, action.kind == .pipeline else { return nil }
    return action.inputs.first { $0.name.nameWords.contains("environment") }?.place
  }
}

extension PipelineJudgement {
  /// The trigger or, where the vendor starts every pipeline in the same way, the job's own rule.
  fileprivate func place(of events: Set<Trigger.Event>, startingJob job: Int) -> Place? {
    let written = writtenTriggers.first { events.contains($0.event) }
    return written?.place ?? pipeline.jobs[job].conditions.first?.place
  }
}

extension Condition {
  /// The branches that the rule asks for, where it names them and nothing else: `branch: main`,
  /// `branch: /^(main|dev)$/`.
  fileprivate var plainBranches: [String] {
    guard subject == .branch else { return [] }
    let label = ["branch: ", "branches: "].first(where: text.hasPrefix) ?? ""
    let written = text.dropFirst(label.count)
    // Most long rules show by their first characters that they name more than branches.
    let arePlain = written.allSatisfy { character in
      character.isLetter || character.isNumber || "-_/.|".contains(character)
        || !label.isEmpty && "^$()".contains(character)
    }
    guard arePlain else { return [] }
    return written.filter { label.isEmpty || !"/^$()".contains($0) }
      .split(separator: "|").map(String.init)
  }
}

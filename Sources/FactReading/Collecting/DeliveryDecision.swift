import FactModel
import SourceModel

/// Who decides that a delivery happens.
struct DeliveryDecision {
  let judged: PipelineJudgement
  let all: [PipelineJudgement]
  /// Branches that requests from integration branches bring forward.
  let promoted: Set<String>
  let job: Int
  let step: Step

  private var delivering: Job { judged.pipeline.jobs[job] }
  private var pipeline: Pipeline { judged.pipeline }

  /// The answer, and where the gate, rule or trigger stands that gives it.
  func decision(
    _ reach: Delivery.Reach, environment: String?
  ) -> (value: Delivery.Decision, place: Place?) {
    if let gate = judged.gates[job] {
      switch gate.kind {
      case .manual, .approval: return (.person, gate.place)
      case .promotion: return (.protectable, gate.place)
      }
    }
    if let tag = step.conditions.first(where: { $0.subject == .tag }) {
      return (.person, tag.place)
    }
    let person: Set<Trigger.Event> = [.manual, .tag, .release]
    let decided = place(of: person)
    // The stable image is the one that a tag or release makes; pushes make the moving ones.
    if reach == .images, !delivering.events.isDisjoint(with: [.tag, .release]), !movesOnPushes {
      return (.person, decided)
    }
    let automatic = delivering.events.filter(isAutomatic)
    if automatic.isEmpty, !delivering.events.isEmpty { return (.person, decided) }
    if reach == .publishes || reach == .images, let request = judged.releaseRequest {
      return (.person, request)
    }
    if let branch = promotionBranch ?? releaseBranch(reach) { return (.person, branch) }
    if let place = protectable(environment) { return (.protectable, place) }
    return (.automatic, place(of: Set(automatic)))
  }

  /// The trigger or, where the vendor starts every pipeline in the same way, the job's own rule.
  private func place(of events: Set<Trigger.Event>) -> Place? {
    let written = pipeline.triggers.first { trigger in
      events.contains(trigger.event) && trigger.place != pipeline.place
    }
    return written?.place ?? delivering.conditions.first?.place
  }

  /// Whether pushes bring out the very image that tags make: nothing fills a version in, or the
  /// commit alone names it.
  private var movesOnPushes: Bool {
    let images = ImageFinder.images(of: step)
    return delivering.events.contains(.push) && !images.isEmpty
      && images.allSatisfy { image in
        image.pinning == .moving || image.pinning == .absent
          || image.tag.map(Placeholder.isCommit) ?? false
      }
  }

  private func isAutomatic(_ event: Trigger.Event) -> Bool {
    switch event {
    case .push, .pullRequest, .mergeQueue, .schedule, .api, .other: true
    case .manual, .tag, .release, .called: false
    case .upstream: !startedByPeopleUpstream
    }
  }

  /// Whether every pipeline whose end starts this one is itself started by people alone.
  private var startedByPeopleUpstream: Bool {
    let names = pipeline.triggers.filter { $0.event == .upstream }.flatMap(\.pipelines)
    let upstream = all.filter { names.contains($0.pipeline.name) || handsOver($0) }
    return !upstream.isEmpty
      && upstream.allSatisfy { judged in
        judged.pipeline.triggers.allSatisfy {
          $0.event == .manual || $0.event == .tag || $0.event == .release
        }
      }
  }

  /// Whether another pipeline hands versions over to the deployer whose pipeline this is.
  private func handsOver(_ other: PipelineJudgement) -> Bool {
    other.pipeline.jobs.contains { job in
      job.steps.contains { step in
        step.uses.contains { $0.tool == pipeline.vendor && $0.gives(.handsOver) }
      }
    }
  }

  /// The trigger or rule that lets only a branch come out to which requests bring what was put
  /// together before, by itself or through the pipeline before it.
  ///
  /// A branch that is only named for production may be pushed to without anybody's decision.
  private var promotionBranch: Place? {
    let rule = delivering.conditions.first { rule in
      isPromoting(rule.plainBranches)
    }
    if let rule { return rule.place }
    let pushes = pipeline.triggers.filter { $0.event == .push || $0.event == .upstream }
    guard delivering.events.isSubset(of: [.push, .upstream, .manual]), !pushes.isEmpty else {
      return nil
    }
    let isPromotion = pushes.allSatisfy { push in
      !push.branches.isEmpty && push.branches.allSatisfy(promoted.contains)
    }
    return isPromotion ? pushes.first?.place : nil
  }

  /// Whether one of the branches is promoted to, and the others are those that are promoted.
  private func isPromoting(_ branches: [String]) -> Bool {
    branches.contains(where: promoted.contains)
      && branches.allSatisfy { branch in
        promoted.contains(branch)
          || EnvironmentName.isEnvironment(branch) && !EnvironmentName.isProduction(branch)
      }
  }

  /// The trigger that lets only branches of releases come out: who cuts one decides on its versions.
  private func releaseBranch(_ reach: Delivery.Reach) -> Place? {
    let pushes = pipeline.triggers.filter { $0.event == .push }
    guard reach == .publishes || reach == .images, !pushes.isEmpty,
      delivering.events.isSubset(of: [.push, .manual])
    else { return nil }
    let isOfReleases = pushes.allSatisfy { push in
      !push.branches.isEmpty && push.branches.allSatisfy { $0.nameWords.contains("release") }
    }
    return isOfReleases ? pushes.first?.place : nil
  }

  /// Where an environment is named that the host can protect.
  private func protectable(_ environment: String?) -> Place? {
    if let named = delivering.environment, named.action == .start { return named.place }
    guard environment != nil, let action = step.action, action.kind == .pipeline else { return nil }
    return action.inputs.first { $0.name.nameWords.contains("environment") }?.place
  }
}

extension Condition {
  /// The branches that the rule asks for, where it names them and nothing else: `branch: main`,
  /// `branch: /^(main|dev)$/`.
  fileprivate var plainBranches: [String] {
    guard subject == .branch else { return [] }
    let label = ["branch: ", "branches: "].first(where: text.hasPrefix) ?? ""
    let names = text.dropFirst(label.count).filter { !"/^$()".contains($0) || label.isEmpty }
      .split(separator: "|").map(String.init)
    let arePlain = names.allSatisfy { name in
      name.allSatisfy { $0.isLetter || $0.isNumber || "-_/.".contains($0) }
    }
    return arePlain ? names : []
  }
}

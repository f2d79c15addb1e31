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
    if let gate = pipeline.gate(before: delivering) {
      switch gate.kind {
      case .manual, .approval: return (.person, gate.place)
      case .promotion: return (.protectable, gate.place)
      }
    }
    if let tag = step.conditions.first(where: { $0.subject == .tag }) {
      return (.person, tag.place)
    }
    let person: Set<Trigger.Event> = [.manual, .tag, .release]
    let decided = pipeline.triggers.first { person.contains($0.event) }?.place
    // The stable image is the one that a tag or release makes; pushes make the moving ones.
    if reach == .images, !delivering.events.isDisjoint(with: [.tag, .release]) {
      return (.person, decided)
    }
    let automatic = delivering.events.filter(isAutomatic)
    if automatic.isEmpty, !delivering.events.isEmpty { return (.person, decided) }
    if reach == .publishes || reach == .images, let request = releaseRequest {
      return (.person, request)
    }
    if let promotion = promotionBranch { return (.person, promotion) }
    if let place = protectable(environment) { return (.protectable, place) }
    let trigger = pipeline.triggers.first { automatic.contains($0.event) }
    return (.automatic, trigger?.place)
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

  /// Where the pipeline opens a request whose merge makes the release.
  private var releaseRequest: Place? {
    pipeline.jobs.lazy.flatMap(\.steps).first { step in
      step.uses.contains { $0.gives(.opensReleaseRequest) }
    }?.place
  }

  /// The trigger or rule that lets only a branch that stands for production come out, by itself or
  /// through the pipeline before it.
  private var promotionBranch: Place? {
    let rule = delivering.conditions.first { rule in
      rule.plainBranch.map { promoted.contains($0) || $0.standsForProduction } ?? false
    }
    if let rule { return rule.place }
    let pushes = pipeline.triggers.filter { $0.event == .push || $0.event == .upstream }
    guard delivering.events.isSubset(of: [.push, .upstream, .manual]), !pushes.isEmpty else {
      return nil
    }
    let isPromotion = pushes.allSatisfy { push in
      !push.branches.isEmpty
        && push.branches.allSatisfy { promoted.contains($0) || $0.standsForProduction }
    }
    return isPromotion ? pushes.first?.place : nil
  }

  /// Where an environment is named that the host can protect.
  private func protectable(_ environment: String?) -> Place? {
    if let named = delivering.environment, named.action == .start { return named.place }
    guard environment != nil, let action = step.action, action.kind == .pipeline else { return nil }
    return action.inputs.first { $0.name.nameWords.contains("environment") }?.place
  }
}

extension Condition {
  /// The branch that the rule asks for, where it names one and nothing else.
  fileprivate var plainBranch: String? {
    guard subject == .branch else { return nil }
    let name = text.split(separator: " ").last.map(String.init) ?? ""
    let isLabelled = ["branch: ", "branches: "].contains(where: text.hasPrefix)
    guard name == text || isLabelled && text.count(where: { $0 == " " }) == 1 else { return nil }
    let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_/.".contains($0) }
    return isPlain && !name.isEmpty ? name : nil
  }
}

extension String {
  /// Whether a branch of this name stands for production.
  fileprivate var standsForProduction: Bool {
    nameWords.contains { EnvironmentName.isProduction($0) || $0 == "release" }
  }
}

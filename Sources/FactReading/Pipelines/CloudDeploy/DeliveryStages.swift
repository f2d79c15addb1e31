import FactModel
import SourceModel
import Syntax

/// Turns the stages of a delivery pipeline of Google Cloud Deploy into jobs.
struct DeliveryStages {
  private static let stageLimit = 100

  private let definition: DeployDefinition
  private let targets: [String: DeployDefinition]
  private let automations: [DeployDefinition]
  /// The rules of the automations that are not suspended.
  private let liveRules: [Node]

  init(_ definition: DeployDefinition, among others: DeployedParts) {
    self.definition = definition
    targets = others.targets
    automations = others.automations.filter { $0.isFor(definition) }
    liveRules = automations.filter { $0.body["suspended"]?.lenientFlag != true }
      .flatMap { $0.body.parts("rules") }
  }

  /// The pipeline; `nil` where it has no stage or is suspended.
  ///
  /// A release that another pipeline or a person makes starts it and reaches the first target by
  /// itself; the others wait for a promotion.
  func pipeline(vendor: String) -> Pipeline? {
    guard definition.body["suspended"]?.lenientFlag != true else { return nil }
    let isPromotedByItself = isPromotedByItself
    let repair = rules("repairRollout", "repairRolloutRule", "repair_rollout_rule")
      .first(where: \.rollsBack)
    var jobs: [Job] = []
    var usedIDs: Set<String> = []
    for stage in definition.stages.prefix(Self.stageLimit) where stage.isMapping {
      guard let entry = stage.entry("targetId") ?? stage.entry("target_id"),
        let target = Self.name(entry.value)
      else { continue }
      let place = definition.document.place(entry.key)
      var job = Job(
        id: usedIDs.added(target), name: target, place: place,
        needs: jobs.last.map { [$0.id] } ?? [], events: [.upstream])
      job.gate = gate(of: target, isLet: jobs.isEmpty || isPromotedByItself, at: place)
      job.steps = steps(of: stage, target, at: place, repair)
      jobs.append(job)
    }
    guard !jobs.isEmpty else { return nil }
    return Pipeline(
      vendor: vendor, name: definition.name, place: definition.place,
      triggers: [Trigger(.upstream, at: definition.place)], jobs: jobs)
  }

  /// A target's name: `google_clouddeploy_target.prod.name` is `prod`.
  private static func name(_ node: Node) -> String? {
    guard let text = node.text else { return nil }
    let parts = text.split { "${}.".contains($0) }
    guard parts.first == "google_clouddeploy_target", parts.count > 1 else { return text }
    return String(parts[1])
  }

  // MARK: - Gates

  // https://cloud.google.com/deploy/docs/promote-release
  private func gate(of target: String, isLet: Bool, at place: Place) -> Gate? {
    if let definition = targets[target] {
      let entry =
        definition.body.entry("requireApproval") ?? definition.body.entry("require_approval")
      if let entry, entry.value.lenientFlag == true {
        return Gate(.approval, at: definition.document.place(entry.key))
      }
    }
    return isLet ? nil : Gate(.promotion, at: place)
  }

  private var isPromotedByItself: Bool {
    rules("promoteRelease", "promoteReleaseRule", "promote_release_rule").first != nil
      || rules("timedPromoteRelease", "timedPromoteReleaseRule", "timed_promote_release_rule").first
        != nil
  }

  // https://cloud.google.com/deploy/docs/automation-rules
  private func rules(_ first: String, _ second: String, _ third: String) -> [Node] {
    liveRules.compactMap { $0.any(first, second, third) }
  }

  // MARK: - Steps

  private func steps(
    of stage: Node, _ target: String, at place: Place, _ repair: Node?
  ) -> [Step] {
    let inputs =
      [ActionUse.Input("target", target, at: place)]
      + (stage["profiles"]?.texts ?? []).map { ActionUse.Input("profile", $0, at: place) }
    let runtime = targets[target]?.runtime ?? "target"
    var steps = [step("cloud-deploy/" + runtime, inputs, at: place)]
    for strategy in stage.parts("strategy") {
      for form in ["standard", "canary"] {
        for node in strategy.parts(form) { steps += self.steps(of: node, form, inputs) }
      }
    }
    if let repair {
      steps.append(step("cloud-deploy/repair-rollback", inputs, at: automationPlace(of: repair)))
    }
    return steps
  }

  private func automationPlace(of node: Node) -> Place {
    automations.first?.document.place(node) ?? definition.place
  }

  // https://cloud.google.com/deploy/docs/deployment-strategies
  private func steps(of strategy: Node, _ form: String, _ inputs: [ActionUse.Input]) -> [Step] {
    let document = definition.document
    var found: [Step] = []
    if form == "canary" {
      found.append(step("cloud-deploy/canary", inputs, at: document.place(strategy)))
    }
    strategy.visit { node in
      for entry in node.entries {
        guard let key = entry.key.text, entry.value.lenientFlag != false, !entry.value.isNull else {
          continue
        }
        let place = document.place(entry.key)
        switch key {
        case "verify", "analysis", "postdeploy", "predeploy":
          found.append(step("cloud-deploy/" + key, inputs, at: place))
        default: continue
        }
      }
    }
    return found.uniqued()
  }

  private func step(_ name: String, _ inputs: [ActionUse.Input], at place: Place) -> Step {
    Step(action: ActionUse(kind: .step, name: name, inputs: inputs), place: place)
  }
}

/// What pipelines name: targets, and automations for them.
struct DeployedParts {
  /// The targets by their names and keys, the first of each.
  private(set) var targets: [String: DeployDefinition] = [:]
  let automations: [DeployDefinition]

  init(_ all: [DeployDefinition]) {
    automations = all.filter { $0.kind == .automation }
    for target in all where target.kind == .target {
      for name in [target.name, target.key].compactMap({ $0 }) where targets[name] == nil {
        targets[name] = target
      }
    }
  }
}

extension DeployDefinition {
  /// What a target runs on.
  fileprivate var runtime: String? {
    let runtimes = [
      "gke": "gke", "run": "run", "anthosCluster": "anthos", "anthos_cluster": "anthos",
      "customTarget": "custom", "custom_target": "custom", "multiTarget": "multi",
      "multi_target": "multi",
    ]
    return body.entries.lazy.compactMap { $0.key.text.flatMap { runtimes[$0] } }.first
  }

  /// Whether an automation belongs to the pipeline: its name begins with it.
  fileprivate func isFor(_ pipeline: DeployDefinition) -> Bool {
    if let named = body["delivery_pipeline"]?.text {
      return named == pipeline.name || pipeline.key.map { named.contains(".\($0).") } ?? false
    }
    return name.hasPrefix(pipeline.name + "/")
  }
}

extension Node {
  /// Whether a repair ends in a rollback.
  fileprivate var rollsBack: Bool {
    var isFound = false
    visit { node in
      isFound = isFound || node.entries.contains { $0.key.text == "rollback" }
    }
    return isFound
  }
}

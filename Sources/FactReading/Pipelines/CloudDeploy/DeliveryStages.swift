import FactModel
import SourceModel
import Syntax

/// Turns the stages of a delivery pipeline of Google Cloud Deploy into jobs.
struct DeliveryStages {
  private static let stageLimit = 100

  private let definition: DeployDefinition
  private let targets: [DeployDefinition]
  private let automations: [DeployDefinition]

  init(_ definition: DeployDefinition, among all: [DeployDefinition]) {
    self.definition = definition
    targets = all.filter { $0.kind == .target }
    automations = all.filter { automation in
      automation.kind == .automation && automation.isFor(definition)
    }
  }

  /// The pipeline; `nil` where it has no stage or is suspended.
  ///
  /// A release that another pipeline or a person makes starts it and reaches the first target by
  /// itself; the others wait for a promotion.
  func pipeline(vendor: String) -> Pipeline? {
    guard definition.body["suspended"]?.lenientFlag != true else { return nil }
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
      job.gate = gate(of: target, isFirst: jobs.isEmpty, at: place)
      job.steps = steps(of: stage, target, at: place)
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
  private func gate(of target: String, isFirst: Bool, at place: Place) -> Gate? {
    if let definition = targets.first(where: { $0.isCalled(target) }) {
      let entry =
        definition.body.entry("requireApproval") ?? definition.body.entry("require_approval")
      if let entry, entry.value.lenientFlag == true {
        return Gate(.approval, at: definition.document.place(entry.key))
      }
    }
    guard !isFirst, !isPromotedByItself else { return nil }
    return Gate(.promotion, at: place)
  }

  private var isPromotedByItself: Bool {
    rules("promoteRelease", "promoteReleaseRule", "promote_release_rule").first != nil
      || rules("timedPromoteRelease", "timedPromoteReleaseRule", "timed_promote_release_rule").first
        != nil
  }

  // https://cloud.google.com/deploy/docs/automation-rules
  private func rules(_ first: String, _ second: String, _ third: String) -> [Node] {
    automations.filter { $0.body["suspended"]?.lenientFlag != true }
      .flatMap { $0.body.parts("rules") }
      .compactMap { $0.any(first, second, third) }
  }

  // MARK: - Steps

  private func steps(of stage: Node, _ target: String, at place: Place) -> [Step] {
    let inputs =
      [ActionUse.Input("target", target, at: place)]
      + (stage["profiles"]?.texts ?? []).map { ActionUse.Input("profile", $0, at: place) }
    let runtime = targets.first { $0.isCalled(target) }.flatMap(\.runtime) ?? "target"
    var steps = [step("cloud-deploy/" + runtime, inputs, at: place)]
    for strategy in stage.parts("strategy") {
      for form in ["standard", "canary"] {
        for node in strategy.parts(form) { steps += self.steps(of: node, form, inputs) }
      }
    }
    if let repair = rules("repairRollout", "repairRolloutRule", "repair_rollout_rule")
      .first(where: \.rollsBack)
    {
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

extension DeployDefinition {
  /// Whether a stage means this target.
  fileprivate func isCalled(_ target: String) -> Bool {
    name == target || key == target
  }

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

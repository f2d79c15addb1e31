import FactModel
import SourceModel

/// The steps of a stage: groups and templates opened, cut at approvals.
struct HarnessSteps {
  private static let depthLimit = 8
  private static let stepLimit = 1000

  /// A step with the rules of the groups around it.
  struct Item {
    var value: PipelineValue
    var conditions: [Condition]
    var ignoresFailure: Bool
  }

  /// The steps up to the next approval.
  struct Part {
    var items: [Item] = []
    /// The approval behind which they run.
    var gate: Gate?
    var fanOut: Place?
  }

  /// How many secrets of a stage are told.
  private static let secretLimit = 100

  private let configuration: HarnessConfiguration
  private(set) var filling: ParameterFilling
  private var parts: [Part] = []
  private var count = 0

  init(_ configuration: HarnessConfiguration, _ filling: ParameterFilling) {
    self.configuration = configuration
    self.filling = filling
  }

  /// The parts of a stage.
  mutating func parts(of stage: PipelineValue) -> [Part] {
    parts = [Part()]
    let spec = stage["spec"]
    add(spec?["execution"]?["steps"] ?? spec?["steps"], depth: 0, under: [], false)
    if stage["type"]?.text == "Pipeline", let called = spec?.entry("pipeline") {
      parts[0].items.append(
        Item(
          value: PipelineValue(
            .map([PipelineValue.Entry(key: "chained", place: called.place, value: called.value)]),
            at: called.place), conditions: [], ignoresFailure: false))
    }
    // They run when a step before has failed.
    if let back = spec?["execution"]?.entry("rollbackSteps") {
      let condition = Condition(.outcome, "rollbackSteps", at: back.place)
      add(back.value, depth: 0, under: [condition], false)
    }
    return parts
  }

  private mutating func add(
    _ list: PipelineValue?, depth: Int, under conditions: [Condition], _ ignoresFailure: Bool
  ) {
    guard depth < Self.depthLimit else { return }
    for item in list?.items ?? [] where count < Self.stepLimit && !filling.isSpent {
      if let together = item.entry("parallel") {
        if together.value.items.count > 1, let last = parts.indices.last {
          parts[last].fanOut = parts[last].fanOut ?? together.place
        }
        add(together.value, depth: depth + 1, under: conditions, ignoresFailure)
        continue
      }
      var group = item["stepGroup"]
      if let reference = group?["template"], let template = configuration.template(reference) {
        filling.take(template)
        group = template["spec"]?.merged(with: group?.without("template") ?? reference)
      }
      if let group {
        open(group, depth: depth, under: conditions, ignoresFailure)
        continue
      }
      let step = item["step"] ?? item
      if step["type"]?.text == "group" {
        open(step["spec"] ?? step, depth: depth, under: conditions, ignoresFailure)
      } else {
        add(step: step, under: conditions, ignoresFailure)
      }
    }
  }

  private mutating func open(
    _ group: PipelineValue, depth: Int, under conditions: [Condition], _ ignoresFailure: Bool
  ) {
    let rule = HarnessRule(group, among: Set(Trigger.Event.allCases))
    guard !rule.events.isEmpty else { return }
    count += 1
    guard group["steps"] != nil else {
      // A group whose template stands elsewhere.
      return add(step: group, under: conditions + rule.conditions, ignoresFailure)
    }
    add(
      group["steps"], depth: depth + 1, under: conditions + rule.conditions,
      ignoresFailure || Self.ignoresFailure(group))
  }

  private mutating func add(
    step: PipelineValue, under conditions: [Condition], _ ignoresFailure: Bool
  ) {
    count += 1
    var step = step
    if let reference = step["template"], let template = configuration.template(reference) {
      filling.take(template)
      step = template["spec"]?.merged(with: step.without("template")) ?? step
    }
    let rule = HarnessRule(step, among: Set(Trigger.Event.allCases))
    guard !rule.events.isEmpty else { return }
    if step["type"]?.text?.hasSuffix("Approval") == true {
      parts.append(Part(gate: Gate(.approval, at: step.place)))
      return
    }
    parts[parts.count - 1].items.append(
      Item(
        value: step, conditions: conditions + rule.conditions,
        ignoresFailure: ignoresFailure || Self.ignoresFailure(step)))
  }

  /// Whether the work goes on as if nothing were when it fails.
  ///
  /// https://developer.harness.io/docs/platform/pipelines/failure-handling/define-a-failure-strategy-on-stages-and-steps
  static func ignoresFailure(_ value: PipelineValue) -> Bool {
    (value["failureStrategies"]?.items ?? []).contains { item in
      var action = item["onFailure"]?["action"]
      for _ in 0..<4 {
        switch action?["type"]?.text {
        case "Ignore", "MarkAsSuccess": return true
        case "Retry": action = action?["spec"]?["onRetryFailure"]?["action"]
        default: return false
        }
      }
      return false
    }
  }

  /// The names in `<+secrets.getValue("name")>`.
  static func secrets(in value: PipelineValue) -> [Located<String>] {
    var found: [Located<String>] = []
    var seen: Set<String> = []
    var pending = [value]
    while found.count < secretLimit, let next = pending.popLast() {
      switch next.content {
      case .text(let text, _):
        guard text.contains("secrets.getValue(") else { continue }
        for part in text.split(separator: "secrets.getValue(").dropFirst() {
          let name = String(part.dropFirst().prefix { $0 != "\"" && $0 != "'" })
          if found.count < secretLimit, seen.insert(name).inserted {
            found.append(Located(name, at: next.place))
          }
        }
      case .list(let items): pending += items.reversed()
      case .map(let entries): pending += entries.reversed().map(\.value)
      case .reference: continue
      }
    }
    return found
  }

  /// What the inputs of a template that stands elsewhere say that it runs: types of steps, and
  /// commands by the names of variables.
  static func told(
    by inputs: PipelineValue?, _ follower: inout StepFollower
  ) -> [Step] {
    var steps: [Step] = []
    var pending = [inputs].compactMap { $0 }
    while let next = pending.popLast(), steps.count < stepLimit {
      pending += (next.items + next.entries.map(\.value)).reversed()
      if let type = next["type"], let kind = type.text, next["identifier"] != nil,
        next["spec"]?["execution"] == nil, !["Run", "CI", "Deployment", "Custom"].contains(kind),
        follower.takesStep()
      {
        let action = ActionUse(kind: .step, name: "harness/" + kind)
        steps.append(Step(action: action, place: type.place))
      }
      guard let name = next["name"]?.text, let chunk = next["value"]?.chunk,
        !chunk.text.hasPrefix("<+"),
        name.nameWords.contains(where: { ["command", "cmd", "script"].contains($0) })
          // A variable that is named for a program holds its call.
          || chunk.text.hasPrefix(name + " ")
      else { continue }
      steps += follower.steps(of: ShellText(name: name, chunks: [chunk], placeholders: .angles))
    }
    return steps
  }

  /// What a template that stands elsewhere is given.
  static func foreign(
    _ reference: PipelineValue, kind: ActionUse.Kind, named name: String
  ) -> Step {
    let passed = reference["templateInputs"]
    let listed = (passed?["variables"]?.items ?? []).prefix(PipelineDocument.inputLimit)
    let variables = listed.compactMap { item -> ActionUse.Input? in
      guard let name = item["name"]?.text, let value = item["value"]?.text else { return nil }
      return ActionUse.Input(name, value, at: item.place)
    }
    let text = reference["templateRef"]?.text ?? ""
    let action = ActionUse(
      kind: kind, name: text, version: reference["versionLabel"]?.text, inputs: variables)
    return Step(
      name: name, action: action, place: reference["templateRef"]?.place ?? reference.place)
  }
}

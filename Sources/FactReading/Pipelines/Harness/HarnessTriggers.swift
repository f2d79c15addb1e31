import FactModel
import SourceModel

/// What starts a pipeline, and what whoever starts it passes.
///
/// https://developer.harness.io/docs/platform/triggers/triggers-reference
struct HarnessTriggers {
  private let pipeline: HarnessPipeline
  private let configuration: HarnessConfiguration

  init(_ pipeline: HarnessPipeline, _ configuration: HarnessConfiguration) {
    self.pipeline = pipeline
    self.configuration = configuration
  }

  /// The triggers of the tree; where it holds none, those that the pipeline's own words ask for.
  var triggers: [Trigger] {
    let inputs = inputs
    let stored = configuration.triggers(of: pipeline.identifier)
      .filter { $0["enabled"]?.flag != false }
    var found = stored.flatMap(Self.triggers)
    if !found.isEmpty {
      if !inputs.isEmpty {
        found.append(Trigger(.manual, inputs: inputs, at: pipeline.root.place))
      }
      return found
    }
    let place = pipeline.root.place
    // A codebase is built when it changes, by triggers that the host keeps.
    if isBuiltOnChange {
      found = [Trigger(.push, at: place), Trigger(.pullRequest, at: place)]
      if !inputs.isEmpty { found.append(Trigger(.manual, inputs: inputs, at: place)) }
      return found
    }
    // Nothing tells whether a person or another system starts it.
    return [Trigger(.api, inputs: inputs, at: place)]
  }

  /// Whether it builds a codebase, or is given what a trigger says of a change.
  private var isBuiltOnChange: Bool {
    let root = pipeline.root
    let passed = root["template"]?["templateInputs"]
    if [root, passed].contains(where: { $0?["properties"]?["ci"]?["codebase"] != nil })
      || root["identifier"] == nil
    {
      return true
    }
    return configuration.inputSets(of: pipeline.identifier).areGivenByTriggers
  }

  private static func triggers(of trigger: PipelineValue) -> [Trigger] {
    let source = trigger["source"]
    let place = trigger.place
    switch source?["type"]?.text {
    case "Scheduled": return [Trigger(.schedule, at: place)]
    case "Artifact", "Manifest", "MultiRegionArtifact": return [Trigger(.other, at: place)]
    case "Webhook": break
    default: return []
    }
    let host = source?["spec"]
    let spec = host?["spec"]
    let conditions = spec?["spec"]?["payloadConditions"]?.items ?? []
    let branches = values(of: "targetBranch", among: conditions)
    let paths = values(of: "changedFiles", among: conditions)
    switch spec?["type"]?.text {
    case "Push":
      let refs = conditions.filter { $0["value"]?.text?.contains("refs/tags") == true }
      return [Trigger(refs.isEmpty ? .push : .tag, branches: branches, paths: paths, at: place)]
    case "PullRequest", "MergeRequest":
      return [Trigger(.pullRequest, branches: branches, paths: paths, at: place)]
    case "Release": return [Trigger(.release, at: place)]
    case nil: return [Trigger(.api, at: place)]
    default: return [Trigger(.other, at: place)]
    }
  }

  /// The values that a condition lets through.
  private static func values(of key: String, among conditions: [PipelineValue]) -> [String] {
    conditions.filter { item in
      let name = item["key"]?.text
      return (name == key || name == "<+trigger.\(key)>")
        && item["operator"]?.text?.hasPrefix("Not") != true
        && item["operator"]?.text != "DoesNotContain"
    }
    .flatMap { ($0["value"]?.text ?? "").split(separator: ",").map { $0.trimmingSpaces } }
  }

  // MARK: - Inputs

  /// Values that are `<+input>` in the pipeline, by their keys or the names of variables.
  ///
  /// https://developer.harness.io/docs/platform/variables-and-expressions/runtime-inputs
  private var inputs: [PipelineInput] {
    let sets = configuration.inputSets(of: pipeline.identifier)
    var found: [PipelineInput] = []
    // Those that are variables, which something may use.
    var variables: [Int] = []
    var texts: [String] = []
    pipeline.root.visitTexts { if $0.contains("<+") { texts.append($0) } }
    var pending = pipeline.root.entries
    // Whoever starts a pipeline always says what of the codebase is built.
    while let entry = pending.popLast() {
      guard entry.key != "codebase" else { continue }
      switch entry.value.content {
      case .text(let text, _):
        guard text.hasPrefix("<+input>"), found.count < 100, entry.key != "connectorRef" else {
          continue
        }
        guard !found.contains(where: { $0.name == entry.key }) else { continue }
        found.append(
          PipelineInput(
            name: entry.key, options: Self.options(of: entry.key, text, sets), place: entry.place,
            isUsed: true))
      case .map(let entries):
        if let input = Self.variable(entry.value, sets) {
          guard found.count < PipelineDocument.variableLimit else { continue }
          variables.append(found.count)
          found.append(input)
        } else {
          pending += entries.reversed()
        }
      case .list(let items):
        pending += items.reversed().map {
          PipelineValue.Entry(key: entry.key, place: $0.place, value: $0)
        }
      case .reference: continue
      }
    }
    let used = NameFinder.found(variables.map { ["variables." + found[$0].name] }, in: texts)
    for (index, isUsed) in zip(variables, used) { found[index].isUsed = isUsed }
    return found
  }

  /// A variable of the pipeline or a stage: a name with a value.
  private static func variable(
    _ value: PipelineValue, _ sets: HarnessInputSets
  ) -> PipelineInput? {
    guard let name = value["name"], let text = name.text, let given = value["value"]?.text,
      given.hasPrefix("<+input>")
    else { return nil }
    return PipelineInput(
      name: text, summary: value["description"]?.text ?? "",
      options: options(of: text, given, sets),
      place: name.place, isUsed: false)
  }

  /// The values that may be chosen: `<+input>.allowedValues(dev,prod)`, or those of input sets.
  private static func options(
    of name: String, _ text: String, _ sets: HarnessInputSets
  ) -> [String] {
    for word in [".allowedValues(", ".selectOneFrom("] {
      guard let start = text.firstRange(of: word) else { continue }
      let list = text[start.upperBound...].prefix { $0 != ")" }
      return list.split(separator: ",").map { $0.trimmingSpaces }
    }
    return sets.options(of: name)
  }
}

/// What the input sets of a pipeline pass to it.
struct HarnessInputSets {
  /// How many values of a key are kept.
  private static let optionLimit = 100

  /// Whether a trigger says what is passed.
  private(set) var areGivenByTriggers = false
  private var optionsByKey: [String: [String]] = [:]

  /// The values that sets pass under a key.
  func options(of name: String) -> [String] { optionsByKey[name] ?? [] }

  /// Takes over a set.
  mutating func add(_ set: PipelineValue) {
    var pending = set.entries
    while let entry = pending.popLast() {
      switch entry.value.content {
      case .text(let text, _): add(text, of: entry.key)
      case .map(let entries): pending += entries.reversed()
      case .list(let items):
        pending += items.reversed().map {
          PipelineValue.Entry(key: entry.key, place: $0.place, value: $0)
        }
      case .reference: continue
      }
    }
  }

  private mutating func add(_ text: String, of key: String) {
    if text.contains("<+trigger.") { areGivenByTriggers = true }
    let known = optionsByKey[key] ?? []
    guard !text.contains("<+"), known.count < Self.optionLimit, !known.contains(text) else {
      return
    }
    optionsByKey[key, default: []].append(HarnessConfiguration.plain(text))
  }
}

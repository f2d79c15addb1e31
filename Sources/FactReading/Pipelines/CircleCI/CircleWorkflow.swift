import FactModel
import SourceModel

/// A job as a workflow lists it, for one choice of its matrix.
struct CircleDraft {
  /// Its name, once in the workflow.
  var name: String
  /// The names by which other jobs wait for it.
  var aliases: [String]
  /// The job that is meant, `deploy` or `node/test`.
  var key: String
  /// Where the workflow lists it.
  var place: Place
  /// What the workflow says of it.
  var options: PipelineValue
  /// What the matrix passes.
  var passed: [PipelineValue.Entry] = []
  var fanOut: Place?
  var filters: CircleFilters
  /// The names that it waits for.
  var needs: [String]
  /// Whether it waits for another outcome than success.
  var outcome: Condition?
  var situations: [CircleSituation]
  var isApproval = false
  /// The rules of the jobs that it waits for: where these do not run, it does not either.
  var inherited: [Condition] = []

  /// Where it says that somebody approves.
  var approvalPlace: Place { options.entry("type")?.place ?? place }
}

/// A workflow: when it starts, and which jobs it runs.
///
/// https://circleci.com/docs/reference/configuration-reference/#workflows
struct CircleWorkflow {
  let value: PipelineValue
  let place: Place
  /// The ways in which it can start.
  let situations: [CircleSituation]
  /// The rule that limits it as a whole.
  let conditions: [Condition]
  let parameters: [String: PipelineValue]
  private let configuration: CircleConfiguration

  init(_ entry: PipelineValue.Entry, in configuration: CircleConfiguration) {
    value = entry.value
    place = entry.place
    self.configuration = configuration
    // What a setup workflow passes is not known.
    parameters = configuration.isContinued ? [:] : configuration.parameters
    let rules = Self.rules(of: entry.value)
    conditions = rules.map {
      CircleCondition.condition($0, isContinued: configuration.isContinued)
    }
    guard !entry.value.isScheduled else {
      situations = [.schedule]
      return
    }
    let names = rules.reduce(into: Set<String>()) { $0.formUnion(CircleCondition.names(in: $1)) }
    let parameters = parameters
    func mayStart(_ situation: CircleSituation) -> Bool {
      rules.allSatisfy {
        CircleCondition(value: $0, situation: situation, parameters: parameters).truth != false
      }
    }
    var live = [CircleSituation.push, .tag].filter(mayStart)
    let asksForClock = names.contains {
      $0.hasPrefix("pipeline.schedule") || $0.isAboutClock || $0 == "pipeline.trigger_source"
    }
    let isOpen = live.contains(.push)
    if asksForClock, !isOpen, mayStart(.schedule) { live.append(.schedule) }
    // Where no change starts it, somebody passes what its rule asks for.
    let asksForMore = names.contains {
      $0.hasPrefix("pipeline.parameters") || $0 == "pipeline.trigger_source"
    }
    if asksForMore, !isOpen, !live.contains(.schedule), mayStart(.manual) { live.append(.manual) }
    situations = live
  }

  private static func rules(of value: PipelineValue) -> [PipelineValue] {
    let unless = value.entry("unless").map { entry in
      PipelineValue(
        .map([PipelineValue.Entry(key: "not", place: entry.place, value: entry.value)]),
        at: entry.value.place)
    }
    return [value["when"], unless].compactMap { $0 }
  }

  // MARK: - Triggers

  /// What starts the workflow: filters of the jobs that wait for no others are its own.
  func triggers(of drafts: [CircleDraft]) -> [Trigger] {
    CircleSituation.allCases.compactMap { situation in
      let live = drafts.filter { $0.situations.contains(situation) }
      let first = live.filter(\.needs.isEmpty)
      guard !live.isEmpty else { return nil }
      switch situation {
      case .push:
        let filters = first.map(\.filters)
        return Trigger(
          .push, branches: CircleFilters.only(filters),
          ignoredBranches: CircleFilters.ignored(filters),
          at: place)
      case .tag:
        let tags = first.flatMap(\.filters.tags).uniqued()
        return Trigger(.tag, tags: tags, at: first.first?.filters.tagPlace ?? place)
      case .schedule:
        let entry = value["triggers"]?.items.first?.entry("schedule")
        return Trigger(.schedule, at: entry?.place ?? value.entry("when")?.place ?? place)
      case .manual:
        return Trigger(.manual, inputs: inputs, at: value.entry("when")?.place ?? place)
      }
    }
  }

  private var inputs: [PipelineInput] {
    var used: Set<String> = []
    for key in ["jobs", "commands", "workflows", "executors"] {
      configuration.root[key]?.visitTexts { text in
        for piece in CirclePiece.pieces(of: text) {
          if case .placeholder(let name) = piece { used.insert(name) }
        }
      }
    }
    return (configuration.root["parameters"]?.entries ?? []).map { entry in
      PipelineInput(
        name: entry.key, summary: entry.value["description"]?.text ?? "",
        options: entry.value["enum"]?.texts ?? [], place: entry.place,
        isUsed: used.contains("pipeline.parameters." + entry.key))
    }
  }

  // MARK: - Jobs

  /// The jobs that can run, one for each choice of a matrix.
  func drafts(_ builder: inout CircleBuilder) -> [CircleDraft] {
    var drafts: [CircleDraft] = []
    var taken: Set<String> = []
    var rules: [String: CircleFilters.Rule] = [:]
    for item in (value["jobs"]?.items ?? []).prefix(PipelineReading.entryLimit) {
      let entry = item.entries.first
      guard let key = item.text ?? entry?.key else { continue }
      let options = entry?.value ?? PipelineValue(.map([]), at: item.place)
      let matrix = CircleMatrix(options["matrix"])
      for choice in matrix.choices {
        var draft = self.draft(key, options, matrix, choice, &builder, &rules)
        draft.place = entry?.place ?? item.place
        draft.fanOut = matrix.isWide ? options.entry("matrix")?.place : nil
        draft.name = taken.added(draft.name)
        draft.aliases.append(draft.name)
        drafts.append(draft)
      }
    }
    var waiting = CircleWaiting(drafts)
    return waiting.spread().filter { !$0.situations.isEmpty }
  }

  private func draft(
    _ key: String, _ options: PipelineValue, _ matrix: CircleMatrix,
    _ choice: [PipelineValue.Entry], _ builder: inout CircleBuilder,
    _ rules: inout [String: CircleFilters.Rule]
  ) -> CircleDraft {
    let scope = CircleScope(
      values: Dictionary(choice.map { ("matrix." + $0.key, $0.value) }, uniquingKeysWith: { $1 }))
    let options = scope.filled(options, &builder.budget)
    let filters = CircleFilters(options["filters"], parameters: parameters, &rules)
    let label = choice.map { "-" + $0.value.texts.joined(separator: "-") }.joined()
    let definition = configuration.jobs[key]
    let type = options["type"]?.text ?? definition?["type"]?.text
    let group = options["matrix"]?["alias"]?.text ?? (options["matrix"] == nil ? nil : key)
    var draft = CircleDraft(
      name: CirclePiece.shown(options["name"]?.text ?? key + label),
      aliases: [group].compactMap { $0 }, key: key, place: options.place, options: options,
      passed: choice, filters: filters, needs: [],
      situations: situations.filter(filters.mayHold))
    draft.isApproval = type == "approval"
    for need in options["requires"]?.items ?? [] {
      if let name = need.text ?? need.entries.first?.key { draft.needs.append(name) }
      guard let entry = need.entries.first, entry.value.texts != ["success"] else { continue }
      draft.outcome = Condition(
        .outcome, entry.key + ": " + entry.value.texts.joined(separator: ", "), at: entry.place)
    }
    return draft
  }
}

extension PipelineValue {
  /// Whether a clock starts the workflow.
  fileprivate var isScheduled: Bool {
    self["triggers"]?.items.contains { $0["schedule"] != nil } ?? false
  }
}

extension String {
  /// Whether a name speaks of a clock: `run-nightly`.
  fileprivate var isAboutClock: Bool {
    let words: Set<String> = ["schedule", "scheduled", "nightly", "daily", "weekly", "cron"]
    return nameWords.contains(where: words.contains)
  }
}

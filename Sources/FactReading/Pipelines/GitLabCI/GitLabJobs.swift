import FactModel
import SourceModel

/// Reads one job of a configuration.
struct GitLabJobReader {
  let name: String
  let place: Place
  /// The job with all that it extends.
  let job: PipelineValue
  /// The names that it extends but that stand elsewhere.
  let unknown: [Located<String>]
  /// The ids that it waits for, `nil` for all jobs of earlier stages.
  let needs: [String]?
  /// What the top of the file says of all jobs.
  private let shared: PipelineValue
  /// The variables that the file sets for all jobs.
  private let sharedVariables: [String: String]
  /// Whether the file says when there is a pipeline at all.
  private let hasWorkflow: Bool
  private let prefix: String
  private let via: [Place]
  private let situations: [GitLabSituation]
  private let rules: GitLabRules?
  private let filters: GitLabFilters

  init(
    _ entry: PipelineValue.Entry, _ resolved: GitLabConfiguration.Resolved,
    _ builder: GitLabPipelineBuilder
  ) {
    let (job, unknown) = resolved
    (self.job, self.unknown) = (job, unknown)
    name = entry.key
    place = entry.place
    shared = builder.configuration.keywords
    sharedVariables = builder.variables
    hasWorkflow = builder.workflow.isGiven
    prefix = builder.prefix
    via = builder.via
    rules = job["rules"].map { rules in
      GitLabRules(
        rules, when: job["when"]?.text,
        ignoresFailure: job["allow_failure"].map(GitLabRules.ignoresFailure) ?? false,
        context: builder.context)
    }
    filters = GitLabFilters(
      only: job["only"], except: job["except"], context: builder.context)
    needs = job["needs"].map { needs in
      needs.flatItems.compactMap { need in
        // Jobs of other projects and pipelines are none of this one.
        guard need["project"] == nil, need["pipeline"] == nil else { return nil }
        return need.text ?? need["job"]?.text
      }
    }
    situations = builder.situations
  }

  /// The job, one for each environment of its matrix, or the jobs of the child pipeline it starts;
  /// none where it never runs.
  func jobs(_ builder: inout GitLabPipelineBuilder) -> [Job] {
    guard job["script"] != nil || job["trigger"] != nil || job["run"] != nil || !unknown.isEmpty
    else { return [] }
    let ways = situations.map { Way(situation: $0, outcomes: outcomes(in: $0)) }
      .filter { !$0.outcomes.isEmpty }
    guard !ways.isEmpty else { return [] }
    let live = ways.map(\.situation)
    let conditions = rules?.conditions ?? (filters.conditions + onFailure)
    return variants.flatMap { variant -> [Job] in
      let values = variables(variant)
      // A job that says something of variables has a copy of them all.
      let isShared = variant.values.isEmpty && job["variables"] == nil && job["inherit"] == nil
      if !isShared { builder.remainingValues -= values.count }
      var made = base(ways, conditions, variant, values)
      builder.follower.beginJob()
      if let trigger = job["trigger"] {
        return triggered(trigger, by: made, live, &builder)
      }
      made.steps = steps(made, values, variant, &builder)
      return [made]
    }
  }

  /// A situation in which the job is added, and how.
  private struct Way {
    var situation: GitLabSituation
    var outcomes: Set<GitLabRules.Outcome>
  }

  /// How the job is added in a situation; empty where it is not.
  private func outcomes(in situation: GitLabSituation) -> Set<GitLabRules.Outcome> {
    guard job["when"]?.text != "never" || rules != nil else { return [] }
    if let rules { return Set(rules.outcomes(in: situation).compactMap { $0 }) }
    let runs =
      filters.isGiven
      ? filters.mayHold(in: situation)
      : hasWorkflow || situation.isChild || situation.kind != .mergeRequest
    guard runs else { return [] }
    let isManual = job["when"]?.text == "manual"
    let ignores = job["allow_failure"].map(GitLabRules.ignoresFailure) ?? false
    return [GitLabRules.Outcome(isManual: isManual, ignoresFailure: ignores)]
  }

  /// A person decides where nothing goes its way without one: on the default branch and on tags,
  /// or wherever else the job runs.
  private func gate(_ ways: [Way]) -> Gate? {
    let release = ways.filter {
      $0.situation.kind == .pushToDefault || $0.situation.kind == .tag
    }
    let outcomes = (release.isEmpty ? ways : release).flatMap(\.outcomes)
    guard !outcomes.isEmpty, outcomes.allSatisfy(\.isManual) else { return nil }
    let manual = rules?.rules.first { $0.outcome?.isManual == true }
    let place = job.entry("when")?.place ?? manual?.place ?? place
    return Gate(.manual, at: place)
  }

  /// Manual jobs that nobody must start are optional, which does not ignore a failure.
  private func ignoresFailure(_ ways: [Way]) -> Bool {
    ways.flatMap(\.outcomes).allSatisfy { $0.ignoresFailure && !$0.isManual }
  }

  /// A keyword of the job, or what `default` and the top of the file say, where it inherits that.
  ///
  /// https://docs.gitlab.com/ci/yaml/#default
  func inherited(_ key: String) -> PipelineValue.Entry? {
    if let entry = job.entry(key) { return entry }
    guard inherits(key, by: job["inherit", "default"]) else { return nil }
    return shared["default"]?.entry(key) ?? shared.entry(key)
  }

  private func inherits(_ key: String, by rule: PipelineValue?) -> Bool {
    guard let rule else { return true }
    return rule.flag ?? rule.texts.contains(key)
  }

  /// The variables that the file sets, the job's over those of the top.
  func variables(_ variant: GitLabVariant) -> [String: String] {
    let own = (job["variables"]?.variables ?? [:]).merging(variant.values) { $1 }
    return own.isEmpty ? inheritedVariables : inheritedVariables.merging(own) { $1 }
  }

  private var inheritedVariables: [String: String] {
    guard let rule = job["inherit", "variables"] else { return sharedVariables }
    if let flag = rule.flag { return flag ? sharedVariables : [:] }
    let names = Set(rule.texts)
    return sharedVariables.filter { names.contains($0.key) }
  }

  private func base(
    _ ways: [Way], _ conditions: [Condition], _ variant: GitLabVariant,
    _ values: [String: String]
  ) -> Job {
    let reports = job["artifacts", "reports"]
    let coverage = [
      job.entry("coverage").flatMap { $0.value.isNull ? nil : $0.place },
      reports?.entry("coverage_report")?.place,
    ]
    let kept = [job["artifacts"] ?? shared["default", "artifacts"]].compactMap { $0 }
      .flatMap { artifacts in
        [artifacts.entry("paths"), artifacts.entry("untracked")].compactMap { $0?.place }
      }
    let cache = inherited("cache").flatMap { entry in
      entry.value.entries.isEmpty && entry.value.items.isEmpty ? nil : entry.place
    }
    let images =
      [inherited("image")?.value].compactMap { $0 }
      + (inherited("services")?.value.flatItems ?? [])
    return Job(
      id: prefix + name + (variant.label.map { " (\($0))" } ?? ""), name: name, place: place,
      stage: job["stage"]?.text ?? "test", events: Set(ways.map(\.situation.event)),
      conditions: conditions, gate: gate(ways),
      environment: environment(values), ignoresFailure: ignoresFailure(ways),
      fanOut: GitLabVariant.fanOut(job.entry("parallel")),
      caches: cache.map { [$0] } ?? [], artifacts: kept,
      coverageReports: coverage.compactMap { $0 },
      secrets: (job["secrets"]?.entries ?? []).map { Located($0.key, at: $0.place) },
      identity: (inherited("id_tokens") ?? job.entry("secrets"))?.place,
      images: images.compactMap { image in
        (image.text ?? image["name"]?.text).map {
          Located(GitLabVariables.expanded($0, values), at: image.place)
        }
      })
  }

  private var onFailure: [Condition] {
    guard let entry = job.entry("when"), entry.value.text == "on_failure" else { return [] }
    return [Condition(.outcome, "when: on_failure", at: entry.place)]
  }

  // https://docs.gitlab.com/ci/yaml/#environment
  private func environment(_ values: [String: String]) -> EnvironmentUse? {
    guard let node = job["environment"], let named = node.text.map({ _ in node }) ?? node["name"],
      let text = named.text
    else { return nil }
    let action: EnvironmentUse.Action =
      switch node["action"]?.text {
      case nil, "start": .start
      case "stop": .stop
      default: .access
      }
    let name = GitLabVariables.expanded(text, values)
    return EnvironmentUse(name, action: action, at: named.place)
  }

  /// One job for each value of the matrix that names the environment.
  private var variants: [GitLabVariant] {
    let name = job["environment"]?.text ?? job["environment", "name"]?.text
    return GitLabVariant.all(of: job["parallel", "matrix"], namedIn: name ?? "")
  }
}

/// One choice of a matrix.
///
/// https://docs.gitlab.com/ci/yaml/#parallelmatrix
struct GitLabVariant {
  private static let limit = 12
  /// How many choices are followed in one job.
  private static let choiceLimit = 24

  var label: String?
  var values: [String: String] = [:]

  /// The choices by which a text differs; a single one without values where it does not.
  static func all(of matrix: PipelineValue?, namedIn text: String) -> [GitLabVariant] {
    let used = GitLabVariables.names(in: text)
    var variants: [GitLabVariant] = []
    for row in matrix?.flatItems ?? [] {
      let axes = row.entries.filter { used.contains($0.key) }
      guard !axes.isEmpty else { continue }
      // What else the row says once and for all comes with each choice.
      let fixed = row.entries.compactMap { entry -> (String, String)? in
        let texts = entry.value.texts
        return texts.count == 1 ? (entry.key, texts[0]) : nil
      }
      for choice in choices(of: axes) {
        let label = choice.map(\.value).joined(separator: ", ")
        guard !variants.contains(where: { $0.label == label }) else { continue }
        let values = Dictionary(
          fixed + choice.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        variants.append(GitLabVariant(label: label, values: values))
        guard variants.count <= limit else { return [GitLabVariant()] }
      }
    }
    return variants.isEmpty ? [GitLabVariant()] : variants
  }

  /// Every way to take one value of each name, or none where these are too many.
  private static func choices(
    of axes: [PipelineValue.Entry]
  ) -> [[(name: String, value: String)]] {
    axes.reduce([[]]) { choices, axis in
      guard choices.count <= limit else { return [] }
      return choices.flatMap { choice in
        axis.value.texts.map { choice + [(axis.key, $0)] }
      }
    }
  }

  /// The values by which jobs of the matrix differ, as far as they have one of these names.
  func choices(
    of matrix: PipelineValue, namedIn names: Set<String>
  ) -> [[String: String]] {
    var choices: [[String: String]] = []
    for row in matrix.flatItems.prefix(Self.choiceLimit) {
      let entries = row.entries.prefix(Self.choiceLimit)
      let isThis = entries.allSatisfy { entry in
        values[entry.key].map(entry.value.texts.contains) ?? true
      }
      let axes = entries.filter { names.contains($0.key) && values[$0.key] == nil }
      guard isThis, !axes.isEmpty else { continue }
      let lists = axes.map { $0.value.itemsOrSelf.prefix(Self.choiceLimit).flatMap(\.texts) }
      for found in Combinations.of(lists, limit: Self.choiceLimit) {
        let choice = Dictionary(zip(axes.map(\.key), found), uniquingKeysWith: { $1 })
        if !choices.contains(choice) { choices.append(choice) }
      }
    }
    return Array(choices.prefix(Self.choiceLimit))
  }

  /// Where `parallel` makes more than one job.
  static func fanOut(_ parallel: PipelineValue.Entry?) -> Place? {
    guard let parallel else { return nil }
    if let count = parallel.value.text.flatMap({ Int($0) }) {
      return count > 1 ? parallel.place : nil
    }
    let rows = parallel.value["matrix"]?.flatItems ?? []
    let hasChoice = rows.contains { row in
      row.entries.contains { $0.value.texts.count > 1 }
    }
    return rows.count > 1 || hasChoice ? parallel.place : nil
  }
}

/// `$NAME` and `${NAME}` in values of keywords.
enum GitLabVariables {
  /// The text with the variables replaced that the file sets, the others as written.
  static func expanded(_ text: String, _ values: [String: String]) -> String {
    guard text.contains("$") else { return text }
    // Values may use variables themselves; three rounds end loops.
    return (0..<3).reduce(text) { text, _ in replaced(text) { values[$0] } }
  }

  /// The names of the variables in a text.
  static func names(in text: String) -> Set<String> {
    var names: Set<String> = []
    _ = replaced(text) { name in
      names.insert(name)
      return nil
    }
    return names
  }

  private static func replaced(_ text: String, by value: (String) -> String?) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count, result.count < 10_000 {
      guard bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let isBraced = bytes[index + 1] == UInt8(ascii: "{")
      let rest = bytes[(index + (isBraced ? 2 : 1))...]
      let name = rest.prefix { $0.isNamePart && $0 != UInt8(ascii: "-") }
      let isClosed = !isBraced || rest.dropFirst(name.count).first == UInt8(ascii: "}")
      let end = name.endIndex + (isBraced ? 1 : 0)
      if isClosed, !name.isEmpty, let value = value(String(decoding: name, as: UTF8.self)) {
        result += value.utf8
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

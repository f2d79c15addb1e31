import FactModel
import SourceModel

/// When a job is added to a pipeline: its `rules`, or its `only` and `except`.
///
/// https://docs.gitlab.com/ci/yaml/#rules
struct GitLabRules: Sendable {
  /// How a job is added.
  struct Outcome: Hashable, Sendable {
    var isManual: Bool
    /// Whether its failure does not fail the pipeline.
    var ignoresFailure: Bool
  }

  /// One rule.
  struct Rule: Sendable {
    /// Its `if`.
    var clause: GitLabClause?
    /// Whether it also asks for what changed.
    var asksForChanges: Bool
    /// Whether the files exist that it asks for.
    var filesExist: Bool
    /// `nil` for `when: never`.
    var outcome: Outcome?
    /// Whether it is about failed jobs (`when: on_failure`).
    var isAboutFailure: Bool
    var place: Place

    /// Whether the rule matches; `nil` where it may.
    func holds(in situation: GitLabSituation) -> Bool? {
      guard filesExist else { return false }
      guard let clause else { return asksForChanges ? nil : true }
      guard let holds = clause.holds(in: situation) else { return nil }
      return holds && asksForChanges ? nil : holds
    }
  }

  var rules: [Rule]

  /// What the list under `rules` counts beside its values: each rule is asked for in each situation.
  static func cost(of node: PipelineValue) -> Int { 2 * node.items.count }

  /// Reads the list under `rules`.
  init(_ node: PipelineValue, when: String?, ignoresFailure: Bool, context: ReadingContext) {
    rules = node.flatItems.compactMap { item in
      guard item.isMap else { return nil }
      let when = item["when"]?.text ?? when ?? "on_success"
      let allows = item["allow_failure"].map(GitLabRules.ignoresFailure) ?? ignoresFailure
      return Rule(
        clause: item["if"]?.text.map(context.memory.gitLabClause),
        asksForChanges: item["changes"] != nil,
        filesExist: GitLabRules.filesExist(item["exists"], context),
        outcome: when == "never"
          ? nil : Outcome(isManual: when == "manual", ignoresFailure: allows),
        isAboutFailure: when == "on_failure",
        place: item["if"]?.place ?? item.place)
    }
  }

  /// What can become of the job in a situation; `nil` in it stands for "not added".
  func outcomes(in situation: GitLabSituation) -> Set<Outcome?> {
    var outcomes: Set<Outcome?> = []
    for rule in rules {
      switch rule.holds(in: situation) {
      case true: return outcomes.union([rule.outcome])
      case nil: outcomes.insert(rule.outcome)
      case false: continue
      }
    }
    return outcomes.union([nil])
  }

  /// The rules that limit the job.
  ///
  /// Where the last rule takes everything, only the rules that take something out do.
  var conditions: [Condition] {
    let takesAll = rules.contains { $0.clause == nil && !$0.asksForChanges && $0.outcome != nil }
    return rules.flatMap { rule -> [Condition] in
      let isLimit = rule.outcome == nil || !takesAll
      var found: [Condition] = []
      if isLimit, let clause = rule.clause {
        let written = rule.outcome == nil ? "never: \(clause.text)" : clause.text
        found.append(Condition(clause.subject, written, at: rule.place))
      }
      if isLimit, rule.asksForChanges {
        found.append(Condition(.paths, "changes", at: rule.place))
      }
      if rule.isAboutFailure {
        found.append(Condition(.outcome, "when: on_failure", at: rule.place))
      }
      return found
    }
  }

  /// The values of `CI_PIPELINE_SOURCE` that some rule asks for.
  var namedSources: [String] {
    rules.flatMap { rule in rule.outcome == nil ? [] : rule.clause?.namedSources ?? [] }
  }

  /// The same of a list under `rules` of which nothing else is asked.
  static func namedSources(in node: PipelineValue, context: ReadingContext) -> [String] {
    node.flatItems.flatMap { item -> [String] in
      guard let text = item["if"]?.text, item["when"]?.text != "never" else { return [] }
      return context.memory.gitLabClause(text).namedSources
    }
  }

  /// `allow_failure`: a flag, or exit codes; 1 is what most checks end with.
  static func ignoresFailure(_ node: PipelineValue) -> Bool {
    if let flag = node.flag { return flag }
    return node["exit_codes"]?.texts.contains("1") ?? false
  }

  private static func filesExist(_ node: PipelineValue?, _ context: ReadingContext) -> Bool {
    guard let node else { return true }
    let patterns = (node["paths"] ?? node).texts
    // A pattern with a variable cannot be judged here.
    return patterns.contains { pattern in
      guard !pattern.contains("$") else { return true }
      guard let path = RelativePath("").appending(pattern) else { return false }
      guard path.text.contains("*") else { return context.files.contains(path) }
      // GitLab too takes for there what it would have to compare too often.
      return context.hasFile(matching: path) ?? true
    }
  }
}

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
    /// The `if`, as written.
    var text: String?
    var expression: GitLabExpression?
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
      guard text != nil else { return asksForChanges ? nil : true }
      guard let holds = expression?.holds(in: situation) else { return nil }
      return holds && asksForChanges ? nil : holds
    }
  }

  var rules: [Rule]

  /// Reads the list under `rules`.
  init(_ node: PipelineValue, when: String?, ignoresFailure: Bool, context: ReadingContext) {
    rules = node.flatItems.compactMap { item in
      guard item.isMap else { return nil }
      let text = item["if"]?.text
      let when = item["when"]?.text ?? when ?? "on_success"
      let allows = item["allow_failure"].map(GitLabRules.ignoresFailure) ?? ignoresFailure
      return Rule(
        text: text?.onOneLine, expression: text.flatMap { GitLabExpression($0) },
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
    let takesAll = rules.contains { $0.text == nil && !$0.asksForChanges && $0.outcome != nil }
    return rules.flatMap { rule -> [Condition] in
      let isLimit = rule.outcome == nil || !takesAll
      var found: [Condition] = []
      if isLimit, let text = rule.text {
        let written = rule.outcome == nil ? "never: \(text)" : text
        found.append(Condition(Self.subject(of: rule.expression), written, at: rule.place))
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
    rules.flatMap { rule in
      rule.outcome == nil ? [] : rule.expression?.texts(equalTo: "CI_PIPELINE_SOURCE") ?? []
    }
  }

  /// What an expression looks at.
  static func subject(of expression: GitLabExpression?) -> Condition.Subject {
    guard let expression else { return .other }
    let names = expression.variables
    if names.contains("CI_COMMIT_TAG") { return .tag }
    let branches: Set = [
      "CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME", "CI_COMMIT_REF_SLUG", "CI_DEFAULT_BRANCH",
      "CI_COMMIT_REF_PROTECTED", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
      "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
    ]
    if !names.isDisjoint(with: branches) { return .branch }
    let isEvent = names.contains {
      $0 == "CI_PIPELINE_SOURCE" || $0.hasPrefix("CI_MERGE_REQUEST_")
        || $0 == "CI_OPEN_MERGE_REQUESTS"
    }
    return isEvent ? .event : .other
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

/// `only` and `except`.
///
/// https://docs.gitlab.com/ci/yaml/deprecated_keywords/#only--except
struct GitLabFilters: Sendable {
  private struct Filter: Sendable {
    var refs: [String]?
    var expressions: [GitLabExpression?]
    var texts: [String]
    var asksForMore: Bool
    var place: Place

    init?(_ node: PipelineValue?) {
      guard let node, !node.isNull else { return nil }
      place = node.place
      guard node.isMap else {
        refs = node.texts
        (expressions, texts, asksForMore) = ([], [], false)
        return
      }
      refs = node["refs"]?.texts
      texts = node["variables"]?.texts ?? []
      expressions = texts.map { GitLabExpression($0) }
      asksForMore = node["changes"] != nil || node["kubernetes"] != nil
    }

    /// Whether a ref of the list fits; `nil` where one may.
    func refsHold(_ situation: GitLabSituation) -> Bool? {
      guard let refs else { return nil }
      let answers = refs.map { GitLabFilters.holds($0, situation) }
      if answers.contains(true) { return true }
      return answers.contains(nil) ? nil : false
    }

    /// Whether a variable expression holds; `nil` where one may.
    func variablesHold(_ situation: GitLabSituation) -> Bool? {
      guard !expressions.isEmpty else { return nil }
      let answers = expressions.map { $0?.holds(in: situation) }
      if answers.contains(true) { return true }
      return answers.contains(nil) ? nil : false
    }
  }

  private let only: Filter?
  private let except: Filter?

  init(only: PipelineValue?, except: PipelineValue?) {
    self.only = Filter(only)
    self.except = Filter(except)
  }

  var isGiven: Bool { only != nil || except != nil }

  /// Whether the job can be added in a situation.
  func mayHold(in situation: GitLabSituation) -> Bool {
    // Without refs of its own, `only` means branches and tags.
    let refs = only?.refs == nil ? situation.isBranchOrTag : only?.refsHold(situation)
    if refs == false { return false }
    if only?.variablesHold(situation) == false { return false }
    if except?.refsHold(situation) == true { return false }
    if let except, except.refs == nil, except.variablesHold(situation) == true { return false }
    return true
  }

  /// The limits as conditions.
  var conditions: [Condition] {
    var found: [Condition] = []
    for (filter, prefix) in [(only, ""), (except, "except ")] {
      guard let filter else { continue }
      if let refs = filter.refs, !refs.isEmpty, Set(refs) != ["branches", "tags"] {
        let text = prefix + refs.joined(separator: ", ")
        found.append(Condition(Self.subject(of: refs), text, at: filter.place))
      }
      for (text, expression) in zip(filter.texts, filter.expressions) {
        let subject = GitLabRules.subject(of: expression)
        found.append(Condition(subject, prefix + text, at: filter.place))
      }
      if filter.asksForMore {
        found.append(Condition(.paths, prefix + "changes", at: filter.place))
      }
    }
    return found
  }

  /// The sources that `only` names.
  var namedRefs: [String] { only?.refs ?? [] }

  private static let keywords: Set<String> = [
    "branches", "tags", "pushes", "merge_requests", "schedules", "web", "api", "triggers",
    "pipelines", "external", "external_pull_requests", "chat",
  ]

  private static func subject(of refs: [String]) -> Condition.Subject {
    if refs.contains(where: { !keywords.contains($0) }) { return .branch }
    if refs.contains("tags") { return .tag }
    return refs.contains("branches") ? .branch : .event
  }

  /// Whether a ref fits: a keyword, a name, or a pattern, perhaps with `@group/project` behind it.
  private static func holds(_ ref: String, _ situation: GitLabSituation) -> Bool? {
    if keywords.contains(ref) {
      guard situation.refs.contains(ref) else { return false }
      return situation.kind == .web || situation.kind == .api ? nil : true
    }
    if situation.kind == .mergeRequest { return false }
    if ref.hasPrefix("/") { return nil }
    let name = String(ref.prefix { $0 != "@" })
    if keywords.contains(name) { return situation.refs.contains(name) ? nil : false }
    if situation.kind == .tag { return looksLikeVersion(name) ? nil : false }
    guard ["main", "master", "trunk"].contains(name) else { return nil }
    return situation.isDefaultBranch
  }

  /// Names hold for tags too; only those that begin like one are taken for it.
  private static func looksLikeVersion(_ name: String) -> Bool {
    let rest = name.hasPrefix("v") ? name.dropFirst() : name[...]
    return rest.first?.isNumber ?? false
  }
}

extension GitLabSituation {
  /// Whether the pipeline is one for a branch or a tag, not for a merge request.
  var isBranchOrTag: Bool? { kind != .mergeRequest }
}

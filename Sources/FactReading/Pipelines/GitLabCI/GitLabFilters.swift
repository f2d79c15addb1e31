import FactModel
import SourceModel

/// `only` and `except`.
///
/// https://docs.gitlab.com/ci/yaml/deprecated_keywords/#only--except
struct GitLabFilters: Sendable {
  private struct Filter: Sendable {
    /// The refs as written.
    var refs: [String]?
    /// What they are; thousands of branches are told apart by nothing.
    var kinds: Set<GitLabRef> = []
    var clauses: [GitLabClause]
    var asksForMore: Bool
    var place: Place

    init?(_ node: PipelineValue?, context: ReadingContext) {
      guard let node, !node.isNull else { return nil }
      place = node.place
      if node.isMap {
        refs = node["refs"]?.texts
        clauses = (node["variables"]?.texts ?? []).map(context.memory.gitLabClause)
        asksForMore = node["changes"] != nil || node["kubernetes"] != nil
      } else {
        refs = node.texts
        (clauses, asksForMore) = ([], false)
      }
      for ref in refs ?? [] { kinds.insert(GitLabRef(ref)) }
    }

    /// Whether a ref of the list fits; `nil` where one may.
    func refsHold(_ situation: GitLabSituation) -> Bool? {
      guard refs != nil else { return nil }
      return Self.anyHolds(kinds.map { $0.holds(in: situation) })
    }

    /// Whether a variable expression holds; `nil` where one may.
    func variablesHold(_ situation: GitLabSituation) -> Bool? {
      guard !clauses.isEmpty else { return nil }
      return Self.anyHolds(clauses.map { $0.holds(in: situation) })
    }

    private static func anyHolds(_ answers: [Bool?]) -> Bool? {
      if answers.contains(true) { return true }
      return answers.contains(nil) ? nil : false
    }

    /// What the refs look at.
    var subject: Condition.Subject {
      if kinds.contains(where: { !$0.isKeyword }) { return .branch }
      if kinds.contains(.keyword("tags")) { return .tag }
      return kinds.contains(.keyword("branches")) ? .branch : .event
    }
  }

  private let only: Filter?
  private let except: Filter?

  init(only: PipelineValue?, except: PipelineValue?, context: ReadingContext) {
    self.only = Filter(only, context: context)
    self.except = Filter(except, context: context)
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
      if let refs = filter.refs, !refs.isEmpty,
        filter.kinds != [.keyword("branches"), .keyword("tags")]
      {
        // A condition tells no more than so many letters.
        let text = prefix + refs.prefix(Condition.textLimit).joined(separator: ", ")
        found.append(Condition(filter.subject, text, at: filter.place))
      }
      for clause in filter.clauses {
        found.append(Condition(clause.subject, prefix + clause.text, at: filter.place))
      }
      if filter.asksForMore {
        found.append(Condition(.paths, prefix + "changes", at: filter.place))
      }
    }
    return found
  }

  /// The sources that `only` names.
  static func namedRefs(in only: PipelineValue?) -> [String] {
    guard let only else { return [] }
    return (only.isMap ? only["refs"]?.texts : only.texts) ?? []
  }
}

/// What a ref of `only` and `except` is: a keyword, a name, or a pattern, perhaps with
/// `@group/project` behind it.
private enum GitLabRef: Hashable, Sendable {
  case keyword(String)
  /// A keyword for one project.
  case projectKeyword(String)
  case pattern
  /// A name that the default branch usually has.
  case defaultBranch
  /// A name that begins like a version.
  case version
  case branch

  private static let keywords: Set<String> = [
    "branches", "tags", "pushes", "merge_requests", "schedules", "web", "api", "triggers",
    "pipelines", "external", "external_pull_requests", "chat",
  ]

  init(_ ref: String) {
    if Self.keywords.contains(ref) {
      self = .keyword(ref)
      return
    }
    let name = ref.utf8.prefix { $0 != UInt8(ascii: "@") }
    if name.first == UInt8(ascii: "/") {
      self = .pattern
      return
    }
    let isWhole = name.endIndex == ref.utf8.endIndex
    switch String(decoding: name, as: UTF8.self) {
    case let keyword where !isWhole && Self.keywords.contains(keyword):
      self = .projectKeyword(keyword)
    case "main", "master", "trunk": self = .defaultBranch
    case let name: self = Self.looksLikeVersion(name) ? .version : .branch
    }
  }

  var isKeyword: Bool {
    switch self {
    case .keyword: true
    case .projectKeyword, .pattern, .defaultBranch, .version, .branch: false
    }
  }

  /// Whether it fits; `nil` where it may.
  func holds(in situation: GitLabSituation) -> Bool? {
    if case .keyword(let word) = self {
      guard situation.refs.contains(word) else { return false }
      return situation.kind == .web || situation.kind == .api ? nil : true
    }
    if situation.kind == .mergeRequest { return false }
    let isTag = situation.kind == .tag
    switch self {
    case .pattern: return nil
    case .keyword(let word), .projectKeyword(let word):
      return situation.refs.contains(word) ? nil : false
    case .defaultBranch: return isTag ? false : situation.isDefaultBranch
    // Names hold for tags too; only those that begin like one are taken for it.
    case .version: return nil
    case .branch: return isTag ? false : nil
    }
  }

  private static func looksLikeVersion(_ name: String) -> Bool {
    let rest = name.hasPrefix("v") ? name.dropFirst() : name[...]
    return rest.first?.isNumber ?? false
  }
}

extension GitLabSituation {
  /// Whether the pipeline is one for a branch or a tag, not for a merge request.
  fileprivate var isBranchOrTag: Bool? { kind != .mergeRequest }
}

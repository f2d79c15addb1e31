import FactModel

/// A way in which a pipeline can start, with what its predefined variables hold then.
///
/// https://docs.gitlab.com/ci/variables/predefined_variables/
struct GitLabSituation: Hashable, Sendable {
  /// The kinds of start.
  enum Kind: UInt16, Hashable, Sendable, CaseIterable {
    case pushToDefault
    case pushToOther
    case tag
    case mergeRequest
    case schedule
    case web
    case api
    case upstream
  }

  /// How the first pipeline starts.
  var kind: Kind
  /// Whether the pipeline is the child of another, started so.
  var isChild = false

  /// All ways to start.
  static let all = [false, true].flatMap { isChild in
    Kind.allCases.map { GitLabSituation(kind: $0, isChild: isChild) }
  }

  /// The situation's own bit among those of all.
  var bit: UInt16 { 1 << (kind.rawValue * 2 + (isChild ? 1 : 0)) }

  /// The kind of event.
  var event: Trigger.Event {
    switch kind {
    case .pushToDefault, .pushToOther: .push
    case .tag: .tag
    case .mergeRequest: .pullRequest
    case .schedule: .schedule
    case .web: .manual
    case .api: .api
    case .upstream: .upstream
    }
  }

  /// What `CI_PIPELINE_SOURCE` may be.
  var sources: [String] {
    guard !isChild else { return ["parent_pipeline"] }
    return switch kind {
    case .pushToDefault, .pushToOther, .tag: ["push"]
    case .mergeRequest: ["merge_request_event"]
    case .schedule: ["schedule"]
    case .web: ["web"]
    case .api: ["api", "trigger"]
    case .upstream: ["pipeline"]
    }
  }

  /// The words by which `only` and `except` name it.
  ///
  /// https://docs.gitlab.com/ci/yaml/deprecated_keywords/#onlyrefs--exceptrefs
  var refs: Set<String> {
    switch kind {
    case .pushToDefault, .pushToOther: ["branches", "pushes"]
    case .tag: ["tags", "pushes"]
    case .mergeRequest: ["merge_requests"]
    case .schedule: ["schedules", "branches"]
    case .web: ["web", "branches"]
    case .api: ["api", "triggers", "branches"]
    case .upstream: ["pipelines", "branches"]
    }
  }

  /// Whether a tag is built; `nil` where that may be so.
  var hasTag: Bool? {
    switch kind {
    case .tag: true
    case .pushToDefault, .pushToOther, .mergeRequest, .schedule: false
    case .web, .api, .upstream: nil
    }
  }

  /// Whether a branch is built; `nil` where that may be so.
  var hasBranch: Bool? {
    switch kind {
    case .pushToDefault, .pushToOther, .schedule: true
    case .tag, .mergeRequest: false
    case .web, .api, .upstream: nil
    }
  }

  /// Whether the branch is the default one; `nil` where that may be so.
  var isDefaultBranch: Bool? {
    switch kind {
    case .pushToDefault: true
    case .pushToOther, .tag, .mergeRequest: false
    case .schedule, .web, .api, .upstream: nil
    }
  }
}

extension GitLabExpression {
  /// Whether the expression holds in a situation; `nil` where it may.
  func holds(in situation: GitLabSituation) -> Bool? {
    switch self {
    case .operand(let operand): return Self.isSet(operand, situation)
    case .compare(let comparison, let left, let right):
      return Self.holds(comparison, left, right, situation)
    case .and(let left, let right):
      let first = left.holds(in: situation)
      if first == false { return false }
      let second = right.holds(in: situation)
      return second == false ? false : first == nil ? nil : second
    case .or(let left, let right):
      let first = left.holds(in: situation)
      if first == true { return true }
      let second = right.holds(in: situation)
      return second == true ? true : first == nil ? nil : second
    case .not(let inner): return inner.holds(in: situation).map { !$0 }
    }
  }

  /// Whether a variable has a value that is not empty.
  private static func isSet(_ operand: Operand, _ situation: GitLabSituation) -> Bool? {
    switch operand {
    case .text(let text): return !text.isEmpty
    case .pattern: return true
    case .null: return false
    case .variable(let name): return isSet(name, situation)
    }
  }

  private static func isSet(_ name: String, _ situation: GitLabSituation) -> Bool? {
    switch name {
    case "CI_COMMIT_TAG", "CI_COMMIT_TAG_MESSAGE": return situation.hasTag
    case "CI_COMMIT_BRANCH": return situation.hasBranch
    case "CI_DEFAULT_BRANCH", "CI_PIPELINE_SOURCE", "CI_COMMIT_REF_NAME", "CI_COMMIT_REF_SLUG",
      "CI_COMMIT_SHA", "CI_PROJECT_PATH", "CI":
      return true
    // A branch with an open merge request may also be built on its own.
    case "CI_OPEN_MERGE_REQUESTS": return situation.kind == .tag ? false : nil
    case _ where name.hasPrefix("CI_MERGE_REQUEST_"):
      // Not every variable of a merge request is always set.
      guard situation.kind == .mergeRequest else { return false }
      return ["CI_MERGE_REQUEST_ID", "CI_MERGE_REQUEST_IID"].contains(name) ? true : nil
    case _ where name.hasPrefix("CI_EXTERNAL_PULL_REQUEST_"): return false
    default: return nil
    }
  }

  private static func holds(
    _ comparison: Comparison, _ left: Operand, _ right: Operand, _ situation: GitLabSituation
  ) -> Bool? {
    switch comparison {
    case .equal: return isEqual(left, right, situation)
    case .unequal: return isEqual(left, right, situation).map { !$0 }
    case .matches: return matches(left, right, situation)
    case .matchesNot: return matches(left, right, situation).map { !$0 }
    }
  }

  private static func isEqual(
    _ left: Operand, _ right: Operand, _ situation: GitLabSituation
  ) -> Bool? {
    switch (left, right) {
    case (.text(let left), .text(let right)): return left == right
    case (.variable(let name), .variable(let other)):
      guard let branch = [name, other].first(where: { $0 != "CI_DEFAULT_BRANCH" }) else {
        return true
      }
      return name == other || other == "CI_DEFAULT_BRANCH" || name == "CI_DEFAULT_BRANCH"
        ? isDefault(branch, situation) : nil
    case (.variable(let name), .text(let text)), (.text(let text), .variable(let name)):
      return isEqual(name, text, situation)
    case (.variable(let name), .null), (.null, .variable(let name)):
      return isSet(name, situation).map { !$0 }
    case (.null, .null): return true
    case (.null, .text), (.text, .null), (.pattern, _), (_, .pattern): return false
    }
  }

  /// Whether a variable names the default branch.
  private static func isDefault(_ name: String, _ situation: GitLabSituation) -> Bool? {
    switch name {
    case "CI_COMMIT_BRANCH":
      return situation.hasBranch == false ? false : situation.isDefaultBranch
    case "CI_COMMIT_REF_NAME":
      return situation.kind == .mergeRequest ? nil : situation.isDefaultBranch
    case _ where isSet(name, situation) == false: return false
    default: return nil
    }
  }

  private static func isEqual(
    _ name: String, _ text: String, _ situation: GitLabSituation
  ) -> Bool? {
    if text.isEmpty { return isSet(name, situation) == true ? false : nil }
    switch name {
    case "CI_PIPELINE_SOURCE":
      guard situation.sources.contains(text) else { return false }
      return situation.sources.count == 1 ? true : nil
    case "CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME":
      // The usual names of a default branch are taken for it.
      if ["main", "master", "trunk"].contains(text) { return isDefault(name, situation) }
      return isSet(name, situation) == false ? false : nil
    default: return isSet(name, situation) == false ? false : nil
    }
  }

  private static func matches(
    _ left: Operand, _ right: Operand, _ situation: GitLabSituation
  ) -> Bool? {
    guard case .variable(let name) = left else { return nil }
    guard isSet(name, situation) != false else { return false }
    guard name == "CI_PIPELINE_SOURCE", case .pattern(let pattern) = right else { return nil }
    // Patterns such as `/^merge_request|web/`: a source that holds none of its words cannot match.
    let words = pattern.utf8.split { !$0.isNamePart }.map { String(decoding: $0, as: UTF8.self) }
    let mayMatch = words.contains { word in situation.sources.contains { $0.contains(word) } }
    return mayMatch || pattern.contains(".") ? nil : false
  }
}

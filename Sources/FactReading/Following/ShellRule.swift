import FactModel
import SourceModel

/// A test of a script, as a rule that limits what runs behind it.
struct ShellRule {
  /// How many bytes of a word, or of a variable's value, are looked at; people write a hundred.
  private static let wordLimit = 1_000

  /// The words of the test, the beginnings of very long ones.
  private let words: [String]
  /// Whether it holds where the test fails.
  private let isNegated: Bool

  /// Makes the rule of a test.
  init(words: [String], isNegated: Bool) {
    self.words = words.map(Self.shortened)
    self.isNegated = isNegated
  }

  private static func shortened(_ word: String) -> String { word.beginning(ofBytes: wordLimit) }

  /// What is known of a variable by its name.
  private enum Kind {
    /// A branch, or the full name of a branch or tag.
    case branch
    /// A tag, empty where there is none.
    case tag
    case event
  }

  /// What an operand of the test is compared with, and how.
  private struct Comparison {
    /// The other operand; `nil` where the test only asks whether there is a value.
    var other: String?
    var isNegated: Bool
  }

  /// The condition; `nil` where the test is about something else than branch, tag or event.
  func condition(_ environment: [String: String], at place: Place) -> Condition? {
    for index in words.indices.dropFirst() {
      guard let kind = Self.kind(of: words[index], environment),
        let subject = subject(of: kind, at: index)
      else { continue }
      return Condition(subject, text, at: place)
    }
    return nil
  }

  /// The test as it is written, on one line.
  private var text: String {
    let written =
      words[0] == "case"
      ? "case \(words[1]) in \(words.dropFirst(2).joined(separator: " | "))"
      : words.joined(separator: " ")
    return (isNegated ? "not: " : "") + String(written.onOneLine.prefix(200))
  }

  // MARK: - Subjects

  private func subject(of kind: Kind, at index: Int) -> Condition.Subject? {
    guard let comparison = comparison(at: index) else { return nil }
    let holds = comparison.isNegated == isNegated
    switch kind {
    case .event: return .event
    // Where there is no tag, it is a branch.
    case .tag: return holds ? .tag : .branch
    case .branch:
      // A name is always there, so to ask for one tells nothing.
      guard let other = comparison.other, !other.isEmpty else { return nil }
      let speaksOfTag = other.contains("refs/tags") || other == "tag"
      return speaksOfTag && holds ? .tag : .branch
    }
  }

  private static let equalities: Set<String> = ["=", "==", "=~", "-eq"]
  private static let inequalities: Set<String> = ["!=", "-ne"]

  private func comparison(at index: Int) -> Comparison? {
    if words[0] == "case" {
      guard index == 1 else { return nil }
      let pattern = words.dropFirst(2).joined(separator: " ")
      return Comparison(other: pattern, isNegated: pattern == "*" || pattern.isEmpty)
    }
    let next = index + 1 < words.count ? words[index + 1] : ""
    let before = words[index - 1]
    if Self.equalities.contains(next) || Self.inequalities.contains(next) {
      let other = index + 2 < words.count ? words[index + 2] : ""
      return compared(with: other, Self.inequalities.contains(next))
    }
    if Self.equalities.contains(before) || Self.inequalities.contains(before), index > 1 {
      return compared(with: words[index - 2], Self.inequalities.contains(before))
    }
    let isTurned = index > 1 && words[index - 2] == "!"
    switch before {
    case "-z": return Comparison(other: nil, isNegated: !isTurned)
    case "-n": return Comparison(other: nil, isNegated: isTurned)
    case "!": return Comparison(other: nil, isNegated: true)
    case "[", "[[", "test", "&", "|", "(", "-a", "-o":
      return Comparison(other: nil, isNegated: false)
    default: return nil
    }
  }

  /// To differ from nothing is to be there.
  private func compared(with other: String, _ isNegated: Bool) -> Comparison {
    other.isEmpty
      ? Comparison(other: nil, isNegated: !isNegated)
      : Comparison(other: other, isNegated: isNegated)
  }

  // MARK: - Variables

  private static func kind(
    of word: String, _ environment: [String: String], depth: Int = 0
  ) -> Kind? {
    guard word.contains("$") || word.contains("`") else { return nil }
    if HostContext.isNamed(in: word, "event_name") { return .event }
    if HostContext.isNamed(in: word, "ref", "base_ref") { return .branch }
    if word.contains("bamboo.planRepository.branch") { return .branch }
    if word.contains("git "), asksForBranch.contains(where: word.contains) { return .branch }
    let name = name(in: word)
    if let kind = kinds[HostContext.canonical(variable: name)] { return kind }
    if depth == 0, let value = environment[name],
      let kind = kind(of: shortened(value), environment, depth: 1)
    {
      return kind
    }
    let lowered = name.lowercased()
    return lowered == "branch" || lowered.hasSuffix("_branch") || lowered.hasSuffix("branch_name")
      ? .branch : nil
  }

  private static let asksForBranch = [
    "--abbrev-ref", "branch --show-current", "symbolic-ref", "name-rev",
  ]

  /// The name of the first variable in a word: `REF` of `${REF#refs/heads/}`.
  private static func name(in word: String) -> String {
    let rest = word.utf8.drop { $0 != UInt8(ascii: "$") }.dropFirst()
      .drop { $0 == UInt8(ascii: "{") }
    return String(
      decoding: rest.prefix { $0.isNamePart && $0 != UInt8(ascii: "-") }, as: UTF8.self)
  }

  /// The variables in which vendors tell what is built.
  private static let kinds: [String: Kind] = [
    "GITHUB_REF": .branch, "GITHUB_REF_NAME": .branch, "GITHUB_REF_TYPE": .branch,
    "GITHUB_BASE_REF": .branch, "CI_COMMIT_BRANCH": .branch, "CI_COMMIT_REF_NAME": .branch,
    "CI_COMMIT_REF_SLUG": .branch, "TRAVIS_BRANCH": .branch, "CIRCLE_BRANCH": .branch,
    "BITBUCKET_BRANCH": .branch, "DRONE_BRANCH": .branch, "DRONE_COMMIT_BRANCH": .branch,
    "BUILDKITE_BRANCH": .branch, "CIRRUS_BRANCH": .branch, "APPVEYOR_REPO_BRANCH": .branch,
    "SEMAPHORE_GIT_BRANCH": .branch, "BUILD_SOURCEBRANCH": .branch,
    "BUILD_SOURCEBRANCHNAME": .branch, "CODEBUILD_WEBHOOK_HEAD_REF": .branch,
    "CI_COMMIT_TAG": .tag, "TRAVIS_TAG": .tag, "CIRCLE_TAG": .tag, "BITBUCKET_TAG": .tag,
    "DRONE_TAG": .tag, "BUILDKITE_TAG": .tag, "CIRRUS_TAG": .tag,
    "APPVEYOR_REPO_TAG_NAME": .tag, "SEMAPHORE_GIT_TAG_NAME": .tag,
    "CF_BRANCH": .branch, "CF_BRANCH_TAG_NORMALIZED": .branch, "CF_PULL_REQUEST_NUMBER": .event,
    "CF_PULL_REQUEST_ACTION": .event, "SEMAPHORE_GIT_PR_NUMBER": .event,
    "bamboo_planRepository_branch": .branch, "bamboo_planRepository_branchName": .branch,
    "bamboo_repository_branch_name": .branch,
    "GITHUB_EVENT_NAME": .event, "CI_PIPELINE_SOURCE": .event, "TRAVIS_PULL_REQUEST": .event,
    "TRAVIS_EVENT_TYPE": .event, "CIRCLE_PULL_REQUEST": .event, "BUILDKITE_PULL_REQUEST": .event,
    "BITBUCKET_PR_ID": .event, "CI_MERGE_REQUEST_IID": .event, "DRONE_BUILD_EVENT": .event,
    "BUILD_REASON": .event,
  ]
}

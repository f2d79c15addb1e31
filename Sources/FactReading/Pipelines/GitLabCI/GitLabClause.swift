import FactModel
import SourceModel

/// What an `if` says, read once for all jobs that have it.
struct GitLabClause: Sendable {
  /// The text on one line, as much of it as a condition tells.
  let text: String
  /// What it looks at.
  let subject: Condition.Subject
  /// The values of `CI_PIPELINE_SOURCE` that it asks for.
  let namedSources: [String]
  /// The situations in which it holds, a bit for each.
  private var holding: UInt16 = 0
  /// The situations in which it does not; it may hold in those of neither kind.
  private var failing: UInt16 = 0

  init(_ text: String) {
    self.text = text.shortened(to: Condition.textLimit).onOneLine
    let expression = GitLabExpression(text)
    subject = Self.subject(of: expression)
    namedSources = expression?.texts(equalTo: "CI_PIPELINE_SOURCE") ?? []
    guard let expression else { return }
    for situation in GitLabSituation.all {
      switch expression.holds(in: situation) {
      case true: holding |= situation.bit
      case false: failing |= situation.bit
      case nil: continue
      }
    }
  }

  /// Whether it holds in a situation; `nil` where it may.
  func holds(in situation: GitLabSituation) -> Bool? {
    if holding & situation.bit != 0 { return true }
    return failing & situation.bit != 0 ? false : nil
  }

  private static let branches: Set = [
    "CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME", "CI_COMMIT_REF_SLUG", "CI_DEFAULT_BRANCH",
    "CI_COMMIT_REF_PROTECTED", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
  ]

  private static func subject(of expression: GitLabExpression?) -> Condition.Subject {
    guard let expression else { return .other }
    let names = expression.variables
    if names.contains("CI_COMMIT_TAG") { return .tag }
    if !names.isDisjoint(with: branches) { return .branch }
    let isEvent = names.contains {
      $0 == "CI_PIPELINE_SOURCE" || $0.hasPrefix("CI_MERGE_REQUEST_")
        || $0 == "CI_OPEN_MERGE_REQUESTS"
    }
    return isEvent ? .event : .other
  }
}

extension GitLabClause {
  /// How many bytes those of a tree that are kept may take; they share their texts with the files.
  static let room = 8 << 20

  /// What a text says, and how many bytes that takes.
  static func sized(_ text: String) -> (GitLabClause, size: Int) {
    let clause = GitLabClause(text)
    return (clause, size: 128 + text.utf8.count + 32 * clause.namedSources.count)
  }
}

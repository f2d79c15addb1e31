import FactModel
import SourceModel

/// What an `if` says, read once for all jobs and steps that have it.
struct ActionsClause: Sendable {
  /// A part of a rule.
  struct Part: Sendable {
    var subject: Condition.Subject
    /// As much of it as a condition tells.
    var text: String
  }

  /// The parts that must all hold.
  let parts: [Part]
  /// Whether it asks for the outcome of what came before.
  let asksForOutcome: Bool
  /// The whole; `nil` where it is not understood.
  let expression: ActionsExpression?

  init(_ text: String) {
    let inner = ActionsTemplate.expression(in: text.trimmingSpaces)
    expression = inner.flatMap { ActionsExpression($0) }
    let outcomes: Set = ["always()", "failure()", "cancelled()"]
    asksForOutcome = expression?.names.contains { outcomes.contains($0[0]) } ?? false
    parts = Self.conjuncts(of: inner ?? text.trimmingSpaces).map { part in
      let told = part.shortened(to: Condition.textLimit)
      return Part(subject: Self.subject(of: ActionsExpression(part)), text: told)
    }
  }

  /// The parts between `&&` at the top, where there is no `||` beside them.
  private static func conjuncts(of text: String) -> [String] {
    guard text.utf8.count <= ActionsExpression.lengthLimit else {
      return [text.shortened(to: Condition.textLimit).onOneLine]
    }
    let bytes = Array(text.utf8)
    guard let tokens = ActionsToken.tokens(of: bytes),
      tokens.count(where: \.isOperator) <= ActionsExpression.operatorLimit
    else { return [text.onOneLine] }
    var depth = 0
    var starts = [0]
    var ends: [Int] = []
    for token in tokens {
      switch token.kind {
      case .sign("("), .sign("["): depth += 1
      case .sign(")"), .sign("]"): depth -= 1
      case .sign("||") where depth == 0: return [text.onOneLine]
      case .sign("&&") where depth == 0:
        ends.append(token.range.lowerBound)
        starts.append(token.range.upperBound)
      case .sign, .name, .text, .number: continue
      }
    }
    return zip(starts, ends + [bytes.count]).map { start, end in
      String(decoding: bytes[start..<end], as: UTF8.self).onOneLine
    }
  }

  /// What a rule looks at.
  private static func subject(of expression: ActionsExpression?) -> Condition.Subject {
    guard let expression else { return .other }
    let names = expression.names
    if names.contains(where: isOutcome) { return .outcome }
    if names.contains(where: { $0 == ["github", "ref_type"] }) {
      return expression.literals.contains("tag") ? .tag : .branch
    }
    let refs: Set = [
      ["github", "ref"], ["github", "ref_name"], ["github", "base_ref"], ["github", "head_ref"],
      ["github", "event", "ref"], ["github", "event", "workflow_run", "head_branch"],
      ["github", "event", "pull_request", "base", "ref"],
      ["github", "event", "pull_request", "head", "ref"],
      ["github", "event", "repository", "default_branch"],
    ]
    if names.contains(where: refs.contains) {
      let speaksOfTags = expression.literals.contains { $0.lowercased().hasPrefix("refs/tags") }
      return speaksOfTags ? .tag : .branch
    }
    if names.contains(where: isAboutEvent) { return .event }
    return names.contains(where: isAboutPaths) ? .paths : .other
  }

  private static func isAboutEvent(_ name: [String]) -> Bool {
    name.count > 1 && name[0] == "github" && name[1].hasPrefix("event")
  }

  private static func isOutcome(_ name: [String]) -> Bool {
    switch name[0] {
    case "always()", "failure()", "cancelled()", "success()": return true
    case "needs", "steps", "job":
      return ["result", "outcome", "conclusion", "status"].contains(name[name.count - 1])
    case "github": return name[name.count - 1] == "conclusion"
    default: return false
    }
  }

  /// Outputs of jobs and steps that look at what changed, told by their names.
  private static func isAboutPaths(_ name: [String]) -> Bool {
    guard name.count > 2, name[0] == "needs" || name[0] == "steps" else { return false }
    return ["change", "filter", "path"].contains { name[1].contains($0) }
  }
}

extension ActionsClause {
  /// How many bytes those of a tree that are kept may take; an expression takes some ten times its text.
  static let room = 8 << 20

  /// What a text says, and how many bytes that takes.
  static func sized(_ text: String) -> (ActionsClause, size: Int) {
    let length = min(text.utf8.count, ActionsExpression.lengthLimit)
    return (ActionsClause(text), size: 256 + text.utf8.count + 12 * length)
  }
}

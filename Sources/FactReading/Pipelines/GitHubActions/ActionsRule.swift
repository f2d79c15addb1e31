import FactModel
import SourceModel
import Syntax

/// The `if` of a job or step.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif
struct ActionsRule: Sendable {
  /// The rule's parts, those that must all hold.
  let conditions: [Condition]
  /// Whether the rule asks for the outcome of what came before (`always()`, `failure()`): without
  /// it, `success()` is meant too.
  let asksForOutcome: Bool
  private let expression: ActionsExpression?

  init(_ node: Node?, in document: PipelineDocument) {
    guard let node, let text = node.text, !text.trimmingSpaces.isEmpty else {
      (conditions, asksForOutcome, expression) = ([], false, nil)
      return
    }
    let inner = ActionsTemplate.expression(in: text.trimmingSpaces)
    let expression = inner.flatMap { ActionsExpression($0) }
    let outcomes: Set = ["always()", "failure()", "cancelled()"]
    asksForOutcome = expression?.names.contains { outcomes.contains($0[0]) } ?? false
    let place = document.chunk(node)?.place ?? document.place(node)
    conditions = Self.conjuncts(of: inner ?? text.trimmingSpaces).map { part in
      Condition(Self.subject(of: ActionsExpression(part)), part, at: place)
    }
    self.expression = expression
  }

  /// Whether the rule can hold; what is not known can.
  func mayHold(in scope: ActionsScope) -> Bool {
    guard let expression else { return true }
    return scope.value(of: expression).truth != false
  }

  /// The parts between `&&` at the top, where there is no `||` beside them.
  private static func conjuncts(of text: String) -> [String] {
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
  static func subject(of expression: ActionsExpression?) -> Condition.Subject {
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

extension String {
  /// The text with its line ends turned into spaces.
  var onOneLine: String {
    split(whereSeparator: \.isNewline).map(\.trimmingSpaces).joined(separator: " ").trimmingSpaces
  }
}

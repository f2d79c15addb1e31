import FactModel
import SourceModel
import Syntax

/// The `if` of a job or step.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif
struct ActionsRule: Sendable {
  /// The rule's parts, those that must all hold.
  let conditions: [Condition]
  private let clause: ActionsClause?

  init(_ node: Node?, in document: PipelineDocument, context: ReadingContext) {
    guard let node, let text = node.text, !text.trimmingSpaces.isEmpty else {
      (conditions, clause) = ([], nil)
      return
    }
    let clause = context.memory.actionsClause(text)
    let place = document.chunk(node)?.place ?? document.place(node)
    conditions = clause.parts.map { Condition($0.subject, $0.text, at: place) }
    self.clause = clause
  }

  /// Whether the rule asks for the outcome of what came before (`always()`, `failure()`): without
  /// it, `success()` is meant too.
  var asksForOutcome: Bool { clause?.asksForOutcome ?? false }

  /// Whether the rule can hold; what is not known can.
  func mayHold(in scope: ActionsScope) -> Bool {
    guard let expression = clause?.expression else { return true }
    return scope.value(of: expression).truth != false
  }
}

extension String {
  /// The text with its line ends turned into spaces.
  var onOneLine: String {
    let mayBreak = utf8.contains { (0x0A...0x0D).contains($0) || $0 >= 0x80 }
    guard mayBreak else { return trimmingSpaces }
    return split(whereSeparator: \.isNewline).map(\.trimmingSpaces).joined(separator: " ")
      .trimmingSpaces
  }
}

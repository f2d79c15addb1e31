package import SourceModel

/// The reader of HCL's native syntax.
///
/// See https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
package enum HCL {
  /// The tag of values that are no literal: references, calls, conditions, `for` expressions.
  package static let expressionTag = "!expression"

  /// Reads a file.
  ///
  /// A faulty statement is left out, and reading goes on behind it.
  package static func parse(_ bytes: [UInt8]) -> HCLFile {
    var reader = Reader(bytes)
    return reader.read()
  }
}

/// A file of HCL.
package struct HCLFile: Sendable {
  /// The attributes at the top, as in `.tfvars`.
  package var attributes: [HCLAttribute] = []
  /// The blocks at the top.
  package var blocks: [HCLBlock]
  /// What was wrong.
  package var faults: [SyntaxFault]
}

/// A block: its type, labels and body.
package struct HCLBlock: Sendable {
  /// The type, `resource`.
  package var type: String
  /// The labels, without quotes.
  package var labels: [String]
  /// The attributes in order.
  package var attributes: [HCLAttribute]
  /// The nested blocks in order.
  package var blocks: [HCLBlock]
  /// Where the type stands.
  package var position: Position
  /// The line of the closing brace.
  package var endLine: Int
}

/// `name = expression`.
package struct HCLAttribute: Sendable {
  /// The name.
  package var key: Node
  /// The expression: literals, lists and objects as such, anything else a plain scalar with its text.
  package var value: Node
  /// The name as text.
  package var name: String { key.text ?? "" }
  /// Where the name stands.
  package var position: Position { key.position }
}

/// A line and a column in a text, both from 1; columns count Unicode scalars.
package struct Position: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The line, from 1.
  package var line: Int32
  /// The column, from 1.
  package var column: Int32

  /// Makes a position.
  package init(line: Int, column: Int) {
    self.line = Int32(truncatingIfNeeded: line)
    self.column = Int32(truncatingIfNeeded: column)
  }

  /// The first character of a text.
  package static let start = Position(line: 1, column: 1)

  package var description: String { "\(line):\(column)" }

  package static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

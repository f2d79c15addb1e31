/// Where something stands: a file and a position in it.
package struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The file.
  package var path: RelativePath
  /// The position in the file.
  package var position: Position

  /// Makes a place.
  package init(_ path: RelativePath, _ position: Position = .start) {
    self.path = path
    self.position = position
  }

  /// Makes a place from a line, for texts that are read line by line.
  package init(_ path: RelativePath, line: Int, column: Int = 1) {
    self.init(path, Position(line: line, column: column))
  }

  package var description: String { "\(path):\(position)" }

  package static func < (left: Place, right: Place) -> Bool {
    left.path == right.path ? left.position < right.position : left.path < right.path
  }
}

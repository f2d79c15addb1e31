import SourceModel

/// A cursor over the bytes of a YAML text that builds nodes by the productions of the grammar.
///
/// Indentation is passed down as a column: a node whose parent stands in column n, counted from 0,
/// lies to the right of it. The document itself has the parent -1.
struct YAMLParser {
  /// How deep collections may be nested.
  static let depthLimit = 256
  /// How many nodes a text may mean once its aliases are followed.
  static let expansionLimit = 5_000_000
  /// How many faults are collected before the text is taken for something else than YAML.
  static let faultLimit = 200

  let bytes: [UInt8]
  let isTolerant: Bool
  var index = 0
  var line = 1
  /// The offset of the first byte of the line.
  var lineStart = 0
  /// What tabs add to the columns of the line, where they are forgiven.
  var lineShift = 0
  var depth = 0
  /// How many nodes were made, those behind aliases counted again.
  var nodeCount = 0
  var anchors: [String: Anchor] = [:]
  var tagHandles: [String: String] = [:]
  private(set) var faults: [SyntaxFault] = []
  private var columnMemo = (lineStart: 0, index: 0, column: 1)

  /// A node that aliases may name, and how many nodes it means.
  struct Anchor {
    var node: Node
    var count: Int
  }

  /// Where the cursor stands, to go back to.
  struct Mark {
    var index: Int
    var line: Int
    var lineStart: Int
    var lineShift: Int
  }

  /// Starts at the beginning of a text that ends with a zero.
  init(_ bytes: [UInt8], isTolerant: Bool) {
    self.bytes = bytes
    self.isTolerant = isTolerant
  }

  // MARK: - Cursor

  /// The offset of the zero behind the text.
  var end: Int { bytes.count - 1 }
  /// The byte under the cursor; 0 at the end.
  var byte: UInt8 { bytes[index] }
  /// A byte behind the cursor; 0 behind the end.
  func byte(ahead count: Int) -> UInt8 { bytes[min(index + count, end)] }
  var isAtEnd: Bool { index >= end }
  var mark: Mark {
    Mark(index: index, line: line, lineStart: lineStart, lineShift: lineShift)
  }

  mutating func goBack(to mark: Mark) {
    (index, line, lineStart, lineShift) = (mark.index, mark.line, mark.lineStart, mark.lineShift)
  }

  /// The column of the cursor, from 0, as indentation counts.
  var column: Int { index - lineStart + lineShift }

  /// Goes over a line feed.
  mutating func takeLineFeed() {
    index += 1
    line += 1
    lineStart = index
    lineShift = 0
  }

  /// How many spaces the line begins with.
  var indentation: Int {
    var at = lineStart
    while bytes[at] == UInt8(ascii: " ") { at += 1 }
    return at - lineStart
  }

  /// Whether a byte ends a word: a space, a tab, the end of the line or of the text.
  func isBlankOrEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
      || byte == 0
  }

  /// Whether `---` or `...` stands at the beginning of the line, alone.
  var isAtDocumentMarker: Bool {
    guard index == lineStart, byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else {
      return false
    }
    return byte(ahead: 1) == byte && byte(ahead: 2) == byte && isBlankOrEnd(byte(ahead: 3))
  }

  /// The position of an offset in the line of the cursor.
  mutating func position(at offset: Int) -> Position {
    if columnMemo.lineStart != lineStart || columnMemo.index > offset {
      columnMemo = (lineStart, lineStart, 1)
    }
    while columnMemo.index < offset {
      if bytes[columnMemo.index] & 0xC0 != 0x80 { columnMemo.column += 1 }
      columnMemo.index += 1
    }
    return Position(line: line, column: columnMemo.column)
  }

  /// The position of the cursor.
  mutating func position() -> Position { position(at: index) }

  // MARK: - Faults

  /// A failure at the cursor.
  func failure(_ message: String) -> ReadingFailure { ReadingFailure(message, at: index) }

  /// Notes what is wrong at the cursor and can be forgiven.
  mutating func warn(_ message: String) {
    let position = position()
    guard faults.count < Self.faultLimit, faults.last?.position != position else { return }
    faults.append(SyntaxFault(.warning, message, at: position))
  }

  /// Forgives a fault with a warning in the tolerant manner, else fails.
  mutating func forgive(_ message: String) throws(ReadingFailure) {
    guard isTolerant else { throw failure(message) }
    warn(message)
  }

  /// Notes a fault.
  mutating func note(_ fault: SyntaxFault) {
    guard faults.count < Self.faultLimit else { return }
    faults.append(fault)
  }

  /// Notes a failure.
  mutating func note(_ failure: ReadingFailure) {
    guard faults.count < Self.faultLimit else { return }
    var start = failure.offset
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    // The cursor may stand in a later line than the fault.
    var columns = LineColumns(startingAt: start)
    let inLine = columns.position(at: failure.offset, in: bytes)
    let number =
      start <= lineStart
      ? line - bytes[start..<lineStart].count { $0 == UInt8(ascii: "\n") }
      : line + bytes[lineStart..<start].count { $0 == UInt8(ascii: "\n") }
    faults.append(
      SyntaxFault(
        .error, failure.message, at: Position(line: number, column: Int(inLine.column))))
  }

  /// What stands under the cursor, for a message.
  var found: String {
    isAtEnd ? "the end of the text" : TextEncoding.description(at: index, in: bytes)
  }

  // MARK: - Nodes

  /// A node with nothing in it.
  mutating func emptyNode() -> Node {
    nodeCount += 1
    return Node(.scalar(Scalar("")), at: position())
  }

  mutating func enter() throws(ReadingFailure) {
    depth += 1
    guard depth <= Self.depthLimit else {
      throw failure("found more than \(Self.depthLimit) levels, expected fewer")
    }
  }
}

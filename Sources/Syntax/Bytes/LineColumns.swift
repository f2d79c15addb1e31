import SourceModel

/// Lines and columns of the offsets of a text, asked in rising order as a rule.
///
/// Each byte is counted once, so that a text on one long line costs no more than one on many; for an
/// offset before the last one, what lies between them is counted again.
struct LineColumns {
  private let start: Int
  private var offset: Int
  private var line = 1
  private var column = 1

  /// Counts from the offset, which is line 1, column 1.
  init(startingAt start: Int) {
    self.start = start
    offset = start
  }

  /// The position of an offset.
  ///
  /// A line ends with a line feed; columns count Unicode scalars.
  mutating func position(at target: Int, in bytes: [UInt8]) -> Position {
    if target < offset { goBack(to: max(target, start), in: bytes) }
    let end = min(target, bytes.count)
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      offset += 1
    }
    return Position(line: line, column: column)
  }

  /// Goes back to an offset; the columns of another line are counted from that line's start.
  private mutating func goBack(to target: Int, in bytes: [UInt8]) {
    let passed = bytes[target..<offset]
    let lineFeeds = passed.count { $0 == UInt8(ascii: "\n") }
    offset = target
    guard lineFeeds > 0 else {
      column -= Self.columns(of: passed)
      return
    }
    line -= lineFeeds
    let before = bytes[start..<target]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? start
    column = 1 + Self.columns(of: before[lineStart...])
  }

  private static func columns(of bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 & 0xC0 != 0x80 }
  }
}

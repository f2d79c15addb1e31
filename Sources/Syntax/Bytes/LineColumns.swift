import SourceModel

/// Lines and columns of the offsets of a text, asked in rising order.
///
/// Each byte is counted once, so that a text on one long line costs no more than one on many.
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
    if target < offset { self = LineColumns(startingAt: start) }
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
}

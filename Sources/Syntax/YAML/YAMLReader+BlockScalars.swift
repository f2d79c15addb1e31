import SourceModel

extension YAML.Reader {
  /// What stands behind `|` or `>`.
  private struct BlockHeader {
    enum Chomping {
      case clip
      case strip
      case keep
    }

    var isFolded: Bool
    var chomping = Chomping.clip
    var indentation: Int?
  }

  /// A literal or folded scalar that is being read, line by line.
  private struct BlockText {
    /// The column of the content; found with the first line that has some.
    var indent: Int?
    /// Line ends since the last line with content.
    var breakCount = 0
    var hasContent = false
    var isLastSpaced = false
    /// The widest line of spaces before the content.
    var widestBlank = 0
    /// The last line end that belongs to the scalar.
    var end: Int
    var endLine: Int
  }

  /// Reads a literal or folded scalar.
  ///
  /// The cursor stays at the last line end that belongs to it.
  mutating func readBlockScalar(parent: Int) throws(ReadingFailure) {
    let position = position(at: index)
    let header = try readBlockHeader()
    var text = BlockText(end: index, endLine: line)
    text.indent = header.indentation.map { max(parent, 0) + $0 }
    scratch.removeAll(keepingCapacity: true)
    while byte == UInt8(ascii: "\n") {
      startLine()
      guard try readBlockLine(&text, header, parent: parent) else { break }
      (text.end, text.endLine) = (index, line)
    }
    switch header.chomping {
    case .strip: break
    case .clip: if text.hasContent, text.breakCount > 0 { scratch.append(UInt8(ascii: "\n")) }
    case .keep:
      scratch.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: text.breakCount))
    }
    (index, line) = (text.end, text.endLine)
    lineStart = min(lineStart, index)
    isLastNodeClosed = false
    let value = String(decoding: scratch, as: UTF8.self)
    push(Scalar(value, style: header.isFolded ? .folded : .literal), at: position)
  }

  // https://yaml.org/spec/1.2.2/#811-block-scalar-headers
  private mutating func readBlockHeader() throws(ReadingFailure) -> BlockHeader {
    var header = BlockHeader(isFolded: byte == UInt8(ascii: ">"))
    index += 1
    for _ in 0..<2 {
      switch byte {
      case UInt8(ascii: "-") where header.chomping == .clip: header.chomping = .strip
      case UInt8(ascii: "+") where header.chomping == .clip: header.chomping = .keep
      case UInt8(ascii: "1")...UInt8(ascii: "9") where header.indentation == nil:
        header.indentation = Int(byte - UInt8(ascii: "0"))
      default: continue
      }
      index += 1
    }
    let end = index
    skipSpaces()
    if byte == UInt8(ascii: "#") {
      if end == index { try tolerate(.warning, "a comment needs a space before it", at: index) }
      skipToLineEnd()
    }
    guard isAtEnd || byte == UInt8(ascii: "\n") else {
      throw unexpected("the end of the line behind the indicator of a block")
    }
    return header
  }

  /// Reads one line, and leaves the cursor at its end; `false` where it does not belong.
  private mutating func readBlockLine(
    _ text: inout BlockText, _ header: BlockHeader, parent: Int
  ) throws(ReadingFailure) -> Bool {
    let limit = text.indent ?? Int.max
    while byte == UInt8(ascii: " "), index - lineStart < limit { index += 1 }
    let spaces = index - lineStart
    if isAtEnd || byte == UInt8(ascii: "\n") {
      text.widestBlank = max(text.widestBlank, spaces)
      if !isAtEnd || spaces > 0 { text.breakCount += 1 }
      return true
    }
    guard spaces >= (text.indent ?? (parent + 1)), !isAtMarker else {
      return try skipsTemplate(in: text, parent: parent)
    }
    if text.indent == nil {
      text.indent = spaces
      if text.widestBlank > spaces {
        try tolerate(.warning, "an empty line is indented further than the block", at: lineStart)
      }
    }
    appendBlockLine(&text, header)
    return true
  }

  /// Whether the line at the cursor, which is indented less than the block, is a template's and
  /// the block goes on behind it.
  private mutating func skipsTemplate(
    in text: BlockText, parent: Int
  ) throws(ReadingFailure) -> Bool {
    if byte == UInt8(ascii: "\t") {
      try tolerateTab(at: index)
    }
    guard isTolerant, isAtTemplateLine else { return false }
    skipGap(isAtLineStart: true)
    guard !isAtEnd, !isAtMarker, column >= text.indent ?? (parent + 1) else { return false }
    index = lineStart - 1
    line -= 1
    return true
  }

  private mutating func appendBlockLine(_ text: inout BlockText, _ header: BlockHeader) {
    let start = index
    skipToLineEnd()
    let isSpaced = Self.isSpace(bytes[start])
    if header.isFolded, text.hasContent, !isSpaced, !text.isLastSpaced {
      if text.breakCount > 0 { appendFolded(text.breakCount) }
    } else {
      scratch.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: text.breakCount))
    }
    scratch.append(contentsOf: bytes[start..<index])
    text.hasContent = true
    text.isLastSpaced = isSpaced
    // The end of the text ends a line of spaces too, by the suite of YAML; a line of text it leaves
    // as it is. See https://yaml.org/spec/1.2.2/#8112-block-chomping-indicator
    let isUnended = isAtEnd && !bytes[start..<index].allSatisfy(Self.isSpace)
    text.breakCount = isUnended ? 0 : 1
  }
}

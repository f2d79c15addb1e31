import SourceModel

extension YAML.Reader {
  /// Whether a space, a tab, a line end or the end of the text stands at the offset.
  func isBlank(at offset: Int) -> Bool {
    offset >= bytes.count || Self.isSpace(bytes[offset]) || bytes[offset] == UInt8(ascii: "\n")
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  static func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }

  /// Whether the byte stands at the cursor with a blank behind it.
  func isAtIndicator(_ indicator: UInt8) -> Bool {
    byte == indicator && isBlank(at: index + 1)
  }

  /// Whether `---` or `...` stands at the cursor, at the start of a line.
  var isAtMarker: Bool { isAtMarker(UInt8(ascii: "-")) || isAtMarker(UInt8(ascii: ".")) }

  func isAtMarker(_ mark: UInt8) -> Bool {
    guard index == lineStart, index + 2 < bytes.count else { return false }
    return bytes[index] == mark && bytes[index + 1] == mark && bytes[index + 2] == mark
      && isBlank(at: index + 3)
  }

  /// The spaces before the content at the cursor, which is the first of its line.
  ///
  /// A tab is no indentation, unless the reader is tolerant.
  var indentation: Int {
    guard gap.hasTab, !isTolerant else { return column }
    var offset = lineStart
    while offset < index, bytes[offset] == UInt8(ascii: " ") { offset += 1 }
    return offset - lineStart
  }

  /// Passes a line feed.
  mutating func startLine() {
    index += 1
    line += 1
    lineStart = index
    tabShift = 0
  }

  mutating func skipToLineEnd() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
  }

  mutating func skipSpaces() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  /// Passes spaces, comments and line ends up to the next content.
  mutating func skipGap() {
    skipGap(isAtLineStart: false)
  }

  /// Passes the same, from the start of a line.
  mutating func skipGap(isAtLineStart: Bool) {
    gap = Gap(crossesLine: isAtLineStart)
    loop: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "): index += 1
      case UInt8(ascii: "\t"): passTab()
      case UInt8(ascii: "\n"):
        startLine()
        gap = Gap(crossesLine: true)
      case UInt8(ascii: "#"):
        guard isCommentAllowed() else { break loop }
        skipToLineEnd()
      case UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "%"):
        guard isTolerant, gap.crossesLine, skipTemplateLine() else { break loop }
      default: break loop
      }
    }
    guard isTolerant, gap.hasTab, gap.crossesLine, index < bytes.count else { return }
    gap.hasTab = false
    guard !isTabTold else { return }
    report(.warning, "a tab is used as indentation", at: lineStart)
    isTabTold = true
  }

  /// A tab in an indentation, which the specification forbids, goes to the next even column.
  private mutating func passTab() {
    if isTolerant { tabShift += 1 - column % 2 }
    gap.hasTab = true
    index += 1
  }

  /// Whether the `#` at the cursor starts a comment: it must have a blank before it.
  private mutating func isCommentAllowed() -> Bool {
    guard index > lineStart, !Self.isSpace(bytes[index - 1]) else { return true }
    guard isTolerant else { return false }
    report(.warning, "a comment needs a space before it", at: index)
    return true
  }

  /// Passes spaces, comments and line ends between the parts of a flow collection.
  mutating func skipFlowGap(parent: Int) throws(ReadingFailure) {
    guard !isAtEnd, !Self.isFlowIndicator(byte) else { return }
    skipGap()
    guard gap.crossesLine, !isAtEnd else { return }
    try checkFlowLine(parent: parent)
  }

  /// Checks the start of a line inside brackets or quotes.
  mutating func checkFlowLine(parent: Int) throws(ReadingFailure) {
    guard !isAtMarker else {
      let start = opener?.offset ?? index
      let mark = TextEncoding.description(at: start, in: bytes)
      throw ReadingFailure("\(mark) is not closed before the next document", at: start)
    }
    guard indentation <= parent else { return }
    // All readers in use let the last bracket stand at the column of the key.
    if isTolerant, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { return }
    guard opener?.isIndentationTold != true else { return }
    try tolerate(.warning, "the line must be indented further than its parent", at: index)
    opener?.isIndentationTold = true
  }

  /// Passes the line end at the cursor, further empty lines, and the spaces of the next line.
  ///
  /// - Returns: the number of line ends.
  mutating func skipQuotedLines(parent: Int) throws(ReadingFailure) -> Int {
    var count = 0
    while byte == UInt8(ascii: "\n") {
      startLine()
      count += 1
      gap = Gap(crossesLine: true)
      if isAtMarker { try checkFlowLine(parent: parent) }
      while index < bytes.count, Self.isSpace(bytes[index]) {
        if bytes[index] == UInt8(ascii: "\t") { passTab() } else { index += 1 }
      }
    }
    if !isAtEnd { try checkFlowLine(parent: parent) }
    return count
  }

  /// Appends what line ends between two lines of text become: a space, or a line feed less.
  mutating func appendFolded(_ count: Int) {
    guard count > 1 else { return scratch.append(UInt8(ascii: " ")) }
    scratch.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: count - 1))
  }
}

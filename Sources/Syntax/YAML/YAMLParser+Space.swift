extension YAMLParser {
  /// Goes over spaces and tabs.
  mutating func skipBlanks() {
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
  }

  /// A comment needs a space before it.
  mutating func checkComment() throws(ReadingFailure) {
    guard index > lineStart, bytes[index - 1] != 0x20, bytes[index - 1] != 9 else { return }
    try forgive("found a comment without a space before it")
  }

  /// Goes over spaces, comments and line ends to the next token of block style.
  ///
  /// In the tolerant manner, lines that belong to a template language alone are gone over too.
  ///
  /// - Returns: whether the token stands in a later line than the cursor did.
  mutating func skipToToken() throws(ReadingFailure) -> Bool {
    var isNewLine = false
    while true {
      skipBlanks()
      switch byte {
      case UInt8(ascii: "#"):
        try checkComment()
        while byte != UInt8(ascii: "\n"), !isAtEnd { index += 1 }
      case UInt8(ascii: "\n"):
        takeLineFeed()
        isNewLine = true
      case UInt8(ascii: "{"), UInt8(ascii: "<"):
        let isFirst = isNewLine || bytes[lineStart..<index].allSatisfy { $0 == 0x20 || $0 == 9 }
        guard isTolerant, isFirst, let next = templateEnd() else {
          forgiveTabs()
          return isNewLine
        }
        while index < next {
          if byte == UInt8(ascii: "\n") { takeLineFeed() } else { index += 1 }
        }
        isNewLine = true
      default:
        forgiveTabs()
        return isNewLine
      }
    }
  }

  /// Counts tabs in the indentation of the line as two columns each, where they are forgiven.
  private mutating func forgiveTabs() {
    guard isTolerant, !isAtEnd else { return }
    var at = lineStart
    var tabs = 0
    while at < index, bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") {
      if bytes[at] == UInt8(ascii: "\t") { tabs += 1 }
      at += 1
    }
    guard tabs > 0, at == index, lineShift == 0 else { return }
    lineShift = tabs
    warn("found a tab in the indentation, expected spaces")
  }

  /// Whether a tab stands between the beginning of the line, or an indicator, and the cursor.
  func hasTabBefore(_ offset: Int) -> Bool {
    var at = offset
    while at > lineStart, bytes[at - 1] == UInt8(ascii: " ") || bytes[at - 1] == UInt8(ascii: "\t")
    {
      at -= 1
      if bytes[at] == UInt8(ascii: "\t") { return true }
    }
    return false
  }

  // MARK: - Templates

  /// The offset behind a template's own line under the cursor: `{{- if … }}`, `{% … %}`, `<% … %>`,
  /// comments of several lines included; `nil` where the line holds something else too.
  func templateEnd() -> Int? {
    let close: [UInt8]
    switch (byte, byte(ahead: 1)) {
    case (UInt8(ascii: "{"), UInt8(ascii: "{")): close = Array("}}".utf8)
    case (UInt8(ascii: "{"), UInt8(ascii: "%")): close = Array("%}".utf8)
    case (UInt8(ascii: "<"), UInt8(ascii: "%")): close = Array("%>".utf8)
    default: return nil
    }
    var at = index
    while true {
      guard let closed = endOfTemplate(from: at, close) else { return nil }
      at = closed
      while bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") { at += 1 }
      if bytes[at] == UInt8(ascii: "\n") || at >= end { return at }
      // Another piece of the template in the same line.
      guard
        bytes[at] == close[0] || bytes[at] == UInt8(ascii: "{") || bytes[at] == UInt8(ascii: "<")
      else { return nil }
      guard bytes[at] == bytes[index], bytes[min(at + 1, end)] == bytes[index + 1] else {
        return nil
      }
    }
  }

  /// The offset behind the closing marks; at most 20,000 bytes are looked at.
  func endOfTemplate(from start: Int, _ close: [UInt8]) -> Int? {
    var at = start + 2
    let limit = min(end, start + 20_000)
    while at + 1 < limit || at + 1 == limit {
      if bytes[at] == close[0], bytes[min(at + 1, end)] == close[1] { return at + 2 }
      at += 1
    }
    return nil
  }

  /// The offset behind `{{ … }}` that starts at an offset, where it closes in the same line.
  func placeholderEnd(at start: Int) -> Int? {
    guard isTolerant, bytes[start] == UInt8(ascii: "{"),
      bytes[min(start + 1, end)] == UInt8(ascii: "{")
    else { return nil }
    var at = start + 2
    while bytes[at] != UInt8(ascii: "\n"), at < end {
      if bytes[at] == UInt8(ascii: "}"), bytes[at + 1] == UInt8(ascii: "}") { return at + 2 }
      at += 1
    }
    return nil
  }
}

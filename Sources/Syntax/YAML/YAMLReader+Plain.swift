import SourceModel

extension YAML.Reader {
  /// The first line of a scalar without quotes.
  struct Plain {
    var range: Range<Int>
    var position: Position
  }

  mutating func pushPlain(_ plain: Plain) {
    isLastNodeClosed = false
    push(Scalar(text(plain.range)), at: plain.position)
  }

  /// Reads the part of a plain scalar that stands on the line.
  mutating func readPlainLine(inFlow: Bool) throws(ReadingFailure) -> Plain {
    try checkPlainStart(inFlow: inFlow)
    let position = position(at: index)
    return Plain(range: scanPlainLine(inFlow: inFlow, stopsAtColon: true), position: position)
  }

  /// The line with the colons in it that would end a plain scalar.
  mutating func extendedOverColons(_ plain: Plain?) -> Plain? {
    guard let plain else { return nil }
    let rest = scanPlainLine(inFlow: false, stopsAtColon: false)
    return Plain(range: plain.range.lowerBound..<rest.upperBound, position: plain.position)
  }

  /// Reads the further lines of a plain scalar and adds it.
  mutating func readPlainRest(_ plain: Plain, parent: Int, inFlow: Bool = false)
    throws(ReadingFailure)
  {
    skipSpaces()
    guard byte == UInt8(ascii: "\n"),
      var mark = try findPlainLine(parent: parent, inFlow: inFlow)
    else { return pushPlain(plain) }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: bytes[plain.range])
    while true {
      let range = scanPlainLine(inFlow: inFlow, stopsAtColon: true)
      if !inFlow, byte == UInt8(ascii: ":") {
        guard isTolerant else {
          throw ReadingFailure("a key must stand on one line", at: plain.range.lowerBound)
        }
        goBack(to: mark)
        break
      }
      guard !range.isEmpty else { break }
      appendFolded(mark.breakCount)
      scratch.append(contentsOf: bytes[range])
      skipSpaces()
      guard byte == UInt8(ascii: "\n"),
        let next = try findPlainLine(parent: parent, inFlow: inFlow)
      else { break }
      mark = next
    }
    isLastNodeClosed = false
    push(Scalar(String(decoding: scratch, as: UTF8.self)), at: plain.position)
  }

  // MARK: - Lines

  /// A line end that the cursor can go back to.
  private struct LineEnd {
    var index: Int
    var line: Int
    var lineStart: Int
    /// The number of line ends up to the next line of the scalar.
    var breakCount = 0
  }

  private mutating func goBack(to end: LineEnd) {
    index = end.index
    line = end.line
    lineStart = end.lineStart
  }

  /// Goes from a line end to the next line of the plain scalar; stays where there is none.
  private mutating func findPlainLine(
    parent: Int, inFlow: Bool
  ) throws(ReadingFailure) -> LineEnd? {
    var end = LineEnd(index: index, line: line, lineStart: lineStart)
    while byte == UInt8(ascii: "\n") {
      startLine()
      end.breakCount += 1
      gap = Gap(crossesLine: true)
      while index < bytes.count, Self.isSpace(bytes[index]) {
        gap.hasTab = gap.hasTab || bytes[index] == UInt8(ascii: "\t")
        index += 1
      }
    }
    let isContinued =
      !isAtEnd && byte != UInt8(ascii: "#") && !isAtMarker
      && indentation > parent
      && !(inFlow && (Self.isFlowIndicator(byte) || isAtFlowColon))
      && !(isTolerant && isAtTemplateLine)
    guard isContinued else {
      goBack(to: end)
      return nil
    }
    return end
  }

  /// Passes the text of the line up to what ends a plain scalar.
  private mutating func scanPlainLine(inFlow: Bool, stopsAtColon: Bool) -> Range<Int> {
    let start = index
    var end = index
    loop: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"): break loop
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        index += 1
        continue loop
      case UInt8(ascii: "#"):
        if index > start, Self.isSpace(bytes[index - 1]) { break loop }
      case UInt8(ascii: ":"):
        guard stopsAtColon else { break }
        if isBlank(at: index + 1) || inFlow && Self.isFlowIndicator(bytes[index + 1]) {
          break loop
        }
      case UInt8(ascii: "{") where isTolerant:
        if let templateEnd = templateEnd(at: index) {
          index = templateEnd
          end = index
          continue loop
        }
        if inFlow { break loop }
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        if inFlow { break loop }
      default: break
      }
      index += 1
      end = index
    }
    index = end
    return start..<end
  }

  // https://yaml.org/spec/1.2.2/#rule-ns-plain-first
  private mutating func checkPlainStart(inFlow: Bool) throws(ReadingFailure) {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      let isBeforeBlank = isBlank(at: index + 1)
      guard isBeforeBlank || inFlow && Self.isFlowIndicator(bytes[index + 1]) else { return }
      // `[-]` is a list of one text to most readers.
      if isTolerant, !isBeforeBlank, byte == UInt8(ascii: "-") {
        return report(.warning, "a text that is `-` alone needs quotes", at: index)
      }
    case UInt8(ascii: "{") where isTolerant && templateEnd(at: index) != nil: return
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      break
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      let found = TextEncoding.description(at: index, in: bytes)
      return try tolerate(.warning, "a text that starts with \(found) needs quotes", at: index)
    default: return
    }
    throw unexpected("a value")
  }
}

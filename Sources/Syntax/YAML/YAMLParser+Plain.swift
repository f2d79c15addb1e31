import SourceModel

extension YAMLParser {
  /// The first line of a plain scalar in block style.
  mutating func firstLineOfPlain() throws(ReadingFailure) -> Node {
    let position = position()
    try checkPlainStart(inFlow: false)
    let range = plainLine(inFlow: false)
    nodeCount += 1
    return Node(.scalar(Scalar(String(decoding: bytes[range], as: UTF8.self))), at: position)
  }

  /// Whether a plain scalar may start here.
  func checkPlainStart(inFlow: Bool) throws(ReadingFailure) {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      let next = byte(ahead: 1)
      guard isBlankOrEnd(next) || (inFlow && isFlowIndicator(next)) else { return }
      throw failure("found `\(Character(Unicode.Scalar(byte)))`, expected a value")
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"):
      guard !isTolerant else { return }
      throw failure("found \(found), expected quotes around the value")
    case UInt8(ascii: "{"):
      guard placeholderEnd(at: index) == nil else { return }
      throw failure("found \(found), expected a value")
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "}"),
      UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"),
      UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""):
      throw failure("found \(found), expected a value")
    default: return
    }
  }

  /// The text of a plain scalar in this line; the cursor then stands behind its last character.
  mutating func plainLine(inFlow: Bool) -> Range<Int> {
    let start = index
    var last = index
    scan: while !isAtEnd {
      switch byte {
      case UInt8(ascii: "\n"): break scan
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        index += 1
        continue
      case UInt8(ascii: ":"):
        let next = byte(ahead: 1)
        if isBlankOrEnd(next) || (inFlow && isFlowIndicator(next)) { break scan }
      case UInt8(ascii: "#"):
        if index > start, bytes[index - 1] == 0x20 || bytes[index - 1] == 9 { break scan }
      case UInt8(ascii: "{"):
        if let placeholder = placeholderEnd(at: index) {
          index = placeholder
          last = index
          continue
        }
        if inFlow { break scan }
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if inFlow { break scan }
      default: break
      }
      index += 1
      last = index
    }
    index = last
    return start..<last
  }

  /// The scalar with the lines that continue it, each indented more than the parent.
  mutating func restOfPlain(_ first: Node, _ parent: Int) throws(ReadingFailure) -> Node {
    guard case .scalar(let scalar) = first.content else { return first }
    var text: [UInt8]?
    while let gap = try continuation(parent, inFlow: false) {
      let range = plainLine(inFlow: false)
      let ending = mark
      skipBlanks()
      if isIndicator(UInt8(ascii: ":")) {
        guard isTolerant else { throw failure("found `:`, expected the key in one line") }
        // The line is an entry of its own; whoever reads the collection judges its column.
        goBack(to: gap.start)
        break
      }
      goBack(to: ending)
      var joined = text ?? Array(scalar.text.utf8)
      appendBreaks(gap.breaks, to: &joined)
      joined += bytes[range]
      text = joined
    }
    guard let text else { return first }
    return Node(
      .scalar(Scalar(String(decoding: text, as: UTF8.self))), tag: first.tag, at: first.position)
  }

  /// What lies between two lines of a plain scalar.
  struct Gap {
    var start: Mark
    var breaks: Int
  }

  /// Goes to the next line of a plain scalar; `nil` where the scalar ends, the cursor as it was.
  mutating func continuation(_ parent: Int, inFlow: Bool) throws(ReadingFailure) -> Gap? {
    let start = mark
    skipBlanks()
    guard byte == UInt8(ascii: "\n") else {
      goBack(to: start)
      return nil
    }
    var breaks = 0
    while byte == UInt8(ascii: "\n") {
      takeLineFeed()
      breaks += 1
      skipBlanks()
    }
    let isOutside = isAtEnd || isDocumentMarkerInLine || byte == UInt8(ascii: "#")
    let isTemplate = isTolerant && !inFlow && templateEnd() != nil
    guard !isOutside, !isTemplate, indentation > parent || (isTolerant && inFlow) else {
      goBack(to: start)
      return nil
    }
    return Gap(start: start, breaks: breaks)
  }

  /// Whether the line begins with a document's marker.
  var isDocumentMarkerInLine: Bool {
    let first = bytes[lineStart]
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: ".") else { return false }
    return bytes[min(lineStart + 1, end)] == first && bytes[min(lineStart + 2, end)] == first
      && isBlankOrEnd(bytes[min(lineStart + 3, end)])
  }

  /// One line end is a space, more are one less.
  func appendBreaks(_ count: Int, to text: inout [UInt8]) {
    if count == 1 {
      text.append(UInt8(ascii: " "))
    } else {
      text += repeatElement(UInt8(ascii: "\n"), count: count - 1)
    }
  }
}

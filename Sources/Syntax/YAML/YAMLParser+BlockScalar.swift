import SourceModel

extension YAMLParser {
  /// How the line ends at the end of a block scalar are treated.
  private enum Chomping { case strip, clip, keep }

  /// A literal or folded scalar, the cursor on its indicator.
  mutating func blockScalar(_ parent: Int) throws(ReadingFailure) -> Node {
    let position = position()
    let isFolded = byte == UInt8(ascii: ">")
    index += 1
    let (chomping, increment) = try header()
    try endLine()
    while byte != UInt8(ascii: "\n"), !isAtEnd { index += 1 }
    if !isAtEnd { takeLineFeed() }
    let indent: Int
    if let increment {
      indent = max(parent, 0) + increment
    } else {
      indent = try contentIndentation(parent)
    }
    nodeCount += 1
    let text = content(indent, isFolded: isFolded, chomping)
    return Node(
      .scalar(
        Scalar(String(decoding: text, as: UTF8.self), style: isFolded ? .folded : .literal)),
      at: position)
  }

  private mutating func header() throws(ReadingFailure) -> (Chomping, Int?) {
    var chomping = Chomping.clip
    var increment: Int?
    for _ in 0..<2 {
      switch byte {
      case UInt8(ascii: "-"): chomping = .strip
      case UInt8(ascii: "+"): chomping = .keep
      case UInt8(ascii: "1")...UInt8(ascii: "9"): increment = Int(byte - UInt8(ascii: "0"))
      default: return (chomping, increment)
      }
      index += 1
    }
    return (chomping, increment)
  }

  /// The indentation of the first line with content; more than the parent's.
  private mutating func contentIndentation(_ parent: Int) throws(ReadingFailure) -> Int {
    var at = index
    var widest = 0
    while true {
      let start = at
      while bytes[at] == UInt8(ascii: " ") { at += 1 }
      let spaces = at - start
      if bytes[at] == UInt8(ascii: "\n") {
        widest = max(widest, spaces)
        at += 1
        continue
      }
      guard at < end else { return max(widest, parent + 1) }
      if spaces <= parent {
        if bytes[at] == UInt8(ascii: "\t"), !isTolerant {
          var blank = at
          while bytes[blank] == UInt8(ascii: "\t") || bytes[blank] == 0x20 { blank += 1 }
          if bytes[blank] == UInt8(ascii: "\n") {
            throw failure("found a tab in the indentation, expected spaces")
          }
        }
        return max(widest, parent + 1)
      }
      if widest > spaces {
        try forgive("found an empty line with more spaces than the text has, expected fewer")
      }
      return spaces
    }
  }

  private mutating func content(
    _ indent: Int, isFolded: Bool, _ chomping: Chomping
  ) -> [UInt8] {
    var text: [UInt8] = []
    // Line ends that wait for what follows, and whether the last line was indented more.
    var breaks = 0
    var wasIndented = false
    var hasContent = false
    while !isAtEnd {
      let spaces = min(indentation, indent)
      let first = bytes[lineStart + spaces]
      if first == UInt8(ascii: "\n") {
        breaks += 1
        skipLine()
        continue
      }
      if lineStart + spaces >= end { break }
      if spaces < indent {
        guard isTolerant, isTemplateLine(at: spaces) else { break }
        skipLine()
        continue
      }
      if indent == 0, isDocumentMarkerInLine { break }
      let isIndented = first == UInt8(ascii: " ") || first == UInt8(ascii: "\t")
      if isFolded, hasContent, !isIndented, !wasIndented {
        appendBreaks(breaks, to: &text)
      } else {
        text += repeatElement(UInt8(ascii: "\n"), count: breaks)
      }
      let start = lineStart + spaces
      index = start
      while byte != UInt8(ascii: "\n"), !isAtEnd { index += 1 }
      text += bytes[start..<index]
      (breaks, wasIndented, hasContent) = (1, isIndented, true)
      skipLine()
    }
    switch chomping {
    case .strip: break
    case .clip: if hasContent, breaks > 0 { text.append(UInt8(ascii: "\n")) }
    case .keep: text += repeatElement(UInt8(ascii: "\n"), count: breaks)
    }
    return text
  }

  /// Whether the line holds a piece of a template alone.
  private mutating func isTemplateLine(at offset: Int) -> Bool {
    let back = mark
    defer { goBack(to: back) }
    index = lineStart + offset
    guard let close = templateEnd() else { return false }
    return !bytes[index..<close].contains(UInt8(ascii: "\n"))
  }
}

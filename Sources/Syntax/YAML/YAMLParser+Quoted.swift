import SourceModel

extension YAMLParser {
  /// A scalar in single quotes, the cursor on the first of them.
  mutating func singleQuoted(_ parent: Int) throws(ReadingFailure) -> Node {
    let position = position()
    let start = index
    index += 1
    var text: [UInt8] = []
    while true {
      switch byte {
      case UInt8(ascii: "'"):
        index += 1
        guard byte == UInt8(ascii: "'") else {
          nodeCount += 1
          let text = String(decoding: text, as: UTF8.self)
          return Node(.scalar(Scalar(text, style: .singleQuoted)), at: position)
        }
        text.append(UInt8(ascii: "'"))
        index += 1
      case UInt8(ascii: "\n"): try foldLines(parent, into: &text, keeping: 0)
      default:
        guard !isAtEnd else {
          throw ReadingFailure("found a quote that is not closed, expected `'`", at: start)
        }
        takePlainRun(into: &text)
      }
    }
  }

  /// A scalar in double quotes, the cursor on the first of them.
  mutating func doubleQuoted(_ parent: Int) throws(ReadingFailure) -> Node {
    let position = position()
    let start = index
    index += 1
    var text: [UInt8] = []
    // Characters that an escape wrote are not trimmed with the spaces of the line's end.
    var kept = 0
    while true {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        nodeCount += 1
        let text = String(decoding: text, as: UTF8.self)
        return Node(.scalar(Scalar(text, style: .doubleQuoted)), at: position)
      case UInt8(ascii: "\\"):
        try escape(parent, into: &text)
        kept = text.count
      case UInt8(ascii: "\n"): try foldLines(parent, into: &text, keeping: kept)
      case UInt8(ascii: "{"):
        guard let close = placeholderEnd(at: index) else { fallthrough }
        text += bytes[index..<close]
        index = close
      default:
        guard !isAtEnd else {
          throw ReadingFailure("found a quote that is not closed, expected `\"`", at: start)
        }
        takePlainRun(into: &text)
      }
    }
  }

  /// Takes characters up to the next that may have a meaning in quotes, at least one.
  private mutating func takePlainRun(into text: inout [UInt8]) {
    let start = index
    index += 1
    while true {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "\n"),
        UInt8(ascii: "{"), 0:
        text += bytes[start..<index]
        return
      default: index += 1
      }
    }
  }

  /// Goes over the end of a line in quotes, and over empty lines.
  private mutating func foldLines(
    _ parent: Int, into text: inout [UInt8], keeping kept: Int, isEscaped: Bool = false
  ) throws(ReadingFailure) {
    if !isEscaped {
      while text.count > kept, let last = text.last, last == 0x20 || last == 9 {
        text.removeLast()
      }
    }
    var breaks = 0
    while byte == UInt8(ascii: "\n") {
      takeLineFeed()
      breaks += 1
      guard !isDocumentMarkerInLine else {
        throw failure("found a document's marker, expected the closing quote")
      }
      skipBlanks()
    }
    if !isAtEnd, indentation <= parent {
      try forgive("found a line that is not indented, expected more than \(max(0, parent)) spaces")
    }
    if isEscaped {
      text += repeatElement(UInt8(ascii: "\n"), count: breaks - 1)
    } else {
      appendBreaks(breaks, to: &text)
    }
  }

  // https://yaml.org/spec/1.2.2/#57-escaped-characters
  private mutating func escape(_ parent: Int, into text: inout [UInt8]) throws(ReadingFailure) {
    let code = byte(ahead: 1)
    switch code {
    case UInt8(ascii: "\n"):
      index += 1
      try foldLines(parent, into: &text, keeping: text.count, isEscaped: true)
      return
    case UInt8(ascii: "x"): return try appendCode(digits: 2, to: &text)
    case UInt8(ascii: "u"): return try appendCode(digits: 4, to: &text)
    case UInt8(ascii: "U"): return try appendCode(digits: 8, to: &text)
    default: break
    }
    guard let scalar = Self.escapes[code] else {
      try forgive("found the escape `\\\(Character(Unicode.Scalar(code)))`, which has no meaning")
      text += [UInt8(ascii: "\\"), code]
      index += 2
      return
    }
    text.append(scalar: scalar)
    index += 2
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{07}", UInt8(ascii: "b"): "\u{08}",
    UInt8(ascii: "t"): "\t", UInt8(ascii: "\t"): "\t", UInt8(ascii: "n"): "\n",
    UInt8(ascii: "v"): "\u{0B}", UInt8(ascii: "f"): "\u{0C}", UInt8(ascii: "r"): "\r",
    UInt8(ascii: "e"): "\u{1B}", UInt8(ascii: " "): " ", UInt8(ascii: "\""): "\"",
    UInt8(ascii: "/"): "/", UInt8(ascii: "\\"): "\\", UInt8(ascii: "N"): "\u{85}",
    UInt8(ascii: "_"): "\u{A0}", UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
  ]

  private mutating func appendCode(
    digits: Int, to text: inout [UInt8]
  ) throws(ReadingFailure) {
    guard var value = HexDigits.number(at: index + 2, count: digits, in: bytes) else {
      throw failure("found a faulty escape, expected \(digits) hexadecimal digits")
    }
    index += 2 + digits
    // JSON writes characters beyond the first 65,536 as two halves.
    if value >> 10 == 0x36, byte == UInt8(ascii: "\\"), byte(ahead: 1) == UInt8(ascii: "u"),
      let low = HexDigits.number(at: index + 2, count: 4, in: bytes), low >> 10 == 0x37
    {
      value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
      index += 6
    }
    text.append(scalar: Unicode.Scalar(value) ?? "\u{FFFD}")
  }
}

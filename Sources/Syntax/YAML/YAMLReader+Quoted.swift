import SourceModel

extension YAML.Reader {
  /// Reads a scalar in quotes.
  mutating func readQuoted(parent: Int) throws(ReadingFailure) {
    let quote = byte
    let start = index
    let position = position(at: start)
    let outerOpener = opener
    if opener == nil { opener = Opener(offset: start, faultCount: faults.count) }
    index += 1
    let style: Scalar.Style = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
    let text = try readQuotedText(quote, start: start, parent: parent)
    opener = outerOpener
    push(Scalar(text, style: style), at: position)
    isLastNodeClosed = true
  }

  private mutating func readQuotedText(
    _ quote: UInt8, start: Int, parent: Int
  ) throws(ReadingFailure) -> String {
    var runStart = index
    // Up to here, spaces at a line's end are escaped and stay.
    var keptCount = 0
    var isPlainRun = true
    while index < bytes.count {
      switch bytes[index] {
      case quote:
        guard quote == UInt8(ascii: "'"), index + 1 < bytes.count, bytes[index + 1] == quote else {
          let run = runStart..<index
          index += 1
          if isPlainRun { return text(run) }
          scratch.append(contentsOf: bytes[run])
          return String(decoding: scratch, as: UTF8.self)
        }
        flush(runStart..<(index + 1), &isPlainRun)
        index += 2
        runStart = index
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
        flush(runStart..<index, &isPlainRun)
        try readEscape(parent: parent, &keptCount)
        runStart = index
      case UInt8(ascii: "\n"):
        flush(runStart..<index, &isPlainRun)
        while scratch.count > keptCount, let last = scratch.last, Self.isSpace(last) {
          scratch.removeLast()
        }
        appendFolded(try skipQuotedLines(parent: parent))
        keptCount = scratch.count
        runStart = index
      default: index += 1
      }
    }
    let mark = quote == UInt8(ascii: "'") ? "'" : "\""
    throw ReadingFailure("the quote `\(mark)` is never closed", at: start)
  }

  private mutating func flush(_ run: Range<Int>, _ isFirst: inout Bool) {
    if isFirst {
      scratch.removeAll(keepingCapacity: true)
      isFirst = false
    }
    scratch.append(contentsOf: bytes[run])
  }

  // MARK: - Escapes

  // https://yaml.org/spec/1.2.2/#57-escaped-characters
  private mutating func readEscape(
    parent: Int, _ keptCount: inout Int
  ) throws(ReadingFailure) {
    let start = index
    index += 1
    let code = byte
    if code == UInt8(ascii: "\n") {
      let count = try skipQuotedLines(parent: parent)
      scratch.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: count - 1))
    } else if let scalar = Self.escape(code) {
      scratch.append(scalar: scalar)
      index += 1
    } else if let count = Self.digitCount(code) {
      index += 1
      try readNumericEscape(count, from: start)
    } else {
      let found = TextEncoding.description(at: index, in: bytes)
      try tolerate(.error, "a backslash and \(found) are no escape", at: start)
      scratch.append(UInt8(ascii: "\\"))
    }
    keptCount = scratch.count
  }

  private mutating func readNumericEscape(
    _ count: Int, from start: Int
  ) throws(ReadingFailure) {
    guard var value = HexDigits.number(at: index, count: count, in: bytes) else {
      try tolerate(.error, "expected \(count) hexadecimal digits", at: start)
      scratch.append(contentsOf: bytes[start..<index])
      return
    }
    index += count
    // JSON writes what lies beyond plane 0 as two escapes.
    if value >> 10 == 0xD800 >> 10, byte == UInt8(ascii: "\\"),
      index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u"),
      let low = HexDigits.number(at: index + 2, count: 4, in: bytes), low >> 10 == 0xDC00 >> 10
    {
      value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
      index += 6
    }
    guard let scalar = Unicode.Scalar(value) else {
      try tolerate(.error, "the escape is no Unicode character", at: start)
      return scratch.append(scalar: "\u{FFFD}")
    }
    scratch.append(scalar: scalar)
  }

  private static func digitCount(_ code: UInt8) -> Int? {
    switch code {
    case UInt8(ascii: "x"): 2
    case UInt8(ascii: "u"): 4
    case UInt8(ascii: "U"): 8
    default: nil
    }
  }

  private static func escape(_ code: UInt8) -> Unicode.Scalar? {
    switch code {
    case UInt8(ascii: "0"): "\0"
    case UInt8(ascii: "a"): "\u{07}"
    case UInt8(ascii: "b"): "\u{08}"
    case UInt8(ascii: "t"), UInt8(ascii: "\t"): "\t"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "v"): "\u{0B}"
    case UInt8(ascii: "f"): "\u{0C}"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "e"): "\u{1B}"
    case UInt8(ascii: " "): " "
    case UInt8(ascii: "\""): "\""
    case UInt8(ascii: "/"): "/"
    case UInt8(ascii: "\\"): "\\"
    case UInt8(ascii: "N"): "\u{85}"
    case UInt8(ascii: "_"): "\u{A0}"
    case UInt8(ascii: "L"): "\u{2028}"
    case UInt8(ascii: "P"): "\u{2029}"
    default: nil
    }
  }
}

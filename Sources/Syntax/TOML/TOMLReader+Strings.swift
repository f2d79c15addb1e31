extension TOML.Reader {
  /// Reads a string of any of the four forms.
  ///
  /// See https://toml.io/en/v1.0.0#string
  mutating func readString() throws(ReadingFailure) -> Scalar {
    guard let quote = byte, bytes[index...].starts(with: [quote, quote, quote]) else {
      return try readLineString()
    }
    return try readBlockString(quote)
  }

  /// Reads a string that ends on its line.
  mutating func readLineString() throws(ReadingFailure) -> Scalar {
    let start = index
    let quote = bytes[start]
    let isLiteral = quote == UInt8(ascii: "'")
    let style: Scalar.Style = isLiteral ? .singleQuoted : .doubleQuoted
    index += 1
    skipPlainText(until: quote, isLiteral: isLiteral)
    if byte == quote {
      let text = String(decoding: bytes[(start + 1)..<index], as: UTF8.self)
      index += 1
      return Scalar(text, style: style)
    }
    var content = Array(bytes[(start + 1)..<index])
    while let byte, byte != quote {
      guard byte == UInt8(ascii: "\\"), !isLiteral else { throw unexpectedInString(from: start) }
      try readEscape(into: &content)
      let next = index
      skipPlainText(until: quote, isLiteral: isLiteral)
      content += bytes[next..<index]
    }
    guard byte == quote else { throw unexpectedInString(from: start) }
    index += 1
    return Scalar(String(decoding: content, as: UTF8.self), style: style)
  }

  /// Reads a string in three quotes, which may span lines.
  private mutating func readBlockString(_ quote: UInt8) throws(ReadingFailure) -> Scalar {
    let start = index
    let isLiteral = quote == UInt8(ascii: "'")
    var content: [UInt8] = []
    index += 3
    // A line end directly after the quotes is no part of the text.
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { try skipLineEnd() }
    while let byte {
      switch byte {
      case quote:
        let count = min(quoteCount(quote), 5)
        index += count
        content += repeatElement(quote, count: count < 3 ? count : count - 3)
        guard count < 3 else {
          let text = String(decoding: content, as: UTF8.self)
          return Scalar(text, style: isLiteral ? .singleQuoted : .doubleQuoted)
        }
      case UInt8(ascii: "\\") where !isLiteral:
        if try !skipLineBreak() { try readEscape(into: &content) }
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        try skipLineEnd()
        content.append(UInt8(ascii: "\n"))
      default:
        let next = index
        skipPlainText(until: quote, isLiteral: isLiteral)
        guard index > next else { throw unexpectedInString(from: start) }
        content += bytes[next..<index]
      }
    }
    throw ReadingFailure("the string has no closing quotes", at: start)
  }

  private func quoteCount(_ quote: UInt8) -> Int {
    bytes[index...].prefix(6).prefix { $0 == quote }.count
  }

  private mutating func skipPlainText(until quote: UInt8, isLiteral: Bool) {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote || Self.isControl(byte) { return }
      if byte == UInt8(ascii: "\\"), !isLiteral { return }
      index += 1
    }
  }

  private func unexpectedInString(from start: Int) -> ReadingFailure {
    switch byte {
    case nil, UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      return ReadingFailure("the string has no closing quote", at: start)
    default:
      let found = TextEncoding.description(at: index, in: bytes)
      return ReadingFailure("expected \(found) in a string to be written as an escape", at: index)
    }
  }

  /// Passes a backslash at the end of a line with all white space up to the next text.
  private mutating func skipLineBreak() throws(ReadingFailure) -> Bool {
    let start = index
    index += 1
    skipBlanks()
    guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
      index = start
      return false
    }
    while byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
      try skipLineEnd()
      skipBlanks()
    }
    return true
  }

  private mutating func readEscape(into content: inout [UInt8]) throws(ReadingFailure) {
    let start = index
    index += 1
    guard let kind = byte else { throw unexpected("an escape") }
    index += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): content.append(kind)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "u"): try readUnicodeEscape(digits: 4, from: start, into: &content)
    case UInt8(ascii: "U"): try readUnicodeEscape(digits: 8, from: start, into: &content)
    default: throw ReadingFailure("unknown escape in a string", at: start)
    }
  }

  private mutating func readUnicodeEscape(
    digits: Int, from start: Int, into content: inout [UInt8]
  ) throws(ReadingFailure) {
    guard let value = HexDigits.number(at: index, count: digits, in: bytes) else {
      throw ReadingFailure("expected \(digits) hexadecimal digits in the escape", at: start)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw ReadingFailure("the escape stands for no character", at: start)
    }
    index += digits
    content.append(scalar: scalar)
  }
}

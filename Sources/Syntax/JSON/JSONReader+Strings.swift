import SourceModel

extension JSON.Reader {
  /// Reads a string; the quote at the cursor ends it too.
  mutating func readString() throws(ReadingFailure) -> Node {
    let start = index
    let place = position(at: start)
    let quote = bytes[start]
    let style: Scalar.Style = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
    index += 1
    skipPlainText(until: quote)
    if byte == quote {
      let text = text(from: start + 1)
      index += 1
      return Node(.scalar(Scalar(text, style: style)), at: place)
    }
    var content = Array(bytes[(start + 1)..<index])
    while let byte, byte != quote {
      guard byte == UInt8(ascii: "\\") else { throw unexpectedInString(from: start) }
      try readEscape(into: &content)
      let next = index
      skipPlainText(until: quote)
      content += bytes[next..<index]
    }
    guard byte == quote else { throw unexpectedInString(from: start) }
    index += 1
    return Node(.scalar(Scalar(String(decoding: content, as: UTF8.self), style: style)), at: place)
  }

  /// Reads a key without quotes, JSON5 only.
  ///
  /// See https://spec.json5.org/#objects
  mutating func readIdentifier() throws(ReadingFailure) -> Node? {
    let start = index
    let place = position(at: start)
    var content: [UInt8] = []
    while let byte {
      if byte == UInt8(ascii: "\\") {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u") else { break }
        try readEscape(into: &content)
        continue
      }
      guard Self.isIdentifierPart(byte), index > start || !Self.isDigit(byte) else { break }
      guard byte < 0x80 || wideSpaceLength == 0 else { break }
      content.append(byte)
      index += 1
    }
    guard index > start else { return nil }
    return Node(.scalar(Scalar(String(decoding: content, as: UTF8.self))), at: place)
  }

  /// Whether the byte may stand in a name; names of other scripts are not looked at closely.
  static func isIdentifierPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: isDigit(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private mutating func skipPlainText(until quote: UInt8) {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote || byte == UInt8(ascii: "\\") || byte < 0x20 {
        // JSON5 takes control characters other than line ends as they are.
        guard dialect == .json5, byte < 0x20, !Self.isLineEnd(byte) else { return }
      }
      index += 1
    }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func unexpectedInString(from start: Int) -> ReadingFailure {
    guard let byte, !Self.isLineEnd(byte) else {
      return ReadingFailure("the string has no closing quote", at: start)
    }
    let found = TextEncoding.description(at: index, in: bytes)
    return ReadingFailure("expected \(found) in a string to be written as an escape", at: index)
  }

  /// Reads `\n` and its like.
  ///
  /// See https://www.rfc-editor.org/rfc/rfc8259#section-7
  private mutating func readEscape(into content: inout [UInt8]) throws(ReadingFailure) {
    let start = index
    index += 1
    guard let kind = byte else { throw unexpected("an escape") }
    index += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(kind)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): try readUnicodeEscape(from: start, into: &content)
    default:
      guard dialect == .json5, try readEscape5(kind, from: start, into: &content) else {
        throw ReadingFailure("unknown escape in a string", at: start)
      }
    }
  }

  private mutating func readUnicodeEscape(
    from start: Int, into content: inout [UInt8]
  ) throws(ReadingFailure) {
    guard let first = HexDigits.number(at: index, count: 4, in: bytes) else {
      throw ReadingFailure("expected four hexadecimal digits after `\\u`", at: start)
    }
    index += 4
    if let scalar = Unicode.Scalar(first) { return content.append(scalar: scalar) }
    if first < 0xDC00, let second = lowSurrogate(),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    {
      index += 6
      return content.append(scalar: scalar)
    }
    content.append(scalar: "\u{FFFD}")
    report(.warning, "half of a surrogate pair stands for no character", at: start)
  }

  /// The second half of a pair, where it stands at the cursor.
  private func lowSurrogate() -> UInt32? {
    guard bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]),
      let unit = HexDigits.number(at: index + 2, count: 4, in: bytes),
      (0xDC00...0xDFFF).contains(unit)
    else { return nil }
    return unit
  }

  /// Reads the escapes that only JSON5 has.
  ///
  /// See https://spec.json5.org/#strings
  private mutating func readEscape5(
    _ kind: UInt8, from start: Int, into content: inout [UInt8]
  ) throws(ReadingFailure) -> Bool {
    switch kind {
    case UInt8(ascii: "v"): content.append(0x0B)
    case UInt8(ascii: "0"):
      guard byte.map(Self.isDigit) != true else { return false }
      content.append(0)
    case UInt8(ascii: "x"):
      guard let value = HexDigits.number(at: index, count: 2, in: bytes),
        let scalar = Unicode.Scalar(value)
      else { throw ReadingFailure("expected two hexadecimal digits after `\\x`", at: start) }
      content.append(scalar: scalar)
      index += 2
    case UInt8(ascii: "\r"): if byte == UInt8(ascii: "\n") { index += 1 }
    case UInt8(ascii: "\n"): break
    case UInt8(ascii: "1")...UInt8(ascii: "9"): return false
    default: content.append(kind)
    }
    return true
  }
}

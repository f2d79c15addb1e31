extension JSON.Reader {
  /// Reads a string, number or literal.
  mutating func readScalar() throws(ReadingFailure) -> Node {
    guard let byte else { throw unexpected("a value") }
    switch byte {
    case UInt8(ascii: "\""): return try readString()
    case UInt8(ascii: "'") where dialect == .json5: return try readString()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
    case UInt8(ascii: "+"), UInt8(ascii: "."): return try readNumber()
    case UInt8(ascii: "I"), UInt8(ascii: "N"): return try readNumber()
    case UInt8(ascii: "t"): return try readLiteral("true")
    case UInt8(ascii: "f"): return try readLiteral("false")
    case UInt8(ascii: "n"): return try readLiteral("null")
    default: throw unexpected("a value")
    }
  }

  private mutating func readLiteral(_ word: String) throws(ReadingFailure) -> Node {
    let start = position(at: index)
    guard skip(word) else {
      throw ReadingFailure("expected a value, did you mean `\(word)`?", at: index)
    }
    return Node(.scalar(Scalar(word)), at: start)
  }

  private mutating func readNumber() throws(ReadingFailure) -> Node {
    let start = index
    let place = position(at: start)
    if dialect == .json5 {
      try skipNumber5()
    } else {
      try skipNumber()
    }
    return Node(.scalar(Scalar(text(from: start))), at: place)
  }

  /// Passes `-0.1e+2` and its like.
  ///
  /// See https://www.rfc-editor.org/rfc/rfc8259#section-6
  private mutating func skipNumber() throws(ReadingFailure) {
    if byte == UInt8(ascii: "-") { index += 1 }
    let isZero = byte == UInt8(ascii: "0")
    let first = index
    guard skipDigits() else { throw unexpected(index == first ? "a digit" : "a number") }
    guard !isZero || index == first + 1 else {
      throw ReadingFailure("a number cannot start with a needless 0", at: first)
    }
    if byte == UInt8(ascii: ".") {
      index += 1
      guard skipDigits() else { throw unexpected("a digit after the point") }
    }
    try skipExponent()
  }

  private mutating func skipExponent() throws(ReadingFailure) {
    guard byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") else { return }
    index += 1
    if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
    guard skipDigits() else { throw unexpected("a digit of the exponent") }
  }

  /// Passes `+.5`, `5.`, `0xFF`, `-Infinity`, `NaN` and their like.
  ///
  /// See https://spec.json5.org/#numbers
  private mutating func skipNumber5() throws(ReadingFailure) {
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { index += 1 }
    if skip("Infinity") || skip("NaN") { return }
    let isZero = byte == UInt8(ascii: "0")
    let first = index
    let hasWhole = skipDigits()
    if isZero, index == first + 1, byte == UInt8(ascii: "x") || byte == UInt8(ascii: "X") {
      index += 1
      return try skipHexDigits()
    }
    guard !isZero || index == first + 1 else {
      throw ReadingFailure("a number cannot start with a needless 0", at: first)
    }
    var hasFraction = false
    if byte == UInt8(ascii: ".") {
      index += 1
      hasFraction = skipDigits()
    }
    guard hasWhole || hasFraction else { throw unexpected("a digit") }
    try skipExponent()
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while let byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
    return index > start
  }

  private mutating func skipHexDigits() throws(ReadingFailure) {
    let start = index
    while let byte, HexDigits.value(of: byte) != nil { index += 1 }
    guard index > start else { throw unexpected("a hexadecimal digit") }
  }

  /// Passes a word that is not the start of a longer one.
  private mutating func skip(_ word: String) -> Bool {
    let end = index + word.utf8.count
    guard bytes[index...].starts(with: word.utf8) else { return false }
    guard end == bytes.count || !Self.isIdentifierPart(bytes[end]) else { return false }
    index = end
    return true
  }
}

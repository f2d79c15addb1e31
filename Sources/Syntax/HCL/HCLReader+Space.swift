import SourceModel

extension HCL.Reader {
  /// The next byte, `nil` at the end of the text.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// The byte after the next one.
  var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

  /// A failure at the next byte.
  func unexpected(_ expected: String) -> ReadingFailure {
    let found = TextEncoding.description(at: index, in: bytes)
    return ReadingFailure("expected \(expected), found \(found)", at: index)
  }

  // MARK: - Space

  /// Passes spaces, tabs and carriage returns.
  mutating func skipBlanks() {
    while index < bytes.count, bytes[index].isBlank { index += 1 }
  }

  /// Passes blanks and comments, not the end of the line.
  mutating func skipInlineSpace() throws(ReadingFailure) {
    while true {
      skipBlanks()
      guard try skipComment() else { return }
    }
  }

  /// Passes blanks, comments and line ends.
  mutating func skipSpace() throws(ReadingFailure) {
    while true {
      try skipInlineSpace()
      guard byte == UInt8(ascii: "\n") else { return }
      index += 1
    }
  }

  /// Passes a comment where one stands.
  mutating func skipComment() throws(ReadingFailure) -> Bool {
    switch byte {
    case UInt8(ascii: "#"): break
    case UInt8(ascii: "/") where next == UInt8(ascii: "/"): break
    case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
      try skipBlockComment()
      return true
    default: return false
    }
    skipLine()
    return true
  }

  private mutating func skipBlockComment() throws(ReadingFailure) {
    let start = index
    index += 2
    while let byte {
      if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
        index += 2
        return
      }
      index += 1
    }
    throw ReadingFailure("the comment has no closing `*/`", at: start)
  }

  /// Passes the line up to its end.
  mutating func skipLine() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
  }

  // MARK: - Names

  /// Reads an identifier where one stands.
  mutating func readIdentifier() -> String? {
    guard let byte, Self.startsIdentifier(byte) else { return nil }
    let start = index
    skipIdentifier()
    return text(from: start)
  }

  /// Passes the rest of an identifier.
  mutating func skipIdentifier() {
    while index < bytes.count, Self.continuesIdentifier(bytes[index]) { index += 1 }
  }

  /// The text from the offset to the cursor.
  func text(from start: Int) -> String {
    String(decoding: bytes[start..<index], as: UTF8.self)
  }

  static func startsIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  static func continuesIdentifier(_ byte: UInt8) -> Bool {
    startsIdentifier(byte) || byte.isDigit || byte == UInt8(ascii: "-")
  }

  /// What closes a bracket.
  static func closer(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    default: nil
    }
  }
}

extension HCL.Reader {
  /// Passes the next token of an expression, a bracket with everything in it.
  ///
  /// Nesting is kept in `open` and not on the call stack, so that its depth has no limit here.
  mutating func skipToken() throws(ReadingFailure) {
    let depth = open.count
    repeat {
      if open.last?.closer == UInt8(ascii: "\""), open.count > depth {
        try skipStringPart()
      } else {
        try skipCodePart(isNested: open.count > depth)
      }
    } while open.count > depth
  }

  private mutating func skipCodePart(isNested: Bool) throws(ReadingFailure) {
    guard let byte else { throw unclosed() }
    switch byte {
    case UInt8(ascii: "\""):
      push(UInt8(ascii: "\""), length: 1)
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      push(Self.closer(of: byte) ?? byte, length: 1)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      guard isNested, let last = open.last else { throw unexpected("a value") }
      guard last.closer == byte else {
        throw unexpected("`\(Character(Unicode.Scalar(last.closer)))`")
      }
      close()
    case UInt8(ascii: "<") where isAtHeredoc: _ = try skipHeredoc()
    case UInt8(ascii: "#"), UInt8(ascii: "/"):
      if try !skipComment() { index += 1 }
    default:
      if Self.startsIdentifier(byte) { skipIdentifier() } else { index += 1 }
    }
  }

  /// Passes text of a string up to its quote or a template in it.
  mutating func skipStringPart() throws(ReadingFailure) {
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        close()
        return
      case UInt8(ascii: "\\"): index = min(index + 2, bytes.count)
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        switch templateMark {
        case .none: index += 1
        case .escaped: index += 3
        case .opening:
          push(UInt8(ascii: "}"), length: 2)
          return
        }
      case UInt8(ascii: "\n"): throw unclosedString()
      default: index += 1
      }
    }
    throw unclosedString()
  }

  /// What a `$` or `%` in a string begins.
  enum TemplateMark {
    case none
    /// `$${`, which stands for `${`.
    case escaped
    /// `${`.
    case opening
  }

  /// What the `$` or `%` at the cursor begins.
  var templateMark: TemplateMark {
    if next == UInt8(ascii: "{") { return .opening }
    let isEscaped =
      next == byte && index + 2 < bytes.count && bytes[index + 2] == UInt8(ascii: "{")
    return isEscaped ? .escaped : .none
  }

  /// Notes an opening bracket or quote and passes it.
  mutating func push(_ closer: UInt8, length: Int) {
    open.append(Opening(closer: closer, offset: index))
    index += length
  }

  /// Passes the closing bracket or quote of what is open.
  mutating func close() {
    open.removeLast()
    index += 1
  }

  /// A failure at the string that is open.
  func unclosedString() -> ReadingFailure {
    ReadingFailure("the string has no closing quote", at: open.last?.offset ?? index)
  }

  /// A failure at the innermost bracket that is open.
  func unclosed() -> ReadingFailure {
    guard let last = open.last else { return unexpected("a value") }
    let bracket = TextEncoding.description(at: last.offset, in: bytes)
    let closer = Character(Unicode.Scalar(last.closer))
    return ReadingFailure("\(bracket) has no closing `\(closer)`", at: last.offset)
  }
}

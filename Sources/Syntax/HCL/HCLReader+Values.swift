import SourceModel

extension HCL.Reader {
  /// Where a value stands, which decides what ends it.
  enum Surrounding {
    /// An attribute: the line's end or the brace of a block on one line.
    case body
    /// A list: a comma or the bracket.
    case list
    /// An object: a comma, the line's end or the brace.
    case object
    /// A key of an object: `=` or `:`.
    case key
  }

  /// Reads a value: literals, lists and objects as such, any other expression as its text.
  ///
  /// See https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
  mutating func readValue(
    in surrounding: Surrounding, depth: Int
  ) throws(ReadingFailure) -> Node {
    let start = index
    let position = position(at: start)
    if let content = try readOperand(depth: depth) {
      if surrounding == .list { try skipSpace() } else { try skipInlineSpace() }
      if isAtEnd(of: surrounding) { return Node(content, at: position) }
    }
    try skipExpression(in: surrounding)
    let text = trimmedText(from: start)
    guard !text.isEmpty else { throw unexpected("a value") }
    let isLiteral = text == "true" || text == "false" || text == "null"
    let isName = surrounding == .key && !text.utf8.contains { !Self.continuesIdentifier($0) }
    let tag = isLiteral || isName ? nil : HCL.expressionTag
    return Node(.scalar(Scalar(text)), tag: tag, at: position)
  }

  /// Reads what may be a value by itself; `nil` where only an expression can stand.
  private mutating func readOperand(depth: Int) throws(ReadingFailure) -> Node.Content? {
    guard let byte else { throw unexpected("a value") }
    switch byte {
    case UInt8(ascii: "\""): return .scalar(try readString())
    case UInt8(ascii: "<") where isAtHeredoc: return .scalar(try readHeredoc())
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard depth < Self.depthLimit, !isAtFor else { return nil }
      return byte == UInt8(ascii: "[")
        ? .sequence(try readItems(depth: depth)) : .mapping(try readEntries(depth: depth))
    default: return readNumber().map { .scalar($0) }
    }
  }

  private mutating func readNumber() -> Scalar? {
    let start = index
    var end = start
    if byte == UInt8(ascii: "-") { end += 1 }
    guard end < bytes.count, bytes[end].isDigit else { return nil }
    while end < bytes.count {
      let isSign = bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-")
      let isExponent = bytes[end] | 0x20 == UInt8(ascii: "e")
      let isSigned = isSign && bytes[end - 1] | 0x20 == UInt8(ascii: "e")
      guard bytes[end].isDigit || bytes[end] == UInt8(ascii: ".") || isExponent || isSigned
      else { break }
      end += 1
    }
    index = end
    return Scalar(text(from: start))
  }

  private func isAtEnd(of surrounding: Surrounding) -> Bool {
    guard let byte else { return true }
    switch surrounding {
    case .body: return byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "}")
    case .list: return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
    case .object:
      return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "}")
    case .key:
      return byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=") && next != UInt8(ascii: "=")
    }
  }

  // MARK: - Lists and objects

  private mutating func readItems(depth: Int) throws(ReadingFailure) -> [Node] {
    push(UInt8(ascii: "]"), length: 1)
    var items: [Node] = []
    try skipSpace()
    while byte != UInt8(ascii: "]") {
      guard byte != nil else { throw unclosed() }
      items.append(try readValue(in: .list, depth: depth + 1))
      try skipSpace()
      guard byte != UInt8(ascii: "]") else { break }
      guard byte == UInt8(ascii: ",") else { throw byte == nil ? unclosed() : unexpected("`,`") }
      index += 1
      try skipSpace()
    }
    close()
    return items
  }

  private mutating func readEntries(depth: Int) throws(ReadingFailure) -> [Node.Entry] {
    push(UInt8(ascii: "}"), length: 1)
    var entries: [Node.Entry] = []
    try skipSpace()
    while byte != UInt8(ascii: "}") {
      guard byte != nil else { throw unclosed() }
      let key = try readValue(in: .key, depth: Self.depthLimit)
      guard isAtEnd(of: .key), byte != nil else { throw unexpected("`=` after the key") }
      index += 1
      try skipSpace()
      let value = try readValue(in: .object, depth: depth + 1)
      entries.append(Node.Entry(key: key, value: value))
      try skipInlineSpace()
      if byte == UInt8(ascii: ",") { index += 1 }
      try skipSpace()
    }
    close()
    return entries
  }

  /// Whether the bracket opens a `for` expression and no list or object.
  private var isAtFor: Bool {
    var ahead = self
    ahead.index += 1
    // A comment that does not end is found again, and told of, where the value is read.
    guard (try? ahead.skipSpace()) != nil, ahead.readIdentifier() == "for" else { return false }
    ahead.skipBlanks()
    return ahead.byte.map(Self.startsIdentifier) ?? false
  }

  // MARK: - Expressions

  /// Passes an expression up to what ends it.
  private mutating func skipExpression(in surrounding: Surrounding) throws(ReadingFailure) {
    while let byte {
      if isAtEnd(of: surrounding) { return }
      switch byte {
      case UInt8(ascii: "\n"):
        guard surrounding == .list else { return }
        index += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","): return
      case UInt8(ascii: "#") where surrounding != .list: return
      case UInt8(ascii: "/") where surrounding != .list && next == UInt8(ascii: "/"): return
      default: try skipToken()
      }
    }
  }

  /// The text from the offset to the cursor without the blanks and line ends behind it.
  private func trimmedText(from start: Int) -> String {
    var end = index
    while end > start, bytes[end - 1].isBlank || bytes[end - 1] == UInt8(ascii: "\n") {
      end -= 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

import SourceModel

extension TOML.Reader {
  /// Reads a value inside so many others.
  mutating func readValue(depth: Int) throws(ReadingFailure) -> Node {
    guard depth <= TOML.Tables.depthLimit else {
      throw ReadingFailure("nested deeper than \(TOML.Tables.depthLimit) values", at: index)
    }
    let position = position(at: index)
    switch byte {
    case UInt8(ascii: "["): return try readArray(depth: depth, at: position)
    case UInt8(ascii: "{"): return try readInlineTable(depth: depth, at: position)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return Node(.scalar(try readString()), tag: "toml:string", at: position)
    default: return try readPlainValue(at: position)
    }
  }

  private mutating func readArray(
    depth: Int, at position: Position
  ) throws(ReadingFailure) -> Node {
    let start = index
    var items: [Node] = []
    index += 1
    while true {
      try skipSpace()
      if byte == UInt8(ascii: "]") { break }
      guard byte != nil else { throw ReadingFailure("the array has no closing `]`", at: start) }
      items.append(try readValue(depth: depth + 1))
      try skipSpace()
      if byte == UInt8(ascii: "]") { break }
      guard byte != nil else { throw ReadingFailure("the array has no closing `]`", at: start) }
      try expect(UInt8(ascii: ","), "`,` or `]`")
    }
    index += 1
    return Node(.sequence(items), at: position)
  }

  /// Reads `{ a = 1, b.c = 2 }`; it stands on one line and is complete in itself.
  private mutating func readInlineTable(
    depth: Int, at position: Position
  ) throws(ReadingFailure) -> Node {
    var tables = TOML.Tables(at: position)
    index += 1
    skipBlanks()
    if byte == UInt8(ascii: "}") {
      index += 1
      return tables.node()
    }
    while true {
      let path = try readPath()
      try expect(UInt8(ascii: "="), "`=` after the key")
      skipBlanks()
      try tables.insert(try readValue(depth: depth + 1 + path.leading.count), at: path)
      skipBlanks()
      if byte == UInt8(ascii: "}") { break }
      try expect(UInt8(ascii: ","), "`,` or `}`")
      skipBlanks()
    }
    index += 1
    return tables.node()
  }

  /// Reads a number, truth value, date or time.
  private mutating func readPlainValue(at position: Position) throws(ReadingFailure) -> Node {
    let start = index
    skipWord()
    guard index > start else { throw unexpected("a value") }
    // A date and its time may have a space between them.
    if index - start == 10, TOML.Moment.isDate(bytes[start..<index]), byte == UInt8(ascii: " "),
      index + 1 < bytes.count, TOML.Moment.isDigit(bytes[index + 1])
    {
      index += 1
      skipWord()
    }
    let word = bytes[start..<index]
    let text = String(decoding: word, as: UTF8.self)
    guard let tag = TOML.Moment.tag(of: word) ?? TOML.Numeral.tag(of: word) else {
      throw ReadingFailure(Self.advice(text), at: start)
    }
    return Node(.scalar(Scalar(text)), tag: tag, at: position)
  }

  private mutating func skipWord() {
    while let byte {
      switch byte {
      case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ":"): index += 1
      default:
        guard Self.isBareKeyByte(byte) else { return }
        index += 1
      }
    }
  }

  private static func advice(_ text: String) -> String {
    switch text.utf8.first ?? 0 {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      "this is neither a number nor a date nor a time"
    default: "this is not a value; a text needs quotes"
    }
  }
}

import SourceModel

extension TOML {
  /// A cursor over the bytes of one document.
  struct Reader {
    /// After so many faults the text is taken for something else than TOML.
    static let faultLimit = 20

    let bytes: [UInt8]
    var index: Int
    private var columns: LineColumns
    private var faults: [SyntaxFault] = []

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      index = TextEncoding.contentStart(of: bytes)
      columns = LineColumns(startingAt: index)
    }

    mutating func read() -> SyntaxTree {
      var tables = Tables(at: .start)
      while index < bytes.count, faults.count < Self.faultLimit {
        do throws(ReadingFailure) {
          try readStatement(into: &tables)
        } catch {
          faults.append(SyntaxFault(.error, error.message, at: position(at: error.offset)))
          skipToStatement()
        }
      }
      if let fault = TextEncoding.fault(in: bytes, .error) {
        let next = faults.firstIndex { fault.position < $0.position }
        faults.insert(fault, at: next ?? faults.endIndex)
      }
      return SyntaxTree(documents: [tables.node()], faults: faults)
    }

    /// Reads a line: a header, a key with its value, or nothing.
    private mutating func readStatement(into tables: inout Tables) throws(ReadingFailure) {
      skipBlanks()
      switch byte {
      case UInt8(ascii: "["): try readHeader(into: &tables)
      case UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), nil: break
      default:
        let path = try readPath()
        guard byte == UInt8(ascii: "=") else { throw unexpected("`=` after the key") }
        index += 1
        skipBlanks()
        let value = try readValue(depth: 1)
        try tables.insert(value, at: path)
      }
      try endLine()
    }

    private mutating func readHeader(into tables: inout Tables) throws(ReadingFailure) {
      let position = position(at: index)
      do throws(ReadingFailure) {
        index += 1
        let isItem = byte == UInt8(ascii: "[")
        if isItem { index += 1 }
        skipBlanks()
        let path = try readPath()
        try expect(UInt8(ascii: "]"), "`]`")
        if isItem {
          try expect(UInt8(ascii: "]"), "a second `]`")
          try tables.openItem(path, at: position)
        } else {
          try tables.open(path, at: position)
        }
      } catch {
        tables.openDiscarded(at: position)
        throw error
      }
    }

    /// Passes lines until one that begins like a statement, so that the rest of a faulty value
    /// that spans lines is not reported too.
    private mutating func skipToStatement() {
      repeat {
        while let byte, byte != UInt8(ascii: "\n") { index += 1 }
        if byte != nil { index += 1 }
      } while byte != nil && !isAtStatement
    }

    private var isAtStatement: Bool {
      if byte == UInt8(ascii: "[") { return true }
      for byte in bytes[index...] {
        switch byte {
        case UInt8(ascii: "="): return true
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: " "): continue
        default: guard Self.isBareKeyByte(byte) else { return false }
        }
      }
      return false
    }
  }
}

extension TOML.Reader {
  /// The next byte, `nil` at the end of the text.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// The position of an offset.
  mutating func position(at offset: Int) -> Position {
    columns.position(at: offset, in: bytes)
  }

  /// A failure at the next byte.
  func unexpected(_ expected: String) -> ReadingFailure {
    let found = TextEncoding.description(at: index, in: bytes)
    return ReadingFailure("expected \(expected), found \(found)", at: index)
  }

  mutating func expect(_ expected: UInt8, _ name: String) throws(ReadingFailure) {
    guard byte == expected else { throw unexpected(name) }
    index += 1
  }

  /// Passes spaces and tabs.
  mutating func skipBlanks() {
    while let byte, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
  }

  /// Passes blanks, comments and line ends, as they may stand inside an array.
  mutating func skipSpace() throws(ReadingFailure) {
    while true {
      skipBlanks()
      switch byte {
      case UInt8(ascii: "#"): try skipComment()
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): try skipLineEnd()
      default: return
      }
    }
  }

  /// Passes the rest of a line, which may hold a comment.
  mutating func endLine() throws(ReadingFailure) {
    skipBlanks()
    if byte == UInt8(ascii: "#") { try skipComment() }
    guard byte != nil else { return }
    try skipLineEnd()
  }

  /// Passes `\n` or `\r\n`.
  mutating func skipLineEnd() throws(ReadingFailure) {
    let start = index
    if byte == UInt8(ascii: "\r") {
      index += 1
      guard byte == UInt8(ascii: "\n") else {
        throw ReadingFailure("a carriage return without a line feed", at: start)
      }
    }
    guard byte == UInt8(ascii: "\n") else { throw unexpected("the end of the line") }
    index += 1
  }

  private mutating func skipComment() throws(ReadingFailure) {
    while let byte {
      if byte == UInt8(ascii: "\n") { return }
      if byte == UInt8(ascii: "\r"), index + 1 < bytes.count, bytes[index + 1] == 0x0A { return }
      guard !Self.isControl(byte) else { throw unexpected("text in a comment") }
      index += 1
    }
  }

  /// Whether the byte is a control character that TOML refuses everywhere.
  static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F
  }
}

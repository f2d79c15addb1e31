import SourceModel

extension INI {
  /// A cursor over the lines of one file.
  struct Reader {
    private struct Section {
      var key: Node
      var position: Position
      var entries: [Node.Entry] = []
    }

    /// A key whose value may go on in indented lines.
    private struct Option {
      var key: Node
      var position: Position
      var value: [UInt8]
      var indentation: Int
    }

    let bytes: [UInt8]
    var index: Int
    /// The kinds of quotes that do not occur in the rest of the text.
    var unclosedQuotes: Set<UInt8> = []
    private var columns: LineColumns
    private var faults: [SyntaxFault] = []
    private var entries: [Node.Entry] = []
    private var section: Section?
    private var option: Option?

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      index = TextEncoding.contentStart(of: bytes)
      columns = LineColumns(startingAt: index)
    }

    mutating func read() -> SyntaxTree {
      while index < bytes.count {
        let start = index
        skipBlanks()
        readLine(indentation: index - start)
      }
      closeSection()
      if let fault = TextEncoding.fault(in: bytes, .warning) {
        let next = faults.firstIndex { fault.position < $0.position }
        faults.insert(fault, at: next ?? faults.endIndex)
      }
      return SyntaxTree(documents: [Node(.mapping(entries), at: .start)], faults: faults)
    }

    private mutating func readLine(indentation: Int) {
      switch byte {
      case nil: return
      case UInt8(ascii: "\n"): index += 1
      case UInt8(ascii: "#"), UInt8(ascii: ";"): skipLine()
      case UInt8(ascii: "!") where section == nil: skipLine()
      default:
        if let option, indentation > option.indentation { return continueValue() }
        closeOption()
        if byte == UInt8(ascii: "[") { return readHeader() }
        if section == nil { return readTopEntry() }
        readOption(indentation: indentation)
      }
    }

    /// Reads `[name]`, after which a comment may stand.
    ///
    /// Names may hold brackets, as those of `.editorconfig` do.
    private mutating func readHeader() {
      closeSection()
      let start = index
      let line = takeLine()
      let position = position(at: start)
      let end = headerEnd(in: line)
      if end == nil {
        let message = "the section's name has no closing `]`"
        faults.append(SyntaxFault(.error, message, at: position))
      }
      let name = INI.trimmed(bytes[(start + 1)..<(end ?? line.endIndex)])
      let key = Scalar(String(decoding: name, as: UTF8.self))
      let place = self.position(at: name.startIndex)
      section = Section(key: Node(.scalar(key), at: place), position: position)
    }

    private func headerEnd(in line: ArraySlice<UInt8>) -> Int? {
      var end: Int?
      for (index, byte) in zip(line.indices, line) where byte == UInt8(ascii: "]") {
        end = index
        let rest = line[(index + 1)...].drop(while: INI.isBlank)
        let hasSpace = rest.startIndex > index + 1
        if hasSpace, rest.first == UInt8(ascii: "#") || rest.first == UInt8(ascii: ";") { break }
      }
      return end
    }

    /// Reads `key = value` or `key: value` of a section.
    private mutating func readOption(indentation: Int) {
      let start = index
      let line = takeLine()
      let separator = line.firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }
      let key = keyNode(INI.trimmed(line[..<(separator ?? line.endIndex)]), at: start)
      guard let separator else {
        let value = Node(.scalar(Scalar("")), at: key.position)
        section?.entries.append(Node.Entry(key: key, value: value))
        return
      }
      let value = INI.trimmed(line[(separator + 1)...])
      option = Option(
        key: key, position: position(at: value.startIndex), value: Array(value),
        indentation: indentation)
    }

    private mutating func continueValue() {
      let line = takeLine()
      option?.value.append(UInt8(ascii: "\n"))
      option?.value += line
    }

    private mutating func closeOption() {
      guard let option else { return }
      let scalar = INI.unquoted(option.value[...])
      let value = Node(.scalar(scalar), at: option.position)
      section?.entries.append(Node.Entry(key: option.key, value: value))
      self.option = nil
    }

    private mutating func closeSection() {
      closeOption()
      guard let section else { return }
      let value = Node(.mapping(section.entries), at: section.position)
      entries.append(Node.Entry(key: section.key, value: value))
      self.section = nil
    }

    /// Adds an entry that stands before any section.
    mutating func append(key: ArraySlice<UInt8>, at start: Int, value: Scalar, at offset: Int) {
      let key = keyNode(key, at: start)
      let value = Node(.scalar(value), at: position(at: offset))
      entries.append(Node.Entry(key: key, value: value))
    }

    private mutating func keyNode(_ key: ArraySlice<UInt8>, at start: Int) -> Node {
      let position = position(at: start)
      if key.isEmpty {
        faults.append(SyntaxFault(.warning, "expected a key before the separator", at: position))
      }
      return Node(.scalar(Scalar(String(decoding: key, as: UTF8.self))), at: position)
    }

    private mutating func position(at offset: Int) -> Position {
      columns.position(at: offset, in: bytes)
    }
  }
}

extension INI.Reader {
  /// The next byte, `nil` at the end of the text.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Passes white space within the line.
  mutating func skipBlanks() {
    while let byte, INI.isBlank(byte) { index += 1 }
  }

  /// Passes the rest of the line with its end.
  mutating func skipLine() {
    while let byte, byte != UInt8(ascii: "\n") { index += 1 }
    index = min(index + 1, bytes.count)
  }

  /// Passes the rest of the line and returns it without its end and trailing white space.
  mutating func takeLine() -> ArraySlice<UInt8> {
    let start = index
    while let byte, byte != UInt8(ascii: "\n") { index += 1 }
    let line = bytes[start..<index]
    index = min(index + 1, bytes.count)
    return INI.trimmed(line)
  }
}

extension INI {
  /// Whether the byte is white space other than a line feed.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || (0x0B...0x0D).contains(byte)
  }

  /// The text without white space at its ends.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = text.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? text.startIndex
    return text[..<end].drop(while: isBlank)
  }

  /// A value without the pair of quotes around it.
  static func unquoted(_ value: ArraySlice<UInt8>) -> Scalar {
    if value.count >= 2, let quote = value.first, value.last == quote {
      let content = value.dropFirst().dropLast()
      if let style = style(of: quote), !content.contains(quote) {
        return Scalar(String(decoding: content, as: UTF8.self), style: style)
      }
    }
    return Scalar(String(decoding: value, as: UTF8.self))
  }

  /// The style that a quote begins.
  static func style(of quote: UInt8) -> Scalar.Style? {
    switch quote {
    case UInt8(ascii: "\""): .doubleQuoted
    case UInt8(ascii: "'"): .singleQuoted
    default: nil
    }
  }
}

import SourceModel

extension XML {
  /// A cursor over the bytes of one document.
  struct Reader {
    /// Documents that nest deeper are refused.
    static let depthLimit = 256

    /// An element that is not closed yet.
    struct OpenElement {
      var element: XMLElement
      var text: [UInt8] = []
    }

    let bytes: [UInt8]
    var index: Int
    var faults: [SyntaxFault] = []
    private var columns: LineColumns
    private var open: [OpenElement] = []
    private var root: XMLElement?

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      index = TextEncoding.contentStart(of: bytes)
      columns = LineColumns(startingAt: index)
    }

    mutating func read() -> (root: XMLElement?, faults: [SyntaxFault]) {
      do throws(ReadingFailure) {
        try readDocument()
      } catch {
        report(.error, error.message, at: error.offset)
      }
      while !open.isEmpty { close() }
      if let fault = TextEncoding.fault(in: bytes, .warning) {
        let next = faults.firstIndex { fault.position < $0.position }
        faults.insert(fault, at: next ?? faults.endIndex)
      }
      return (root, faults)
    }

    private mutating func readDocument() throws(ReadingFailure) {
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "<") {
          try readMarkup()
        } else {
          try readText()
        }
      }
      if let unclosed = open.last {
        let name = "`<\(unclosed.element.name)>` of line \(unclosed.element.position.line)"
        throw ReadingFailure("\(name) is not closed", at: index)
      }
      guard root != nil else { throw ReadingFailure("expected an element", at: index) }
    }

    private mutating func readMarkup() throws(ReadingFailure) {
      if isAt("</") { return try readEndTag() }
      if isAt("<!--") { return try skip("<!--", upTo: "-->", "the comment") }
      if isAt("<?") { return try skip("<?", upTo: "?>", "the processing instruction") }
      if isAt("<![CDATA[") { return try readCharacterData() }
      if isAt("<!DOCTYPE") || isAt("<!doctype") { return try skipDocumentType() }
      try readStartTag()
    }

    private mutating func readText() throws(ReadingFailure) {
      let start = index
      while let byte, byte != UInt8(ascii: "<") { index += 1 }
      guard !open.isEmpty else {
        let text = bytes[start..<index]
        guard let other = text.firstIndex(where: { !XML.isSpace($0) }) else { return }
        throw ReadingFailure("text outside the root element", at: other)
      }
      let text = resolved(start..<index)
      open[open.count - 1].text += text
    }

    private mutating func readCharacterData() throws(ReadingFailure) {
      let start = index
      try skip("<![CDATA[", upTo: "]]>", "the CDATA section")
      guard !open.isEmpty else {
        throw ReadingFailure("text outside the root element", at: start)
      }
      open[open.count - 1].text += bytes[(start + 9)..<(index - 3)]
    }

    private mutating func readStartTag() throws(ReadingFailure) {
      let start = index
      guard open.count < Self.depthLimit else {
        throw ReadingFailure("nested deeper than \(Self.depthLimit) elements", at: start)
      }
      guard !open.isEmpty || root == nil else {
        throw ReadingFailure("a second root element", at: start)
      }
      let position = position(at: start)
      index += 1
      let name = try readName("the name of an element")
      open.append(OpenElement(element: XMLElement(name: name, at: position)))
      while try readAttribute() {}
      if byte == UInt8(ascii: "/") {
        index += 1
        guard byte == UInt8(ascii: ">") else { throw unexpected("`>` after `/`") }
        close()
      }
      index += 1
    }

    /// Reads an attribute; false at the end of the tag.
    private mutating func readAttribute() throws(ReadingFailure) -> Bool {
      let hasSpace = skipSpace()
      switch byte {
      case UInt8(ascii: ">"), UInt8(ascii: "/"): return false
      case nil: throw unexpected("`>`")
      default: break
      }
      guard hasSpace else { throw unexpected("white space or `>`") }
      let position = position(at: index)
      let name = try readName("the name of an attribute or `>`")
      skipSpace()
      guard byte == UInt8(ascii: "=") else { throw unexpected("`=` after the attribute's name") }
      index += 1
      skipSpace()
      let value = try readAttributeValue()
      open[open.count - 1].element.attributes.append(
        XMLAttribute(name: name, value: value, at: position))
      return true
    }

    private mutating func readAttributeValue() throws(ReadingFailure) -> String {
      let start = index
      guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        throw unexpected("a value in quotes")
      }
      index += 1
      while let byte, byte != quote {
        // Without this a missing quote would take the text up to the next one for the value.
        guard byte != UInt8(ascii: "<") else { throw unexpected("the closing quote") }
        index += 1
      }
      guard byte != nil else { throw ReadingFailure("the value has no closing quote", at: start) }
      let value = resolved((start + 1)..<index, isAttribute: true)
      index += 1
      return String(decoding: value, as: UTF8.self)
    }

    private mutating func readEndTag() throws(ReadingFailure) {
      let start = index
      index += 2
      let name = try readName("the name of an element")
      skipSpace()
      guard byte == UInt8(ascii: ">") else { throw unexpected("`>`") }
      guard let last = open.last else {
        throw ReadingFailure("`</\(name)>` closes no element", at: start)
      }
      guard last.element.name == name else {
        let expected = "`</\(last.element.name)>` for line \(last.element.position.line)"
        throw ReadingFailure("expected \(expected), found `</\(name)>`", at: start)
      }
      index += 1
      close()
    }

    private mutating func close() {
      guard var last = open.popLast() else { return }
      let text = last.text.drop(while: XML.isSpace)
      let end = text.lastIndex { !XML.isSpace($0) }.map { $0 + 1 } ?? text.startIndex
      last.element.text = String(decoding: text[..<end], as: UTF8.self)
      if open.isEmpty {
        root = last.element
      } else {
        open[open.count - 1].element.children.append(last.element)
      }
    }

    mutating func position(at offset: Int) -> Position {
      columns.position(at: offset, in: bytes)
    }

    /// Notes a fault and goes on.
    mutating func report(_ severity: Diagnostic.Severity, _ message: String, at offset: Int) {
      faults.append(SyntaxFault(severity, message, at: position(at: offset)))
    }
  }

  /// White space.
  ///
  /// See https://www.w3.org/TR/xml/#NT-S
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
      || byte == UInt8(ascii: "\r")
  }
}

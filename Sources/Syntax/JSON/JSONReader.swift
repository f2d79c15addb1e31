import SourceModel

extension JSON {
  /// A cursor over the bytes of one document.
  ///
  /// Nesting is kept in an array and not on the call stack: a text of opening brackets costs no
  /// more than any other text of its length.
  struct Reader {
    /// Texts that nest deeper are refused; generated files stay far below.
    static let depthLimit = 1_000

    /// An array or object that is not closed yet.
    private struct Container {
      var isObject: Bool
      /// The index of its first value in `values`; an object has keys and values in turn.
      var firstValue: Int
      var position: Position
    }

    let bytes: [UInt8]
    let dialect: Dialect
    var index: Int
    var faults: [SyntaxFault] = []
    private var columns: LineColumns
    private var values: [Node] = []
    private var containers: [Container] = []

    init(_ bytes: [UInt8], dialect: Dialect) {
      self.bytes = bytes
      self.dialect = dialect
      index = TextEncoding.contentStart(of: bytes)
      columns = LineColumns(startingAt: index)
    }

    mutating func read() -> SyntaxTree {
      do throws(ReadingFailure) {
        try readDocument()
      } catch {
        report(.error, error.message, at: error.offset)
      }
      while let container = containers.popLast() { close(container) }
      addEncodingFault()
      return SyntaxTree(documents: Array(values.prefix(1)), faults: faults)
    }

    private mutating func addEncodingFault() {
      let severity: Diagnostic.Severity = dialect == .strict ? .error : .warning
      guard let fault = TextEncoding.fault(in: bytes, severity) else { return }
      let next = faults.firstIndex { fault.position < $0.position }
      faults.insert(fault, at: next ?? faults.endIndex)
    }

    private mutating func readDocument() throws(ReadingFailure) {
      try skipSpace()
      try readValue()
      while let container = containers.last {
        try skipSpace()
        if container.isObject {
          try continueObject(container)
        } else {
          try continueArray(container)
        }
      }
      try skipSpace()
      guard index == bytes.count else { throw unexpected("the end of the text") }
    }

    /// Reads a scalar, or opens an array or object.
    private mutating func readValue() throws(ReadingFailure) {
      switch byte {
      case UInt8(ascii: "{"): try open(isObject: true)
      case UInt8(ascii: "["): try open(isObject: false)
      default: values.append(try readScalar())
      }
    }

    private mutating func open(isObject: Bool) throws(ReadingFailure) {
      guard containers.count < Self.depthLimit else {
        throw ReadingFailure("nested deeper than \(Self.depthLimit) levels", at: index)
      }
      containers.append(
        Container(isObject: isObject, firstValue: values.count, position: position(at: index)))
      index += 1
    }

    private mutating func continueArray(_ array: Container) throws(ReadingFailure) {
      let end = UInt8(ascii: "]")
      let isFirst = values.count == array.firstValue
      guard try hasNext(before: end, "`]`", isFirst: isFirst) else { return }
      try readValue()
    }

    private mutating func continueObject(_ object: Container) throws(ReadingFailure) {
      let end = UInt8(ascii: "}")
      let isFirst = values.count == object.firstValue
      guard try hasNext(before: end, "`}`", isFirst: isFirst) else { return }
      values.append(try readKey(isFirst: isFirst))
      try skipSpace()
      guard byte == UInt8(ascii: ":") else { throw unexpected("`:` after the key") }
      index += 1
      try skipSpace()
      try readValue()
    }

    /// Passes the comma before a further value, or the end of the container.
    private mutating func hasNext(
      before end: UInt8, _ endName: String, isFirst: Bool
    ) throws(ReadingFailure) -> Bool {
      if byte == end {
        closeLast()
        return false
      }
      if isFirst { return true }
      guard byte == UInt8(ascii: ",") else { throw unexpected("`,` or \(endName)") }
      let comma = index
      index += 1
      try skipSpace()
      guard byte == end else { return true }
      guard dialect != .strict else {
        throw ReadingFailure("a comma before \(endName) is not allowed in JSON", at: comma)
      }
      closeLast()
      return false
    }

    private mutating func readKey(isFirst: Bool) throws(ReadingFailure) -> Node {
      if byte == UInt8(ascii: "\"") { return try readString() }
      if dialect == .json5 {
        if byte == UInt8(ascii: "'") { return try readString() }
        if let name = try readIdentifier() { return name }
      }
      throw unexpected(isFirst ? "a key in double quotes or `}`" : "a key in double quotes")
    }

    private mutating func closeLast() {
      index += 1
      if let container = containers.popLast() { close(container) }
    }

    /// Replaces the values of a container by its node.
    ///
    /// A key without a value is dropped.
    private mutating func close(_ container: Container) {
      let content: Node.Content =
        container.isObject
        ? .mapping(entries(from: container.firstValue))
        : .sequence(Array(values[container.firstValue...]))
      values.removeLast(values.count - container.firstValue)
      values.append(Node(content, at: container.position))
    }

    private func entries(from first: Int) -> [Node.Entry] {
      let count = (values.count - first) / 2
      return (0..<count).map { index in
        Node.Entry(key: values[first + 2 * index], value: values[first + 2 * index + 1])
      }
    }
  }
}

extension JSON.Reader {
  /// The next byte, `nil` at the end of the text.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// The position of an offset.
  mutating func position(at offset: Int) -> Position {
    columns.position(at: offset, in: bytes)
  }

  /// Notes a fault and goes on.
  mutating func report(_ severity: Diagnostic.Severity, _ message: String, at offset: Int) {
    faults.append(SyntaxFault(severity, message, at: position(at: offset)))
  }

  /// A failure at the next byte.
  func unexpected(_ expected: String) -> ReadingFailure {
    let found = TextEncoding.description(at: index, in: bytes)
    return ReadingFailure("expected \(expected), found \(found)", at: index)
  }

  /// The text of the bytes since the offset.
  func text(from start: Int) -> String {
    String(decoding: bytes[start..<index], as: UTF8.self)
  }
}

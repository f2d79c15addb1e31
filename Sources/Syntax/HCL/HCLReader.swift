import SourceModel

extension HCL {
  /// A cursor over the bytes of one file.
  struct Reader {
    /// After so many errors the text is taken for something else than HCL.
    static let faultLimit = 20
    /// Blocks, lists and objects that nest deeper are passed over; real files stay far below.
    static let depthLimit = 64

    /// A bracket or quote that is not closed yet.
    struct Opening {
      /// What closes it.
      var closer: UInt8
      /// Where it stands.
      var offset: Int
    }

    /// What a body held.
    struct Body {
      var attributes: [HCLAttribute] = []
      var blocks: [HCLBlock] = []
    }

    let bytes: [UInt8]
    var index: Int
    /// The brackets and quotes of the statement being read, outermost first.
    var open: [Opening] = []
    private var faults: [SyntaxFault] = []
    /// How many of the faults are errors.
    private var errorCount = 0
    private var columns: LineColumns
    /// Whether a fault ended at the header of a block at the top, which ends all bodies.
    private var isAtHeader = false

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      index = TextEncoding.contentStart(of: bytes)
      columns = LineColumns(startingAt: index)
    }

    mutating func read() -> HCLFile {
      var body = Body()
      while index < bytes.count, isTrusted {
        isAtHeader = false
        readStatements(into: &body, depth: 0)
        guard byte == UInt8(ascii: "}") else { continue }
        note(.error, "expected a block or an attribute, found `}`", at: index)
        index += 1
      }
      if let fault = TextEncoding.fault(in: bytes, .warning) { faults.append(fault) }
      return HCLFile(
        attributes: body.attributes, blocks: body.blocks,
        faults: faults.sorted { $0.position < $1.position })
    }

    /// Reads statements up to a closing brace or the end of the text.
    private mutating func readStatements(into body: inout Body, depth: Int) {
      while isTrusted, !isAtHeader {
        open.removeAll(keepingCapacity: true)
        var start = index
        do throws(ReadingFailure) {
          try skipSpace()
          start = index
          guard let byte, byte != UInt8(ascii: "}") else { return }
          try readStatement(into: &body, depth: depth)
        } catch {
          note(.error, error.message, at: error.offset)
          recover(from: start)
        }
      }
    }

    /// Notes a fault.
    mutating func note(_ severity: Diagnostic.Severity, _ message: String, at offset: Int) {
      guard counts(severity) else { return }
      faults.append(SyntaxFault(severity, message, at: position(at: offset)))
    }

    /// Counts a fault, and gives whether it is told; of those that cost nothing only the first ones.
    private mutating func counts(_ severity: Diagnostic.Severity) -> Bool {
      guard severity == .error else { return faults.count < Self.faultLimit }
      errorCount += 1
      return true
    }

    /// Whether the text is still taken for HCL.
    private var isTrusted: Bool { errorCount < Self.faultLimit }

    // MARK: - Blocks and attributes

    private mutating func readStatement(
      into body: inout Body, depth: Int
    ) throws(ReadingFailure) {
      let start = index
      let position = position(at: start)
      let key = try readName()
      skipBlanks()
      if byte == UInt8(ascii: "=") {
        index += 1
        skipBlanks()
        let value = try readValue(in: .body, depth: 1)
        body.attributes.append(HCLAttribute(key: Node(.scalar(key), at: position), value: value))
        try endStatement()
        return
      }
      guard key.style == .plain else { throw unexpected("`=` after the name") }
      let labels = try readLabels()
      push(UInt8(ascii: "}"), length: 1)
      guard depth < Self.depthLimit else {
        throw ReadingFailure("nested deeper than \(Self.depthLimit) blocks", at: start)
      }
      let block = HCLBlock(
        type: key.text, labels: labels, attributes: [], blocks: [], position: position,
        endLine: Int(position.line))
      try finish(block, into: &body, depth: depth)
    }

    /// Reads the body of a block and its closing brace.
    private mutating func finish(
      _ header: HCLBlock, into body: inout Body, depth: Int
    ) throws(ReadingFailure) {
      var block = header
      var inner = Body()
      readStatements(into: &inner, depth: depth + 1)
      let end = index
      block.attributes = inner.attributes
      block.blocks = inner.blocks
      block.endLine = Int(self.position(at: end).line)
      guard byte == UInt8(ascii: "}") else {
        append(unclosed: block, to: &body)
        return
      }
      body.blocks.append(block)
      index += 1
      try endStatement()
    }

    /// Keeps a block whose brace is missing; blocks at the line's start were not meant to be in it.
    private mutating func append(unclosed header: HCLBlock, to body: inout Body) {
      var block = header
      if !isAtHeader, isTrusted {
        let message = "the block `\(block.type)` has no closing `}`"
        if counts(.error) { faults.append(SyntaxFault(.error, message, at: block.position)) }
      }
      let isOutermost = block.position.column == 1
      let strays = isOutermost ? block.blocks.firstIndex { $0.position.column == 1 } : nil
      let after = block.blocks[(strays ?? block.blocks.endIndex)...]
      block.blocks.removeLast(after.count)
      body.blocks.append(block)
      body.blocks.append(contentsOf: after)
    }

    /// Reads a name; one in quotes is none of HCL's, but older files have them.
    private mutating func readName() throws(ReadingFailure) -> Scalar {
      if let name = readIdentifier() { return Scalar(name) }
      guard byte == UInt8(ascii: "\"") else { throw unexpected("a block or an attribute") }
      let start = index
      let name = try readString()
      note(.warning, "a name of an attribute stands in quotes", at: start)
      return name
    }

    /// Reads labels up to the opening brace, which it leaves.
    private mutating func readLabels() throws(ReadingFailure) -> [String] {
      var labels: [String] = []
      while true {
        skipBlanks()
        switch byte {
        case UInt8(ascii: "{"): return labels
        case UInt8(ascii: "\""): labels.append(try readString().text)
        case UInt8(ascii: "\n"):
          let end = index
          try skipSpace()
          guard byte == UInt8(ascii: "{") else {
            index = end
            throw unexpected("`=` or `{` after the name")
          }
          note(.warning, "the `{` of a block stands on a line of its own", at: index)
          return labels
        default:
          guard let label = readIdentifier() else { throw unexpected("`=` or `{` after the name") }
          labels.append(label)
        }
      }
    }

    /// Passes the rest of a line, or stops before the brace of a block that stands on one line.
    private mutating func endStatement() throws(ReadingFailure) {
      try skipInlineSpace()
      switch byte {
      case nil, UInt8(ascii: "\n"), UInt8(ascii: "}"): return
      default: throw unexpected("the end of the line")
      }
    }

    // MARK: - After a fault

    /// Goes on behind the brackets that the faulty statement opened, or at the next block that
    /// stands at the start of a line.
    private mutating func recover(from start: Int) {
      if let quote = open.firstIndex(where: { $0.closer == UInt8(ascii: "\"") }) {
        open.removeSubrange(quote...)
      }
      while let byte {
        if byte == UInt8(ascii: "\n") {
          index += 1
          if isHeader(at: index) {
            isAtHeader = true
            return
          }
          if open.isEmpty { return }
        } else if byte == open.last?.closer {
          close()
        } else {
          passFaulty(byte)
        }
      }
      // The brackets close nowhere: what was passed may hold blocks of its own.
      guard !open.isEmpty, isTrusted else { return }
      index = start
      while index < bytes.count, !isAtHeader {
        skipLine()
        index += index < bytes.count ? 1 : 0
        isAtHeader = isHeader(at: index)
      }
    }

    private mutating func passFaulty(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "/") where next == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "\""):
        index += 1
        while let byte = self.byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\n") {
          index += byte == UInt8(ascii: "\\") && next != UInt8(ascii: "\n") ? 2 : 1
        }
        index = min(bytes.count, index + (self.byte == UInt8(ascii: "\"") ? 1 : 0))
      default:
        if !open.isEmpty, let closer = Self.closer(of: byte) {
          open.append(Opening(closer: closer, offset: index))
        }
        index += 1
      }
    }

    /// Whether a block's header starts at the offset, which starts a line: `type "label" {`.
    private func isHeader(at offset: Int) -> Bool {
      guard offset < bytes.count, Self.startsIdentifier(bytes[offset]) else { return false }
      var end = offset
      while end < bytes.count, Self.continuesIdentifier(bytes[end]) { end += 1 }
      while end < bytes.count, bytes[end].isBlank { end += 1 }
      guard end < bytes.count else { return false }
      let isLabel = bytes[end] == UInt8(ascii: "\"") || Self.startsIdentifier(bytes[end])
      guard isLabel || bytes[end] == UInt8(ascii: "{") else { return false }
      return bytes[end...].prefix { $0 != UInt8(ascii: "\n") }.contains(UInt8(ascii: "{"))
    }

    /// The position of an offset.
    mutating func position(at offset: Int) -> Position {
      columns.position(at: offset, in: bytes)
    }
  }
}

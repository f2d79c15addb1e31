import SourceModel

extension YAML {
  /// A cursor over the bytes of one text, whose lines end with line feeds.
  ///
  /// Nesting is kept in an array and not on the call stack: a text of opening brackets costs no
  /// more than any other text of its length.
  struct Reader {
    /// Texts that nest deeper are refused; generated files stay far below.
    static let depthLimit = 1_000
    /// The longest key that needs no `?`, by the specification.
    static let keyLimit = 1_024
    /// How many nodes the aliases of a text may stand for, all together.
    static let aliasBudget = 500_000
    /// How many bytes of texts they may stand for: four times as many as a file may have.
    static let aliasSizeBudget = 4 << 20
    /// How many aliases without an anchor before them are looked up in what follows.
    static let anchorSearchLimit = 100
    /// How many faults are told.
    static let faultLimit = 100

    /// What is read next.
    enum Next {
      /// A node for the innermost collection.
      case node(NodePlace)
      /// The first entry of a collection, at the cursor.
      case firstEntry
      /// The next entry of the collection that its indentation names.
      case entry
      /// The same, where the gap before it is passed already.
      case entryAtCursor
    }

    /// Where a node of block style is expected.
    enum NodePlace {
      /// Behind `---`.
      case document
      /// At the first line of a document without `---`.
      case bareDocument
      /// Behind `- `.
      case sequenceItem
      /// Behind `? `, or the `: ` that belongs to one.
      case explicitEntry
      /// Behind a key and its `: `.
      case mappingValue

      /// Whether a collection may start on the line of the indicator.
      var allowsCompactCollection: Bool {
        switch self {
        case .sequenceItem, .explicitEntry: true
        case .document, .bareDocument, .mappingValue: false
        }
      }

      /// Whether a sequence may stand at the column of its parent.
      var allowsSequenceOfSameIndent: Bool {
        switch self {
        case .explicitEntry, .mappingValue: true
        case .document, .bareDocument, .sequenceItem: false
        }
      }
    }

    /// A quote or bracket that is not closed yet.
    struct Opener {
      var offset: Int
      /// The number of faults before it.
      var faultCount: Int
      /// Whether a line in it was told that is not indented far enough.
      var isIndentationTold = false
    }

    /// What was passed before the content at the cursor.
    struct Gap {
      /// Whether the content is the first of its line.
      var crossesLine = false
      /// Whether a tab stands on the line before the content.
      var hasTab = false
    }

    let bytes: [UInt8]
    let isTolerant: Bool
    private let isASCII: Bool
    private let hasControl: Bool

    var index: Int
    var line = 1
    /// The offset where the line starts.
    var lineStart: Int
    /// How many columns the tabs of the line add.
    var tabShift = 0
    var gap = Gap()

    var documents: [Node] = []
    var faults: [SyntaxFault] = []
    /// Whether an error ended the reading.
    var isStopped = false
    /// The nodes of the collections that are not closed yet.
    var values: [Node] = []
    var frames: [Frame] = []
    var anchors: [String: Anchor] = [:]
    var tagHandles: [String: String] = [:]
    /// The number of nodes so far, those that aliases stand for included.
    var nodeCount = 0
    var aliasedCount = 0
    /// How many bytes of texts aliases stand for so far.
    var aliasedSize = 0
    /// How often an anchor was looked for in what follows.
    var anchorSearches = 0
    /// How deep the last node nests.
    var lastHeight = 0
    /// Whether the last node ends by itself, so that a colon may follow it at once.
    var isLastNodeClosed = false
    /// The outermost quote or bracket that is open.
    var opener: Opener?
    var isTabTold = false
    /// Text that is put together from several parts.
    var scratch: [UInt8] = []
    /// Up to where each template delimiter is known not to be closed.
    var unclosedTemplates = TemplateLimits()
    private var counted = (offset: 0, column: 1)
    private var faultColumns: LineColumns

    init(_ bytes: [UInt8], isTolerant: Bool) {
      self.bytes = bytes
      self.isTolerant = isTolerant
      var union: UInt8 = 0
      var controls: UInt8 = 0
      // Without branches, many bytes are looked at at once.
      for byte in bytes {
        union |= byte
        controls |= (byte < 0x20 ? 1 : 0) & (byte == 0x0A || byte == 0x09 ? 0 : 1)
      }
      isASCII = union < 0x80
      hasControl = controls != 0
      index = TextEncoding.contentStart(of: bytes)
      lineStart = index
      faultColumns = LineColumns(startingAt: index)
    }

    mutating func read() -> SyntaxTree {
      readStream()
      if !isASCII, let fault = TextEncoding.fault(in: bytes, isTolerant ? .warning : .error) {
        faults.append(fault)
      }
      if hasControl, let offset = bytes.firstIndex(where: Self.isControl) {
        let found = TextEncoding.description(at: offset, in: bytes)
        var columns = LineColumns(startingAt: TextEncoding.contentStart(of: bytes))
        faults.append(
          SyntaxFault(
            isTolerant ? .warning : .error, "unexpected \(found)",
            at: columns.position(at: offset, in: bytes)))
      }
      // Repeated keys are told where their mapping ends.
      faults.sort { $0.position < $1.position }
      return SyntaxTree(documents: documents, faults: faults)
    }

    private static func isControl(_ byte: UInt8) -> Bool {
      byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t")
    }
  }
}

extension YAML.Reader {
  /// The byte at the cursor, 0 at the end of the text.
  var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

  var isAtEnd: Bool { index >= bytes.count }

  /// The column of the cursor from 0, tabs of the indentation counted.
  var column: Int { index - lineStart + tabShift }

  /// The position of an offset in the line of the cursor.
  mutating func position(at offset: Int) -> Position {
    guard !isASCII else { return Position(line: line, column: offset - lineStart + 1) }
    if counted.offset > offset || counted.offset < lineStart { counted = (lineStart, 1) }
    while counted.offset < offset {
      if bytes[counted.offset] & 0xC0 != 0x80 { counted.column += 1 }
      counted.offset += 1
    }
    return Position(line: line, column: counted.column)
  }

  /// Notes a fault anywhere in the text and goes on.
  mutating func report(_ severity: Diagnostic.Severity, _ message: String, at offset: Int) {
    guard faults.count < Self.faultLimit else { return }
    let position = faultColumns.position(at: offset, in: bytes)
    faults.append(SyntaxFault(severity, message, at: position))
  }

  /// Notes what a tolerant reader lets pass; a strict one fails.
  mutating func tolerate(
    _ severity: Diagnostic.Severity, _ message: String, at offset: Int
  ) throws(ReadingFailure) {
    guard isTolerant else { throw ReadingFailure(message, at: offset) }
    report(severity, message, at: offset)
  }

  /// Notes that a tab is used as indentation, once for a text.
  mutating func tolerateTab(at offset: Int) throws(ReadingFailure) {
    guard !isTabTold else { return }
    try tolerate(.warning, "a tab is used as indentation", at: offset)
    isTabTold = true
  }

  /// A failure at the cursor.
  func unexpected(_ expected: String) -> ReadingFailure {
    let found = TextEncoding.description(at: index, in: bytes)
    return ReadingFailure("expected \(expected), found \(found)", at: index)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

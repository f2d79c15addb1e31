import SourceModel

extension YAMLParser {
  /// Goes over spaces, comments and line ends inside a flow collection.
  private mutating func skipInFlow(_ parent: Int) throws(ReadingFailure) {
    while true {
      skipBlanks()
      switch byte {
      case UInt8(ascii: "#"):
        try checkComment()
        while byte != UInt8(ascii: "\n"), !isAtEnd { index += 1 }
      case UInt8(ascii: "\n"):
        takeLineFeed()
        guard !isDocumentMarkerInLine else {
          throw failure("found a document's marker, expected the end of the collection")
        }
        let at = indentation
        let first = bytes[lineStart + at]
        if first != UInt8(ascii: "\n"), first != UInt8(ascii: "#"), at <= parent, !isBlankLine {
          index = lineStart + at
          try forgive("found a line that is not indented, expected more than \(parent) spaces")
        }
      default: return
      }
    }
  }

  private var isBlankLine: Bool {
    var at = lineStart
    while bytes[at] == 0x20 || bytes[at] == 9 { at += 1 }
    return bytes[at] == UInt8(ascii: "\n") || at >= end
  }

  /// A sequence in brackets, the cursor on the first of them.
  mutating func flowSequence(_ parent: Int) throws(ReadingFailure) -> Node {
    try enter()
    defer { depth -= 1 }
    let position = position()
    let start = index
    index += 1
    var items: [Node] = []
    nodeCount += 1
    try skipInFlow(parent)
    while byte != UInt8(ascii: "]") {
      try checkOpen(since: start, "]")
      items.append(try flowItem(parent))
      try skipInFlow(parent)
      if byte == UInt8(ascii: ",") {
        index += 1
        try skipInFlow(parent)
      } else if byte != UInt8(ascii: "]") {
        try checkOpen(since: start, "]")
        throw failure("found \(found), expected `,` or `]`")
      }
    }
    index += 1
    return Node(.sequence(items), at: position)
  }

  private func checkOpen(since start: Int, _ close: String) throws(ReadingFailure) {
    guard isAtEnd else { return }
    throw ReadingFailure("found a bracket that is not closed, expected `\(close)`", at: start)
  }

  /// A value of a sequence, or a pair without braces.
  private mutating func flowItem(_ parent: Int) throws(ReadingFailure) -> Node {
    let position = position()
    let (start, startLine) = (index, line)
    if isFlowIndicator(byte, UInt8(ascii: "?")) {
      let entry = try flowEntry(parent)
      return Node(.mapping([entry]), at: position)
    }
    let isEmptyKey = isFlowIndicator(byte, UInt8(ascii: ":"))
    let isQuoted = isJSONLike(byte)
    let key = isEmptyKey ? emptyNode() : try flowNode(parent)
    let back = index
    if line == startLine || isTolerant { skipBlanks() }
    guard isValueIndicator(afterQuoted: isQuoted), line == startLine else {
      index = back
      return key
    }
    guard index - start <= 1024 || isTolerant else {
      throw failure("found `:`, expected a key of at most 1024 characters")
    }
    index += 1
    nodeCount += 1
    return Node(.mapping([Node.Entry(key: key, value: try flowValue(parent))]), at: position)
  }

  /// Whether the indicator stands here, followed by a space or by what ends a value.
  private func isFlowIndicator(_ byte: UInt8, _ indicator: UInt8) -> Bool {
    let next = self.byte(ahead: 1)
    return byte == indicator && (isBlankOrEnd(next) || isFlowIndicator(next))
  }

  /// Whether a key that starts with this byte may have its `:` without a space behind.
  private func isJSONLike(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "[")
      || byte == UInt8(ascii: "{")
  }

  private func isValueIndicator(afterQuoted isQuoted: Bool) -> Bool {
    byte == UInt8(ascii: ":") && (isQuoted || isFlowIndicator(byte, UInt8(ascii: ":")))
  }

  /// A mapping in braces, the cursor on the first of them.
  mutating func flowMapping(_ parent: Int) throws(ReadingFailure) -> Node {
    try enter()
    defer { depth -= 1 }
    let position = position()
    let start = index
    index += 1
    var entries: [Node.Entry] = []
    var keys = YAMLKeys()
    nodeCount += 1
    try skipInFlow(parent)
    while byte != UInt8(ascii: "}") {
      try checkOpen(since: start, "}")
      let entry = try flowEntry(parent)
      if keys.isRepeated(entry.key, among: entries), case .scalar(let scalar) = entry.key.content {
        note(
          SyntaxFault(
            .warning, "found the key `\(scalar.text)` again, expected it once",
            at: entry.key.position))
      }
      entries.append(entry)
      try skipInFlow(parent)
      if byte == UInt8(ascii: ",") {
        index += 1
        try skipInFlow(parent)
      } else if byte != UInt8(ascii: "}") {
        try checkOpen(since: start, "}")
        throw failure("found \(found), expected `,` or `}`")
      }
    }
    index += 1
    return Node(.mapping(entries), at: position)
  }

  /// A key with its value, where one is given.
  private mutating func flowEntry(_ parent: Int) throws(ReadingFailure) -> Node.Entry {
    if isFlowIndicator(byte, UInt8(ascii: "?")) {
      index += 1
      try skipInFlow(parent)
    }
    let isEmptyKey =
      isFlowIndicator(byte, UInt8(ascii: ":")) || byte == UInt8(ascii: "}")
      || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ",")
    if byte == UInt8(ascii: ","), !followsQuestionMark {
      throw failure("found `,`, expected a key")
    }
    let isQuoted = isJSONLike(byte)
    let key = isEmptyKey ? emptyNode() : try flowNode(parent)
    try skipInFlow(parent)
    guard isValueIndicator(afterQuoted: isQuoted) else {
      return Node.Entry(key: key, value: emptyNode())
    }
    index += 1
    return Node.Entry(key: key, value: try flowValue(parent))
  }

  /// Whether the last character before the cursor, spaces aside, is a `?`.
  private var followsQuestionMark: Bool {
    var at = index
    while at > 0, isBlankOrEnd(bytes[at - 1]) { at -= 1 }
    return at > 0 && bytes[at - 1] == UInt8(ascii: "?")
  }

  /// What follows a `:`; nothing where the entry ends there.
  private mutating func flowValue(_ parent: Int) throws(ReadingFailure) -> Node {
    try skipInFlow(parent)
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return emptyNode()
    default: return try flowNode(parent)
    }
  }

  /// A node in flow style.
  private mutating func flowNode(_ parent: Int) throws(ReadingFailure) -> Node {
    let counted = nodeCount
    var properties = YAMLProperties()
    while byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
      try self.properties(into: &properties, inFlow: true)
      try skipInFlow(parent)
    }
    switch byte {
    case UInt8(ascii: "*"):
      return try finished(alias(), properties, isAlias: true, since: counted)
    case UInt8(ascii: "\""):
      return try finished(doubleQuoted(parent), properties, since: counted)
    case UInt8(ascii: "'"):
      return try finished(singleQuoted(parent), properties, since: counted)
    case UInt8(ascii: "["):
      return try finished(flowSequence(parent), properties, since: counted)
    case UInt8(ascii: "{"):
      if placeholderEnd(at: index) == nil {
        return try finished(flowMapping(parent), properties, since: counted)
      }
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
      guard !properties.isEmpty else { throw failure("found \(found), expected a value") }
      return try finished(emptyNode(), properties, since: counted)
    case UInt8(ascii: ":"):
      if !properties.isEmpty, isFlowIndicator(byte, UInt8(ascii: ":")) {
        return try finished(emptyNode(), properties, since: counted)
      }
    default: break
    }
    return try finished(flowPlain(parent), properties, since: counted)
  }

  /// A plain scalar in flow style, over several lines.
  private mutating func flowPlain(_ parent: Int) throws(ReadingFailure) -> Node {
    let position = position()
    try checkPlainStart(inFlow: true)
    var text = Array(bytes[plainLine(inFlow: true)])
    while let gap = try continuation(parent, inFlow: true) {
      let first = byte
      if isFlowIndicator(first) && placeholderEnd(at: index) == nil
        || isFlowIndicator(first, UInt8(ascii: ":"))
      {
        goBack(to: gap.start)
        break
      }
      let range = plainLine(inFlow: true)
      appendBreaks(gap.breaks, to: &text)
      text += bytes[range]
    }
    nodeCount += 1
    return Node(.scalar(Scalar(String(decoding: text, as: UTF8.self))), at: position)
  }
}

import SourceModel

extension YAML.Reader {
  // MARK: - Entries

  /// Closes the collections that end before the entry at the cursor.
  ///
  /// - Returns: whether there is one in this document.
  mutating func findEntry() throws(ReadingFailure) -> Bool {
    if !isAtEnd, !gap.crossesLine {
      let failure = unexpected("the end of the line")
      try tolerate(.error, failure.message, at: failure.offset)
      skipToLineEnd()
      skipGap()
    }
    guard !isAtEnd, !isAtMarker else { return false }
    guard !gap.hasTab else {
      throw ReadingFailure("a tab is used as indentation", at: index)
    }
    try closeFrames()
    return true
  }

  /// Closes the collections that the entry at the cursor does not belong to.
  private mutating func closeFrames() throws(ReadingFailure) {
    let column = column
    let isItem = isAtIndicator(UInt8(ascii: "-"))
    while let top = frames.last {
      if top.indent == column {
        guard top.isSequence, !isItem, frames.dropLast().last?.indent == column else { return }
      } else if top.indent < column {
        break
      } else if isTolerant, (frames.dropLast().last?.indent ?? -1) < column,
        top.isSequence == isItem
      {
        break
      }
      closeFrame()
    }
    guard let top = frames.last else { throw unexpected("the end of the document") }
    guard isTolerant, top.isSequence == isItem else {
      throw ReadingFailure("the indentation fits no collection before it", at: index)
    }
    report(.error, "the indentation fits no collection before it", at: index)
  }

  /// Reads the start of the entry at the cursor.
  mutating func readEntry() throws(ReadingFailure) -> Next {
    guard let frame = frames.last else { throw unexpected("the end of the document") }
    guard frame.isSequence else { return try readMappingEntry(frame) }
    guard isAtIndicator(UInt8(ascii: "-")) else { throw unexpected("`- `") }
    index += 1
    return .node(.sequenceItem)
  }

  private mutating func readMappingEntry(_ frame: Frame) throws(ReadingFailure) -> Next {
    let isValueExpected = (values.count - frame.firstValue) % 2 != 0
    if isAtIndicator(UInt8(ascii: ":")) {
      if !isValueExpected { pushEmpty() }
      index += 1
      return .node(isValueExpected ? .explicitEntry : .mappingValue)
    }
    completePair(of: frame)
    if isAtIndicator(UInt8(ascii: "?")) {
      index += 1
      return .node(.explicitEntry)
    }
    return try readKey(frame) ? .node(.mappingValue) : .entry
  }

  /// Reads a key with its colon; a tolerant reader passes over a line without one.
  private mutating func readKey(_ frame: Frame) throws(ReadingFailure) -> Bool {
    let (start, startLine, count) = (index, line, nodeCount)
    let height = values.count
    var properties = Properties()
    while isAtProperty {
      try readProperty(into: &properties, inFlow: false)
      skipSpaces()
    }
    if isAtIndicator(UInt8(ascii: ":")), !properties.isEmpty {
      pushEmpty(properties, at: position(at: index))
    } else {
      let plain = try readLineNode(properties, parent: frame.indent)
      if let plain { pushPlain(plain) }
      guard line == startLine, isAtKeyColon else {
        values.removeLast(values.count - height)
        try tolerate(.error, "expected `:` and a space behind the key", at: start)
        if line == startLine { skipDeeperLines(than: frame.indent) }
        return false
      }
      attach(properties, countBefore: count)
    }
    try passColon(keyStart: start)
    return true
  }

  /// Passes what belongs to a line that could not be read.
  private mutating func skipDeeperLines(than indent: Int) {
    while true {
      skipToLineEnd()
      var offset = index + 1
      while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
      guard offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") else { return }
      guard offset - index - 1 > indent else { return }
      startLine()
    }
  }

  /// Passes the blanks and the colon behind a key.
  private mutating func passColon(keyStart: Int) throws(ReadingFailure) {
    if index - keyStart > Self.keyLimit {
      try tolerate(.warning, "the key is longer than \(Self.keyLimit) bytes", at: keyStart)
    }
    skipSpaces()
    index += 1
  }

  /// Whether blanks and a colon with a blank behind it follow.
  private var isAtKeyColon: Bool {
    var offset = index
    while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
    return offset < bytes.count && bytes[offset] == UInt8(ascii: ":") && isBlank(at: offset + 1)
  }

  // MARK: - Nodes

  /// Reads a node of the innermost collection, or opens a collection as one.
  mutating func readNode(_ place: NodePlace) throws(ReadingFailure) -> Next {
    let parent = frames.last?.indent ?? -1
    let origin = position(at: index)
    if case .bareDocument = place {} else { skipGap() }
    var outer = Properties()
    var inner = Properties()
    var start = NodeStart(offset: index, column: column, isFresh: false, hasTab: gap.hasTab)
    while true {
      if gap.crossesLine {
        outer = try joined(outer, inner, at: start.offset)
        inner = Properties()
        start = NodeStart(offset: index, column: column, isFresh: true, hasTab: gap.hasTab)
      }
      guard !isAtEnd, !start.isFresh || start.offset != index || isInside(parent, place) else {
        pushEmpty(try joined(outer, inner, at: start.offset), at: origin)
        return .entryAtCursor
      }
      guard isAtProperty else { break }
      try readProperty(into: &inner, inFlow: false)
      skipGap()
    }
    return try readContent(place, parent: parent, start: start, outer, inner)
  }

  /// Where the content of a node starts, with its properties on the same line.
  private struct NodeStart {
    var offset: Int
    var column: Int
    /// Whether it is the first of its line.
    var isFresh: Bool
    var hasTab: Bool
  }

  /// Whether the content at the cursor, which is the first of its line, belongs to the node.
  private func isInside(_ parent: Int, _ place: NodePlace) -> Bool {
    guard !isAtMarker else { return false }
    let indentation = indentation
    if indentation > parent { return true }
    return indentation == parent && place.allowsSequenceOfSameIndent
      && isAtIndicator(UInt8(ascii: "-"))
  }

  private mutating func readContent(
    _ place: NodePlace, parent: Int, start: NodeStart, _ outer: Properties, _ inner: Properties
  ) throws(ReadingFailure) -> Next {
    switch byte {
    case UInt8(ascii: "-") where isBlank(at: index + 1):
      try openBlock(.blockSequence, place, start, inner, outer)
      return .firstEntry
    case UInt8(ascii: "?") where isBlank(at: index + 1):
      try openBlock(.blockMapping, place, start, inner, outer)
      return .firstEntry
    case UInt8(ascii: ":") where isBlank(at: index + 1):
      try openBlock(.blockMapping, place, start, Properties(), outer)
      pushEmpty(inner, at: position(at: index))
      index += 1
      return .node(.mappingValue)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      let count = nodeCount
      try readBlockScalar(parent: parent)
      attach(try joined(outer, inner, at: start.offset), countBefore: count)
      return .entry
    default:
      return try readKeyOrValue(place, parent: parent, start: start, outer, inner)
    }
  }

  private mutating func openBlock(
    _ kind: Frame.Kind, _ place: NodePlace, _ start: NodeStart, _ inner: Properties,
    _ properties: Properties
  ) throws(ReadingFailure) {
    guard inner.isEmpty else { throw unexpected("the content of the anchor or tag before it") }
    try checkCollectionStart(place, start)
    try open(
      Frame(
        kind, indent: start.column, firstValue: values.count, position: position(at: index),
        properties: properties, countBefore: nodeCount))
  }

  /// Checks that a block collection may start on this line.
  private mutating func checkCollectionStart(
    _ place: NodePlace, _ start: NodeStart
  ) throws(ReadingFailure) {
    guard start.isFresh || place.allowsCompactCollection else {
      throw ReadingFailure("a block collection must start on a line of its own", at: start.offset)
    }
    guard start.hasTab else { return }
    try tolerateTab(at: start.offset)
  }

  /// Reads a scalar, an alias or a flow collection, and opens a mapping where it is a key.
  private mutating func readKeyOrValue(
    _ place: NodePlace, parent: Int, start: NodeStart, _ outer: Properties, _ inner: Properties
  ) throws(ReadingFailure) -> Next {
    let (firstValue, count, startLine) = (values.count, nodeCount, line)
    let position = position(at: index)
    let hasAnchor = inner.anchor != nil || outer.anchor != nil
    let isAlias = byte == UInt8(ascii: "*")
    var plain = try readLineNode(inner, parent: parent)
    if isAtKeyColon {
      guard line == startLine else {
        throw ReadingFailure("a key must stand on one line", at: start.offset)
      }
      if start.isFresh || place.allowsCompactCollection || plain == nil || !isTolerant {
        if let plain { pushPlain(plain) }
        attach(inner, countBefore: count)
        try checkCollectionStart(place, start)
        try open(
          Frame(
            .blockMapping, indent: start.column, firstValue: firstValue, position: position,
            properties: outer, countBefore: count))
        try passColon(keyStart: start.offset)
        return .node(.mappingValue)
      }
      report(.error, "a colon and a space in a text without quotes", at: index)
      plain = extendedOverColons(plain)
    }
    if let plain { try readPlainRest(plain, parent: parent) }
    if isAlias, hasAnchor || outer.tag != nil {
      throw ReadingFailure("an alias has no anchor or tag of its own", at: start.offset)
    }
    attach(try joined(outer, inner, at: start.offset), countBefore: count)
    return .entry
  }

  /// Reads an alias, a quoted scalar or a flow collection, or the first line of a plain scalar,
  /// which is returned and not yet added.
  private mutating func readLineNode(
    _ properties: Properties, parent: Int
  ) throws(ReadingFailure) -> Plain? {
    switch byte {
    case UInt8(ascii: "*"):
      guard properties.isEmpty else {
        throw ReadingFailure("an alias has no anchor or tag of its own", at: index)
      }
      try readAlias()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try readQuoted(parent: parent)
    case UInt8(ascii: "["): try readFlow(parent: parent)
    case UInt8(ascii: "{"):
      guard isTolerant, templateEnd(at: index) != nil else {
        try readFlow(parent: parent)
        return nil
      }
      return try readPlainLine(inFlow: false)
    default: return try readPlainLine(inFlow: false)
    }
    return nil
  }
}

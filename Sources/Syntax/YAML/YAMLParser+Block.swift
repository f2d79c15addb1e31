import SourceModel

/// The tag and anchor of a node.
struct YAMLProperties {
  var tag: String?
  var anchor: String?
  /// Where they start.
  var start = 0
  /// The line that they stand in.
  var line = 0

  var isEmpty: Bool { tag == nil && anchor == nil }
}

extension YAMLParser {
  /// Reads a node in block style.
  ///
  /// - Parameters:
  ///   - parent: the column of the parent; the node lies to the right of it.
  ///   - isAtLineStart: whether nothing but spaces stands before the cursor in its line.
  ///   - mayBeCompact: whether a collection may start in the line of the parent's indicator.
  ///   - mayAlign: whether a sequence may stand in the parent's column.
  mutating func blockNode(
    parent: Int, isAtLineStart: Bool, mayBeCompact: Bool, mayAlign: Bool = false
  ) throws(ReadingFailure) -> Node {
    try enter()
    defer { depth -= 1 }
    var outer = YAMLProperties()
    var inner = YAMLProperties()
    var isFirstInLine = isAtLineStart
    let counted = nodeCount
    while true {
      let isNewLine = try skipToToken()
      if isNewLine {
        isFirstInLine = true
        try merge(&inner, into: &outer)
      }
      let isAligned = mayAlign && column == parent && isIndicator(UInt8(ascii: "-"))
      if isAtEnd || (isFirstInLine && (isAtDocumentMarker || (column <= parent && !isAligned))) {
        try merge(&inner, into: &outer)
        return try finished(emptyNode(), outer, since: counted)
      }
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
        guard inner.isEmpty || inner.tag == nil || inner.anchor == nil else {
          throw failure("found \(found), expected a value after the tag and the anchor")
        }
        try properties(into: &inner, inFlow: false)
        continue
      }
      let token = Token(
        mark: mark, position: position(), mayStartCollection: isFirstInLine || mayBeCompact)
      return try content(token, parent, inner, outer, since: counted)
    }
  }

  /// The first token of a node.
  struct Token {
    var mark: Mark
    var position: Position
    /// Whether a block collection may start here.
    var mayStartCollection: Bool
  }

  private mutating func content(
    _ token: Token, _ parent: Int, _ inner: YAMLProperties, _ outer: YAMLProperties,
    since counted: Int
  ) throws(ReadingFailure) -> Node {
    if isIndicator(UInt8(ascii: "-")) {
      try checkCollection(token)
      guard inner.isEmpty else { throw failure("found `-`, expected it in a line of its own") }
      let node = try blockSequence(at: column, parent)
      return try finished(node, outer, since: counted)
    }
    if isIndicator(UInt8(ascii: "?")) || isIndicator(UInt8(ascii: ":")) {
      try checkCollection(token)
      let start = inner.isEmpty ? index : inner.start
      let node = try blockMapping(
        at: start - lineStart + lineShift, parent,
        first: isIndicator(UInt8(ascii: ":")) ? finished(emptyNode(), inner, since: nodeCount) : nil
      )
      return try finished(node, outer, since: counted)
    }
    var properties = inner
    if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">") {
      try merge(&properties, into: outer)
      return try finished(blockScalar(parent), properties, since: counted)
    }
    let first = try keyToken(parent)
    if isAtValueIndicator(after: first) {
      try checkCollection(token)
      let start = inner.isEmpty ? token.mark.index : inner.start
      guard line == token.mark.line, index - start <= 1024 || isTolerant else {
        throw failure("found `:`, expected the key in one line of at most 1024 characters")
      }
      let column = start - lineStart + lineShift
      let key = try finished(first.node, inner, isAlias: first.isAlias, since: nodeCount - 1)
      let node = try blockMapping(at: column, parent, first: key)
      return try finished(node, outer, since: counted)
    }
    try merge(&properties, into: outer)
    var node = first.node
    if first.isPlain {
      node = try restOfPlain(first.node, parent)
    } else {
      try endLine()
    }
    return try finished(node, properties, isAlias: first.isAlias, since: counted)
  }

  private mutating func checkCollection(_ token: Token) throws(ReadingFailure) {
    guard token.mayStartCollection else {
      goBack(to: token.mark)
      throw failure("found a collection, expected it in a line of its own")
    }
    if !isTolerant, hasTabBefore(token.mark.index) {
      goBack(to: token.mark)
      throw failure("found a tab in the indentation, expected spaces")
    }
  }

  /// Whether the cursor stands on an indicator that is followed by space.
  func isIndicator(_ indicator: UInt8) -> Bool {
    byte == indicator && isBlankOrEnd(byte(ahead: 1))
  }

  // MARK: - Keys

  /// What may be a key or a value: a plain scalar's first line, a quoted scalar, a flow collection, an alias.
  struct KeyToken {
    var node: Node
    var isPlain = false
    var isAlias = false
  }

  mutating func keyToken(_ parent: Int) throws(ReadingFailure) -> KeyToken {
    switch byte {
    case UInt8(ascii: "*"): return KeyToken(node: try alias(), isAlias: true)
    case UInt8(ascii: "\""): return KeyToken(node: try doubleQuoted(parent))
    case UInt8(ascii: "'"): return KeyToken(node: try singleQuoted(parent))
    case UInt8(ascii: "["): return KeyToken(node: try flowSequence(parent))
    case UInt8(ascii: "{"):
      if placeholderEnd(at: index) == nil { return KeyToken(node: try flowMapping(parent)) }
    default: break
    }
    return KeyToken(node: try firstLineOfPlain(), isPlain: true)
  }

  /// Whether a `:` follows that makes what was read a key; goes over the spaces before it.
  private mutating func isAtValueIndicator(after token: KeyToken) -> Bool {
    let start = index
    skipBlanks()
    if isIndicator(UInt8(ascii: ":")) { return true }
    index = start
    return false
  }

  // MARK: - Sequences

  private mutating func blockSequence(at column: Int, _ parent: Int) throws(ReadingFailure) -> Node
  {
    let position = position()
    var items: [Node] = []
    nodeCount += 1
    while true {
      do throws(ReadingFailure) {
        index += 1
        items.append(
          try blockNode(parent: column, isAtLineStart: false, mayBeCompact: true))
        guard try nextEntry(at: column, parent) else { break }
        guard isIndicator(UInt8(ascii: "-")) else { break }
        if !isTolerant, hasTabBefore(index) {
          throw failure("found a tab in the indentation, expected spaces")
        }
      } catch {
        note(error)
        guard recover(to: column), isIndicator(UInt8(ascii: "-")) else { break }
      }
    }
    return Node(.sequence(items), at: position)
  }

  // MARK: - Mappings

  /// Reads a mapping whose first key is given, with the cursor on its `:`; or has the cursor on a `?`.
  private mutating func blockMapping(
    at column: Int, _ parent: Int, first: Node?
  ) throws(ReadingFailure) -> Node {
    var entries: [Node.Entry] = []
    var keys = YAMLKeys()
    let position = first?.position ?? position()
    var key = first
    nodeCount += 1
    while true {
      do throws(ReadingFailure) {
        let entry = try blockEntry(key, at: column)
        key = nil
        if keys.isRepeated(entry.key, among: entries) {
          note(repeated: entry.key)
        }
        entries.append(entry)
        guard try nextEntry(at: column, parent) else { break }
        if isIndicator(UInt8(ascii: "-")) {
          throw failure("found `-`, expected a key")
        }
        if !isTolerant, hasTabBefore(index) {
          throw failure("found a tab in the indentation, expected spaces")
        }
      } catch {
        key = nil
        note(error)
        guard recover(to: column) else { break }
        // A sequence in this column belongs to what stands outside.
        if isIndicator(UInt8(ascii: "-")) { break }
      }
    }
    return Node(.mapping(entries), at: position)
  }

  private mutating func note(repeated key: Node) {
    guard case .scalar(let scalar) = key.content else { return }
    note(
      SyntaxFault(
        .warning, "found the key `\(scalar.text)` again, expected it once", at: key.position))
  }

  private mutating func blockEntry(
    _ first: Node?, at column: Int
  ) throws(ReadingFailure) -> Node.Entry {
    var key = first
    if key == nil {
      if isIndicator(UInt8(ascii: "?")) { return try explicitEntry(at: column) }
      key = isIndicator(UInt8(ascii: ":")) ? emptyNode() : try implicitKey(column)
    }
    index += 1
    let value = try blockNode(
      parent: column, isAtLineStart: false, mayBeCompact: false, mayAlign: true)
    return Node.Entry(key: key ?? emptyNode(), value: value)
  }

  private mutating func explicitEntry(at column: Int) throws(ReadingFailure) -> Node.Entry {
    index += 1
    let key = try blockNode(
      parent: column, isAtLineStart: false, mayBeCompact: true, mayAlign: true)
    let back = mark
    let isNewLine = try skipToToken()
    guard isNewLine || index == lineStart + indentation, self.column == column,
      isIndicator(UInt8(ascii: ":"))
    else {
      goBack(to: back)
      return Node.Entry(key: key, value: emptyNode())
    }
    index += 1
    let value = try blockNode(
      parent: column, isAtLineStart: false, mayBeCompact: true, mayAlign: true)
    return Node.Entry(key: key, value: value)
  }

  /// A key at the beginning of a line, the cursor then on its `:`.
  private mutating func implicitKey(_ column: Int) throws(ReadingFailure) -> Node {
    let (start, startLine, counted) = (index, line, nodeCount)
    var properties = YAMLProperties()
    while byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
      try self.properties(into: &properties, inFlow: false)
      skipBlanks()
    }
    let token: KeyToken
    if !properties.isEmpty, isIndicator(UInt8(ascii: ":")) {
      token = KeyToken(node: emptyNode())
    } else {
      token = try keyToken(column - 1)
    }
    guard isAtValueIndicator(after: token) else {
      skipBlanks()
      throw failure("found \(found), expected `:` after the key")
    }
    guard line == startLine, index - start <= 1024 || isTolerant else {
      throw failure("found `:`, expected the key in one line of at most 1024 characters")
    }
    return try finished(token.node, properties, isAlias: token.isAlias, since: counted)
  }

  // MARK: - From entry to entry

  /// Goes to the next entry of a collection in a column; `false` where the collection ends.
  private mutating func nextEntry(at column: Int, _ parent: Int) throws(ReadingFailure) -> Bool {
    let isNewLine = try skipToToken()
    if isAtEnd || isAtDocumentMarker { return false }
    guard isNewLine || index == lineStart + indentation || lineShift > 0 else {
      throw failure("found \(found), expected the end of the line")
    }
    if self.column == column { return true }
    if self.column < column {
      // Between the columns of parent and child: other readers take it for one more child.
      guard isTolerant, self.column > parent, parent >= 0 || self.column > 0 else { return false }
      warn("found an entry in column \(self.column + 1), expected it in column \(column + 1)")
      return true
    }
    throw failure(
      "found an entry in column \(self.column + 1), expected it in column \(column + 1)")
  }

  /// Goes on behind a failure: to the next line that is indented no more than the column.
  ///
  /// - Returns: whether that line is one of the same collection.
  private mutating func recover(to column: Int) -> Bool {
    guard !isAtEnd, faults.count < Self.faultLimit else {
      index = end
      return false
    }
    while true {
      skipLine()
      if isAtEnd || isAtDocumentMarker { return false }
      let indent = indentation
      let first = bytes[lineStart + indent]
      if first == UInt8(ascii: "\n") || first == UInt8(ascii: "#") || first == UInt8(ascii: "\t") {
        continue
      }
      guard indent <= column else { continue }
      index = lineStart + indent
      if isTolerant, templateEnd() != nil { continue }
      return indent == column
    }
  }
}

/// The keys of a mapping so far, to notice one that comes again.
struct YAMLKeys {
  private var seen: Set<String> = []

  /// Whether a scalar key came before; small mappings are searched, large ones keep a set.
  mutating func isRepeated(_ key: Node, among entries: [Node.Entry]) -> Bool {
    guard case .scalar(let scalar) = key.content, scalar.text != "<<" else { return false }
    if entries.count < 16 {
      return entries.contains { entry in
        guard case .scalar(let other) = entry.key.content else { return false }
        return other.text == scalar.text
      }
    }
    if seen.isEmpty {
      for entry in entries {
        if case .scalar(let other) = entry.key.content { seen.insert(other.text) }
      }
    }
    return !seen.insert(scalar.text).inserted
  }
}

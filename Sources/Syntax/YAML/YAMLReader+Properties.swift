import SourceModel

extension YAML.Reader {
  /// The tag and the anchor of a node.
  struct Properties {
    var tag: String?
    var anchor: String?

    var isEmpty: Bool { tag == nil && anchor == nil }
  }

  /// A node that aliases stand for.
  struct Anchor {
    var node: Node
    /// The number of its nodes.
    var count: Int
    /// How deep it nests.
    var height: Int
  }

  var isAtProperty: Bool { byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") }

  /// Reads an anchor or a tag.
  mutating func readProperty(
    into properties: inout Properties, inFlow: Bool
  ) throws(ReadingFailure) {
    let start = index
    if byte == UInt8(ascii: "&") {
      let name = try readName("anchor")
      guard properties.anchor == nil else {
        return try tolerate(.warning, "a second anchor at one node", at: start)
      }
      properties.anchor = name
    } else {
      let tag = try readTag()
      guard properties.tag == nil else {
        return try tolerate(.warning, "a second tag at one node", at: start)
      }
      properties.tag = tag
    }
    guard isBlank(at: index) || inFlow && Self.isFlowIndicator(byte) else {
      throw unexpected("a space")
    }
  }

  /// Adds the properties of a further line.
  func joined(
    _ first: Properties, _ second: Properties, at offset: Int
  ) throws(ReadingFailure) -> Properties {
    let isTwice =
      first.anchor != nil && second.anchor != nil || first.tag != nil && second.tag != nil
    guard !isTwice else { throw ReadingFailure("a second anchor or tag at one node", at: offset) }
    return Properties(tag: first.tag ?? second.tag, anchor: first.anchor ?? second.anchor)
  }

  /// Reads the name behind `&` or `*`.
  private mutating func readName(_ kind: String) throws(ReadingFailure) -> String {
    index += 1
    let start = index
    while !isBlank(at: index), !Self.isFlowIndicator(byte) { index += 1 }
    guard index > start else { throw unexpected("the name of an \(kind)") }
    return text(start..<index)
  }

  // MARK: - Aliases

  /// Reads an alias and adds the node it stands for.
  mutating func readAlias() throws(ReadingFailure) {
    let start = index
    let position = position(at: start)
    let name = try readName("alias")
    isLastNodeClosed = false
    guard let anchor = anchors[name] else {
      // Some loaders have taken an anchor that stands further down; the rest of the text is sound. What stands
      // here may be a password that begins with a star: it is not said.
      let severity: Diagnostic.Severity = standsLater("&" + name) ? .warning : .error
      try tolerate(severity, "no anchor of this name stands before the alias", at: start)
      return push(Scalar(text(start..<index)), at: position)
    }
    // Going through the nodes costs no more than their number, which is counted, too.
    guard aliasedCount + anchor.count <= Self.aliasBudget,
      frames.count + anchor.height <= Self.depthLimit,
      case let size = anchor.node.textSize, aliasedSize + size <= Self.aliasSizeBudget
    else {
      try tolerate(.error, "the aliases of the text stand for too many nodes or bytes", at: start)
      return pushEmpty(at: position)
    }
    aliasedCount += anchor.count
    aliasedSize += size
    nodeCount += anchor.count
    var node = anchor.node
    node.position = position
    values.append(node)
    lastHeight = anchor.height
    noteHeight()
  }

  /// Whether an anchor, as it is written, begins a word behind the cursor.
  private mutating func standsLater(_ anchor: String) -> Bool {
    guard anchorSearches < Self.anchorSearchLimit else { return false }
    anchorSearches += 1
    let wanted = Array(anchor.utf8)
    var rest = bytes[index...]
    while let start = rest.firstIndex(of: wanted[0]) {
      rest = rest[start...]
      let end = rest.dropFirst(wanted.count).first ?? UInt8(ascii: "\n")
      if rest.starts(with: wanted), end.isBlank || end == UInt8(ascii: "\n") { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  // MARK: - Tags

  /// Reads a tag and resolves its handle.
  private mutating func readTag() throws(ReadingFailure) -> String {
    let start = index
    index += 1
    if byte == UInt8(ascii: "<") { return try readVerbatimTag() }
    var handleEnd: Int?
    while !isBlank(at: index), Self.isTagByte(byte) {
      if byte == UInt8(ascii: "!") {
        guard handleEnd == nil else { throw unexpected("a character of a tag") }
        handleEnd = index + 1
      }
      index += 1
    }
    let suffixStart = handleEnd ?? start + 1
    let suffix = decoded(suffixStart..<index)
    guard handleEnd != nil || !suffix.isEmpty else { return "!" }
    let handle = text(start..<suffixStart)
    guard handle == "!" || !suffix.isEmpty else { throw unexpected("the name of a tag") }
    if let prefix = tagHandles[handle] { return prefix + suffix }
    switch handle {
    case "!": return "!" + suffix
    case "!!": return "tag:yaml.org,2002:" + suffix
    default:
      try tolerate(.warning, "the tag handle `\(handle)` is not declared", at: start)
      return handle + suffix
    }
  }

  private mutating func readVerbatimTag() throws(ReadingFailure) -> String {
    index += 1
    let start = index
    while !isBlank(at: index), byte != UInt8(ascii: ">") { index += 1 }
    guard byte == UInt8(ascii: ">"), index > start else { throw unexpected("the `>` of a tag") }
    index += 1
    return text(start..<(index - 1))
  }

  /// The text with the bytes that `%21` and the like stand for.
  private func decoded(_ range: Range<Int>) -> String {
    guard bytes[range].contains(UInt8(ascii: "%")) else { return text(range) }
    var result: [UInt8] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      if bytes[offset] == UInt8(ascii: "%"), offset + 2 < range.upperBound,
        let value = HexDigits.number(at: offset + 1, count: 2, in: bytes)
      {
        result.append(UInt8(truncatingIfNeeded: value))
        offset += 3
      } else {
        result.append(bytes[offset])
        offset += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  // https://yaml.org/spec/1.2.2/#rule-ns-tag-char, and letters beyond ASCII.
  private static func isTagByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"):
      false
    default: true
    }
  }
}

extension Node {
  /// How many bytes its texts have, all together.
  fileprivate var textSize: Int {
    switch content {
    case .scalar(let scalar): scalar.text.utf8.count
    case .sequence(let items): items.reduce(0) { $0 + $1.textSize }
    case .mapping(let entries): entries.reduce(0) { $0 + $1.key.textSize + $1.value.textSize }
    }
  }
}

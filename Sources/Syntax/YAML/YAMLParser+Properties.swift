import SourceModel

extension YAMLParser {
  /// Reads one tag or anchor.
  mutating func properties(
    into properties: inout YAMLProperties, inFlow: Bool
  ) throws(ReadingFailure) {
    if properties.isEmpty { (properties.start, properties.line) = (index, line) }
    if byte == UInt8(ascii: "&") {
      guard properties.anchor == nil else { throw failure("found a second anchor, expected one") }
      properties.anchor = try name()
    } else {
      guard properties.tag == nil else { throw failure("found a second tag, expected one") }
      properties.tag = try tag(inFlow: inFlow)
    }
    guard isBlankOrEnd(byte) || (inFlow && isFlowIndicator(byte)) else {
      throw failure("found \(found), expected a space")
    }
  }

  /// Puts the properties of a later line to those of an earlier one.
  func merge(
    _ inner: inout YAMLProperties, into outer: inout YAMLProperties
  ) throws(ReadingFailure) {
    guard !inner.isEmpty else { return }
    var merged = inner
    try merge(&merged, into: outer)
    (outer, inner) = (merged, YAMLProperties())
  }

  /// Puts the properties of an earlier line to those of a later one.
  func merge(_ inner: inout YAMLProperties, into outer: YAMLProperties) throws(ReadingFailure) {
    guard inner.anchor == nil || outer.anchor == nil, inner.tag == nil || outer.tag == nil else {
      throw failure("found two anchors or tags for one value, expected one")
    }
    inner.anchor = inner.anchor ?? outer.anchor
    inner.tag = inner.tag ?? outer.tag
  }

  /// The node with its tag, noted under its anchor.
  mutating func finished(
    _ node: Node, _ properties: YAMLProperties, isAlias: Bool = false, since counted: Int
  ) throws(ReadingFailure) -> Node {
    guard !properties.isEmpty else { return node }
    guard !isAlias else { throw failure("found an alias with a tag or anchor, expected it alone") }
    var node = node
    node.tag = properties.tag
    if let anchor = properties.anchor {
      anchors[anchor] = Anchor(node: node, count: max(1, nodeCount - counted))
    }
    return node
  }

  /// The node that an alias names.
  mutating func alias() throws(ReadingFailure) -> Node {
    let position = position()
    let start = index
    let name = try name()
    guard let anchor = anchors[name] else {
      let failure = ReadingFailure(
        "found the alias `*\(name)`, expected `&\(name)` before it", at: start)
      guard isTolerant else { throw failure }
      note(failure)
      nodeCount += 1
      return Node(.scalar(Scalar("")), at: position)
    }
    nodeCount += anchor.count
    guard nodeCount <= Self.expansionLimit else {
      throw failure("found aliases that mean more than \(Self.expansionLimit) values")
    }
    var node = anchor.node
    node.position = position
    return node
  }

  /// The name behind `&` or `*`.
  private mutating func name() throws(ReadingFailure) -> String {
    index += 1
    let start = index
    while !isBlankOrEnd(byte), !isFlowIndicator(byte) { index += 1 }
    guard index > start else { throw failure("found \(found), expected a name") }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// A tag, its handle replaced by what it stands for.
  private mutating func tag(inFlow: Bool) throws(ReadingFailure) -> String {
    let start = index
    index += 1
    if byte == UInt8(ascii: "<") {
      while byte != UInt8(ascii: ">") {
        guard !isBlankOrEnd(byte) else { throw failure("found \(found), expected `>`") }
        index += 1
      }
      index += 1
      return String(decoding: bytes[(start + 2)..<(index - 1)], as: UTF8.self)
    }
    var handleEnd: Int?
    while !isBlankOrEnd(byte), !isFlowIndicator(byte) {
      if byte == UInt8(ascii: "!"), handleEnd == nil { handleEnd = index + 1 }
      index += 1
    }
    guard let handleEnd else { return named("!", suffix: bytes[(start + 1)..<index]) }
    let handle = String(decoding: bytes[start..<handleEnd], as: UTF8.self)
    guard tagHandles[handle] != nil else {
      index = start
      throw failure("found the tag handle `\(handle)`, expected a `%TAG` line for it")
    }
    return named(handle, suffix: bytes[handleEnd..<index])
  }

  private func named(_ handle: String, suffix: ArraySlice<UInt8>) -> String {
    var decoded: [UInt8] = []
    var at = suffix.startIndex
    while at < suffix.endIndex {
      if suffix[at] == UInt8(ascii: "%"), at + 2 < suffix.endIndex,
        let code = HexDigits.number(at: at + 1, count: 2, in: bytes)
      {
        decoded.append(UInt8(code))
        at += 3
      } else {
        decoded.append(suffix[at])
        at += 1
      }
    }
    return (tagHandles[handle] ?? handle) + String(decoding: decoded, as: UTF8.self)
  }

  /// Whether a byte has a meaning in flow collections.
  func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }
}

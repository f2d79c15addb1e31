import SourceModel

extension YAML.Reader {
  /// Reads the flow collection at the cursor with everything inside it.
  mutating func readFlow(parent: Int) throws(ReadingFailure) {
    let base = frames.count
    let start = index
    opener = Opener(offset: start, faultCount: faults.count)
    try openFlow(Properties(), parent: parent)
    while frames.count > base {
      try skipFlowGap(parent: parent)
      guard !isAtEnd else {
        let mark = TextEncoding.description(at: start, in: bytes)
        throw ReadingFailure("\(mark) is never closed", at: start)
      }
      try continueFlow(parent: parent)
    }
    opener = nil
  }

  private mutating func openFlow(
    _ properties: Properties, parent: Int
  ) throws(ReadingFailure) {
    try open(
      Frame(
        byte == UInt8(ascii: "[") ? .flowSequence : .flowMapping, indent: parent,
        firstValue: values.count, position: position(at: index), properties: properties,
        countBefore: nodeCount))
    index += 1
  }

  /// Opens a mapping of one entry in a sequence, around the last values.
  private mutating func openPair(
    valueCount: Int, _ state: Frame.State, at position: Position
  ) throws(ReadingFailure) {
    let top = frames.count - 1
    frames[top].state = .afterValue
    var pair = Frame(
      .flowPair, indent: frames[top].indent, firstValue: values.count - valueCount,
      position: position, properties: Properties(), countBefore: nodeCount)
    pair.state = state
    try open(pair)
  }

  // MARK: - States

  private mutating func continueFlow(parent: Int) throws(ReadingFailure) {
    let top = frames.count - 1
    switch frames[top].state {
    case .entry: try readFlowEntry(top, parent: parent)
    case .explicitKey:
      frames[top].state = .afterKey
      if isAtFlowEnd || isAtFlowColon { pushEmpty() } else { try readFlowNode(parent: parent) }
    case .afterKey:
      if isAtFlowColon || isLastNodeClosed && byte == UInt8(ascii: ":") {
        index += 1
        frames[top].state = .value
      } else {
        pushEmpty()
        frames[top].state = .afterValue
      }
    case .value:
      frames[top].state = .afterValue
      if isAtFlowEnd { pushEmpty() } else { try readFlowNode(parent: parent) }
    case .afterItem:
      if isAtFlowColon || isLastNodeClosed && byte == UInt8(ascii: ":") {
        try makePair(top)
      } else {
        try passComma(top)
      }
    case .afterValue: try passComma(top)
    }
  }

  private mutating func readFlowEntry(_ top: Int, parent: Int) throws(ReadingFailure) {
    let isSequence = frames[top].isSequence
    if byte == Self.closer(of: frames[top].kind) {
      index += 1
      return closeFrame()
    }
    if byte == UInt8(ascii: "?"), isBlank(at: index + 1) {
      let position = position(at: index)
      index += 1
      frames[top].state = .explicitKey
      if isSequence { try openPair(valueCount: 0, .explicitKey, at: position) }
    } else if isAtFlowColon {
      let position = position(at: index)
      pushEmpty()
      frames[top].state = .afterKey
      if isSequence { try openPair(valueCount: 1, .afterKey, at: position) }
    } else {
      frames[top].state = isSequence ? .afterItem : .afterKey
      frames[top].entryOffset = index
      frames[top].entryLine = line
      try readFlowNode(parent: parent)
    }
  }

  /// Makes the last item of a sequence the key of a pair.
  private mutating func makePair(_ top: Int) throws(ReadingFailure) {
    let start = frames[top].entryOffset
    if frames[top].entryLine != line {
      try tolerate(.warning, "a key without `?` must stand on one line", at: start)
    }
    if index - start > Self.keyLimit {
      try tolerate(.warning, "the key is longer than \(Self.keyLimit) bytes", at: start)
    }
    let position = values.last?.position ?? position(at: index)
    index += 1
    try openPair(valueCount: 1, .value, at: position)
  }

  /// Passes the comma behind an entry, or closes the collection.
  private mutating func passComma(_ top: Int) throws(ReadingFailure) {
    let kind = frames[top].kind
    if kind == .flowPair {
      closeFrame()
    } else if byte == Self.closer(of: kind) {
      index += 1
      closeFrame()
    } else if byte == UInt8(ascii: ",") {
      index += 1
      frames[top].state = .entry
    } else {
      throw unexpected(kind == .flowSequence ? "`,` or `]`" : "`,` or `}`")
    }
  }

  private static func closer(of kind: Frame.Kind) -> UInt8 {
    kind == .flowMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
  }

  private var isAtFlowEnd: Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): true
    default: false
    }
  }

  /// Whether a colon stands at the cursor that ends a key without quotes.
  var isAtFlowColon: Bool {
    byte == UInt8(ascii: ":")
      && (isBlank(at: index + 1) || Self.isFlowIndicator(bytes[index + 1]))
  }

  // MARK: - Nodes

  /// Reads a scalar or an alias, or opens a collection.
  private mutating func readFlowNode(parent: Int) throws(ReadingFailure) {
    let count = nodeCount
    var properties = Properties()
    while isAtProperty {
      try readProperty(into: &properties, inFlow: true)
      try skipFlowGap(parent: parent)
    }
    if !properties.isEmpty, isAtFlowEnd || isAtFlowColon {
      return pushEmpty(properties, at: position(at: index))
    }
    switch byte {
    case UInt8(ascii: "*"):
      guard properties.isEmpty else {
        throw ReadingFailure("an alias has no anchor or tag of its own", at: index)
      }
      try readAlias()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try readQuoted(parent: parent)
    case UInt8(ascii: "["): return try openFlow(properties, parent: parent)
    case UInt8(ascii: "{"):
      guard isTolerant, templateEnd(at: index) != nil else {
        return try openFlow(properties, parent: parent)
      }
      try readPlainRest(readPlainLine(inFlow: true), parent: parent, inFlow: true)
    default: try readPlainRest(readPlainLine(inFlow: true), parent: parent, inFlow: true)
    }
    attach(properties, countBefore: count)
  }
}

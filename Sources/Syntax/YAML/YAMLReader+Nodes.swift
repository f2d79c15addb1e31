import SourceModel

extension YAML.Reader {
  /// A collection that is not closed yet.
  struct Frame {
    enum Kind {
      case blockSequence
      case blockMapping
      case flowSequence
      case flowMapping
      /// A mapping of one entry that stands in a flow sequence without braces.
      case flowPair
    }

    /// What a flow collection expects.
    enum State {
      /// An entry, or the end.
      case entry
      /// The key behind `?`.
      case explicitKey
      /// The colon behind a key.
      case afterKey
      case value
      /// The comma behind an entry, or the end.
      case afterValue
      /// The comma behind an item or the end, or a colon that makes it a key.
      case afterItem
    }

    var kind: Kind
    /// The column of the entries of a block collection, that of the parent for a flow collection.
    var indent: Int
    /// The index of the first value in `values`; a mapping has keys and values in turn.
    var firstValue: Int
    var position: Position
    var properties: Properties
    /// The number of nodes before this one.
    var countBefore: Int
    /// How deep the entries so far nest.
    var height = 0
    var state = State.entry
    /// Where the entry starts.
    var entryOffset = 0
    var entryLine = 0

    var isSequence: Bool {
      switch kind {
      case .blockSequence, .flowSequence: true
      case .blockMapping, .flowMapping, .flowPair: false
      }
    }

    var isFlow: Bool {
      switch kind {
      case .blockSequence, .blockMapping: false
      case .flowSequence, .flowMapping, .flowPair: true
      }
    }

    init(
      _ kind: Kind, indent: Int, firstValue: Int, position: Position, properties: Properties,
      countBefore: Int
    ) {
      self.kind = kind
      self.indent = indent
      self.firstValue = firstValue
      self.position = position
      self.properties = properties
      self.countBefore = countBefore
    }
  }

  // MARK: - Scalars

  mutating func push(_ scalar: Scalar, at position: Position) {
    values.append(Node(.scalar(scalar), at: position))
    nodeCount += 1
    lastHeight = 0
  }

  /// Adds the node that stands where nothing is written.
  mutating func pushEmpty(_ properties: Properties = Properties(), at position: Position) {
    push(Scalar(""), at: position)
    isLastNodeClosed = false
    attach(properties, countBefore: nodeCount - 1)
  }

  mutating func pushEmpty() {
    pushEmpty(at: position(at: index))
  }

  /// Gives the last node its tag, and remembers it by its anchor.
  mutating func attach(_ properties: Properties, countBefore: Int) {
    guard !properties.isEmpty, let last = values.indices.last else { return }
    if let tag = properties.tag { values[last].tag = tag }
    guard let name = properties.anchor else { return }
    anchors[name] = Anchor(
      node: values[last], count: nodeCount - countBefore, height: lastHeight)
  }

  // MARK: - Collections

  mutating func open(_ frame: Frame) throws(ReadingFailure) {
    guard frames.count < Self.depthLimit else {
      throw ReadingFailure("nested deeper than \(Self.depthLimit) levels", at: index)
    }
    nodeCount += 1
    frames.append(frame)
  }

  /// Replaces the values of the innermost collection by its node.
  mutating func closeFrame() {
    guard let frame = frames.popLast() else { return }
    let content: Node.Content
    if frame.isSequence {
      content = .sequence(takeItems(from: frame.firstValue))
    } else {
      completePair(of: frame)
      content = .mapping(takeEntries(from: frame.firstValue))
    }
    values.append(Node(content, at: frame.position))
    lastHeight = frame.height + 1
    isLastNodeClosed = frame.isFlow
    noteHeight()
    attach(frame.properties, countBefore: frame.countBefore)
  }

  /// Adds the value that a key lacks.
  mutating func completePair(of frame: Frame) {
    guard (values.count - frame.firstValue) % 2 != 0, let key = values.last else { return }
    pushEmpty(at: key.position)
  }

  /// Tells the innermost collection how deep the last node nests.
  mutating func noteHeight() {
    guard let top = frames.indices.last, frames[top].height < lastHeight else { return }
    frames[top].height = lastHeight
  }

  // Values are moved out from the end, which costs no count of references. The storage that all empty arrays
  // share is left alone: several readers would write to it at a time.
  private mutating func takeItems(from first: Int) -> [Node] {
    let count = values.count - first
    guard count > 0 else { return [] }
    return [Node](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      for index in stride(from: count - 1, through: 0, by: -1) {
        buffer.initializeElement(at: index, to: values.removeLast())
      }
      initializedCount = count
    }
  }

  private mutating func takeEntries(from first: Int) -> [Node.Entry] {
    let count = (values.count - first) / 2
    guard count > 0 else { return [] }
    var entries = [Node.Entry](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      for index in stride(from: count - 1, through: 0, by: -1) {
        let value = values.removeLast()
        buffer.initializeElement(
          at: index, to: Node.Entry(key: values.removeLast(), value: value))
      }
      initializedCount = count
    }
    dropRepeated(&entries)
    return entries
  }

  // MARK: - Repeated keys

  /// Warns of repeated keys; a tolerant reader keeps the last value at the first place.
  private mutating func dropRepeated(_ entries: inout [Node.Entry]) {
    guard entries.count > 1, Self.mayRepeat(entries) else { return }
    var places: [String: Int] = [:]
    var result: [Node.Entry] = []
    for entry in entries {
      guard let name = Self.name(of: entry.key) else {
        result.append(entry)
        continue
      }
      if let place = places[name] {
        reportRepeated(name, entry.key.position)
        if isTolerant { result[place] = entry } else { result.append(entry) }
      } else {
        places[name] = result.count
        result.append(entry)
      }
    }
    entries = result
  }

  private mutating func reportRepeated(_ name: String, _ position: Position) {
    guard faults.count < Self.faultLimit else { return }
    faults.append(SyntaxFault(.warning, "the key `\(name)` is repeated", at: position))
  }

  private static func mayRepeat(_ entries: [Node.Entry]) -> Bool {
    if entries.count > 16 {
      var names = Set<String>(minimumCapacity: entries.count)
      return entries.contains { entry in
        name(of: entry.key).map { !names.insert($0).inserted } ?? false
      }
    }
    for (index, entry) in entries.enumerated().dropFirst() {
      guard let name = name(of: entry.key) else { continue }
      if entries[..<index].contains(where: { Self.name(of: $0.key) == name }) { return true }
    }
    return false
  }

  /// The text of a key; merge keys may be repeated.
  private static func name(of key: Node) -> String? {
    guard case .scalar(let scalar) = key.content, scalar.text != "<<" else { return nil }
    return scalar.text
  }
}

import SourceModel

extension TOML {
  /// A key with its place.
  struct Key {
    var text: String
    var offset: Int
    var position: Position
  }

  /// A key of one or more parts.
  struct Path {
    /// The parts before the last; most often none.
    var leading: [Key] = []
    /// The last part.
    var last: Key
  }

  /// The tables of a document under construction, parents before their children.
  ///
  /// It knows which table may still be extended, and how:
  /// https://toml.io/en/v1.0.0#table
  struct Tables {
    /// A table inside more than this many others is refused.
    static let depthLimit = 128

    private enum Origin: Equatable {
      /// Made because a header named a table inside it.
      case implied
      /// Made by its own header.
      case header
      /// Made by dotted keys below the header with this number.
      case dotted(section: Int)
    }

    /// What an entry holds.
    private enum Value {
      /// A value that is complete.
      case node
      /// A table under construction.
      case table(Int)
      /// An array of tables, by its index in `lists`.
      case list(Int)
    }

    private struct Table {
      /// The entries; those that are under construction have an empty value.
      var entries: [Node.Entry] = []
      /// What each entry holds.
      var values: [Value] = []
      var lookup: [ByteText: Int] = [:]
      var origin: Origin
      var position: Position
      var depth: Int
    }

    private struct List {
      var tables: [Int]
      var position: Position
    }

    private var tables: [Table]
    private var lists: [List] = []
    /// The table that keys go into.
    private var current = 0
    /// The number of the header that keys stand below.
    private var section = 0

    init(at position: Position) {
      tables = [Table(origin: .header, position: position, depth: 0)]
    }
  }
}

extension TOML.Tables {
  /// Adds a value under a key of one or more parts to the current table.
  mutating func insert(_ value: Node, at path: TOML.Path) throws(ReadingFailure) {
    var table = current
    for key in path.leading { table = try dottedTable(key, in: table) }
    guard slot(path.last.text, in: table) == nil else { throw repeated(path.last) }
    append(.node, value, at: path.last, to: table)
  }

  /// Begins a table: `[a.b]`.
  mutating func open(_ path: TOML.Path, at position: Position) throws(ReadingFailure) {
    let key = path.last
    let parent = try enclosingTable(of: path, at: position)
    section += 1
    guard let slot = slot(key.text, in: parent) else {
      current = try addTable(key, to: parent, origin: .header, at: position)
      return
    }
    guard case .table(let table) = tables[parent].values[slot],
      tables[table].origin == .implied
    else { throw repeated(key) }
    tables[table].origin = .header
    current = table
  }

  /// Begins a further table of an array: `[[a.b]]`.
  mutating func openItem(_ path: TOML.Path, at position: Position) throws(ReadingFailure) {
    let key = path.last
    let parent = try enclosingTable(of: path, at: position)
    section += 1
    let table = try makeTable(key, in: parent, origin: .header, at: position)
    if let slot = slot(key.text, in: parent) {
      guard case .list(let list) = tables[parent].values[slot] else {
        throw ReadingFailure("`\(key.text)` is not an array of tables", at: key.offset)
      }
      lists[list].tables.append(table)
    } else {
      append(.list(lists.count), Self.unfinished, at: key, to: parent)
      lists.append(List(tables: [table], position: position))
    }
    current = table
  }

  /// Takes the keys that follow a faulty header, and leaves them out of the document.
  mutating func openDiscarded(at position: Position) {
    section += 1
    tables.append(Table(origin: .header, position: position, depth: 0))
    current = tables.count - 1
  }

  /// The document.
  ///
  /// Children come after their parents, so that one pass from the end builds all of them.
  consuming func node() -> Node {
    for index in tables.indices.reversed() {
      for (slot, value) in tables[index].values.enumerated() {
        switch value {
        case .node: continue
        case .table(let child): tables[index].entries[slot].value = finished(child)
        case .list(let list):
          let items = lists[list].tables.map { finished($0) }
          tables[index].entries[slot].value = Node(.sequence(items), at: lists[list].position)
        }
      }
    }
    return finished(0)
  }

  private static var unfinished: Node { Node(.sequence([]), at: .start) }

  /// The node of a table whose entries are complete; it is taken out.
  private mutating func finished(_ table: Int) -> Node {
    var entries: [Node.Entry] = []
    swap(&entries, &tables[table].entries)
    return Node(.mapping(entries), at: tables[table].position)
  }

  /// The table that all parts of a header but the last one lead to.
  private mutating func enclosingTable(
    of path: TOML.Path, at position: Position
  ) throws(ReadingFailure) -> Int {
    var table = 0
    for key in path.leading {
      guard let slot = slot(key.text, in: table) else {
        table = try addTable(key, to: table, origin: .implied, at: position)
        continue
      }
      switch tables[table].values[slot] {
      case .table(let child): table = child
      case .list(let list): table = lists[list].tables.last ?? table
      case .node: throw closed(key)
      }
    }
    return table
  }

  /// The table that a part of a dotted key names.
  private mutating func dottedTable(
    _ key: TOML.Key, in table: Int
  ) throws(ReadingFailure) -> Int {
    guard let slot = slot(key.text, in: table) else {
      return try addTable(key, to: table, origin: .dotted(section: section), at: key.position)
    }
    guard case .table(let child) = tables[table].values[slot] else { throw closed(key) }
    switch tables[child].origin {
    case .implied: tables[child].origin = .dotted(section: section)
    case .dotted(section): break
    case .dotted, .header: throw repeated(key)
    }
    return child
  }

  private mutating func addTable(
    _ key: TOML.Key, to parent: Int, origin: Origin, at position: Position
  ) throws(ReadingFailure) -> Int {
    let table = try makeTable(key, in: parent, origin: origin, at: position)
    append(.table(table), Self.unfinished, at: key, to: parent)
    return table
  }

  private mutating func makeTable(
    _ key: TOML.Key, in parent: Int, origin: Origin, at position: Position
  ) throws(ReadingFailure) -> Int {
    let depth = tables[parent].depth + 1
    guard depth <= Self.depthLimit else {
      throw ReadingFailure("nested deeper than \(Self.depthLimit) tables", at: key.offset)
    }
    tables.append(Table(origin: origin, position: position, depth: depth))
    return tables.count - 1
  }

  private func repeated(_ key: TOML.Key) -> ReadingFailure {
    ReadingFailure("`\(key.text)` is defined a second time", at: key.offset)
  }

  private func closed(_ key: TOML.Key) -> ReadingFailure {
    ReadingFailure("`\(key.text)` already has a value that cannot be extended", at: key.offset)
  }

  /// Tables with more keys than this have a lookup table.
  private static var lookupThreshold: Int { 8 }

  private func slot(_ key: String, in table: Int) -> Int? {
    guard tables[table].entries.count > Self.lookupThreshold else {
      return tables[table].entries.firstIndex { ByteText(of: $0) == ByteText(key) }
    }
    return tables[table].lookup[ByteText(key)]
  }

  private mutating func append(_ value: Value, _ node: Node, at key: TOML.Key, to table: Int) {
    let count = tables[table].entries.count
    if count >= Self.lookupThreshold {
      if count == Self.lookupThreshold {
        for (index, entry) in tables[table].entries.enumerated() {
          tables[table].lookup[ByteText(of: entry)] = index
        }
      }
      tables[table].lookup[ByteText(key.text)] = count
    }
    let name = Node(.scalar(Scalar(key.text)), at: key.position)
    tables[table].entries.append(Node.Entry(key: name, value: node))
    tables[table].values.append(value)
  }
}

/// A text that equals another one only where their bytes are equal.
///
/// Keys are not normalised: `é` as one scalar and as two are two keys.
private struct ByteText: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  /// The key of an entry.
  init(of entry: Node.Entry) {
    if case .scalar(let scalar) = entry.key.content { text = scalar.text } else { text = "" }
  }

  static func == (left: ByteText, right: ByteText) -> Bool {
    left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

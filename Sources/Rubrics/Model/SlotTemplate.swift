/// Lines with `{slots}` that values fill.
package struct SlotTemplate: Hashable, Sendable {
  private enum Piece: Hashable {
    case text(String)
    case slot(String)
  }

  private struct Line: Hashable {
    var indent: String
    var pieces: [Piece]

    /// Whether it only opens what stands below it.
    var isKey: Bool {
      if case .text(let text) = pieces.last { text.hasSuffix(":") } else { false }
    }

    /// How many bytes it has beside its slots.
    var size: Int {
      pieces.reduce(indent.utf8.count) { size, piece in
        if case .text(let text) = piece { size + text.utf8.count } else { size }
      }
    }

    var slots: [String] {
      pieces.compactMap { piece in
        if case .slot(let name) = piece { name } else { nil }
      }
    }
  }

  /// How many bytes a filled text may have: a slot may stand in it any number of times.
  private static let sizeLimit = 2_000_000

  private let lines: [Line]

  /// Reads a template; a slot is a lower-case word in braces.
  ///
  /// - Parameters:
  ///   - text: The lines.
  ///   - names: The names of slots, where other words in braces stay as they are.
  package init(_ text: String, knowing names: Set<String>? = nil) {
    let feed = UInt8(ascii: "\n")
    lines = text.utf8.split(separator: feed, omittingEmptySubsequences: false).map { line in
      let indent = line.prefix { $0 == UInt8(ascii: " ") }
      return Line(
        indent: String(Substring(indent)),
        pieces: Self.pieces(Substring(line[indent.endIndex...]), names))
    }
  }

  /// The names of all slots.
  package var slots: [String] { lines.flatMap(\.slots) }

  /// What a line or a piece of one costs each time that it is filled, in steps of a few nanoseconds.
  private static let partCost = 150

  /// What it costs to fill it, in steps of a few nanoseconds, the values aside.
  var cost: Int {
    lines.reduce(0) { $0 + $1.size + Self.partCost * (1 + $1.pieces.count) }
  }

  /// The same for a text that a template is made of.
  static func cost(of text: String) -> Int {
    let parts = text.utf8.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "{") }
    return text.utf8.count + partCost * (1 + parts)
  }

  /// The text with its slots filled.
  ///
  /// A line whose slot has no value is left out, and so is a `key:` of which nothing below is left;
  /// one with several values is repeated; further lines of a value stand below its first one. Lines that
  /// would make it longer than any text to be read are left out, too.
  package func filled(_ values: [String: [String]]) -> String { filled { values[$0] ?? [] } }

  /// The text with its slots filled.
  ///
  /// - Parameter values: the values of a slot, none where it has none.
  package func filled(_ values: (String) -> [String]) -> String {
    var left = Self.sizeLimit
    var filled = lines.map { Self.filled($0, values, &left) }
    // What stands below a line ends at the first behind it that is indented as little.
    var outer: [(indent: Int, isEmpty: Bool)] = []
    for index in lines.indices.reversed() {
      let indent = lines[index].indent.utf8.count
      var below: Bool?
      while let last = outer.last, last.indent > indent {
        below = (below ?? true) && last.isEmpty
        outer.removeLast()
      }
      if lines[index].isKey, below == true { filled[index] = [] }
      outer.append((indent, filled[index].isEmpty && (below ?? true)))
    }
    return filled.joined().joined(separator: "\n")
  }

  /// The text, where every slot has a value.
  package func filledWhole(_ values: [String: [String]]) -> String? {
    filledWhole { values[$0] ?? [] }
  }

  /// The text, where every slot has a value.
  package func filledWhole(_ values: (String) -> [String]) -> String? {
    slots.allSatisfy { !values($0).isEmpty } ? filled(values) : nil
  }

  private static func filled(
    _ line: Line, _ values: (String) -> [String], _ left: inout Int
  ) -> [String] {
    let lists = line.slots.map(values)
    let count = lists.map(\.count).max() ?? 1
    guard lists.allSatisfy({ !$0.isEmpty }) else { return [] }
    let size = lists.reduce(line.size * count) { $0 + Self.size(of: $1, count) }
    // Each further line of a value is indented, too.
    left -= size * (line.indent.utf8.count > 100 ? line.indent.utf8.count : 1)
    guard left >= 0 else { return [] }
    return (0..<count).flatMap { index in
      var slots = lists.makeIterator()
      let text = line.pieces.map { piece in
        switch piece {
        case .text(let text): return text
        case .slot: return slots.next().map { $0[min(index, $0.count - 1)] } ?? ""
        }
      }.joined()
      return text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.isEmpty ? "" : line.indent + $0
      }
    }
  }

  /// How many bytes the values take where the line stands so many times, the last of them for the rest.
  private static func size(of values: [String], _ count: Int) -> Int {
    values.reduce((count - values.count) * (values.last?.utf8.count ?? 0)) { $0 + $1.utf8.count }
  }

  private static func pieces(_ line: Substring, _ names: Set<String>?) -> [Piece] {
    let line = line.utf8
    var pieces: [Piece] = []
    var textStart = line.startIndex
    var rest = line[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      let inside = rest[line.index(after: open)...]
      let name = inside.prefix { ($0 >= 0x61 && $0 <= 0x7A) || $0 == UInt8(ascii: "-") }
      guard !name.isEmpty, name.endIndex < rest.endIndex,
        rest[name.endIndex] == UInt8(ascii: "}"),
        names?.contains(String(Substring(name))) ?? true
      else {
        rest = inside
        continue
      }
      if textStart < open { pieces.append(.text(String(Substring(line[textStart..<open])))) }
      pieces.append(.slot(String(Substring(name))))
      rest = rest[line.index(after: name.endIndex)...]
      textStart = rest.startIndex
    }
    if textStart < line.endIndex { pieces.append(.text(String(Substring(line[textStart...])))) }
    return pieces
  }
}

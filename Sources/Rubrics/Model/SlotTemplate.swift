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

    var slots: [String] {
      pieces.compactMap { piece in
        if case .slot(let name) = piece { name } else { nil }
      }
    }
  }

  private let lines: [Line]

  /// Reads a template; a slot is a lower-case word in braces.
  ///
  /// - Parameters:
  ///   - text: The lines.
  ///   - names: The names of slots, where other words in braces stay as they are.
  package init(_ text: String, knowing names: Set<String>? = nil) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indent = line.prefix { $0 == " " }
      return Line(indent: String(indent), pieces: Self.pieces(line.dropFirst(indent.count), names))
    }
  }

  /// The names of all slots.
  package var slots: [String] { lines.flatMap(\.slots) }

  /// The text with its slots filled.
  ///
  /// A line whose slot has no value is left out, and so is a `key:` of which nothing below is left;
  /// one with several values is repeated; further lines of a value stand below its first one.
  package func filled(_ values: [String: [String]]) -> String {
    var filled = lines.map { Self.filled($0, values) }
    for index in lines.indices.reversed() where lines[index].isKey {
      let below = lines[(index + 1)...].prefix { $0.indent.count > lines[index].indent.count }
      if !below.isEmpty, below.indices.allSatisfy({ filled[$0].isEmpty }) { filled[index] = [] }
    }
    return filled.joined().joined(separator: "\n")
  }

  /// The text, where every slot has a value.
  package func filledWhole(_ values: [String: [String]]) -> String? {
    slots.allSatisfy { !(values[$0] ?? []).isEmpty } ? filled(values) : nil
  }

  private static func filled(_ line: Line, _ values: [String: [String]]) -> [String] {
    let lists = line.slots.map { values[$0] ?? [] }
    let count = lists.map(\.count).max() ?? 1
    guard lists.allSatisfy({ !$0.isEmpty }) else { return [] }
    return (0..<count).flatMap { index in
      let text = line.pieces.map { piece in
        switch piece {
        case .text(let text): return text
        case .slot(let name):
          let list = values[name] ?? []
          return list[min(index, list.count - 1)]
        }
      }.joined()
      return text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.isEmpty ? "" : line.indent + $0
      }
    }
  }

  private static func pieces(_ line: Substring, _ names: Set<String>?) -> [Piece] {
    var pieces: [Piece] = []
    var rest = line
    var text = ""
    while let open = rest.firstIndex(of: "{") {
      let name = rest[rest.index(after: open)...].prefix { ("a"..."z").contains($0) || $0 == "-" }
      guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}",
        names?.contains(String(name)) ?? true
      else {
        text += rest[...open]
        rest = rest[rest.index(after: open)...]
        continue
      }
      text += rest[..<open]
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
      pieces.append(.slot(String(name)))
      rest = rest[rest.index(after: name.endIndex)...]
    }
    text += rest
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }
}

import SourceModel

/// A tree as one text that is read back without looking for marks: what a build knows already, a
/// start need not find out again.
///
/// Each node is a letter for what it is, its line and column, and its size; then come the characters
/// of a scalar, or the nodes of a collection: `[1.1:2:a1.3:2:hia2.3:2:ho`. A tag stands before its
/// node. Sizes of scalars count bytes of UTF-8.
package enum PackedNode {
  /// The text of a tree.
  package static func text(of node: Node) -> String {
    var text = ""
    write(node, to: &text)
    return text
  }

  /// The tree of a text; `nil` where the text is not one that was written here.
  package static func node(_ text: UnsafeBufferPointer<UInt8>) -> Node? {
    let characters = String(decoding: text, as: UTF8.self)
    // What is not UTF-8 was repaired, and is no text that was written here.
    guard characters.utf8.count == text.count else { return nil }
    return node(characters)
  }

  /// The tree of a text; `nil` where the text is not one that was written here.
  private static func node(_ characters: String) -> Node? {
    var characters = characters
    // Native before it is handed on, so that its pieces are copied without being looked at again.
    characters.makeContiguousUTF8()
    let text = characters
    return characters.withUTF8 { bytes in
      var reader = Reader(text: text, bytes: bytes)
      guard let node = reader.node(depth: 0), reader.isAtEnd else { return nil }
      return node
    }
  }

  /// A scalar that stands for a node, which is read when somebody asks for it.
  package static func folded(_ node: Node) -> Node {
    Node(.scalar(Scalar(text(of: node), style: .literal)), at: node.position)
  }

  /// The node for which a scalar stands; `nil` where it stands for none.
  package static func unfolded(_ node: Node) -> Node? {
    guard case .scalar(let scalar) = node.content else { return nil }
    return Self.node(scalar.text)
  }

  private static let depthLimit = 64
  private static let sequence = UInt8(ascii: "[")
  private static let mapping = UInt8(ascii: "{")
  private static let tagged = UInt8(ascii: "!")
  /// Styles of scalars are letters from here.
  private static let firstStyle = UInt8(ascii: "a")

  private static func write(_ node: Node, to text: inout String) {
    if let tag = node.tag { text += "!\(tag.utf8.count):\(tag)" }
    let place = "\(node.position.line).\(node.position.column)"
    switch node.content {
    case .scalar(let scalar):
      let letter = Character(UnicodeScalar(firstStyle + scalar.style.rawValue))
      text += "\(letter)\(place):\(scalar.text.utf8.count):\(scalar.text)"
    case .sequence(let items):
      text += "[\(place):\(items.count):"
      for item in items { write(item, to: &text) }
    case .mapping(let entries):
      text += "{\(place):\(entries.count):"
      for entry in entries {
        write(entry.key, to: &text)
        write(entry.value, to: &text)
      }
    }
  }

  /// Reads from the front; every answer is `nil` from the first fault on.
  private struct Reader {
    /// The text, whose pieces are known to be whole characters, as those of bytes are not.
    let text: String
    /// The bytes of the text.
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    var isAtEnd: Bool { index == bytes.count }

    mutating func node(depth: Int) -> Node? {
      guard depth < depthLimit, var mark = next() else { return nil }
      var tag: String?
      if mark == tagged {
        guard let size = number(endingWith: UInt8(ascii: ":")), let name = characters(size),
          let second = next()
        else { return nil }
        (tag, mark) = (name, second)
      }
      guard let line = number(endingWith: UInt8(ascii: ".")),
        let column = number(endingWith: UInt8(ascii: ":")),
        let size = number(endingWith: UInt8(ascii: ":")),
        let content = content(mark, size, depth)
      else { return nil }
      return Node(content, tag: tag, at: Position(line: line, column: column))
    }

    private mutating func content(_ mark: UInt8, _ size: Int, _ depth: Int) -> Node.Content? {
      // Every node takes more than one byte, so that a wrong size cannot ask for much memory.
      guard size <= bytes.count - index else { return nil }
      switch mark {
      case sequence:
        var items: [Node] = []
        items.reserveCapacity(size)
        for _ in 0..<size {
          guard let item = node(depth: depth + 1) else { return nil }
          items.append(item)
        }
        return .sequence(items)
      case mapping:
        var entries: [Node.Entry] = []
        entries.reserveCapacity(size)
        for _ in 0..<size {
          guard let key = node(depth: depth + 1), let value = node(depth: depth + 1) else {
            return nil
          }
          entries.append(Node.Entry(key: key, value: value))
        }
        return .mapping(entries)
      case firstStyle...:
        guard let style = Scalar.Style(rawValue: mark - firstStyle), let text = characters(size)
        else { return nil }
        return .scalar(Scalar(text, style: style))
      default: return nil
      }
    }

    private mutating func next() -> UInt8? {
      guard index < bytes.count else { return nil }
      defer { index += 1 }
      return bytes[index]
    }

    private mutating func number(endingWith end: UInt8) -> Int? {
      var number = 0
      let start = index
      while let byte = next() {
        guard byte != end else { return index > start + 1 ? number : nil }
        guard byte >= 0x30, byte <= 0x39, number < 100_000_000 else { return nil }
        number = number * 10 + Int(byte - 0x30)
      }
      return nil
    }

    private mutating func characters(_ size: Int) -> String? {
      guard size <= bytes.count - index else { return nil }
      let start = text.utf8.index(text.startIndex, offsetBy: index)
      index += size
      return String(text[start..<text.utf8.index(start, offsetBy: size)])
    }
  }
}

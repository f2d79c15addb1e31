import SourceModel
import Syntax

/// The objects that a program writes down literally, as trees: `{"name": "test", "commands": […]}`.
///
/// What is computed is left out; objects inside of it are found all the same. Lists that are joined
/// by `+` are read as far as they are written.
struct ProgramLiterals: Sendable {
  private static let depthLimit = 64

  /// The outermost objects, in the order of the text.
  private(set) var objects: [Node] = []
  /// Lists of texts that are passed to calls.
  private(set) var passedLists: [Node] = []
  private let tokens: [CodeToken]
  private var index = 0
  private var depth = 0

  /// Reads the pieces of a program's text.
  init(_ tokens: [CodeToken]) {
    self.tokens = tokens.filter { $0.kind != .lineEnd }
    while index < self.tokens.count { skipPiece() }
  }

  private var next: CodeToken? { index < tokens.count ? tokens[index] : nil }

  private func isNext(_ symbols: String...) -> Bool {
    guard let next, next.kind == .symbol else { return false }
    return symbols.contains(next.text)
  }

  // MARK: - What is computed

  /// Passes one piece over, with what is literal inside.
  private mutating func skipPiece() {
    guard let token = next else { return }
    guard depth < Self.depthLimit else {
      index += 1
      return
    }
    if token.isSymbol("{") {
      if let object = object() { objects.append(object) }
    } else if token.isSymbol("("), index > 0, tokens[index - 1].kind == .word {
      index += 1
      arguments()
    } else {
      index += 1
    }
  }

  /// Reads the arguments of a call up to its end.
  private mutating func arguments() {
    depth += 1
    defer { depth -= 1 }
    var entries: [Node.Entry] = []
    let start = next?.position ?? .start
    while let token = next, !token.isSymbol(")") {
      let from = index
      if let key = key(before: "=") {
        entry(key, into: &entries)
      } else if let value = value() {
        keep(value)
      }
      skipSeparator(from: from)
    }
    index += 1
    if !entries.isEmpty { objects.append(Node(.mapping(entries), at: start)) }
  }

  /// Keeps what stands inside of something that is computed.
  private mutating func keep(_ value: Node) {
    if value.isMapping {
      objects.append(value)
    } else if value.items.contains(where: \.isMapping) {
      objects += value.items.filter(\.isMapping)
    } else if !value.items.isEmpty {
      passedLists.append(value)
    }
  }

  // MARK: - What is written

  private mutating func object() -> Node? {
    guard let start = next?.position else { return nil }
    depth += 1
    defer { depth -= 1 }
    index += 1
    var entries: [Node.Entry] = []
    while let token = next, !token.isSymbol("}") {
      let from = index
      if let key = key(before: ":") { entry(key, into: &entries) } else { skipValue() }
      skipSeparator(from: from)
    }
    index += 1
    return Node(.mapping(entries), at: start)
  }

  private mutating func entry(_ key: CodeToken, into entries: inout [Node.Entry]) {
    guard let value = value() else { return }
    let name = Node(.scalar(Scalar(key.text)), at: key.position)
    entries.append(Node.Entry(key: name, value: value))
  }

  /// The name of an entry, which is passed over with the mark behind it: `key:`, `key+:`, `key::`.
  private mutating func key(before mark: String) -> CodeToken? {
    guard let token = next, token.kind != .symbol else { return nil }
    var end = index + 1
    if end < tokens.count, tokens[end].isSymbol("+") { end += 1 }
    guard end < tokens.count, tokens[end].isSymbol(mark) else { return nil }
    while end < tokens.count, tokens[end].isSymbol(mark) { end += 1 }
    index = end
    return token
  }

  /// The value up to the next comma or the end of what it stands in; `nil` where it is computed.
  private mutating func value() -> Node? {
    guard var node = literal() else {
      skipValue()
      return nil
    }
    while isNext("+") {
      index += 1
      guard let more = literal() else { break }
      node = Self.joined(node, more)
    }
    skipValue()
    return node
  }

  private mutating func literal() -> Node? {
    guard let token = next, depth < Self.depthLimit else { return nil }
    switch token.kind {
    case .string:
      index += 1
      return Node(
        .scalar(Scalar(Self.unescaped(token.text), style: .doubleQuoted)), at: token.position)
    case .symbol where token.text == "{": return object()
    case .symbol where token.text == "[": return list()
    case .word where ["true", "false", "True", "False"].contains(token.text):
      index += 1
      return Node(.scalar(Scalar(token.text.lowercased())), at: token.position)
    case .word, .symbol, .lineEnd: return nil
    }
  }

  private mutating func list() -> Node? {
    guard let start = next?.position else { return nil }
    depth += 1
    defer { depth -= 1 }
    index += 1
    var items: [Node] = []
    while let token = next, !token.isSymbol("]") {
      let from = index
      if let item = value() { items.append(item) }
      skipSeparator(from: from)
    }
    index += 1
    return Node(.sequence(items), at: start)
  }

  private mutating func skipValue() {
    while next != nil, !isNext(",", ";", "]", "}", ")") {
      if isNext("[") {
        if let list = list() { list.items.filter(\.isMapping).forEach { objects.append($0) } }
      } else {
        skipPiece()
      }
    }
  }

  /// Passes a separator over; a bracket that closes nothing is passed over too.
  private mutating func skipSeparator(from start: Int) {
    if isNext(",", ";") || index == start { index += 1 }
  }

  private static func joined(_ first: Node, _ second: Node) -> Node {
    switch (first.content, second.content) {
    case (.sequence(let items), .sequence(let more)):
      Node(.sequence(items + more), at: first.position)
    case (.mapping(let entries), .mapping(let more)):
      Node(.mapping(entries + more), at: first.position)
    default: first
    }
  }

  /// A string without the backslashes before its characters.
  private static func unescaped(_ text: String) -> String {
    var isEscaped = false
    return text.filter { character in
      isEscaped = character == "\\" && !isEscaped
      return !isEscaped
    }
  }
}

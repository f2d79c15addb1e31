import FactModel
import SourceModel
import Syntax

/// Texts with `${{ … }}` in them.
enum ActionsTemplate {
  /// The expression of an `if`: the whole text, or what stands in the `${{ }}` that encloses it.
  ///
  /// A text with more around the braces is a text to the host, and always true.
  static func expression(in text: String) -> String? {
    guard text.contains("${{") else { return text }
    let pieces = pieces(of: text)
    guard pieces.count == 1, pieces[0].isExpression else { return nil }
    return pieces[0].text
  }

  /// Whether the text is more than expressions and the signs between them.
  static func hasWords(_ text: String) -> Bool {
    !text.contains("${{")
      || pieces(of: text).contains { piece in
        !piece.isExpression && piece.text.contains { $0.isLetter || $0.isNumber }
      }
  }

  /// A piece of a text: plain, or the inside of `${{ }}`.
  struct Piece {
    var text: String
    var isExpression: Bool
    /// Where the piece starts in the bytes of the text, braces included.
    var offset: Int
  }

  /// Cuts a text into its pieces.
  static func pieces(of text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var plainStart = 0
    var index = 0
    func addPlain(to end: Int) {
      guard end > plainStart else { return }
      let plain = String(decoding: bytes[plainStart..<end], as: UTF8.self)
      pieces.append(Piece(text: plain, isExpression: false, offset: plainStart))
    }
    while index + 2 < bytes.count {
      guard bytes[index] == dollar, bytes[index + 1] == open, bytes[index + 2] == open else {
        index += 1
        continue
      }
      guard let end = end(of: bytes, from: index + 3) else { break }
      addPlain(to: index)
      let inner = String(decoding: bytes[(index + 3)..<end], as: UTF8.self).trimmingSpaces
      pieces.append(Piece(text: inner, isExpression: true, offset: index))
      index = end + 2
      plainStart = index
    }
    addPlain(to: bytes.count)
    return pieces
  }

  /// Where the `}}` stands that closes an expression; not those in its texts.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    var isQuoted = false
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "'") { isQuoted.toggle() }
      if !isQuoted, bytes[index] == close, bytes[index + 1] == close { return index }
      index += 1
    }
    return nil
  }

  private static let dollar = UInt8(ascii: "$")
  private static let open = UInt8(ascii: "{")
  private static let close = UInt8(ascii: "}")
}

extension ActionsScope {
  /// How many bytes of values one text takes in; people pass some hundred.
  private static let valueLimit = 10_000

  /// The text with the expressions replaced whose value is known, the others as written.
  ///
  /// Lines stay where they are.
  func substituted(_ text: String) -> String {
    guard text.contains("${{"), !inputs.isEmpty || knowsInputs || !matrix.isEmpty else {
      return text
    }
    var left = Self.valueLimit
    return ActionsTemplate.pieces(of: text).map { piece -> String in
      guard piece.isExpression else { return piece.text }
      let value = left >= 0 ? known(piece.text) : nil
      left -= value?.utf8.count ?? 0
      guard let value, left >= 0 else { return "${{ \(piece.text) }}" }
      return value
    }.joined()
  }

  /// The value of an expression with inputs or values of the matrix in it, where it is known.
  func known(_ text: String) -> String? {
    guard let expression = ActionsExpression(text),
      expression.names.contains(where: { $0[0] == "inputs" || $0[0] == "matrix" })
    else { return nil }
    return value(of: expression).rendered
  }

  /// Whether a flag is surely set, by itself or by an expression.
  func isTrue(_ node: Node?) -> Bool {
    guard let node, let text = node.text else { return false }
    if let flag = node.flag { return flag }
    guard text.contains("${{"),
      let inner = ActionsTemplate.expression(in: text.trimmingSpaces),
      let expression = ActionsExpression(inner)
    else { return false }
    return value(of: expression).truth == true
  }

  /// What a value passed to a workflow or action is known to be.
  func passed(_ node: Node) -> ActionsValue {
    if let flag = node.flag { return .bool(flag) }
    guard let text = node.text else { return .text("") }
    guard text.contains("${{") else { return .text(text) }
    if let inner = ActionsTemplate.expression(in: text.trimmingSpaces) {
      return ActionsExpression(inner).map(value(of:)) ?? .unknown
    }
    let substituted = substituted(text)
    return substituted.contains("${{") ? .unknown : .text(substituted)
  }
}

/// The names of secrets in expressions.
enum SecretNames {
  /// The names with their places; the token that every job has is left out.
  static func located(in node: Node, of document: PipelineDocument) -> [Located<String>] {
    var found: [Located<String>] = []
    var seen: Set<Located<String>> = []
    node.visit { node in
      guard found.count < limit, case .scalar(let scalar) = node.content,
        scalar.text.contains("secrets"),
        scalar.text.contains("${{"), let chunk = document.chunk(node)
      else { return }
      var line = 0
      for piece in ActionsTemplate.pieces(of: scalar.text) {
        if piece.isExpression {
          let place = place(inLine: line, of: chunk, node, document)
          found += names(in: piece.text).map { Located($0, at: place) }
            .filter { seen.insert($0).inserted }
        }
        line += piece.text.utf8.count { $0 == UInt8(ascii: "\n") }
      }
    }
    return Array(found.prefix(limit))
  }

  /// How many are told of one place: thousands of jobs may have those of the whole workflow.
  private static let limit = 100

  private static func place(
    inLine line: Int, of chunk: ShellChunk, _ node: Node, _ document: PipelineDocument
  ) -> Place {
    guard chunk.keepsLines else { return chunk.place }
    return Place(
      chunk.place.path, line: Int(chunk.place.position.line) + line,
      column: Int(chunk.place.position.column))
  }

  private static func names(in expression: String) -> [String] {
    guard let tokens = ActionsToken.tokens(of: Array(expression.utf8)) else { return [] }
    return tokens.indices.compactMap { index in
      guard case .name(let context) = tokens[index].kind, context.lowercased() == "secrets",
        index + 2 < tokens.count
      else { return nil }
      switch (tokens[index + 1].kind, tokens[index + 2].kind) {
      case (.sign("."), .name(let name)), (.sign("["), .text(let name)): return name
      default: return nil
      }
    }
  }
}

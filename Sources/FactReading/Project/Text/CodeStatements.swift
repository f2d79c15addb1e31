/// A statement of a build file with the blocks around it.
struct CodeStatement: Sendable {
  /// The first words of the blocks that hold it, outermost first: `dependencies`, `implementation`.
  var blocks: [String]
  /// Its pieces, line ends left out.
  var tokens: [CodeToken]
  /// Whether a block opens behind it.
  var opensBlock: Bool

  /// Its first word.
  var head: String? { tokens.first.flatMap { $0.kind == .word ? $0.text : nil } }

  /// Its strings.
  var strings: [CodeToken] { tokens.filter { $0.kind == .string } }

  /// Its line.
  var line: Int { tokens.first?.line ?? 1 }

  /// The first piece behind `name:` or `name =`.
  func value(of name: String) -> CodeToken? {
    for (index, token) in tokens.enumerated() where token.isWord(name) {
      guard let next = tokens[at: index + 1], next.isSymbol(":") || next.isSymbol("=") else {
        continue
      }
      return tokens[at: index + 2]
    }
    return nil
  }
}

/// Cuts the pieces of a text with blocks in braces into statements.
enum BraceStatements {
  /// How deep blocks are followed; what lies deeper belongs to the last one.
  static let depthLimit = 64

  /// The statements in the order of the text.
  ///
  /// A statement ends with its line, a semicolon or a brace; not inside round or square brackets nor
  /// behind a comma.
  static func statements(_ tokens: [CodeToken]) -> [CodeStatement] {
    var result: [CodeStatement] = []
    var blocks: [String] = []
    var current: [CodeToken] = []
    var depth = 0
    var surplus = 0
    func finish(opensBlock: Bool) {
      guard !current.isEmpty else { return }
      result.append(CodeStatement(blocks: blocks, tokens: current, opensBlock: opensBlock))
      current = []
    }
    for token in tokens {
      switch (token.kind, token.text) {
      case (.symbol, "("), (.symbol, "["):
        depth += 1
        current.append(token)
      case (.symbol, ")"), (.symbol, "]"):
        depth = max(0, depth - 1)
        current.append(token)
      case (.lineEnd, _):
        if depth == 0, current.last?.isSymbol(",") != true { finish(opensBlock: false) }
      case (.symbol, ";") where depth == 0: finish(opensBlock: false)
      case (.symbol, "{") where depth == 0:
        let name = current.first?.text ?? ""
        finish(opensBlock: true)
        if blocks.count < depthLimit { blocks.append(name) } else { surplus += 1 }
      case (.symbol, "}") where depth == 0:
        finish(opensBlock: false)
        if surplus > 0 { surplus -= 1 } else { _ = blocks.popLast() }
      default: current.append(token)
      }
    }
    finish(opensBlock: false)
    return result
  }
}

/// Cuts the pieces of a text with `do … end` blocks into statements.
enum RubyStatements {
  private static let openers: Set<String> = [
    "if", "unless", "case", "def", "class", "module", "begin", "while", "until", "for",
  ]

  /// The statements in the order of the text; the blocks are the words before `do`, with arguments.
  static func statements(_ tokens: [CodeToken]) -> [CodeStatement] {
    var result: [CodeStatement] = []
    var blocks: [String] = []
    for line in lines(tokens) {
      if line.first?.isWord("end") == true {
        _ = blocks.popLast()
        continue
      }
      let opensDo = line.contains { $0.isWord("do") }
      let opensWord = line.first.map { $0.kind == .word && openers.contains($0.text) } ?? false
      let closesItself = line.last?.isWord("end") == true
      let opens = (opensDo || opensWord) && !closesItself
      result.append(CodeStatement(blocks: blocks, tokens: line, opensBlock: opens))
      guard opens, blocks.count < BraceStatements.depthLimit else { continue }
      let head = line.prefix { !$0.isWord("do") && !$0.isSymbol("|") }
      blocks.append(head.filter { $0.kind != .symbol }.map(\.text).joined(separator: " "))
    }
    return result
  }

  private static func lines(_ tokens: [CodeToken]) -> [[CodeToken]] {
    var result: [[CodeToken]] = []
    var current: [CodeToken] = []
    var depth = 0
    for token in tokens {
      switch (token.kind, token.text) {
      case (.symbol, "("), (.symbol, "["), (.symbol, "{"): depth += 1
      case (.symbol, ")"), (.symbol, "]"), (.symbol, "}"): depth = max(0, depth - 1)
      case (.lineEnd, _):
        guard depth == 0, current.last?.isSymbol(",") != true else { continue }
        if !current.isEmpty { result.append(current) }
        current = []
        continue
      default: break
      }
      current.append(token)
    }
    return current.isEmpty ? result : result + [current]
  }
}

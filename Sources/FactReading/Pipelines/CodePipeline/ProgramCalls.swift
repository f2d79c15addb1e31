/// The calls of a program, with what stands in their brackets: enough to read constructs of the CDK.
struct ProgramCalls: Sendable {
  /// A call: `new codebuild.Project(this, 'Build', {…})`, `pipeline.add_stage(…)`.
  struct Call: Sendable {
    /// The last part of the name in lower case without underscores, `addstage`.
    var name: String
    /// The variable that it is assigned to.
    var variable: String?
    var line: Int
    /// The tokens between its brackets.
    var arguments: Range<Int>
  }

  private static let braces = CodeLanguage(
    lineComments: ["//"], blockComment: ("/*", "*/"), quotes: "\"'`", nameBytes: ".")

  let tokens: [CodeToken]

  init(_ bytes: [UInt8], isPython: Bool) {
    let language = isPython ? CodeLanguage.python : Self.braces
    tokens = language.tokens(in: bytes).filter { $0.kind != .lineEnd }
  }

  /// The calls that stand in a range and in no other call of it.
  func calls(in range: Range<Int>) -> [Call] {
    var calls: [Call] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard tokens[index].kind == .word, index + 1 < range.upperBound,
        tokens[index + 1].isSymbol("(")
      else {
        index += 1
        continue
      }
      let end = closing(of: index + 1, before: range.upperBound)
      calls.append(
        Call(
          name: Self.plain(tokens[index].text), variable: variable(before: index),
          line: tokens[index].line, arguments: (index + 2)..<max(index + 2, end)))
      index = end
    }
    return calls
  }

  /// The value of a property or named argument among arguments, `stageName: 'Build'`.
  func value(of name: String, in range: Range<Int>) -> Range<Int>? {
    var depth = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let token = tokens[index]
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      // Properties stand in an object among the arguments, named arguments beside them.
      if depth <= 1, token.kind != .symbol, Self.plain(token.text) == name,
        index + 1 < range.upperBound,
        tokens[index + 1].isSymbol(":") || tokens[index + 1].isSymbol("=")
      {
        return (index + 2)..<end(ofValueAt: index + 2, before: range.upperBound)
      }
      index += 1
    }
    return nil
  }

  /// The last text that a property of this name has in a range, whatever it belongs to.
  func text(of name: String, in range: Range<Int>) -> String? {
    range.last { index in
      index + 2 < range.upperBound && tokens[index].kind == .word
        && tokens[index + 1].isSymbol(":") && tokens[index + 2].kind == .string
        && Self.plain(tokens[index].text) == name
    }.map { tokens[$0 + 2].text }
  }

  /// The strings of a range, those of inner calls left out.
  func strings(in range: Range<Int>) -> [CodeToken] {
    var found: [CodeToken] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let token = tokens[index]
      if token.isSymbol("(") {
        index = closing(of: index, before: range.upperBound)
        continue
      }
      if token.kind == .string { found.append(token) }
      index += 1
    }
    return found
  }

  /// The strings of all lists under a name in a range, in order; a list in another one is part of it.
  func lists(named names: Set<String>, in range: Range<Int>) -> [CodeToken] {
    var found: [CodeToken] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard index + 2 < range.upperBound, tokens[index + 2].isSymbol("["),
        tokens[index + 1].isSymbol(":") || tokens[index + 1].isSymbol("="),
        names.contains(Self.plain(tokens[index].text))
      else {
        index += 1
        continue
      }
      let end = closing(of: index + 2, before: range.upperBound)
      found += strings(in: (index + 3)..<max(index + 3, end))
      index = end
    }
    return found
  }

  /// A name without what stands before its last dot, in lower case without underscores.
  static func plain(_ name: String) -> String {
    (name.split(separator: ".").last.map(String.init) ?? name).lowercased().filter { $0 != "_" }
  }

  // MARK: - Brackets

  /// The index behind the bracket that closes the one at an index.
  private func closing(of start: Int, before limit: Int) -> Int {
    var depth = 0
    for index in start..<limit {
      if tokens[index].isOpening { depth += 1 }
      if tokens[index].isClosing {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
    }
    return limit
  }

  private func end(ofValueAt start: Int, before limit: Int) -> Int {
    var depth = 0
    var index = start
    while index < limit {
      if tokens[index].isOpening { depth += 1 }
      if tokens[index].isClosing {
        guard depth > 0 else { return index }
        depth -= 1
      }
      if depth == 0, tokens[index].isSymbol(",") { return index }
      index += 1
    }
    return limit
  }

  /// `const build = new Project(`, `self.build = codebuild.Project(`.
  private func variable(before index: Int) -> String? {
    var index = index - 1
    if index >= 0, tokens[index].isWord("new") { index -= 1 }
    guard index >= 1, tokens[index].isSymbol("="), tokens[index - 1].kind == .word else {
      return nil
    }
    return Self.plain(tokens[index - 1].text)
  }
}

extension CodeToken {
  fileprivate var isOpening: Bool { isSymbol("(") || isSymbol("[") || isSymbol("{") }
  fileprivate var isClosing: Bool { isSymbol(")") || isSymbol("]") || isSymbol("}") }
}

/// A call in a build file: `bazel_dep(name = "rules_go", version = "0.50.1")`.
struct CodeCall {
  /// A value given to the call.
  struct Argument {
    /// The name before `:` or `=`.
    var label: String?
    /// The pieces of the value.
    var tokens: [CodeToken]

    /// The first string of the value.
    var string: String? { tokens.first { $0.kind == .string }?.text }
  }

  /// The name as it was written, with what stands before its dot.
  var name: String
  /// The line of the name.
  var line: Int
  /// The values in order.
  var arguments: [Argument]

  /// The value with the label.
  func argument(_ label: String) -> Argument? { arguments.first { $0.label == label } }

  /// The string of the value with the label.
  func string(_ label: String) -> String? { argument(label)?.string }

  /// The string of the first value, where it has no label.
  var firstString: String? {
    arguments.first.flatMap { $0.label == nil ? $0.string : nil }
  }

  /// The calls of a text in the order of their names, calls inside calls too.
  static func calls(of names: Set<String>, in tokens: [CodeToken]) -> [CodeCall] {
    calls(in: tokens) { names.contains($0) }
  }

  /// The calls of a text whose names fit.
  static func calls(in tokens: [CodeToken], where fits: (String) -> Bool) -> [CodeCall] {
    var left = textLimit
    return tokens.indices.compactMap { index in
      let token = tokens[index]
      guard token.kind == .word, fits(token.text), tokens[at: index + 1]?.isSymbol("(") == true
      else { return nil }
      return CodeCall(
        name: token.text, line: token.line, arguments: arguments(tokens[(index + 2)...], &left))
    }
  }

  /// How many pieces a call may have; hostile texts open calls that never end.
  private static let sizeLimit = 20_000
  /// How many pieces all calls of a text may have: calls inside calls are read with each around them.
  private static let textLimit = 1_000_000

  private static func arguments(
    _ tokens: ArraySlice<CodeToken>, _ left: inout Int
  ) -> [Argument] {
    var result: [Argument] = []
    var current: [CodeToken] = []
    var depth = 0
    func finish() {
      guard !current.isEmpty else { return }
      let isLabelled = current[at: 1].map { $0.isSymbol(":") || $0.isSymbol("=") } ?? false
      result.append(
        isLabelled && current[0].kind == .word
          ? Argument(label: current[0].text, tokens: Array(current.dropFirst(2)))
          : Argument(label: nil, tokens: current))
      current = []
    }
    for token in tokens.prefix(min(sizeLimit, max(0, left))) where token.kind != .lineEnd {
      left -= 1
      if token.isSymbol(","), depth == 0 {
        finish()
        continue
      }
      if token.kind == .symbol, "([{".contains(token.text) { depth += 1 }
      if token.kind == .symbol, ")]}".contains(token.text) {
        depth -= 1
        if depth < 0 { break }
      }
      current.append(token)
    }
    finish()
    return result
  }
}

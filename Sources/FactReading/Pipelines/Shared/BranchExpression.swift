/// Names of branches that vendors write as regular expressions.
enum BranchExpression {
  private static let signs: Set<Character> = [
    "\\", "[", "]", "(", ")", "|", "*", "+", "?", "^", "$", "{", "}",
  ]

  /// The name that the expression means alone, or else the expression with its beginning marked.
  static func pattern(_ text: String) -> String {
    var name = text[...]
    if name.hasPrefix("^") { name = name.dropFirst() }
    if name.hasSuffix("$") { name = name.dropLast() }
    guard name.contains(where: signs.contains) else { return String(name) }
    return text.hasPrefix("^") ? text : "^" + text
  }
}

/// Literals of Swift.
enum SwiftLiteral {
  /// A raw literal over lines, which stands at the first column.
  static func of(_ text: String) -> String {
    // More marks than any run in the text, so that nothing in it ends the literal.
    var marks = "##"
    while text.contains("\"" + marks) || text.contains("\\" + marks) { marks += "#" }
    var literal = ""
    for scalar in text.unicodeScalars {
      // The compiler takes line ends of every kind for line feeds, and refuses other control characters.
      if scalar.value < 0x20, scalar != "\n", scalar != "\t" {
        literal += "\\\(marks)u{\(String(scalar.value, radix: 16))}"
      } else {
        literal.unicodeScalars.append(scalar)
      }
    }
    return "\(marks)\"\"\"\n\(literal)\n\"\"\"\(marks)"
  }
}

/// Makes text harmless in XML and SVG.
///
/// https://www.w3.org/TR/xml/#charsets
enum MarkupText {
  /// Text for an element or an attribute in quotes.
  static func escaped(_ text: String) -> String {
    PlainText.harmless(text).unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}

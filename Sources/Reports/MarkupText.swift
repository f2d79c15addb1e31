/// Makes text harmless in HTML, XML and SVG.
enum MarkupText {
  /// Text of XML for an element or an attribute in quotes; what XML cannot hold is hidden elsewhere, too.
  ///
  /// https://www.w3.org/TR/xml/#charsets
  static func escaped(_ text: String) -> String {
    escapedMarks(PlainText.harmless(text))
  }

  /// Text in which no character begins an element, an entity, or ends a quoted attribute, and which a
  /// pipeline's runner does not obey (`PlainText.withoutCommands`).
  static func escapedMarks(_ text: String) -> String {
    var isBehindSign = false
    return text.writing { scalar in
      defer { isBehindSign = scalar == "#" }
      switch scalar {
      case "#" where isBehindSign: return "&#35;"
      case "<": return "&lt;"
      case ">": return "&gt;"
      case "&": return "&amp;"
      case "\"": return "&quot;"
      case "'": return "&#39;"
      default: return nil
      }
    }
  }
}

/// Makes text harmless in HTML, XML and SVG.
enum MarkupText {
  /// Text of XML for an element or an attribute in quotes.
  ///
  /// https://www.w3.org/TR/xml/#charsets
  static func escaped(_ text: String) -> String {
    let scalars = PlainText.harmless(text).unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar == "\u{FFFE}" || scalar == "\u{FFFF}" ? "\u{FFFD}" : scalar
    }
    return escapedMarks(String(String.UnicodeScalarView(scalars)))
  }

  /// Text in which no character begins an element, an entity, or ends a quoted attribute.
  static func escapedMarks(_ text: String) -> String {
    text.writing { scalar in
      switch scalar {
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: nil
      }
    }
  }
}

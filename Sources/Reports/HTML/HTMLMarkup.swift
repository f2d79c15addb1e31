/// Markup that is safe by the way it is made: a text put into it is escaped, only markup stays markup.
///
/// One set of escapes serves the text of elements, quoted attributes and inline SVG; nothing that
/// comes from a repository is ever put into a script or a style.
/// https://html.spec.whatwg.org/multipage/syntax.html
struct HTMLMarkup: ExpressibleByStringInterpolation {
  /// The markup, to be written as it is.
  var text: String

  init(stringLiteral text: String) { self.text = text }

  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// Markup of our own, such as a style; never a text of a repository.
  init(own text: String) { self.text = text }

  /// The pieces one after the other.
  init(_ pieces: [HTMLMarkup], by separator: String = "\n") {
    text = pieces.lazy.map(\.text).filter { !$0.isEmpty }.joined(separator: separator)
  }

  /// Nothing.
  static let none = HTMLMarkup(own: "")

  /// Words of a rubric, in which backticks make code.
  static func prose(_ words: String) -> HTMLMarkup {
    let pieces = words.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    let isPaired = pieces.count % 2 == 1
    var result = HTMLMarkup.none
    for (index, piece) in pieces.enumerated() {
      let isLast = index == pieces.count - 1
      if index % 2 == 0 {
        result.text += escaped(piece)
      } else if isLast && !isPaired {
        result.text += "`" + escaped(piece)
      } else if piece.isEmpty {
        result.text += "``"
      } else {
        result.text += "<code translate=\"no\">" + escaped(piece) + "</code>"
      }
    }
    return result
  }

  /// A text in which nothing is markup, a quote or a character that hides.
  static func escaped(_ text: String) -> String {
    MarkupText.escapedMarks(PlainText.harmless(text))
  }

  /// Something to paste: its lines stay lines and its tabs stay tabs.
  static func pasted(_ text: String) -> HTMLMarkup {
    HTMLMarkup(own: PlainText.pasted(text).map(MarkupText.escapedMarks).joined(separator: "\n"))
  }

  /// Collects the pieces of a literal.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ words: String) { text += HTMLMarkup.escaped(words) }

    mutating func appendInterpolation(_ number: Int) { text += String(number) }

    mutating func appendInterpolation(_ markup: HTMLMarkup) { text += markup.text }
  }
}

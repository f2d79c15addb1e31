/// The lines of a text for people: headings, words, code blocks.
struct ProseLines {
  /// One line.
  struct Line {
    /// Its number, from 1.
    var number: Int
    /// The words, marks of headings taken off.
    var text: String
    /// Whether it is a heading.
    var isHeading: Bool
    /// Whether it stands in a block of code.
    var isCode: Bool
  }

  private(set) var lines: [Line] = []

  /// Takes the lines of Markdown, reStructuredText or AsciiDoc; at most the first 4,000.
  init(_ bytes: [UInt8]) {
    var isFenced = false
    var isComment = false
    for line in ByteLines(bytes) {
      guard line.number <= 4_000 else { break }
      let text = String(decoding: line.trimmed, as: UTF8.self)
      if text.hasPrefix("```") || text.hasPrefix("~~~") || text == "----" {
        if text != "----" || isFenced { isFenced.toggle() }
        continue
      }
      if text.hasPrefix("<!--") { isComment = true }
      defer { if text.contains("-->") { isComment = false } }
      guard !text.isEmpty, !isComment else { continue }
      if isFenced || line.indentation >= 4 {
        lines.append(Line(number: line.number, text: text, isHeading: false, isCode: true))
        continue
      }
      if isUnderline(text) {
        // The line above is a heading: `Title` over `=====`.
        if !lines.isEmpty { lines[lines.count - 1].isHeading = true }
        continue
      }
      let marks = text.prefix { $0 == "#" || $0 == "=" }
      let isHeading =
        !marks.isEmpty && marks.count <= 6 && text.dropFirst(marks.count).first == " "
        || text.lowercased().hasPrefix("<h1") || text.lowercased().hasPrefix("<h2")
      let words = isHeading ? String(text.dropFirst(marks.count)).trimmingSpaces : text
      lines.append(Line(number: line.number, text: words, isHeading: isHeading, isCode: false))
    }
  }

  private func isUnderline(_ text: String) -> Bool {
    guard let first = text.first, "=-~^*+".contains(first), text.count >= 3 else { return false }
    return text.allSatisfy { $0 == first }
  }

  /// The first line with words.
  var firstContent: Int? { lines.first { !$0.text.isEmpty }?.number }

  /// The headings.
  var headings: [Line] { lines.filter(\.isHeading) }
}

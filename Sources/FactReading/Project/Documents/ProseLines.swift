import SourceModel

/// The lines of a text for people: headings, words, code blocks.
struct ProseLines {
  /// How a text is marked up.
  enum Markup: Hashable, Sendable {
    /// Markdown, and everything that is not one of the others.
    case markdown
    /// reStructuredText: every heading is underlined, and `~~~` is such a line.
    case restructured
    /// AsciiDoc: `----` and `....` stand around code.
    case asciiDoc

    /// The markup of a document with this ending.
    init(fileExtension: String) {
      switch fileExtension {
      case "rst", "txt": self = .restructured
      case "adoc", "asciidoc": self = .asciiDoc
      default: self = .markdown
      }
    }
  }

  /// One line.
  struct Line {
    /// Its number, from 1.
    var number: Int
    /// The words, marks of headings taken off.
    var text: String
    /// How deep the heading is, from 1; 0 for no heading.
    var level: Int
    /// Whether it stands in a block of code.
    var isCode: Bool

    /// Whether it is a heading.
    var isHeading: Bool { level > 0 }
  }

  private(set) var lines: [Line] = []
  private let markup: Markup
  /// What closes the block of code that the next line stands in.
  private var fence: Substring?
  private var isComment = false
  /// The marks under headings in the order of the text, which is their order by depth.
  private var underlines: [Character] = []

  /// Takes the lines; at most the first 4,000.
  init(_ bytes: [UInt8], _ markup: Markup = .markdown) {
    self.markup = markup
    let settings = Self.frontMatterEnd(bytes)
    for line in ByteLines(bytes) where line.number > settings {
      guard line.number <= 4_000 else { break }
      read(line)
    }
  }

  /// The last line of the settings between `---` that a text may begin with, 0 where it has none.
  private static func frontMatterEnd(_ bytes: [UInt8]) -> Int {
    for line in ByteLines(bytes) {
      let isMark = line.trimmed.begins("---") && line.trimmed.count == 3
      switch line.number {
      case 1: if !isMark { return 0 }
      case 2: if line.trimmed.firstIndex(of: UInt8(ascii: ":")) == nil { return 0 }
      case 200: return 0
      default: if isMark { return line.number }
      }
    }
    return 0
  }

  private mutating func read(_ line: ByteLine) {
    let text = String(decoding: line.trimmed, as: UTF8.self)
    if isFence(text) { return }
    if fence == nil, text.hasPrefix("<!--") { isComment = true }
    defer { if text.contains("-->") { isComment = false } }
    guard !text.isEmpty, !isComment else { return }
    if fence != nil || line.indentation >= 4 {
      lines.append(Line(number: line.number, text: text, level: 0, isCode: true))
    } else if let mark = Self.underline(text) {
      underlinePrevious(of: line.number, by: mark)
    } else {
      let level = level(of: text)
      let words = level > 0 ? text.drop { $0 == "#" || $0 == "=" }.trimmingSpaces : text
      lines.append(Line(number: line.number, text: words, level: level, isCode: false))
    }
  }

  /// Takes a line that opens or closes a block of code.
  private mutating func isFence(_ text: String) -> Bool {
    if let open = fence {
      guard text.hasPrefix(open), text.allSatisfy({ $0 == open.first }) else { return false }
      fence = nil
      return true
    }
    guard !isComment else { return false }
    let marks = markup == .asciiDoc ? "-.`" : markup == .markdown ? "`~" : "`"
    guard let first = text.first, marks.contains(first) else { return false }
    let run = text.prefix { $0 == first }
    guard run.count >= (first == "-" || first == "." ? 4 : 3) else { return false }
    // A fence may name a language; it holds no other mark, or it is code in running text.
    guard markup != .asciiDoc || run.count == text.count || first == "`",
      !text.dropFirst(run.count).contains("`")
    else { return false }
    fence = run
    return true
  }

  /// The mark of a line that only underlines the one above: `=====`.
  private static func underline(_ text: String) -> Character? {
    guard let first = text.first, "=-~^*+".contains(first), text.utf8.count >= 3 else { return nil }
    return text.allSatisfy { $0 == first } ? first : nil
  }

  /// Makes a heading of the line right above; behind an empty line the mark is a rule.
  private mutating func underlinePrevious(of number: Int, by mark: Character) {
    guard let last = lines.last, last.number == number - 1, !last.isCode, last.level == 0 else {
      return
    }
    if !underlines.contains(mark) { underlines.append(mark) }
    let depth = underlines.firstIndex(of: mark) ?? 0
    lines[lines.count - 1].level =
      markup == .markdown ? (mark == "=" ? 1 : 2) : depth + 1
  }

  private func level(of text: String) -> Int {
    let marks = text.prefix { $0 == "#" || $0 == "=" }
    if !marks.isEmpty, marks.count <= 6, text.dropFirst(marks.count).first == " " {
      return marks.count
    }
    let start = text.prefix(3).lowercased()
    return ["<h1", "<h2", "<h3"].firstIndex(of: start).map { $0 + 1 } ?? 0
  }

  /// The first line with words.
  var firstContent: Int? { lines.first { !$0.text.isEmpty }?.number }

  /// The headings.
  var headings: [Line] { lines.filter(\.isHeading) }

  /// The lines below a heading, up to the next one that is not deeper; deeper ones included.
  func section(at index: Int) -> ArraySlice<Line> {
    let rest = lines[(index + 1)...]
    let end = rest.firstIndex { $0.isHeading && $0.level <= lines[index].level }
    return rest[..<(end ?? rest.endIndex)]
  }

  /// The first heading with one of the words, none of the others, and something below it.
  func heading(withAnyOf words: Set<String>, andNoneOf others: Set<String> = []) -> Line? {
    lines.indices.first { index in
      guard lines[index].isHeading else { return false }
      let named = lines[index].text.nameWords
      return named.contains(where: words.contains) && !named.contains(where: others.contains)
        && section(at: index).contains { !$0.isHeading }
    }.map { lines[$0] }
  }
}

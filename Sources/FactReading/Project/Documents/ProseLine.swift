import SourceModel

/// A line of a text for people, taken apart.
struct ProseLine {
  /// A link.
  struct Link {
    /// The words that are shown.
    var text: Substring
    /// Where it leads.
    var target: Substring
  }

  /// The links, those of images left out.
  private(set) var links: [Link] = []
  /// The words that are shown, without tags and addresses.
  private(set) var plain = ""
  /// The words outside of links.
  private(set) var outsideLinks = ""

  private let line: String

  /// Takes a line of Markdown apart; links of other markups stay words.
  init(_ line: String) {
    self.line = line
    var rest = Substring(line)
    while let open = rest.firstIndex(of: "[") {
      // Where no link begins, none begins later either.
      guard let link = Self.link(rest[open...]) else { break }
      let isImage = rest[..<open].last == "!"
      outsideLinks += isImage ? rest[..<open].dropLast() : rest[..<open]
      plain += isImage ? rest[..<open].dropLast() : rest[..<open]
      if !isImage {
        links.append(Link(text: link.text, target: link.target))
        plain += link.text
      }
      rest = link.rest
    }
    outsideLinks += rest
    plain += rest
    outsideLinks = Self.withoutTags(outsideLinks)
    plain = Self.withoutTags(plain)
  }

  /// The link at the beginning: `[words](target)`.
  private static func link(
    _ text: Substring
  ) -> (text: Substring, target: Substring, rest: Substring)? {
    guard let middle = text.firstRange(of: "]("),
      let close = text[middle.upperBound...].firstIndex(of: ")")
    else { return nil }
    let words = text[text.index(after: text.startIndex)..<middle.lowerBound]
    return (words, text[middle.upperBound..<close], text[text.index(after: close)...])
  }

  private static func withoutTags(_ text: String) -> String {
    var depth = 0
    return text.reduce(into: "") { result, character in
      switch character {
      case "<": depth += 1
      case ">": depth = max(0, depth - 1)
      default: if depth == 0 { result.append(character) }
      }
    }
  }

  /// The link that the line defines for others to name: `[setup]: docs/setup.md`.
  ///
  /// https://spec.commonmark.org/0.31.2/#link-reference-definitions
  var definition: Link? {
    // A footnote is written nearly so.
    guard line.hasPrefix("["), !line.hasPrefix("[^"), let middle = line.firstRange(of: "]:") else {
      return nil
    }
    let words = line[line.index(after: line.startIndex)..<middle.lowerBound]
    let rest = line[middle.upperBound...].drop { $0 == " " }
    let target = rest.prefix { $0 != " " }
    let title = rest[target.endIndex...].first { $0 != " " }
    guard !target.isEmpty, title.map({ "\"'(".contains($0) }) ?? true else { return nil }
    return Link(text: words, target: target)
  }

  /// How many words stand outside of links.
  var wordsOutsideLinks: Int {
    outsideLinks.split(whereSeparator: \.isWhitespace).count { word in
      word.contains(where: \.isLetter) && !word.hasPrefix("http")
    }
  }

  /// The texts between backquotes.
  var codeSpans: [Substring] {
    let parts = line.split(separator: "`", omittingEmptySubsequences: false)
    return parts.indices.filter { $0 % 2 == 1 && $0 < parts.count - 1 }.map { parts[$0] }
  }
}

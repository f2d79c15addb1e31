import FactModel
import SourceModel

/// The words that are shown for a sign.
enum Excerpt {
  /// How many bytes a text may have to be looked at as a whole.
  private static let sizeLimit = 4096

  /// The words of a command on one line, short, without the values of flags that speak of secrets.
  static func command(_ words: [String]) -> String {
    var masked = words
    for (index, word) in words.enumerated().dropFirst() {
      if word.hasPrefix("-"), word.contains("=") {
        masked[index] = Self.masked(word).replacing("= ***", with: "=***")
      } else if ["-u", "--user"].contains(words[index - 1]), let colon = word.firstIndex(of: ":") {
        masked[index] = word[...colon] + "***"
      } else if word.contains(" ") {
        masked[index] = Self.masked(word)
      } else if words[index - 1].hasPrefix("-"), !words[index - 1].contains("="),
        !word.hasPrefix("-"), !words[index - 1].hasSuffix("stdin")
      {
        let pair = Self.masked("\(words[index - 1])=\(word)")
        if pair.hasSuffix("***") || word.utf8.count > sizeLimit { masked[index] = "***" }
      }
    }
    return text(masked.joined(separator: " "))
  }

  /// A line of code, its indentation and alignment aside.
  static func code(_ line: [UInt8]) -> String {
    let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return text(words.joined(separator: " "))
  }

  /// A word without the values of secrets, as much of it as is looked at; of a long value nothing.
  private static func masked(_ word: String) -> String {
    let start = beginning(of: word)
    guard start.endIndex < word.endIndex else { return SecretMask.masked(word) }
    guard start.isEmpty else { return SecretMask.masked(String(start)) + " …" }
    let name = word.prefix(80).firstIndex(of: "=").map { word[...$0] } ?? ""
    return name + "***"
  }

  /// As much of a text as is looked at: what is far behind the end of an excerpt is not.
  ///
  /// A word that goes on is left out as a whole: the start of a secret may tell nothing of what it is.
  private static func beginning(of text: String) -> Substring {
    guard text.utf8.count > sizeLimit else { return text[...] }
    let start = text.prefix(sizeLimit / 4)
    return start[..<(start.lastIndex(where: \.isWhitespace) ?? start.startIndex)]
  }

  /// The text on one line, short, without the values of secrets.
  static func text(_ text: String) -> String {
    let start = beginning(of: text)
    let line = start.split(whereSeparator: \.isNewline).joined(separator: " ")
    let shown = SecretMask.masked(line)
    if start.endIndex < text.endIndex, shown.count < TextLines.excerptLimit { return shown + " …" }
    guard shown.count > TextLines.excerptLimit else { return shown }
    return shown.prefix(TextLines.excerptLimit - 1) + "…"
  }
}

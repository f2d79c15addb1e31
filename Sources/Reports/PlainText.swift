import SourceModel

/// Measures and folds text for a terminal.
package enum PlainText {
  /// How many columns a text takes: wide characters of East Asian scripts take two.
  package static func width(_ text: String) -> Int {
    isPlain(text) ? text.utf8.count : text.reduce(0) { $0 + width($1) }
  }

  /// Whether a text is all letters and signs of ASCII, each of one column, as nearly all are.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// The words between spaces and ends of lines.
  private static func words(of text: String) -> [String] {
    isPlain(text)
      ? text.spacedWords
      : text.split(whereSeparator: { $0 == " " || $0.isNewline }).map(String.init)
  }

  /// The columns of one character.
  ///
  /// https://www.unicode.org/reports/tr11/ and https://www.unicode.org/reports/tr51/
  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    // A variation selector asks for the picture, which is wide.
    if character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// The text filled up with spaces to a width.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  /// The words in lines of at most so many columns; a word that is longer is broken.
  package static func wrapped(_ text: String, to columns: Int) -> [String] {
    joined(words(of: text).flatMap { broken($0, to: columns) }, by: " ", to: columns)
      .map { $0.joined(separator: " ") }
  }

  /// A place with what is said of it in lines of at most so many columns, all but the first set in.
  ///
  /// The place stays in one piece, so that it can be followed, and may pass the width.
  static func folded(_ place: String, _ text: String, to columns: Int) -> [String] {
    let whole = text.isEmpty ? place : "\(place)  \(text)"
    guard width(whole) > columns, !text.isEmpty else { return [whole] }
    let indent = "  "
    let words = Self.words(of: text).flatMap { broken($0, to: columns - indent.count) }
    var lines = [place]
    var taken = width(place) + 1
    for word in words {
      if taken + 1 + width(word) > columns {
        lines.append(indent + word)
        taken = indent.count + width(word)
      } else {
        lines[lines.count - 1] += (lines.count == 1 && lines[0] == place ? "  " : " ") + word
        taken += 1 + width(word)
      }
    }
    return lines
  }

  /// The pieces in lines of at most so many columns, with a separator between them.
  static func joined(_ pieces: [String], by separator: String, to columns: Int) -> [[String]] {
    var lines: [[String]] = []
    var taken = 0
    for piece in pieces {
      let added = taken + width(separator) + width(piece)
      if lines.isEmpty || added > columns {
        lines.append([piece])
        taken = width(piece)
      } else {
        lines[lines.count - 1].append(piece)
        taken = added
      }
    }
    return lines
  }

  /// A word in pieces of at most so many columns.
  private static func broken(_ word: String, to columns: Int) -> [String] {
    guard width(word) > columns else { return [word] }
    var pieces = [""]
    var taken = 0
    for character in word {
      taken += width(character)
      if taken > columns, pieces.last != "" {
        pieces.append("")
        taken = width(character)
      }
      pieces[pieces.count - 1].append(character)
    }
    return pieces
  }

  /// The text without characters that a terminal would obey or that hide: each shown as `\u{…}`.
  static func harmless(_ text: String) -> String {
    guard !isPlain(text) else { return text }
    var hidden = HiddenScalars()
    return text.writing { hidden.takes($0) ? $0.escape : nil }
  }
}

import SourceModel

/// Names and headings as words.
enum Words {
  /// The words of a text in lower case: runs of letters and digits.
  ///
  /// Scalars beyond ASCII are letters here, so a word of another script stays whole.
  static func words(of text: some StringProtocol) -> [String] {
    text.lowercased().utf8.split { byte in
      byte < 0x80 && !(byte.isASCIILetter || byte.isASCIIDigit)
    }
    .map { String(Substring($0)) }
  }

  /// Whether the words stand in the list in this order, one behind the other.
  static func contains(_ phrase: String, in words: [String]) -> Bool {
    let phrase = phrase.spacedWords
    guard let first = phrase.first, words.count >= phrase.count else { return false }
    return words.indices.contains { start in
      words[start] == first && words[start...].starts(with: phrase)
    }
  }
}

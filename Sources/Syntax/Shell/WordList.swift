import SourceModel

/// Words in one text with a space between them.
///
/// A program knows hundreds of such lists, of which a run asks a few: no word of them is taken out before.
struct WordList: Sendable {
  private let text: String

  /// Makes the list of a text's words.
  init(_ text: String) { self.text = text }

  /// Whether there is no word.
  var isEmpty: Bool { text.isEmpty }

  /// Whether a word is in the list.
  func contains(_ word: String) -> Bool {
    guard !text.isEmpty, !word.isEmpty, !word.utf8.contains(Self.space) else { return false }
    var (text, word) = (text, word)
    return text.withUTF8 { text in word.withUTF8 { Self.isWord($0, in: text) } }
  }

  private static let space = UInt8(ascii: " ")

  private static func isWord(
    _ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var start = 0
    while let found = ByteSearch.offset(of: word, in: text, from: start) {
      let end = found + word.count
      let isWhole =
        (found == 0 || text[found - 1] == space) && (end == text.count || text[end] == space)
      if isWhole { return true }
      start = found + 1
    }
    return false
  }
}

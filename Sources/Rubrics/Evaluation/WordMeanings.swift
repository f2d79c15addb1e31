/// What the words of advice mean for a repository.
///
/// There are many words and few in a piece of advice, so each is looked into when it is asked for.
struct WordMeanings {
  private let meaning: (String) -> String?

  /// Makes meanings that are found when they are asked for.
  init(_ meaning: @escaping (String) -> String?) {
    self.meaning = meaning
  }

  /// The meaning of a word; `nil` where it has none.
  subscript(_ word: String) -> String? { meaning(word) }

  /// The meaning of a word as values of a slot.
  func values(of word: String) -> [String] { meaning(word).map { [$0] } ?? [] }

  /// Lines with their words filled; those with a word that has no meaning are left out.
  func filled(_ text: String) -> String { SlotTemplate(text).filled(values) }
}

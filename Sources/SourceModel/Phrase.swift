/// A short text in the languages of the reports.
package struct Phrase: Hashable, Sendable {
  /// English.
  package var english: String
  /// Korean.
  package var korean: String

  /// Makes a phrase.
  package init(_ english: String, _ korean: String) {
    self.english = english
    self.korean = korean
  }
}

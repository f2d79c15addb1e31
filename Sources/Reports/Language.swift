import SourceModel

/// A language that reports speak.
package enum Language: String, Hashable, Sendable, CaseIterable {
  /// English.
  case english = "en"
  /// Korean.
  case korean = "ko"
}

extension Phrase {
  /// The words in a language.
  package func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .korean: korean
    }
  }
}

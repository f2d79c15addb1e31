package import SourceModel

/// Texts that somebody wrote for reports.
package enum QuotedText {
  /// The text on one line without the values of secrets.
  package static func masked(_ text: String) -> String { SecretMask.masked(text) }

  /// The diagnostic without the values of secrets in what it quotes.
  package static func withoutSecrets(_ diagnostic: Diagnostic) -> Diagnostic {
    var copy = diagnostic
    copy.message = withoutSecrets(diagnostic.message)
    copy.hint = diagnostic.hint.map { withoutSecrets($0) }
    return copy
  }

  private static func withoutSecrets(_ phrase: Phrase) -> Phrase {
    Phrase(masked(quotesOf: phrase.english), masked(quotesOf: phrase.korean))
  }

  /// A message quotes between backticks; each part is looked at for itself, so that the words around a
  /// faulty value stay.
  private static func masked(quotesOf message: String) -> String {
    message.split(separator: "`", omittingEmptySubsequences: false)
      .map { SecretMask.masked(String($0)) }.joined(separator: "`")
  }
}

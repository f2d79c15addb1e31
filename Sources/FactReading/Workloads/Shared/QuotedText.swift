/// Texts that somebody wrote for reports.
package enum QuotedText {
  /// The text on one line without the values of secrets.
  package static func masked(_ text: String) -> String { SecretMask.masked(text) }
}

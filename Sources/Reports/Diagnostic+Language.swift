package import SourceModel

extension Diagnostic {
  /// `path:line:column: warning: message (hint)`, one line, in a language.
  package func line(in language: Language) -> String {
    let prefix = place.map { "\($0): " } ?? ""
    let kind = Wording(language: language).severity(severity)
    return "\(prefix)\(kind): \(told(in: language))"
  }

  /// The message with its hint in parentheses.
  func told(in language: Language) -> String {
    message.text(in: language) + (hint.map { " (\($0.text(in: language)))" } ?? "")
  }
}

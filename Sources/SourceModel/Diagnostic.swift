/// Something wrong in a text: what was found, what was expected, and how to mend it.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  package enum Severity: String, Hashable, Sendable {
    /// The text, or the part of it that follows, could not be read.
    case error
    /// The text was read; other readers may refuse it or understand it otherwise.
    case warning
  }

  /// How many characters of a message are told: it may name what a file holds.
  private static let limit = 1_000

  /// How bad it is.
  package var severity: Severity
  /// What was found and what was expected: lower case, no full stop.
  package var message: Phrase
  /// Where, when it is known which file.
  package var place: Place?
  /// How to mend it, where that is known.
  package var hint: Phrase?

  /// Makes a diagnostic that reports tell, so that it speaks their languages.
  package init(
    _ severity: Severity, _ message: Phrase, at place: Place? = nil, hint: Phrase? = nil
  ) {
    self.severity = severity
    self.message = Phrase(
      message.english.shortened(to: Self.limit), message.korean.shortened(to: Self.limit))
    self.place = place
    self.hint = hint
  }

  /// Makes an error for those who write rubrics and configurations, which speaks English as their
  /// keys do.
  package init(error message: String, at place: Place? = nil, hint: String? = nil) {
    self.init(
      .error, Phrase(message, message), at: place, hint: hint.map { Phrase($0, $0) })
  }

  /// `path:line:column: severity: message (hint)`, one line, in English.
  package var description: String {
    let prefix = place.map { "\($0): " } ?? ""
    let suffix = hint.map { " (\($0.english))" } ?? ""
    return "\(prefix)\(severity.rawValue): \(message.english)\(suffix)"
  }
}

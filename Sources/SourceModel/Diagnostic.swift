/// Something wrong in a text: what was found, what was expected, and how to mend it.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  package enum Severity: String, Hashable, Sendable {
    /// The text, or the part of it that follows, could not be read.
    case error
    /// The text was read; other readers may refuse it or understand it otherwise.
    case warning
  }

  /// How bad it is.
  package var severity: Severity
  /// What was found and what was expected: lower case, no full stop.
  package var message: String
  /// Where, when it is known which file.
  package var place: Place?
  /// How to mend it, where that is known.
  package var hint: String?

  /// Makes a diagnostic.
  package init(
    _ severity: Severity, _ message: String, at place: Place? = nil, hint: String? = nil
  ) {
    self.severity = severity
    self.message = message
    self.place = place
    self.hint = hint
  }

  /// `path:line:column: severity: message (hint)`, one line.
  package var description: String {
    let prefix = place.map { "\($0): " } ?? ""
    let suffix = hint.map { " (\($0))" } ?? ""
    return "\(prefix)\(severity.rawValue): \(message)\(suffix)"
  }
}

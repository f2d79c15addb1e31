extension StringProtocol {
  /// Whether the text is one word that a command or a configuration can hold as it is, in whatever way it
  /// is written there: letters, digits and signs that neither shells nor YAML read otherwise.
  ///
  /// Others may mean a command of their own to whoever pastes them. A text that begins with a hyphen is an
  /// option.
  ///
  /// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
  /// https://yaml.org/spec/1.2.2/#733-plain-style
  package var isPlainWord: Bool {
    !isEmpty && utf8.first != UInt8(ascii: "-") && isPlainWord(signs: "-_./:@~%+=^")
  }

  /// Whether the text is a word that can be written into a command as it is: letters and digits that can
  /// be seen, and the signs.
  ///
  /// - Parameter holdsVariables: whether it may name variables, `$NAME` and `${NAME}`.
  package func isPlainWord(signs: String, holdsVariables: Bool = false) -> Bool {
    var rest = String(self)[...].unicodeScalars
    while let scalar = rest.popFirst() {
      if scalar.isPlain || signs.unicodeScalars.contains(scalar) { continue }
      guard scalar == "$", holdsVariables else { return false }
      let isBraced = rest.first == "{"
      if isBraced { rest = rest.dropFirst() }
      let name = rest.prefix { $0.isASCII && ($0.isPlain || $0 == "_") }
      rest = rest[name.endIndex...]
      guard !name.isEmpty, !isBraced || rest.popFirst() == "}" else { return false }
    }
    return true
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter, a digit or a mark on one, and not one that shows nothing.
  fileprivate var isPlain: Bool {
    guard !properties.isDefaultIgnorableCodePoint else { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }
}

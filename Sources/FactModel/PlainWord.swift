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
    guard let first = utf8.first, first != UInt8(ascii: "-") else { return false }
    return unicodeScalars.allSatisfy(\.isPlain)
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter, a digit, or a sign that stands for itself wherever it is written.
  package var isPlain: Bool {
    if isASCII {
      switch self {
      case "a"..."z", "A"..."Z", "0"..."9": return true
      default: return "-_./:@~%+=^".unicodeScalars.contains(self)
      }
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return !properties.isDefaultIgnorableCodePoint
    default: return false
    }
  }
}

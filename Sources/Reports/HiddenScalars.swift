/// Tells which characters of a text are not seen, or are taken for something else than text.
///
/// They are asked in order: what joins signs to one picture is seen behind a sign of its own, and hides
/// behind a letter of a path.
struct HiddenScalars {
  private var isBehindPicture = false

  /// Takes the next character of a text, and tells whether it must be shown otherwise.
  mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else {
      // Digits become keys.
      isBehindPicture = ("0"..."9").contains(scalar)
      return scalar.needsEscape
    }
    if scalar.joins { return !isBehindPicture }
    let isHidden = scalar.needsEscape
    isBehindPicture = !isHidden
    return isHidden
  }
}

extension Unicode.Scalar {
  /// Whether it joins or varies the signs beside it: emoji, and words of Persian or of India.
  ///
  /// https://www.unicode.org/reports/tr51/#Emoji_ZWJ_Sequences
  fileprivate var joins: Bool { value == 0x200C || value == 0x200D || value == 0xFE0F }

  /// Whether a terminal or a reader may take the character for something else than text, wherever it
  /// stands: what a terminal obeys, ends lines, turns the direction of text or takes no place.
  ///
  /// https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
  var needsEscape: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return !joins
    default:
      return properties.isNoncharacterCodePoint
        || properties.isDefaultIgnorableCodePoint && !joins
    }
  }
}

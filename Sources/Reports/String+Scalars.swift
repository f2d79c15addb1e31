extension Unicode.Scalar {
  /// The scalar in plain letters, `\u{1b}`.
  var escape: String { "\\u{" + String(value, radix: 16) + "}" }
}

extension String {
  /// The text with some of its scalars written otherwise.
  ///
  /// By scalars and not by characters: a combining mark behind a quote makes another character of the
  /// two, and those who read a report see the quote all the same.
  func writing(_ form: (Unicode.Scalar) -> String?) -> String {
    unicodeScalars.reduce(into: "") { result, scalar in
      if let form = form(scalar) {
        result += form
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}

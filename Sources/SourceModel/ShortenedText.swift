extension String {
  /// The text where it has at most so many bytes, else its first ones.
  package func beginning(ofBytes count: Int) -> String {
    utf8.count <= count ? self : String(decoding: utf8.prefix(count), as: UTF8.self)
  }

  /// The text where it has at most so many characters, else its beginning and `…`.
  ///
  /// Counted are scalars: one letter may bear a megabyte of accents.
  package func shortened(to count: Int) -> String {
    guard utf8.count > count else { return self }
    let scalars = unicodeScalars
    let full = scalars.index(scalars.startIndex, offsetBy: count, limitedBy: scalars.endIndex)
    guard let full, full < scalars.endIndex else { return self }
    return String(self[..<scalars.index(before: full)]) + "…"
  }
}

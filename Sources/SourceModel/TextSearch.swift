// The standard library looks for texts character by character. What is read here are names and code,
// in which a text stands where its bytes stand, and very much of it.

extension String {
  /// Whether the text stands in this one, byte by byte.
  package func contains(_ other: String) -> Bool { self[...].firstOffset(of: other) != nil }

  /// Where the text stands first in this one, byte by byte.
  package func firstRange(of other: String) -> Range<Index>? { self[...].firstRange(of: other) }
}

extension Substring {
  /// Whether the text stands in this one, byte by byte.
  package func contains(_ other: String) -> Bool { firstOffset(of: other) != nil }

  /// Where the text stands first in this one, byte by byte.
  package func firstRange(of other: String) -> Range<Index>? {
    firstOffset(of: other).map { offset in
      let start = utf8.index(startIndex, offsetBy: offset)
      return start..<utf8.index(start, offsetBy: other.utf8.count)
    }
  }

  /// How many bytes stand before the text.
  fileprivate func firstOffset(of other: String) -> Int? {
    var (text, other) = (self, other)
    return text.withUTF8 { text in
      other.withUTF8 { other in ByteSearch.offset(of: other, in: text) }
    }
  }
}

/// Looks for texts in texts byte by byte.
///
/// The standard library compares characters, for which it makes tables at each call; names and
/// settings are asked for hundreds of words each, and bytes decide there.
package enum ByteSearch {
  /// Where the needle first stands, from a start on; `nil` where it does not.
  package static func offset(
    of needle: UnsafeBufferPointer<UInt8>, in hay: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Int? {
    guard let first = needle.first else { return start <= hay.count ? start : nil }
    guard start >= 0, hay.count - start >= needle.count, let base = hay.baseAddress,
      let wanted = needle.baseAddress
    else { return nil }
    let last = hay.count - needle.count
    var index = start
    while index <= last {
      // Most places fail at the first byte.
      while index <= last, base[index] != first { index += 1 }
      guard index <= last else { return nil }
      var matched = 1
      while matched < needle.count, base[index + matched] == wanted[matched] { matched += 1 }
      if matched == needle.count { return index }
      index += 1
    }
    return nil
  }
}

extension StringProtocol {
  /// Whether the text stands in this one, byte by byte; every text holds the empty one.
  package func contains(_ text: String) -> Bool {
    var (hay, needle) = (String(self), text)
    return needle.withUTF8 { needle in
      hay.withUTF8 { ByteSearch.offset(of: needle, in: $0) != nil }
    }
  }
}

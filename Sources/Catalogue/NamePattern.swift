/// A name with `*` for any characters, slashes included.
///
/// Unlike a `Glob`, it is for names that are no paths: actions, images, types, words of commands.
package struct NamePattern: Hashable, Sendable {
  /// The pattern as written.
  package let text: String
  /// Whether it holds a `*`.
  package let isWild: Bool
  /// The pattern as it is compared.
  private let folded: String
  private let ignoresCase: Bool

  private static let star = UInt8(ascii: "*")

  /// Makes a pattern.
  package init(_ text: String, ignoringCase: Bool = false) {
    self.text = text
    ignoresCase = ignoringCase
    folded = ignoringCase ? text.loweredASCII : text
    isWild = Self.isWild(text)
  }

  /// Whether a text holds a `*`.
  static func isWild(_ text: String) -> Bool { text.utf8.contains(star) }

  /// How much of the pattern is said: bytes that are no `*`.
  var weight: Int { Self.weight(of: text) }

  /// How much a pattern says that is not made.
  static func weight(of text: String) -> Int {
    text.utf8.reduce(0) { $1 == star ? $0 : $0 + 1 }
  }

  /// Whether the whole name fits.
  ///
  /// Goes back to the latest `*` only, so it is linear for one `*`.
  package func matches(_ name: String) -> Bool {
    guard isWild || name.utf8.count == folded.utf8.count else { return false }
    var (name, pattern) = (name, folded)
    return pattern.withUTF8 { pattern in name.withUTF8 { Self.fits($0, pattern, ignoresCase) } }
  }

  /// Whether the bytes of a whole name fit those of a pattern.
  static func fits(
    _ name: UnsafeBufferPointer<UInt8>, _ pattern: UnsafeBufferPointer<UInt8>,
    _ ignoresCase: Bool = false
  ) -> Bool {
    var (at, index) = (0, 0)
    var retry: (at: Int, index: Int)?
    while index < name.count {
      let byte = ignoresCase ? name[index].lowercasedASCII : name[index]
      if at < pattern.count, pattern[at] == star {
        retry = (at + 1, index)
        at += 1
      } else if at < pattern.count, pattern[at] == byte {
        at += 1
        index += 1
      } else {
        guard let last = retry else { return false }
        retry = (last.at, last.index + 1)
        (at, index) = (last.at, last.index + 1)
      }
    }
    return pattern[at...].allSatisfy { $0 == star }
  }
}

extension String {
  /// The text with small letters for the capital ones of ASCII, the same text where it has none.
  package var loweredASCII: String {
    guard utf8.contains(where: { $0 >= 65 && $0 <= 90 }) else { return self }
    return String(decoding: utf8.map(\.lowercasedASCII), as: UTF8.self)
  }
}

extension UInt8 {
  /// The byte of the small letter for that of a capital one, other bytes as they are.
  package var lowercasedASCII: UInt8 { self >= 65 && self <= 90 ? self + 32 : self }
}

/// A set of ASCII characters, which tells fast that a text lacks one that it would need.
package struct CharacterMask: Hashable, Sendable {
  // Seen by other modules, so that a question takes no call.
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  /// The characters among bytes; the bytes of others are left out.
  package init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      switch byte {
      case 0..<64: low |= 1 << UInt64(byte)
      case 64..<128: high |= 1 << UInt64(byte - 64)
      default: continue
      }
    }
  }

  /// Whether all characters of the other set are in this one.
  @inlinable package func holds(_ other: CharacterMask) -> Bool {
    other.low & ~low == 0 && other.high & ~high == 0
  }
}

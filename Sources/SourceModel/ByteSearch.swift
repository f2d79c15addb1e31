#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Looks for texts in texts byte by byte.
///
/// The standard library compares characters, for which it makes tables at each call; names and
/// settings are asked for hundreds of words each, and bytes decide there.
package enum ByteSearch {
  /// Where the needle first stands, from a start on; `nil` where it does not.
  package static func offset(
    of needle: UnsafeBufferPointer<UInt8>, in hay: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Int? {
    guard let wanted = needle.baseAddress, !needle.isEmpty else {
      return start <= hay.count ? start : nil
    }
    guard start >= 0, hay.count - start >= needle.count, let base = hay.baseAddress else {
      return nil
    }
    // Most places fail at one byte, which the system finds many at a time: the fewer there are of it, the better.
    let mark = hay.count < shortest ? 0 : rarest(in: needle)
    let end = base + (hay.count - needle.count + 1 + mark)
    var next = base + start + mark
    while next < end, let found = memchr(next, Int32(wanted[mark]), end - next) {
      let place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - mark
      if memcmp(place, wanted, needle.count) == 0 { return place - base }
      next = place + mark + 1
    }
    return nil
  }

  /// Where the needle first stands, from a start on; `nil` where it does not.
  package static func offset(of needle: [UInt8], in hay: [UInt8], from start: Int = 0) -> Int? {
    needle.withUnsafeBufferPointer { needle in
      hay.withUnsafeBufferPointer { offset(of: needle, in: $0, from: start) }
    }
  }

  /// Whether a byte is among the first so many.
  package static func holds(_ byte: UInt8, inFirst count: Int, of hay: [UInt8]) -> Bool {
    hay.withUnsafeBytes { hay in
      hay.baseAddress.map { memchr($0, Int32(byte), min(max(count, 0), hay.count)) != nil } ?? false
    }
  }

  /// Which of two texts stands first byte by byte: below 0 where the first does, 0 where they are the same.
  package static func order(
    _ first: Slice<UnsafeBufferPointer<UInt8>>, _ second: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Int {
    let (first, second) = (
      UnsafeBufferPointer(rebasing: first), UnsafeBufferPointer(rebasing: second)
    )
    guard let one = first.baseAddress, let other = second.baseAddress else {
      return first.count - second.count
    }
    let difference = memcmp(one, other, min(first.count, second.count))
    return difference == 0 ? first.count - second.count : Int(difference)
  }

  /// From how many bytes on it pays to choose among those of a needle.
  private static let shortest = 128

  /// The bytes of configurations and code from the most usual on.
  private static let usual: StaticString = " etaonirslcdpmuhgfby-.:/_vwk0123456789\n\"'=,()#"

  /// How unusual each byte is; all that is not named is rarer than these.
  private static let rarity: [UInt8] = {
    var rarity = [UInt8](repeating: .max, count: 256)
    usual.withUTF8Buffer { bytes in
      for (rank, byte) in bytes.enumerated() { rarity[Int(byte)] = UInt8(rank) }
    }
    return rarity
  }()

  /// How unusual a byte is in configurations and code; the larger, the rarer.
  package static func rarity(of byte: UInt8) -> UInt8 { rarity[Int(byte)] }

  /// Where the rarest byte of a needle stands, the first among equals.
  private static func rarest(in needle: UnsafeBufferPointer<UInt8>) -> Int {
    var found = 0
    for index in needle.indices
    where rarity[Int(needle[index])] > rarity[Int(needle[found])] { found = index }
    return found
  }
}

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
    // Most places fail at the first byte, which the system finds many bytes at a time.
    let end = base + (hay.count - needle.count + 1)
    var next = base + start
    while next < end, let found = memchr(next, Int32(wanted[0]), end - next) {
      let place = found.assumingMemoryBound(to: UInt8.self)
      if memcmp(place, wanted, needle.count) == 0 { return UnsafePointer(place) - base }
      next = UnsafePointer(place) + 1
    }
    return nil
  }
}

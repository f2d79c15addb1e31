import SourceModel

/// Texts that are looked for in bytes all at once, in one pass.
///
/// Of each text a window is chosen, as long as the shortest text, and of the bytes one pair is looked at in each
/// stretch of that length: the window of a text that stands there holds exactly one of them. Which pair is looked
/// at next does not depend on what was found, so the processor looks at many at a time; tables of how far a search
/// may move (Wu and Manber, A Fast Algorithm for Multi-Pattern Searching, TR 94-17 of the University of Arizona) let
/// it wait for each.
struct NeedleSet: Sendable {
  /// A place where one of the texts stands.
  struct Match: Hashable, Sendable {
    /// The number of the text in the list.
    var needle: Int
    /// Where it starts.
    var offset: Int
  }

  /// A text that is looked for.
  private struct Needle: Sendable {
    var number: Int
    var bytes: [UInt8]
  }

  /// A pair of bytes in the window of a text.
  private struct Pair: Sendable {
    /// The text, by its place in `needles`.
    var needle: Int
    /// How far behind the start of the text its second byte stands.
    var distance: Int
    /// One more than the number of the next pair of which the table speaks at the same place; 0 behind the last.
    var next: Int
  }

  /// The texts that are looked for.
  private let needles: [Needle]
  /// How far one pair that is looked at stands behind the one before.
  private let stride: Int
  /// How many bytes the longest text has.
  private let longest: Int
  /// For each pair of bytes one more than the number of the first of `pairs`; 0 where no window holds it.
  ///
  /// Pairs that share a place are told apart by the texts; how many places there are is a power of two.
  private let first: [UInt16]
  /// The pairs of all windows.
  private let pairs: [Pair]

  /// Makes a set; texts of fewer than two bytes are never found.
  ///
  /// - Parameter texts: the texts, of a few thousand bytes together.
  init(_ texts: [String]) {
    var needles: [Needle] = []
    for (number, text) in texts.enumerated() where text.utf8.count >= 2 {
      needles.append(Needle(number: number, bytes: Array(text.utf8)))
    }
    var (window, longest) = (needles.first?.bytes.count ?? 2, 0)
    for needle in needles {
      window = min(window, needle.bytes.count)
      longest = max(longest, needle.bytes.count)
    }
    let count = needles.count * (window - 1)
    // The fewer places are taken, the fewer bytes are looked at for nothing.
    let places = count < 16 ? 512 : 4096
    var first = [UInt16](repeating: 0, count: places)
    var pairs: [Pair] = []
    pairs.reserveCapacity(count)
    for (index, needle) in needles.enumerated() {
      let start = Self.start(of: window, in: needle.bytes)
      for distance in start + 1..<start + window {
        let place = Self.place(needle.bytes[distance - 1], needle.bytes[distance], of: places)
        pairs.append(Pair(needle: index, distance: distance, next: Int(first[place])))
        first[place] = UInt16(pairs.count)
      }
    }
    (self.needles, self.pairs, self.first, self.longest) = (needles, pairs, first, longest)
    stride = window - 1
  }

  /// Where the window begins whose pairs are the rarest.
  private static func start(of window: Int, in bytes: [UInt8]) -> Int {
    var (best, most) = (0, -1)
    for start in 0...bytes.count - window {
      var rarity = 0
      for end in start + 1..<start + window {
        rarity += Int(
          max(ByteSearch.rarity(of: bytes[end - 1]), ByteSearch.rarity(of: bytes[end])))
      }
      if rarity > most { (best, most) = (start, rarity) }
    }
    return best
  }

  /// Whether any of the texts stands in the bytes.
  func isAny(in bytes: [UInt8]) -> Bool {
    !matches(in: bytes, limit: 1).isEmpty
  }

  /// Whether any of the texts stands in a text.
  func isAny(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { !matches(in: $0, 1).isEmpty }
  }

  /// Where the texts stand, in the order of the bytes and of the list.
  ///
  /// - Parameter limit: so many are told at most, the first ones.
  func matches(in bytes: [UInt8], limit: Int = 256) -> [Match] {
    bytes.withUnsafeBufferPointer { matches(in: $0, limit) }
  }

  private func matches(in bytes: UnsafeBufferPointer<UInt8>, _ limit: Int) -> [Match] {
    var result: [Match] = []
    first.withUnsafeBufferPointer { first in
      var stop = bytes.count
      var end = 1
      while end < stop {
        let pair = Int(first[Self.place(bytes[end - 1], bytes[end], of: first.count)])
        if pair > 0, note(pair, in: bytes, end, &result), result.count >= limit {
          // The window of a text that begins further ahead may stand further behind.
          stop = min(stop, end + longest)
        }
        end += stride
      }
    }
    guard result.count > 1 else { return result }
    return Array(result.sorted { ($0.offset, $0.needle) < ($1.offset, $1.needle) }.prefix(limit))
  }

  /// Notes the texts that stand where a pair of theirs ends.
  ///
  /// - Parameter first: one more than the number of the first pair.
  /// - Returns: whether there are any.
  private func note(
    _ first: Int, in bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ result: inout [Match]
  ) -> Bool {
    let count = result.count
    var next = first
    while next > 0 {
      let pair = pairs[next - 1]
      let start = end - pair.distance
      if start >= 0, Self.begins(bytes, at: start, with: needles[pair.needle].bytes) {
        result.append(Match(needle: needles[pair.needle].number, offset: start))
      }
      next = pair.next
    }
    return result.count > count
  }

  /// Where the table speaks of a pair of bytes.
  private static func place(_ first: UInt8, _ second: UInt8, of count: Int) -> Int {
    (Int(first) << 4 ^ Int(second)) & (count - 1)
  }

  private static func begins(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, with text: [UInt8]
  ) -> Bool {
    guard bytes.count - start >= text.count else { return false }
    for index in text.indices where bytes[start + index] != text[index] { return false }
    return true
  }
}

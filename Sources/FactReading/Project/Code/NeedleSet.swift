/// Texts that are looked for in bytes all at once, in one pass.
struct NeedleSet: Sendable {
  /// A place where one of the texts stands.
  struct Match: Hashable, Sendable {
    /// The number of the text in the list.
    var needle: Int
    /// Where it starts.
    var offset: Int
  }

  /// Which pairs of bytes begin a text: a bit for each of 64 pairs, and how many such pairs stand before
  /// these.
  private struct Pairs: Sendable {
    var bits: UInt64 = 0
    var before: Int = 0
  }

  private let pairs: [Pairs]
  /// Where the texts of each pair begin in `ordered`; one more for the end.
  private let starts: [Int]
  /// The texts behind their first pair, by pair and number.
  private let ordered: [(needle: Int, rest: [UInt8])]

  /// Makes a set; texts of fewer than two bytes are never found.
  init(_ texts: [String]) {
    let long = texts.map { Array($0.utf8) }.enumerated().filter { $1.count >= 2 }
    let byPair = Dictionary(grouping: long) { UInt16($1[0]) << 8 | UInt16($1[1]) }
    var pairs = [Pairs](repeating: Pairs(), count: 1024)
    for pair in byPair.keys { pairs[Int(pair >> 6)].bits |= 1 << UInt64(pair & 63) }
    for index in pairs.indices.dropFirst() {
      pairs[index].before = pairs[index - 1].before + pairs[index - 1].bits.nonzeroBitCount
    }
    var starts = [0]
    var ordered: [(needle: Int, rest: [UInt8])] = []
    for (_, needles) in byPair.sorted(by: { $0.key < $1.key }) {
      ordered += needles.map { ($0.offset, Array($0.element.dropFirst(2))) }
      starts.append(ordered.count)
    }
    (self.pairs, self.starts, self.ordered) = (pairs, starts, ordered)
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

  /// Where the texts stand, in the order of the bytes.
  func matches(in bytes: [UInt8], limit: Int = 256) -> [Match] {
    bytes.withUnsafeBufferPointer { matches(in: $0, limit) }
  }

  private func matches(in bytes: UnsafeBufferPointer<UInt8>, _ limit: Int) -> [Match] {
    var result: [Match] = []
    guard var pair = bytes.first.map(UInt16.init) else { return [] }
    pairs.withUnsafeBufferPointer { pairs in
      for index in 1..<max(1, bytes.count) {
        pair = pair << 8 | UInt16(bytes[index])
        let group = pairs[Int(pair >> 6)]
        let bit = UInt64(1) << UInt64(pair & 63)
        guard group.bits & bit != 0 else { continue }
        let rank = group.before + (group.bits & (bit - 1)).nonzeroBitCount
        for place in starts[rank]..<starts[rank + 1]
        where Self.begins(bytes, at: index + 1, with: ordered[place].rest) {
          result.append(Match(needle: ordered[place].needle, offset: index - 1))
        }
        if result.count >= limit { return }
      }
    }
    return result
  }

  private static func begins(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, with rest: [UInt8]
  ) -> Bool {
    guard bytes.count - start >= rest.count else { return false }
    for index in rest.indices where bytes[start + index] != rest[index] { return false }
    return true
  }
}

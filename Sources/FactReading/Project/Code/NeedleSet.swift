/// Texts that are looked for in bytes all at once, in one pass.
struct NeedleSet: Sendable {
  /// A place where one of the texts stands.
  struct Match: Hashable, Sendable {
    /// The number of the text in the list.
    var needle: Int
    /// Where it starts.
    var offset: Int
  }

  private let needles: [[UInt8]]
  /// One bit for each pair of bytes that begins a text.
  private let pairs: [UInt64]
  private let needlesByPair: [UInt16: [Int]]

  /// Makes a set; texts of fewer than two bytes are never found.
  init(_ texts: [String]) {
    needles = texts.map { Array($0.utf8) }
    var pairs = [UInt64](repeating: 0, count: 1024)
    var needlesByPair: [UInt16: [Int]] = [:]
    for (index, needle) in needles.enumerated() where needle.count >= 2 {
      let pair = UInt16(needle[0]) << 8 | UInt16(needle[1])
      pairs[Int(pair >> 6)] |= 1 << UInt64(pair & 63)
      needlesByPair[pair, default: []].append(index)
    }
    (self.pairs, self.needlesByPair) = (pairs, needlesByPair)
  }

  /// Whether any of the texts stands in the bytes.
  func isAny(in bytes: [UInt8]) -> Bool {
    !matches(in: bytes, limit: 1).isEmpty
  }

  /// Where the texts stand, in the order of the bytes.
  func matches(in bytes: [UInt8], limit: Int = 256) -> [Match] {
    bytes.withUnsafeBufferPointer { bytes in
      pairs.withUnsafeBufferPointer { pairs in matches(in: bytes, pairs, limit) }
    }
  }

  private func matches(
    in bytes: UnsafeBufferPointer<UInt8>, _ pairs: UnsafeBufferPointer<UInt64>, _ limit: Int
  ) -> [Match] {
    var result: [Match] = []
    guard var pair = bytes.first.map(UInt16.init) else { return [] }
    for index in 1..<max(1, bytes.count) {
      pair = pair << 8 | UInt16(bytes[index])
      guard pairs[Int(pair >> 6)] & (1 << UInt64(pair & 63)) != 0 else { continue }
      for needle in needlesByPair[pair, default: []]
      where bytes[(index - 1)...].starts(with: needles[needle]) {
        result.append(Match(needle: needle, offset: index - 1))
      }
      if result.count >= limit { return result }
    }
    return result
  }
}

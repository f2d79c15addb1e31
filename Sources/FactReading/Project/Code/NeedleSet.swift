/// Texts that are looked for in bytes all at once, in one pass.
///
/// A window as long as the shortest of the texts moves over the bytes. The pair of bytes at its end says how far it
/// may move because no text could end up in it before (Wu and Manber, A Fast Algorithm for Multi-Pattern
/// Searching, TR 94-17 of the University of Arizona), so most bytes are never looked at.
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
    var text: [UInt8]
  }

  /// How many pairs of bytes the tables tell apart; those that share a place move as the shorter says.
  private static let pairCount = 4096

  /// How many bytes of each text are looked for first; two at least.
  private let window: Int
  /// How far the window moves behind a pair; not at all where a text may stand in it.
  private let moves: [UInt8]
  /// Where the texts of each pair at the end of the window begin in `ordered`; one more for the end.
  private let starts: [UInt16]
  /// The texts by that pair, each in the order of the list.
  private let ordered: [Needle]

  /// Makes a set; texts of fewer than two bytes are never found.
  init(_ texts: [String]) {
    let needles = texts.enumerated().map { Needle(number: $0, text: Array($1.utf8)) }
      .filter { $0.text.count >= 2 }
    let window = min(needles.map(\.text.count).min() ?? 2, Int(UInt8.max))
    var moves = [UInt8](repeating: UInt8(window - 1), count: Self.pairCount)
    var counts = [UInt16](repeating: 0, count: Self.pairCount + 1)
    for needle in needles {
      for end in 1..<window {
        let place = Self.place(needle.text[end - 1], needle.text[end])
        moves[place] = min(moves[place], UInt8(window - 1 - end))
      }
      counts[Self.last(of: needle, window) + 1] += 1
    }
    for place in 0..<Self.pairCount { counts[place + 1] += counts[place] }
    (self.window, self.moves, starts) = (window, moves, counts)
    ordered = needles.sorted {
      (Self.last(of: $0, window), $0.number) < (Self.last(of: $1, window), $1.number)
    }
  }

  /// Where the tables speak of the pair at the end of a text's window.
  private static func last(of needle: Needle, _ window: Int) -> Int {
    place(needle.text[window - 2], needle.text[window - 1])
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
    moves.withUnsafeBufferPointer { moves in
      var end = window - 1
      while end < bytes.count {
        let place = Self.place(bytes[end - 1], bytes[end])
        let move = Int(moves[place])
        if move > 0 {
          end += move
          continue
        }
        let start = end + 1 - window
        for index in Int(starts[place])..<Int(starts[place + 1])
        where Self.begins(bytes, at: start, with: ordered[index].text) {
          result.append(Match(needle: ordered[index].number, offset: start))
        }
        if result.count >= limit { return }
        end += 1
      }
    }
    return result
  }

  /// Where the tables speak of a pair of bytes.
  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    (Int(first) << 4 ^ Int(second)) & (pairCount - 1)
  }

  private static func begins(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, with text: [UInt8]
  ) -> Bool {
    guard bytes.count - start >= text.count else { return false }
    for index in text.indices where bytes[start + index] != text[index] { return false }
    return true
  }
}

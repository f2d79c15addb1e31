import SourceModel
import Testing

@Suite struct ByteSearchTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 0), ("a", "", nil), ("abc", "abc", 0), ("abcd", "abc", nil),
    ("na", "banana", 2), ("ana", "banana", 1), ("nab", "banana", nil), ("a", "banana", 1),
  ])
  func aTextIsFoundWhereItStandsFirst(_ needle: String, _ text: String, _ offset: Int?) {
    #expect(Self.offset(of: Array(needle.utf8), in: Array(text.utf8), from: 0) == offset)
  }

  /// Long texts are searched by the rarest byte of the needle, short ones by the first.
  @Test func longAndShortTextsGiveWhatEachPlaceTriedInTurnGives() {
    var random = Chance(seed: 7)
    for _ in 0..<3_000 {
      let text = (0..<random.next(below: 400)).map { _ in Self.bytes[random.next(below: 6)] }
      let needle = (0..<random.next(below: 6)).map { _ in Self.bytes[random.next(below: 6)] }
      let start = random.next(below: 20)
      let expected = (start...max(start, text.count)).first { place in
        text.count >= place && text[place...].starts(with: needle)
      }
      #expect(Self.offset(of: needle, in: text, from: start) == expected, "\(needle) in \(text)")
    }
  }

  private static let bytes = Array("e :Zé".utf8)

  private static func offset(of needle: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    needle.withUnsafeBufferPointer { needle in
      text.withUnsafeBufferPointer { ByteSearch.offset(of: needle, in: $0, from: start) }
    }
  }
}

import Testing

@testable import FactReading

/// Texts that are looked for all at once, against a search for each of them at each place.
struct NeedleSetTests {
  private struct Case: CustomTestStringConvertible {
    var needles: [String]
    var text: String
    var testDescription: String { "\(needles) in \(text.prefix(40))" }
  }

  /// Where each text stands, told by comparing it at each place.
  private static func plain(_ needles: [String], _ text: String) -> [NeedleSet.Match] {
    let bytes = Array(text.utf8)
    return bytes.indices.flatMap { start in
      needles.indices.compactMap { number in
        let needle = Array(needles[number].utf8)
        guard needle.count >= 2, bytes[start...].starts(with: needle) else { return nil }
        return NeedleSet.Match(needle: number, offset: start)
      }
    }
  }

  @Test(arguments: [
    Case(needles: ["ab"], text: "abab, xab"),
    Case(needles: ["aa", "aaa"], text: "aaaaa"),
    Case(needles: ["SG.", "key-", "mongodb+srv://"], text: "key-SG.key-mongodb+srv://SG."),
    Case(needles: ["password", "pass", "word"], text: "passwordpassword word"),
    Case(needles: ["secret_key", "secret_key_base"], text: "a.secret_key_base = secret_key"),
    Case(needles: ["token", "token"], text: "tokentoken"),
    Case(needles: ["a", "", "bc"], text: "abcabc"),
    Case(needles: ["long text"], text: "long"),
    Case(needles: ["비밀", "열쇠"], text: "이 비밀 열쇠는 비밀"),
    Case(needles: [], text: "anything"),
    Case(needles: ["ab", "zz"], text: ""),
  ])
  private func `Each is found where it stands`(_ item: Case) {
    let set = NeedleSet(item.needles)
    let expected = Self.plain(item.needles, item.text)
    #expect(set.matches(in: Array(item.text.utf8)) == expected)
    #expect(set.isAny(in: item.text) == !expected.isEmpty)
  }

  /// Few letters, so that texts share pairs, overlap and repeat.
  @Test func `Made texts give what a plain search gives`() {
    var state: UInt64 = 42
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let letters = ["a", "b", "_", ".", "E"]
    func text(_ count: Int) -> String { (0..<count).map { _ in letters[next(5)] }.joined() }
    var found = 0
    for _ in 0..<500 {
      let needles = (0..<1 + next(4)).map { _ in text(2 + next(5)) }
      let hay = text(next(60))
      let expected = Self.plain(needles, hay)
      found += expected.count
      let set = NeedleSet(needles)
      #expect(set.matches(in: Array(hay.utf8)) == expected, "\(needles) in \(hay)")
      let limit = 1 + next(3)
      #expect(
        set.matches(in: Array(hay.utf8), limit: limit) == Array(expected.prefix(limit)),
        "the first \(limit) of \(needles) in \(hay)")
    }
    #expect(found > 200)
  }
}

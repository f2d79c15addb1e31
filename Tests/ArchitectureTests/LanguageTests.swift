import Testing

/// No text that people read lacks one of the languages.
@Suite struct LanguageTests {
  /// The two texts of a phrase, as they stand in the code.
  private struct Pair {
    var english: String
    var korean: String
  }

  /// The texts of every `Phrase("…", "…")` and `say("…", "…")` whose texts stand there.
  private static func pairs(in text: String) -> [Pair] {
    ["Phrase(", "say("].flatMap { call -> [Pair] in
      var pairs: [Pair] = []
      var rest = text[...]
      while let found = rest.firstRange(of: call) {
        rest = rest[found.upperBound...]
        var reading = rest
        guard let english = literal(&reading), separator(&reading),
          let korean = literal(&reading)
        else { continue }
        pairs.append(Pair(english: english, korean: korean))
      }
      return pairs
    }
  }

  /// Literals that are joined by `+`, without what is put into them.
  private static func literal(_ text: inout Substring) -> String? {
    var words = ""
    repeat {
      text = text.drop { $0.isWhitespace || $0 == "+" }
      guard text.first == "\"" else { return nil }
      text = text.dropFirst()
      while let character = text.first, character != "\"" {
        text = text.dropFirst()
        guard character == "\\" else {
          words.append(character)
          continue
        }
        guard text.first == "(" else {
          text = text.dropFirst()
          continue
        }
        var depth = 0
        repeat {
          if text.first == "(" { depth += 1 }
          if text.first == ")" { depth -= 1 }
          text = text.dropFirst()
        } while depth > 0 && !text.isEmpty
      }
      text = text.dropFirst()
    } while text.drop(while: \.isWhitespace).first == "+"
    return words
  }

  private static func separator(_ text: inout Substring) -> Bool {
    text = text.drop(while: \.isWhitespace)
    guard text.first == "," else { return false }
    text = text.dropFirst()
    return true
  }

  private static func isHangul(_ character: Character) -> Bool {
    character.unicodeScalars.contains { $0.value >= 0xAC00 && $0.value <= 0xD7A3 }
  }

  /// The text without names of code and of tools, which are the same in every language.
  private static func withoutCode(_ text: String) -> String {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined()
  }

  @Test func everyPhraseIsWrittenInBothLanguages() throws {
    var count = 0
    for file in try ProjectTree.swiftFiles(in: "Sources") {
      for pair in Self.pairs(in: file.lines.joined(separator: "\n")) {
        count += 1
        let words = Self.withoutCode(pair.korean)
        let hasWords = Self.withoutCode(pair.english).contains { $0.isLetter && $0.isLowercase }
        #expect(!pair.english.contains(where: Self.isHangul), "\(file.path): \(pair.english)")
        let isTold = words.contains(where: Self.isHangul) || !words.contains(where: \.isLetter)
        #expect(!hasWords || isTold, "\(file.path): \(pair.english)")
      }
    }
    #expect(count > 200)
  }

  @Test func textsAreReadOutOfTheCode() {
    let pairs = Self.pairs(
      in: """
        Phrase("a \\(b("c")) d", "가 \\(b) 나") say(
          "one "
            + "two", "하나")
        Phrase(english, korean)
        """)
    #expect(pairs.map(\.english) == ["a  d", "one two"])
    #expect(pairs.map(\.korean) == ["가  나", "하나"])
  }
}

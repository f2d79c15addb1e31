import SourceModel

/// An expression of `when` or `filters`: `pipeline.git.branch == "main" and not pipeline.git.tag`.
///
/// https://circleci.com/docs/guides/orchestrate/pipeline-variables/
struct CircleExpression {
  /// Whether it holds; `nil` where only the run knows.
  let truth: Bool?

  private static let depthLimit = 40

  /// Evaluates a text, names by a function that gives what is known of them.
  init(_ text: String, known: (String) -> String?) {
    var parser = Parser(words: Self.words(of: text))
    let truth = parser.either(known, depth: 0)
    // What is not understood to its end may hold.
    self.truth = parser.index == parser.words.count ? truth : nil
  }

  /// Whether a text is an expression and no plain value.
  static func isExpression(_ text: String) -> Bool {
    words(of: text).contains { $0.hasPrefix("pipeline.") || $0 == "==" || $0 == "!=" }
      && !text.contains("<<")
  }

  /// The names of values in a text.
  static func names(in text: String) -> [String] {
    words(of: text).filter { $0.hasPrefix("pipeline.") }
  }

  /// Names, texts with their quotes, patterns and signs.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
      let length: Int
      switch first {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"):
        rest = rest.dropFirst()
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"):
        length = min(rest.count, rest.dropFirst().prefix { $0 != first }.count + 2)
      case _ where first.isNamePart:
        length = rest.prefix { $0.isNamePart || $0 == UInt8(ascii: ".") }.count
      default:
        let signs: Set<UInt8> = [
          UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "|"),
          UInt8(ascii: "~"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        ]
        length = max(1, rest.prefix(2).prefix { signs.contains($0) }.count)
      }
      words.append(String(decoding: rest.prefix(length), as: UTF8.self))
      rest = rest.dropFirst(length)
    }
    return words
  }

  /// Reads words by the operators' order: `or`, `and`, `not`, comparisons.
  private struct Parser {
    let words: [String]
    var index = 0

    init(words: [String]) { self.words = words }

    private var word: String? { index < words.count ? words[index] : nil }

    private mutating func takes(_ options: Set<String>) -> Bool {
      guard let word, options.contains(word) else { return false }
      index += 1
      return true
    }

    mutating func either(_ known: (String) -> String?, depth: Int) -> Bool? {
      var result = both(known, depth: depth)
      while takes(["or", "||"]) {
        let other = both(known, depth: depth)
        result =
          result == true || other == true ? true : result == nil || other == nil ? nil : false
      }
      return result
    }

    private mutating func both(_ known: (String) -> String?, depth: Int) -> Bool? {
      var result = negated(known, depth: depth)
      while takes(["and", "&&"]) {
        let other = negated(known, depth: depth)
        result =
          result == false || other == false ? false : result == nil || other == nil ? nil : true
      }
      return result
    }

    private mutating func negated(_ known: (String) -> String?, depth: Int) -> Bool? {
      var isNegated = false
      while takes(["not", "!"]) { isNegated.toggle() }
      let result = comparison(known, depth: depth)
      return isNegated ? result.map { !$0 } : result
    }

    private mutating func comparison(_ known: (String) -> String?, depth: Int) -> Bool? {
      if takes(["("]) {
        guard depth < CircleExpression.depthLimit else { return nil }
        let result = either(known, depth: depth + 1)
        return takes([")"]) ? result : nil
      }
      guard let left = word else { return nil }
      index += 1
      let value = Self.value(left, known)
      guard let sign = word, ["==", "!=", "=~", "starts-with", "ends-with"].contains(sign) else {
        return value.map { !["", "false", "0"].contains($0) }
      }
      index += 1
      guard let right = word else { return nil }
      index += 1
      let other = Self.value(right, known)
      switch sign {
      case "==", "!=":
        guard let value, let other else { return nil }
        return (value == other) == (sign == "==")
      // An empty text matches no pattern that is worth writing.
      default: return value == "" && !right.contains(".*") ? false : nil
      }
    }

    private static func value(_ word: String, _ known: (String) -> String?) -> String? {
      if word.hasPrefix("\"") || word.hasPrefix("'") { return String(word.dropFirst().dropLast()) }
      return word.hasPrefix("pipeline.") ? known(word) : word
    }
  }
}

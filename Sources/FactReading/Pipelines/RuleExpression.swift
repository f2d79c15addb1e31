import SourceModel

/// What is known of a name in a rule before anything runs.
enum RuleValue: Hashable, Sendable {
  /// The text, which may be empty.
  case text(String)
  /// Something that is not empty.
  case filled
  case unknown
}

/// A rule in the manner of many vendors: `branch = 'main' OR tag =~ '^v'`, `"${{CF_BRANCH}}" == "main"`.
///
/// It is read once and asked with what is known in each situation.
struct RuleExpression: Sendable {
  /// One word: a name of the vendor, a text, or a sign.
  enum Word: Hashable, Sendable {
    case name(String)
    case text(String)
    case sign(String)
  }

  private static let depthLimit = 40

  let words: [Word]

  init(_ text: String) {
    words = Self.words(of: text)
  }

  /// The names of values and functions that it asks for.
  var names: [String] {
    words.compactMap { word in
      guard case .name(let name) = word else { return nil }
      return name
    }
  }

  /// Whether it holds; `nil` where only the run knows.
  func truth(_ value: @escaping (String) -> RuleValue) -> Bool? {
    var parser = Parser(words: words, value: value)
    let truth = parser.either(depth: 0)
    // What is not understood to its end may hold.
    return parser.isAtEnd ? truth : nil
  }

  // MARK: - Words

  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
      let length: Int
      switch first {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        rest = rest.dropFirst()
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let inner = rest.dropFirst().prefix { $0 != first }
        words.append(quoted(String(decoding: inner, as: UTF8.self)))
        length = min(rest.count, inner.count + 2)
      case _ where rest.starts(with: Array("${{".utf8)) || rest.starts(with: Array("<+".utf8)):
        let last = first == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "}")
        let inner = rest.prefix { $0 != last }
        length = min(rest.count, inner.count + (first == UInt8(ascii: "<") ? 1 : 2))
        words.append(quoted(String(decoding: rest.prefix(length), as: UTF8.self)))
      case _ where first.isNamePart:
        length = rest.prefix { $0.isNamePart || $0 == UInt8(ascii: ".") }.count
        words.append(plain(String(decoding: rest.prefix(length), as: UTF8.self)))
      default:
        length = max(1, rest.prefix(2).prefix { "=!&|~<>^".utf8.contains($0) }.count)
        words.append(.sign(String(decoding: rest.prefix(length), as: UTF8.self)))
      }
      rest = rest.dropFirst(length)
    }
    return words
  }

  /// A text between quotes, or the name that it stands for.
  private static func quoted(_ text: String) -> Word {
    for (start, end) in [("${{", "}}"), ("<+", ">")] where text.hasPrefix(start) {
      guard text.hasSuffix(end) else { continue }
      let name = text.dropFirst(start.count).dropLast(end.count).trimmingSpaces
      if !name.contains("{"), !name.contains("<") { return .name(name) }
    }
    return .text(text)
  }

  private static func plain(_ word: String) -> Word {
    switch word.lowercased() {
    case "and", "or", "not": .sign(word.lowercased())
    case "true", "false": .text(word.lowercased())
    default: word.utf8.allSatisfy { "0123456789.".utf8.contains($0) } ? .text(word) : .name(word)
    }
  }

  // MARK: - Truth

  /// Reads words by the operators' order: `or`, `and`, `not`, comparisons.
  private struct Parser {
    let words: [Word]
    let value: (String) -> RuleValue
    var index = 0

    var isAtEnd: Bool { index == words.count }
    private var word: Word? { index < words.count ? words[index] : nil }

    private mutating func takes(_ signs: Set<String>) -> String? {
      guard case .sign(let sign)? = word, signs.contains(sign) else { return nil }
      index += 1
      return sign
    }

    mutating func either(depth: Int) -> Bool? {
      var result = both(depth: depth)
      while takes(["or", "||"]) != nil {
        let other = both(depth: depth)
        result =
          result == true || other == true ? true : result == nil || other == nil ? nil : false
      }
      return result
    }

    private mutating func both(depth: Int) -> Bool? {
      var result = negated(depth: depth)
      while takes(["and", "&&"]) != nil {
        let other = negated(depth: depth)
        result =
          result == false || other == false ? false : result == nil || other == nil ? nil : true
      }
      return result
    }

    private mutating func negated(depth: Int) -> Bool? {
      var isNegated = false
      while takes(["not", "!"]) != nil { isNegated.toggle() }
      let result = comparison(depth: depth)
      return isNegated ? result.map { !$0 } : result
    }

    private mutating func comparison(depth: Int) -> Bool? {
      guard depth < RuleExpression.depthLimit else { return nil }
      let left: RuleValue
      var truth: Bool?
      if takes(["("]) != nil {
        truth = either(depth: depth + 1)
        guard takes([")"]) != nil else { return nil }
        left = truth.map { .text($0 ? "true" : "false") } ?? .unknown
      } else {
        left = operand()
        if case .text(let text) = left { truth = !["", "false"].contains(text) }
      }
      guard let sign = takes(["=", "==", "!=", "=~", "!~"]) else { return truth }
      let right = operand()
      switch sign {
      case "=", "==": return Self.equal(left, right)
      case "!=": return Self.equal(left, right).map { !$0 }
      case "=~": return Self.matches(left, right)
      default: return Self.matches(left, right).map { !$0 }
      }
    }

    /// A value, or the call of a function, which is not known.
    private mutating func operand() -> RuleValue {
      guard let word else { return .unknown }
      index += 1
      switch word {
      case .text(let text): return .text(text)
      case .name(let name):
        guard case .sign("(")? = self.word else { return value(name) }
        skipArguments()
        return .unknown
      case .sign: return .unknown
      }
    }

    private mutating func skipArguments() {
      var depth = 0
      while let next = word {
        index += 1
        if next == .sign("(") { depth += 1 }
        if next == .sign(")") { depth -= 1 }
        if depth == 0 { return }
      }
    }

    private static func equal(_ left: RuleValue, _ right: RuleValue) -> Bool? {
      switch (left, right) {
      case (.text(let left), .text(let right)): left == right
      case (.text(""), .filled), (.filled, .text("")): false
      case (.text, _), (.filled, _), (.unknown, _): nil
      }
    }

    /// Patterns are not run: they say something where they take all, or where there is no text.
    private static func matches(_ left: RuleValue, _ pattern: RuleValue) -> Bool? {
      guard case .text(let pattern) = pattern else { return nil }
      let takesAll = [".*", ".+", "^.*$", "^.+$", ".", "^.*", "^.+"].contains(pattern)
      switch left {
      case .text(""): return pattern == "^$"
      case .text, .filled: return takesAll ? true : nil
      case .unknown: return nil
      }
    }
  }
}

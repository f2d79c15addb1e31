/// What is known of an expression's value before the pipeline runs.
enum ActionsValue: Hashable, Sendable {
  /// Anything.
  case unknown
  case null
  case bool(Bool)
  case number(Double)
  /// One of these texts.
  case texts([ActionsText])
  case list([ActionsValue])

  /// One text, known to its end.
  static func text(_ text: String) -> ActionsValue { .texts([ActionsText(text)]) }

  /// The text where there is exactly one and it is known to its end.
  var exactText: String? {
    guard case .texts(let texts) = self, texts.count == 1, !texts[0].isOpen else { return nil }
    return texts[0].text
  }

  /// The value as it is put into a text, where it is exactly known; `nil` for null too.
  var rendered: String? {
    switch self {
    case .texts: exactText
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .unknown, .null, .list: nil
    }
  }

  /// `join(list, ' ')`; a comma parts the items where nothing else is given.
  func joined(separator: ActionsValue?) -> ActionsValue {
    let items: [ActionsValue]
    if case .list(let list) = self { items = list } else { items = [self] }
    let texts = items.compactMap(\.rendered)
    guard texts.count == items.count, let separator = separator.map(\.rendered) ?? "," else {
      return .unknown
    }
    return .text(texts.joined(separator: separator))
  }

  /// `format('{0} and {1}', …)`; braces are doubled where they are meant.
  static func formatted(_ pattern: ActionsValue, _ arguments: [ActionsValue]) -> ActionsValue {
    guard let pattern = pattern.exactText else { return .unknown }
    var result: [UInt8] = []
    var bytes = Array(pattern.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        result.append(byte)
        continue
      }
      if bytes.first == byte {
        bytes.removeFirst()
        result.append(byte)
        continue
      }
      let digits = bytes.prefix { $0 != UInt8(ascii: "}") }
      guard byte == UInt8(ascii: "{"), digits.endIndex < bytes.endIndex,
        let index = Int(String(decoding: digits, as: UTF8.self)),
        arguments.indices.contains(index),
        let text = arguments[index] == .null ? "" : arguments[index].rendered,
        result.count + text.utf8.count < 10_000
      else { return .unknown }
      result += text.utf8
      bytes = bytes[(digits.endIndex + 1)...]
    }
    return .text(String(decoding: result, as: UTF8.self))
  }

  /// Whether the value counts as true; `nil` where that is not known.
  var truth: Bool? {
    switch self {
    case .unknown: nil
    case .null: false
    case .bool(let flag): flag
    case .number(let number): number != 0 && !number.isNaN
    case .texts(let texts):
      Self.common(texts.map { !$0.text.isEmpty || $0.isOpen })
    case .list: true
    }
  }

  /// Whether two values are equal by the loose rules of the language.
  func isEqual(to other: ActionsValue) -> Bool? {
    switch (self, other) {
    case (.unknown, _), (_, .unknown), (.list, _), (_, .list): return nil
    case (.texts(let left), .texts(let right)):
      return Self.common(left.flatMap { text in right.map { text.isEqual(to: $0) } })
    case (.null, .null): return true
    case (.null, .texts(let texts)) where texts.allSatisfy(\.isOpen),
      (.texts(let texts), .null) where texts.allSatisfy(\.isOpen):
      return false
    default:
      guard let left = number, let right = other.number else { return nil }
      return left == right
    }
  }

  /// The number that the language makes of the value for comparisons of unlike kinds.
  var number: Double? {
    switch self {
    case .unknown, .list: nil
    case .null: 0
    case .bool(let flag): flag ? 1 : 0
    case .number(let number): number
    case .texts: exactText.map { $0.isEmpty ? 0 : Double($0) ?? .nan }
    }
  }

  /// The one answer that all agree on.
  static func common(_ answers: [Bool?]) -> Bool? {
    guard let first = answers.first else { return nil }
    return answers.allSatisfy { $0 == first } ? first : nil
  }
}

/// A text that is known, or of which only the beginning is known; that one is not empty.
struct ActionsText: Hashable, Sendable {
  /// The text, or how it begins.
  var text: String
  /// Whether more may follow.
  var isOpen: Bool

  init(_ text: String, isOpen: Bool = false) {
    self.text = text
    self.isOpen = isOpen
  }

  /// What a filter pattern of branches or tags says about the names it lets through.
  ///
  /// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
  init(pattern: String, after prefix: String) {
    let signs: [UInt8] = Array("*?+[!".utf8)
    let known = pattern.utf8.prefix { !signs.contains($0) }
    // `?` and `+` are about the character before them.
    let next = pattern.utf8.dropFirst(known.count).first
    let drops = next == UInt8(ascii: "?") || next == UInt8(ascii: "+") ? 1 : 0
    text = prefix + String(decoding: known.dropLast(drops), as: UTF8.self)
    isOpen = known.count < pattern.utf8.count
  }

  /// Comparison ignores case.
  func isEqual(to other: ActionsText) -> Bool? {
    let (left, right) = (text.lowercased(), other.text.lowercased())
    switch (isOpen, other.isOpen) {
    case (false, false): return left == right
    case (true, false) where right.isEmpty, (false, true) where left.isEmpty: return false
    case (true, false): return right.hasPrefix(left) ? nil : false
    case (false, true): return left.hasPrefix(right) ? nil : false
    case (true, true): return left.hasPrefix(right) || right.hasPrefix(left) ? nil : false
    }
  }

  func starts(with beginning: String) -> Bool? {
    let (text, beginning) = (text.lowercased(), beginning.lowercased())
    if text.hasPrefix(beginning) { return true }
    return isOpen && beginning.hasPrefix(text) ? nil : false
  }

  func ends(with ending: String) -> Bool? {
    isOpen ? nil : text.lowercased().hasSuffix(ending.lowercased())
  }

  func holds(_ part: String) -> Bool? {
    if part.isEmpty || text.lowercased().contains(part.lowercased()) { return true }
    return isOpen ? nil : false
  }
}

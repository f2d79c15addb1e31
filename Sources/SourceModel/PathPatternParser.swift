/// Compiles the text of a path pattern, part by part.
struct PathPatternParser {
  private let text: [UInt8]
  private var index = 0
  private var parts: [PathPattern.Part] = []
  private var tokens: [NameToken] = []

  init(_ text: [UInt8]) {
    self.text = text
  }

  /// The parts, `nil` where the pattern can match nothing.
  mutating func parse() -> [PathPattern.Part]? {
    let isRooted = text.first == UInt8(ascii: "/")
    if isRooted { index = 1 }
    guard index < text.count else { return nil }
    while index < text.count {
      guard parseToken() else { return nil }
    }
    finishPart()
    if !isRooted, parts.count == 1 {
      return parts == [.folders] ? parts : [.folders] + parts
    }
    return parts
  }

  private mutating func parseToken() -> Bool {
    let byte = text[index]
    index += 1
    switch byte {
    case UInt8(ascii: "/"): finishPart()
    case UInt8(ascii: "*"): tokens.append(.many)
    case UInt8(ascii: "?"): tokens.append(.one)
    case UInt8(ascii: "["): return parseSet()
    case UInt8(ascii: "\\"):
      guard index < text.count else { return false }
      tokens.append(.byte(text[index]))
      index += 1
    default: tokens.append(.byte(byte))
    }
    return true
  }

  private mutating func finishPart() {
    defer { tokens = [] }
    // Two folders-stars in a row say no more than one.
    guard tokens.count < 2 || !tokens.allSatisfy({ $0 == .many }) else {
      if parts.last != .folders { parts.append(.folders) }
      return
    }
    parts.append(Self.part(tokens))
  }

  private static func part(_ tokens: [NameToken]) -> PathPattern.Part {
    guard tokens != [.many] else { return .anything }
    if let literal = literal(tokens[...]) { return .literal(literal) }
    if tokens.first == .many, let suffix = literal(tokens.dropFirst()) { return .suffix(suffix) }
    // Several stars in a row inside a name say no more than one.
    var kept: [NameToken] = []
    for token in tokens where token != .many || kept.last != .many { kept.append(token) }
    return .tokens(kept)
  }

  private static func literal(_ tokens: ArraySlice<NameToken>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for token in tokens {
      guard case .byte(let byte) = token else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

// MARK: - Sets

extension PathPatternParser {
  /// Parses what follows `[`.
  ///
  /// A `]` in the first place is a member.
  private mutating func parseSet() -> Bool {
    let isNegated = index < text.count && (text[index] == exclamation || text[index] == caret)
    if isNegated { index += 1 }
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while index < text.count {
      if text[index] == UInt8(ascii: "]"), !isFirst {
        index += 1
        tokens.append(.set(ranges, isNegated: isNegated))
        return true
      }
      isFirst = false
      if let named = parseNamedClass() {
        ranges += named
      } else {
        guard let range = parseRange() else { return false }
        ranges += range
      }
    }
    return false
  }

  /// One member or `a-z`; a range that ends before it starts has no members.
  private mutating func parseRange() -> [ClosedRange<UInt32>]? {
    guard let lower = parseMember() else { return nil }
    let isRange = index + 1 < text.count && text[index] == dash && text[index + 1] != bracket
    guard isRange else { return [lower...lower] }
    index += 1
    guard let upper = parseMember() else { return nil }
    return lower <= upper ? [lower...upper] : []
  }

  private mutating func parseMember() -> UInt32? {
    if text[index] == UInt8(ascii: "\\") { index += 1 }
    guard index < text.count else { return nil }
    let character = NameToken.character(text[index...])
    index += character.length
    return character.value
  }

  /// `[:alpha:]` and its like, the names of POSIX.
  private mutating func parseNamedClass() -> [ClosedRange<UInt32>]? {
    guard text[index...].starts(with: [UInt8(ascii: "["), UInt8(ascii: ":")]),
      let end = text[(index + 2)...].firstIndex(of: UInt8(ascii: ":")),
      end + 1 < text.count, text[end + 1] == bracket,
      let ranges = Self.namedClass(String(decoding: text[(index + 2)..<end], as: UTF8.self))
    else { return nil }
    index = end + 2
    return ranges
  }

  private static func namedClass(_ name: String) -> [ClosedRange<UInt32>]? {
    switch name {
    case "alpha": [65...90, 97...122]
    case "digit": [48...57]
    case "alnum": [48...57, 65...90, 97...122]
    case "upper": [65...90]
    case "lower": [97...122]
    case "space": [9...13, 32...32]
    case "blank": [9...9, 32...32]
    case "punct": [33...47, 58...64, 91...96, 123...126]
    case "cntrl": [0...31, 127...127]
    case "graph": [33...126]
    case "print": [32...126]
    case "xdigit": [48...57, 65...70, 97...102]
    default: nil
    }
  }
}

private let exclamation = UInt8(ascii: "!")
private let caret = UInt8(ascii: "^")
private let dash = UInt8(ascii: "-")
private let bracket = UInt8(ascii: "]")

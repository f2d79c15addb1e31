/// A way in which a build can start.
enum TravisSituation: Hashable, Sendable, CaseIterable {
  case push, tag, pullRequest, cron, api

  /// The `type` of the build.
  var type: String {
    switch self {
    case .push, .tag: "push"
    case .pullRequest: "pull_request"
    case .cron: "cron"
    case .api: "api"
    }
  }
}

/// A condition of `if`, true, false or not known for a situation.
///
/// https://docs.travis-ci.com/user/conditions-v1
struct TravisExpression {
  private var tokens: ArraySlice<String>
  private let situation: TravisSituation
  private var depth = 0

  /// Whether the condition can hold.
  static func mayHold(_ text: String, in situation: TravisSituation) -> Bool {
    var expression = TravisExpression(
      tokens: tokens(of: text)[...], situation: situation)
    return expression.either() != false
  }

  private init(tokens: ArraySlice<String>, situation: TravisSituation) {
    self.tokens = tokens
    self.situation = situation
  }

  /// Words, strings in quotes (with a leading `'`), and signs.
  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first {
      switch first {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: ","):
        bytes = bytes.dropFirst()
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        tokens.append(first == UInt8(ascii: "(") ? "(" : ")")
        bytes = bytes.dropFirst()
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let inner = bytes.dropFirst().prefix { $0 != first }
        tokens.append("'" + String(decoding: inner, as: UTF8.self))
        bytes = bytes.dropFirst(inner.count + 2)
      default:
        let isSign = "=!~&|".utf8.contains(first)
        let word = bytes.prefix { byte in
          !" \n\t,()'\"".utf8.contains(byte) && "=!~&|".utf8.contains(byte) == isSign
        }
        tokens.append(String(decoding: word, as: UTF8.self))
        bytes = bytes.dropFirst(max(1, word.count))
      }
    }
    return tokens
  }

  private func isNext(_ words: String...) -> Bool {
    guard let next = tokens.first?.lowercased() else { return false }
    return words.contains(next)
  }

  private mutating func either() -> Bool? {
    var result = both()
    while isNext("or", "||") {
      tokens = tokens.dropFirst()
      let next = both()
      result = result == true || next == true ? true : result == nil || next == nil ? nil : false
    }
    return result
  }

  private mutating func both() -> Bool? {
    var result = single()
    while isNext("and", "&&") {
      tokens = tokens.dropFirst()
      let next = single()
      result =
        result == false || next == false ? false : result == nil || next == nil ? nil : true
    }
    return result
  }

  private mutating func single() -> Bool? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 50 else {
      tokens = []
      return nil
    }
    if isNext("not", "!") {
      tokens = tokens.dropFirst()
      return single().map { !$0 }
    }
    if isNext("(") {
      tokens = tokens.dropFirst()
      let result = either()
      if isNext(")") { tokens = tokens.dropFirst() }
      return result
    }
    let name = tokens.popFirst()?.lowercased() ?? ""
    if isNext("(") { skipParentheses() }
    return comparison(of: name)
  }

  private mutating func skipParentheses() {
    var open = 0
    while let token = tokens.popFirst() {
      open += token == "(" ? 1 : token == ")" ? -1 : 0
      if open == 0 { return }
    }
  }

  private mutating func comparison(of name: String) -> Bool? {
    switch tokens.first?.lowercased() {
    case "=", "==", "!=", "=~", "!~", "~=":
      let sign = tokens.popFirst() ?? ""
      let value = tokens.popFirst().map { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 } ?? ""
      if isNext("(") { skipParentheses() }
      let isEqual = equals(name, [value], isPattern: sign.contains("~"))
      return sign.hasPrefix("!") ? isEqual.map { !$0 } : isEqual
    case "is":
      tokens = tokens.dropFirst()
      let isNegated = isNext("not")
      if isNegated { tokens = tokens.dropFirst() }
      let word = tokens.popFirst()?.lowercased()
      guard let present = isPresent(name) else { return nil }
      return (word == "present") != isNegated ? present : !present
    case "in", "not":
      let isNegated = isNext("not")
      tokens = tokens.dropFirst(isNegated ? 2 : 1)
      guard isNext("(") else { return nil }
      let values = tokens.dropFirst().prefix { $0 != ")" }
        .map { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 }
      skipParentheses()
      let isEqual = equals(name, values, isPattern: false)
      return isNegated ? isEqual.map { !$0 } : isEqual
    default:
      if name == "true" { return true }
      return name == "false" ? false : isPresent(name)
    }
  }

  private func isPresent(_ name: String) -> Bool? {
    switch name {
    case "tag": situation == .tag
    case "branch", "type": true
    case "head_branch": situation == .pullRequest
    default: nil
    }
  }

  private func equals(_ name: String, _ values: [String], isPattern: Bool) -> Bool? {
    switch name {
    case "type":
      isPattern ? nil : values.contains(situation.type)
    case "tag": situation == .tag ? nil : false
    // For a tag the branch is the tag's name.
    case "branch": situation == .tag && !isPattern ? false : nil
    default: nil
    }
  }
}

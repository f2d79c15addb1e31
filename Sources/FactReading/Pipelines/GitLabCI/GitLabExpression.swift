/// The `if` of a rule, `$CI_COMMIT_TAG =~ /^v/ && $DEPLOY != "false"`.
///
/// https://docs.gitlab.com/ci/jobs/job_rules/#cicd-variable-expressions
indirect enum GitLabExpression: Hashable, Sendable {
  /// A side of a comparison.
  enum Operand: Hashable, Sendable {
    case variable(String)
    case text(String)
    case pattern(String)
    case null
  }

  /// The comparisons.
  enum Comparison: Hashable, Sendable {
    case equal, unequal, matches, matchesNot
  }

  case operand(Operand)
  case compare(Comparison, Operand, Operand)
  case and(GitLabExpression, GitLabExpression)
  case or(GitLabExpression, GitLabExpression)
  case not(GitLabExpression)

  /// Reads an expression; `nil` where it is malformed, too deep or too long.
  init?(_ text: String) {
    guard let tokens = GitLabToken.tokens(of: Array(text.utf8)) else { return nil }
    var parser = GitLabExpressionParser(tokens)
    guard let expression = parser.parse() else { return nil }
    self = expression
  }

  /// The names of all variables.
  var variables: Set<String> {
    Set(
      operands.compactMap { operand in
        guard case .variable(let name) = operand else { return nil }
        return name
      })
  }

  /// The values that a variable is compared with for being equal or alike.
  func texts(equalTo variable: String) -> [String] {
    comparisons.flatMap { comparison, left, right -> [String] in
      guard comparison == .equal || comparison == .matches,
        left == .variable(variable) || right == .variable(variable)
      else { return [] }
      return [left, right].compactMap { operand in
        switch operand {
        case .text(let text), .pattern(let text): text
        case .variable, .null: nil
        }
      }
    }
  }

  private var comparisons: [(Comparison, Operand, Operand)] {
    var found: [(Comparison, Operand, Operand)] = []
    var pending = [self]
    while let next = pending.popLast() {
      switch next {
      case .operand: continue
      case .compare(let comparison, let left, let right): found.append((comparison, left, right))
      case .and(let left, let right), .or(let left, let right): pending += [right, left]
      case .not(let inner): pending.append(inner)
      }
    }
    return found
  }

  private var operands: [Operand] {
    var found: [Operand] = []
    var pending = [self]
    while let next = pending.popLast() {
      switch next {
      case .operand(let operand): found.append(operand)
      case .compare(_, let left, let right): found += [left, right]
      case .and(let left, let right), .or(let left, let right): pending += [right, left]
      case .not(let inner): pending.append(inner)
      }
    }
    return found
  }
}

/// A word of an expression.
private enum GitLabToken: Hashable {
  case operand(GitLabExpression.Operand)
  case sign(String)

  /// Whether it joins two comparisons.
  var isJoint: Bool { self == .sign("&&") || self == .sign("||") }

  static func tokens(of bytes: [UInt8]) -> [GitLabToken]? {
    var tokens: [GitLabToken] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        index += 1
      case UInt8(ascii: "$"):
        index += 1
        guard let name = variable(in: bytes, from: &index) else { return nil }
        tokens.append(.operand(.variable(name)))
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let text = quoted(in: bytes, from: &index) else { return nil }
        tokens.append(.operand(.text(text)))
      case UInt8(ascii: "/"):
        guard let text = quoted(in: bytes, from: &index) else { return nil }
        // Flags behind a pattern, `/main/i`.
        while index < bytes.count, bytes[index].isNameStart { index += 1 }
        tokens.append(.operand(.pattern(text)))
      default:
        guard let token = signOrNull(in: bytes, from: &index) else { return nil }
        tokens.append(token)
      }
    }
    return tokens
  }

  private static func variable(in bytes: [UInt8], from index: inout Int) -> String? {
    let isBraced = index < bytes.count && bytes[index] == UInt8(ascii: "{")
    if isBraced { index += 1 }
    let start = index
    while index < bytes.count, bytes[index].isNamePart, bytes[index] != UInt8(ascii: "-") {
      index += 1
    }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    if isBraced {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "}") else { return nil }
      index += 1
    }
    return name.isEmpty ? nil : name
  }

  private static func quoted(in bytes: [UInt8], from index: inout Int) -> String? {
    let quote = bytes[index]
    let start = index + 1
    index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == quote {
        index += 1
        return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
      }
      index += 1
    }
    return nil
  }

  private static func signOrNull(in bytes: [UInt8], from index: inout Int) -> GitLabToken? {
    if bytes[index...].starts(with: "null".utf8) {
      index += 4
      return .operand(.null)
    }
    for sign in ["&&", "||", "==", "!=", "=~", "!~", "(", ")", "!"]
    where bytes[index...].starts(with: sign.utf8) {
      index += sign.utf8.count
      return .sign(sign)
    }
    return nil
  }
}

private struct GitLabExpressionParser {
  private static let depthLimit = 64
  /// How many comparisons are joined, each of which may lay the tree one level deeper; real
  /// expressions have a few dozen at most.
  private static let jointLimit = 1_000

  private let tokens: [GitLabToken]
  private var index = 0
  private var depth = 0

  init(_ tokens: [GitLabToken]) {
    self.tokens = tokens
  }

  mutating func parse() -> GitLabExpression? {
    guard tokens.count(where: \.isJoint) <= Self.jointLimit,
      let expression = disjunction(), index == tokens.count
    else { return nil }
    return expression
  }

  private mutating func takes(_ sign: String) -> Bool {
    guard index < tokens.count, tokens[index] == .sign(sign) else { return false }
    index += 1
    return true
  }

  private mutating func disjunction() -> GitLabExpression? {
    guard depth < Self.depthLimit else { return nil }
    depth += 1
    defer { depth -= 1 }
    guard var left = conjunction() else { return nil }
    while takes("||") {
      guard let right = conjunction() else { return nil }
      left = .or(left, right)
    }
    return left
  }

  private mutating func conjunction() -> GitLabExpression? {
    guard var left = comparison() else { return nil }
    while takes("&&") {
      guard let right = comparison() else { return nil }
      left = .and(left, right)
    }
    return left
  }

  private mutating func comparison() -> GitLabExpression? {
    if takes("!") {
      guard depth < Self.depthLimit else { return nil }
      depth += 1
      defer { depth -= 1 }
      return comparison().map(GitLabExpression.not)
    }
    if takes("(") {
      guard let inner = disjunction(), takes(")") else { return nil }
      return inner
    }
    guard let left = operand() else { return nil }
    let signs: [(String, GitLabExpression.Comparison)] = [
      ("==", .equal), ("!=", .unequal), ("=~", .matches), ("!~", .matchesNot),
    ]
    guard let sign = signs.first(where: { takes($0.0) }) else { return .operand(left) }
    guard let right = operand() else { return nil }
    return .compare(sign.1, left, right)
  }

  private mutating func operand() -> GitLabExpression.Operand? {
    guard index < tokens.count, case .operand(let operand) = tokens[index] else { return nil }
    index += 1
    return operand
  }
}

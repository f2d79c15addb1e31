import SourceModel

/// An expression of a workflow, `github.event_name == 'push' && !cancelled()`.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
indirect enum ActionsExpression: Hashable, Sendable {
  /// The two-sided comparisons.
  enum Comparison: Hashable, Sendable {
    case equal, unequal, less, lessOrEqual, greater, greaterOrEqual
  }

  /// How many operators are read, each of which may lay the tree one level deeper; real
  /// expressions have a few dozen at most.
  static let operatorLimit = 1_000

  /// How many bytes an expression may have; the host refuses a longer one.
  ///
  /// https://github.com/actions/runner (`ExpressionConstants.MaxLength`)
  static let lengthLimit = 21_000

  case literal(ActionsValue)
  /// `github.event.inputs.version`; an index that is not a text is `*`. Names are in lower case.
  case reference([String])
  case call(String, [ActionsExpression])
  case not(ActionsExpression)
  case and(ActionsExpression, ActionsExpression)
  case or(ActionsExpression, ActionsExpression)
  case compare(Comparison, ActionsExpression, ActionsExpression)

  /// Reads an expression without its `${{ }}`; `nil` where it is malformed, too deep or too long.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count <= Self.lengthLimit,
      let tokens = ActionsToken.tokens(of: Array(text.utf8))
    else { return nil }
    var parser = ActionsExpressionParser(tokens)
    guard let expression = parser.parse() else { return nil }
    self = expression
  }

  /// All references and calls, outermost first.
  var names: [[String]] {
    var names: [[String]] = []
    var pending = [self]
    while let next = pending.popLast() {
      switch next {
      case .literal: continue
      case .reference(let path): names.append(path)
      case .call(let name, let arguments):
        names.append([name + "()"])
        pending += arguments
      case .not(let inner): pending.append(inner)
      case .and(let left, let right), .or(let left, let right), .compare(_, let left, let right):
        pending += [right, left]
      }
    }
    return names
  }

  /// All texts that are written out.
  var literals: [String] {
    var texts: [String] = []
    var pending = [self]
    while let next = pending.popLast() {
      switch next {
      case .literal(let value): texts += value.exactText.map { [$0] } ?? []
      case .reference: continue
      case .call(_, let arguments): pending += arguments
      case .not(let inner): pending.append(inner)
      case .and(let left, let right), .or(let left, let right), .compare(_, let left, let right):
        pending += [right, left]
      }
    }
    return texts
  }
}

/// A word of an expression.
struct ActionsToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case name(String)
    case text(String)
    case number(Double)
    case sign(String)
  }

  var kind: Kind
  /// Where it lies in the bytes.
  var range: Range<Int>

  /// Whether it joins two operands.
  var isOperator: Bool {
    switch kind {
    case .sign("&&"), .sign("||"), .sign("=="), .sign("!="), .sign("<"), .sign("<="), .sign(">"),
      .sign(">="):
      true
    case .sign, .name, .text, .number: false
    }
  }

  /// The words of an expression, `nil` where something is no word of the language.
  static func tokens(of bytes: [UInt8]) -> [ActionsToken]? {
    var tokens: [ActionsToken] = []
    var index = 0
    while index < bytes.count {
      let start = index
      let kind: Kind?
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        index += 1
        continue
      case UInt8(ascii: "'"): kind = text(in: bytes, from: &index).map(Kind.text)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): kind = number(in: bytes, from: &index)
      case let byte where byte.isNameStart: kind = .name(name(in: bytes, from: &index))
      default: kind = sign(in: bytes, from: &index).map(Kind.sign)
      }
      guard let kind else { return nil }
      tokens.append(ActionsToken(kind: kind, range: start..<index))
    }
    return tokens
  }

  /// `'it''s'`: a quote is doubled inside.
  private static func text(in bytes: [UInt8], from index: inout Int) -> String? {
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "'") {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "'") else {
          index += 1
          return String(decoding: text, as: UTF8.self)
        }
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    return nil
  }

  private static func number(in bytes: [UInt8], from index: inout Int) -> Kind? {
    let start = index
    while index < bytes.count, bytes[index].isNamePart || bytes[index] == UInt8(ascii: ".") {
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    return Double(text).map(Kind.number)
  }

  private static func name(in bytes: [UInt8], from index: inout Int) -> String {
    let start = index
    while index < bytes.count, bytes[index].isNamePart { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func sign(in bytes: [UInt8], from index: inout Int) -> String? {
    let pair = String(decoding: bytes[index..<min(index + 2, bytes.count)], as: UTF8.self)
    if ["&&", "||", "==", "!=", "<=", ">="].contains(pair) {
      index += 2
      return pair
    }
    let sign = String(decoding: bytes[index...index], as: UTF8.self)
    guard "()[],.*!<>-".contains(sign) else { return nil }
    index += 1
    return sign
  }
}

extension UInt8 {
  /// A letter of ASCII or `_`.
  var isNameStart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// A letter, a digit, `_` or `-`.
  var isNamePart: Bool {
    isNameStart || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || self == UInt8(ascii: "-")
  }
}

/// Reads the words of an expression by the operators' order.
private struct ActionsExpressionParser {
  private static let depthLimit = 64

  private let tokens: [ActionsToken]
  private var index = 0
  private var depth = 0

  init(_ tokens: [ActionsToken]) {
    self.tokens = tokens
  }

  mutating func parse() -> ActionsExpression? {
    guard tokens.count(where: \.isOperator) <= ActionsExpression.operatorLimit,
      let expression = disjunction(), index == tokens.count
    else { return nil }
    return expression
  }

  private mutating func takes(_ sign: String) -> Bool {
    guard index < tokens.count, tokens[index].kind == .sign(sign) else { return false }
    index += 1
    return true
  }

  private mutating func disjunction() -> ActionsExpression? {
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

  private mutating func conjunction() -> ActionsExpression? {
    guard var left = equality() else { return nil }
    while takes("&&") {
      guard let right = equality() else { return nil }
      left = .and(left, right)
    }
    return left
  }

  private mutating func equality() -> ActionsExpression? {
    guard var left = order() else { return nil }
    while true {
      let comparison: ActionsExpression.Comparison
      if takes("==") {
        comparison = .equal
      } else if takes("!=") {
        comparison = .unequal
      } else {
        return left
      }
      guard let right = order() else { return nil }
      left = .compare(comparison, left, right)
    }
  }

  private mutating func order() -> ActionsExpression? {
    guard var left = negation() else { return nil }
    let signs: [(String, ActionsExpression.Comparison)] = [
      ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<", .less), (">", .greater),
    ]
    while let sign = signs.first(where: { takes($0.0) }) {
      guard let right = negation() else { return nil }
      left = .compare(sign.1, left, right)
    }
    return left
  }

  private mutating func negation() -> ActionsExpression? {
    var negations = 0
    while takes("!") { negations += 1 }
    guard let inner = operand() else { return nil }
    // Beyond two signs only their parity matters.
    return (0..<(negations > 2 ? negations % 2 : negations)).reduce(inner) { inner, _ in
      .not(inner)
    }
  }

  private mutating func operand() -> ActionsExpression? {
    guard index < tokens.count else { return nil }
    let token = tokens[index]
    index += 1
    switch token.kind {
    case .text(let text): return .literal(.text(text))
    case .number(let number): return .literal(.number(number))
    case .sign("-"):
      guard index < tokens.count, case .number(let number) = tokens[index].kind else { return nil }
      index += 1
      return .literal(.number(-number))
    case .sign("("):
      guard let inner = disjunction(), takes(")") else { return nil }
      return trailing(inner)
    case .sign: return nil
    case .name(let name): return named(name)
    }
  }

  private mutating func named(_ name: String) -> ActionsExpression? {
    switch name.lowercased() {
    case "true": return .literal(.bool(true))
    case "false": return .literal(.bool(false))
    case "null": return .literal(.null)
    case let name:
      guard takes("(") else { return trailing(.reference([name])) }
      guard let arguments = arguments() else { return nil }
      return trailing(.call(name, arguments))
    }
  }

  private mutating func arguments() -> [ActionsExpression]? {
    var arguments: [ActionsExpression] = []
    while !takes(")") {
      guard arguments.isEmpty || takes(","), let argument = disjunction() else { return nil }
      arguments.append(argument)
    }
    return arguments
  }

  /// `.name`, `.*` and `[index]` behind an operand.
  private mutating func trailing(_ start: ActionsExpression) -> ActionsExpression? {
    var path: [String] = []
    while true {
      if takes(".") {
        guard index < tokens.count else { return nil }
        switch tokens[index].kind {
        case .name(let name): path.append(name.lowercased())
        case .sign("*"): path.append("*")
        case .text, .number, .sign: return nil
        }
        index += 1
      } else if takes("[") {
        guard let inner = disjunction(), takes("]") else { return nil }
        if case .literal(let value) = inner, let text = value.exactText {
          path.append(text.lowercased())
        } else {
          path.append("*")
        }
      } else {
        break
      }
    }
    guard !path.isEmpty else { return start }
    switch start {
    case .reference(let names):
      return .reference([HostContext.canonical(names[0])] + names.dropFirst() + path)
    // A part of a call's result is nothing that can be known.
    case .literal, .call, .not, .and, .or, .compare: return .call("part", [start])
    }
  }
}

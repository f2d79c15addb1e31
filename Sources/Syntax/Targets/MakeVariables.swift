/// The variables of a makefile, as far as their values stand in it.
struct MakeVariables {
  private static let depthLimit = 10
  private static let lengthLimit = 4_096

  private var values: [String: [UInt8]] = [:]
  /// How many references are still resolved, long values counting as several; a file that wants more is
  /// hostile.
  private var budget = 200_000

  /// Notes an assignment; of several, the last counts, but for `?=`.
  mutating func assign(
    _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, _ sign: ArraySlice<UInt8>
  ) {
    guard sign.first != UInt8(ascii: "!"), let name = Self.assigned(name) else { return }
    let value = value.makeWords.isEmpty ? [] : Array(value.trimmed.joinedLines)
    switch sign.first {
    case UInt8(ascii: "?"): if values[name] == nil { values[name] = value }
    case UInt8(ascii: "+"):
      let length = values[name].map { $0.count + 1 } ?? 0
      guard length + value.count <= Self.lengthLimit else { return }
      if length > 0 { values[name]?.append(UInt8(ascii: " ")) }
      values[name, default: []] += value
    default: values[name] = value
    }
  }

  /// The name of the variable that an assignment is of: modifiers stand before it.
  private static func assigned(_ name: ArraySlice<UInt8>) -> String? {
    guard let last = name.makeWords.last?.text, last.utf8.allSatisfy(\.isMakeName) else {
      return nil
    }
    return last
  }

  /// The values that some assignments will change, to be put back behind them.
  func noted(_ names: [ArraySlice<UInt8>]) -> [String: [UInt8]?] {
    var noted: [String: [UInt8]?] = [:]
    for name in names.compactMap(Self.assigned) { noted[name] = .some(values[name]) }
    return noted
  }

  /// Puts back values that were noted.
  mutating func restore(_ outer: [String: [UInt8]?]) {
    for (name, value) in outer { values[name] = value }
  }

  /// The value of a variable that has no references.
  func plainValue(of name: String) -> String? {
    guard let value = values[name], !value.contains(UInt8(ascii: "$")) else { return nil }
    return String(decoding: value, as: UTF8.self)
  }

  /// The text with its references resolved; those that cannot be stay as they are.
  mutating func expandedText(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(UInt8(ascii: "$")) else { return text.text }
    var result = ""
    for part in MakeReferences(text) {
      guard let reference = part.reference else {
        result += part.text.text
        continue
      }
      for piece in pieces(of: reference, part.text, depth: 0) {
        switch piece {
        case .text(let text): result += String(decoding: text, as: UTF8.self)
        case .hidden(let text): result += text
        }
      }
    }
    return result
  }

  /// Adds a line of a recipe to a script.
  mutating func append(_ line: ArraySlice<UInt8>, to script: inout TargetScript) {
    for part in MakeReferences(line) {
      guard let reference = part.reference else {
        script.append(part.text)
        continue
      }
      script.append(pieces(of: reference, part.text, depth: 0), for: part.text)
    }
  }

  private mutating func pieces(
    of reference: MakeReference, _ text: ArraySlice<UInt8>, depth: Int
  ) -> [TargetScript.Piece] {
    switch reference {
    case .dollar: return [.text([UInt8(ascii: "$")])]
    case .call: return [.hidden(text.text)]
    case .variable(let name):
      return resolved(name, depth: depth, within: []) ?? [.hidden(text.text)]
    }
  }

  /// The value of a variable; `nil` where functions or what is not known make it.
  private mutating func resolved(
    _ name: String, depth: Int, within outer: Set<String>
  ) -> [TargetScript.Piece]? {
    guard budget > 0, depth < Self.depthLimit, let value = values[name] else { return nil }
    budget -= 1 + value.count / 16
    guard value.contains(UInt8(ascii: "$")) else { return [.text(value)] }
    var result: [TargetScript.Piece] = []
    var length = 0
    for part in MakeReferences(value[...]) {
      guard let reference = part.reference else {
        result.append(.text(Array(part.text)))
        length += part.text.count
        continue
      }
      // What functions make stays a reference among the words around it.
      switch reference {
      case .call: result.append(.hidden(part.text.text))
      case .dollar: result.append(.text([UInt8(ascii: "$")]))
      case .variable(let inner):
        guard inner != name, !outer.contains(inner) else { return nil }
        result +=
          resolved(inner, depth: depth + 1, within: outer.union([name]))
          ?? [.hidden(part.text.text)]
      }
      length += result.count
      guard length <= Self.lengthLimit else { return nil }
    }
    let isKnown = result.contains { piece in
      switch piece {
      case .text(let text): text.contains { $0 > 0x20 }
      case .hidden: false
      }
    }
    return isKnown ? result : nil
  }
}

/// What stands behind a dollar sign in a makefile.
enum MakeReference: Hashable {
  /// `$$`
  case dollar
  /// `$(NAME)`, `$@`
  case variable(String)
  /// `$(function …)`, `$(NAME:.c=.o)`
  case call
}

/// The parts of a text: references, and what lies between them.
struct MakeReferences: Sequence, IteratorProtocol {
  private let text: ArraySlice<UInt8>
  private var index: Int
  /// Whether an opening was found that nothing closes; those behind it have no close either.
  private var isUnclosed = false

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    index = text.startIndex
  }

  mutating func next() -> (text: ArraySlice<UInt8>, reference: MakeReference?)? {
    guard index < text.endIndex else { return nil }
    let start = index
    guard text[index] == UInt8(ascii: "$"), index + 1 < text.endIndex else {
      index = text[(index + 1)...].firstIndex(of: UInt8(ascii: "$")) ?? text.endIndex
      return (text[start..<index], nil)
    }
    index += 2
    switch text[start + 1] {
    case UInt8(ascii: "$"): return (text[start..<index], .dollar)
    case UInt8(ascii: "("), UInt8(ascii: "{"):
      guard !isUnclosed, let close = text.makeClose(from: start + 1) else {
        isUnclosed = true
        return (text[start..<index], .call)
      }
      index = close + 1
      let name = text[(start + 2)..<close]
      let isName = !name.isEmpty && name.allSatisfy(\.isMakeName)
      return (text[start..<index], isName ? .variable(name.text) : .call)
    default:
      // A letter of several bytes stays in one piece.
      while index < text.endIndex, text[index] & 0xC0 == 0x80 { index += 1 }
      return (text[start..<index], .variable(text[(start + 1)..<index].text))
    }
  }
}

extension UInt8 {
  /// Whether the name of a variable can have it.
  var isMakeName: Bool {
    switch self {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ":"), UInt8(ascii: "="),
      UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: "#"), UInt8(ascii: "\\"):
      return false
    default: return self > 0x20
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether the line goes on in the next one.
  var endsWithOddBackslashes: Bool {
    reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  /// Without the comment at its end.
  var withoutMakeComment: ArraySlice<UInt8> {
    var index = startIndex
    while index < endIndex {
      if self[index] == UInt8(ascii: "#"), index == startIndex || self[index - 1] != 0x5C {
        return self[..<index]
      }
      index += 1
    }
    return self
  }

  /// With lines that go on joined to one.
  var joinedLines: [UInt8] {
    map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0 }
      .split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false)
      .enumerated().reduce(into: []) { result, part in
        let isLineEnd = part.element.first == UInt8(ascii: " ")
        if part.offset > 0, !isLineEnd { result.append(UInt8(ascii: "\\")) }
        result += part.element
      }
  }

  /// The index of what closes the parenthesis or brace at an index.
  func makeClose(from start: Int) -> Int? {
    let opening = self[start]
    let closing = opening == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
    var level = 0
    for index in start..<endIndex {
      if self[index] == opening { level += 1 }
      if self[index] == closing {
        level -= 1
        if level == 0 { return index }
      }
    }
    return nil
  }

  /// The first index of a byte that is no part of a reference.
  func firstIndexOutsideReferences(of byte: UInt8) -> Int? {
    for part in MakeReferences(self) where part.reference == nil {
      if let index = part.text.firstIndex(of: byte) { return index }
    }
    return nil
  }

  /// Words between spaces and line ends, references in one piece.
  var makeWords: [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var start: Int?
    for part in MakeReferences(self) {
      guard part.reference == nil else {
        start = start ?? part.text.startIndex
        continue
      }
      for index in part.text.indices {
        let byte = self[index]
        let isLineEnd =
          byte == UInt8(ascii: "\n")
          || byte == 0x5C && index + 1 < endIndex
            && (self[index + 1] == 10 || self[index + 1] == 13)
        if byte.isBlank || isLineEnd {
          if let first = start { words.append(self[first..<index]) }
          start = nil
        } else if start == nil {
          start = index
        }
      }
    }
    if let start { words.append(self[start...]) }
    return words
  }

  /// The sign that makes a line an assignment or a rule.
  var makeSign: (start: Int, end: Int, isAssignment: Bool)? {
    for part in MakeReferences(self) where part.reference == nil {
      for index in part.text.indices {
        switch self[index] {
        case UInt8(ascii: "="):
          let isLong =
            index > startIndex
            && (self[index - 1] == UInt8(ascii: "?") || self[index - 1] == UInt8(ascii: "+")
              || self[index - 1] == UInt8(ascii: "!"))
          return (isLong ? index - 1 : index, index + 1, true)
        case UInt8(ascii: ":"):
          var end = index
          while end < endIndex, self[end] == UInt8(ascii: ":") { end += 1 }
          if end < endIndex, self[end] == UInt8(ascii: "=") { return (index, end + 1, true) }
          return (index, end, false)
        default: continue
        }
      }
    }
    return nil
  }
}

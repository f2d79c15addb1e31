import SourceModel

/// Reads the sessions of a `noxfile.py`: functions behind `@nox.session`, and what they run.
///
/// See https://nox.thea.codes/en/stable/config.html
struct NoxfileReader {
  private static let argumentLimit = 200

  private let lines: SourceLines
  private var bytes: [UInt8] { lines.bytes }
  private var index = 0
  private var line = 0
  private var found: [BuildTarget] = []
  /// What `nox.options.sessions` lists.
  private var listed: [String]?
  /// The sessions that only run where they are named.
  private var onDemand: Set<String> = []
  /// What the session is called in the function.
  private var session = "session"

  init(_ text: String) { lines = SourceLines(text) }

  /// The sessions in the order of the file.
  mutating func targets() -> [BuildTarget] {
    var decorator: [Argument]?
    var isInSession = false
    while line < lines.count {
      let text = lines[line]
      index = text.startIndex
      if let first = text.first, !first.isBlank, first != UInt8(ascii: "#") {
        if text.starts(with: "@".utf8) {
          if isSession(text) { decorator = decoratorArguments() }
        } else if text.starts(with: "def ".utf8) || text.starts(with: "async def ".utf8) {
          isInSession = decorator.map { begin(text, $0) } ?? false
          decorator = nil
        } else if first != UInt8(ascii: ")") {
          isInSession = false
          readOptions(text)
        }
      } else if isInSession {
        readCalls()
      }
      line += 1
    }
    return found
  }

  /// The sessions that run where none is named; `nil` where these are all.
  mutating func defaults() -> [String]? {
    _ = targets()
    if let listed { return listed }
    return onDemand.isEmpty ? nil : found.map(\.name).filter { !onDemand.contains($0) }
  }

  /// Reads `nox.options.sessions = ["lint", "tests"]`.
  private mutating func readOptions(_ text: ArraySlice<UInt8>) {
    guard text.starts(with: "nox.options.sessions".utf8),
      let sign = text.firstIndex(of: UInt8(ascii: "=")), sign + 1 < text.endIndex
    else { return }
    let value = text[(sign + 1)...].trimmed
    let opening = value.first
    if opening == UInt8(ascii: "[") || opening == UInt8(ascii: "(") {
      index = value.startIndex + 1
      listed = arguments().flatMap(\.texts).filter { !$0.hasPrefix("$") }
    } else {
      let parts = value.split { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      listed = parts.filter { $0.first?.isShellName == true }.map(\.text)
    }
  }

  // MARK: - Functions

  /// Whether it is `@nox.session`, `@session(…)` or `@nox_poetry.session`.
  private func isSession(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.dropFirst().prefix { $0.isShellName || $0 == UInt8(ascii: ".") }.text
    return name == "session" || name.hasSuffix(".session")
  }

  private mutating func decoratorArguments() -> [Argument] {
    guard let opening = lines[line].firstIndex(of: UInt8(ascii: "(")) else { return [] }
    index = opening + 1
    return arguments()
  }

  /// Notes the session that a function is; `false` where the function has no name.
  private mutating func begin(_ text: ArraySlice<UInt8>, _ decorator: [Argument]) -> Bool {
    guard let word = text.range(of: "def ") else { return false }
    let name = text[word.upperBound...].prefix(while: \.isShellName)
    guard !name.isEmpty else { return false }
    let parameter = text[name.endIndex...].dropFirst().prefix(while: \.isShellName).text
    session = parameter.isEmpty ? "session" : parameter
    let named = decorator.first { $0.name == "name" }?.texts.first
    if decorator.contains(where: { $0.name == "default" && $0.isFalse }) {
      onDemand.insert(named ?? name.text)
    }
    found.append(
      BuildTarget(
        name: named ?? name.text,
        dependencies: decorator.first { $0.name == "requires" }?.texts ?? [], commands: [],
        position: lines.position(of: name.startIndex, inLine: line)))
    return true
  }

  // MARK: - Calls

  /// The calls on a line, which may end on a later one.
  private mutating func readCalls() {
    while line < lines.count, index < lines.ranges[line].upperBound {
      switch bytes[index] {
      case UInt8(ascii: "#"): return
      case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = literal()
      case _ where bytes[index].isShellName:
        let start = index
        while index < bytes.count, bytes[index].isShellName || bytes[index] == UInt8(ascii: ".") {
          index += 1
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "(") { call(from: start) }
      default: index += 1
      }
    }
  }

  private mutating func call(from start: Int) {
    let name = bytes[start..<index].text
    guard name.hasPrefix(session + ".") else { return }
    let place = lines.position(of: start, inLine: line)
    switch name.dropFirst(session.utf8.count + 1) {
    case "run", "run_always", "run_install":
      index += 1
      let arguments = arguments()
      let words = arguments.filter { $0.name == nil }.flatMap(\.texts)
      // A failure that is among the codes of success is none.
      let ignores = arguments.contains { $0.name == "success_codes" && $0.numbers > 1 }
      found[found.count - 1].commands.append(
        inOwnShell: TargetScript(quoting: words, at: place).commands(ignoresFailure: ignores))
    case "notify":
      index += 1
      if let name = arguments().first?.texts.first {
        found[found.count - 1].dependencies.append(name)
      }
    default: return
    }
  }

  /// An argument: the texts in it.
  private struct Argument {
    var name: String?
    var texts: [String] = []
    var numbers = 0
    var isSpread = false
    var isFalse = false
  }

  /// The arguments up to the closing parenthesis, which may stand on a later line.
  private mutating func arguments() -> [Argument] {
    var arguments: [Argument] = []
    var current = Argument()
    var (level, isEmpty) = (0, true)
    while index < bytes.count, arguments.count < Self.argumentLimit {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        index += 1
      case UInt8(ascii: "#"):
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        isEmpty = false
        if let text = literal() { current.texts.append(text) }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        level += 1
        index += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        index += 1
        level -= 1
        if level < 0 {
          if !isEmpty { arguments.append(current) }
          return arguments
        }
      case UInt8(ascii: ",") where level == 0:
        index += 1
        arguments.append(current)
        (current, isEmpty) = (Argument(), true)
      case UInt8(ascii: "*"):
        current.isSpread = true
        index += 1
      case UInt8(ascii: "="), UInt8(ascii: "0")...UInt8(ascii: "9"):
        if byte.isDigit { current.numbers += 1 }
        index += 1
      case _ where byte.isShellName:
        isEmpty = false
        word(in: &current)
      default: index += 1
      }
    }
    return arguments
  }

  /// A keyword, a prefix of a literal, or a name whose value is not known.
  private mutating func word(in argument: inout Argument) {
    let start = index
    while index < bytes.count, bytes[index].isShellName || bytes[index] == UInt8(ascii: ".") {
      index += 1
    }
    guard index < bytes.count else { return }
    let next = bytes[index]
    if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return }
    let text = bytes[start..<index].text
    argument.isFalse = argument.isFalse || text == "False"
    if next == UInt8(ascii: "="), argument.texts.isEmpty {
      argument.name = text
    } else if argument.name == nil, !argument.isSpread, argument.texts.isEmpty {
      argument.texts.append("$" + text)
    }
  }

  /// A text in quotes, which may be three.
  private mutating func literal() -> String? {
    let quote = bytes[index]
    let isTriple = bytes[index...].starts(with: [quote, quote, quote])
    let end = isTriple ? [quote, quote, quote] : [quote]
    index += end.count
    var text: [UInt8] = []
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        if bytes[index + 1] == UInt8(ascii: "\n") {
          line += 1
        } else {
          text.append(bytes[index + 1])
        }
        index += 2
        continue
      }
      if bytes[index] == quote, bytes[index...].starts(with: end) {
        index += end.count
        return String(decoding: text, as: UTF8.self)
      }
      if bytes[index] == UInt8(ascii: "\n") {
        guard isTriple else { return nil }
        line += 1
      }
      text.append(bytes[index])
      index += 1
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// Where a text stands first.
  func range(of text: StaticString) -> Range<Int>? {
    let wanted = text.withUTF8Buffer { Array($0) }
    guard let first = wanted.first else { return nil }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first) {
      if self[found...].starts(with: wanted) { return found..<(found + wanted.count) }
      start = found + 1
    }
    return nil
  }
}

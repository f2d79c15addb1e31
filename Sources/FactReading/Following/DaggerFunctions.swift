import SourceModel
import Syntax

/// The functions of a Dagger module, and the commands that they run in containers.
///
/// Commands are read as far as they are written out; what is put together at run time stays unknown.
/// https://docs.dagger.io/getting-started/types/container
enum DaggerFunctions {
  /// The languages that modules are written in, as far as they are read.
  enum Language {
    case go, python, typeScript

    /// The language of a source file; `nil` for others and for tests.
    init?(_ path: RelativePath) {
      switch path.fileExtension {
      case "go" where !path.stem.hasSuffix("_test") && !path.name.hasSuffix(".gen.go"): self = .go
      case "py": self = .python
      case "ts" where !path.name.hasSuffix(".d.ts"): self = .typeScript
      default: return nil
      }
    }

    fileprivate var style: CodeStyle {
      switch self {
      case .go: .go
      case .python: .python
      case .typeScript: .javaScript
      }
    }

    /// What the object is called by which a function calls another one.
    fileprivate var receivers: [String] {
      switch self {
      case .go: ["m.", "ci.", "r.", "d.", "s."]
      case .python: ["self."]
      case .typeScript: ["this."]
      }
    }
  }

  /// The functions in the order of the file, by the names that the command line has for them.
  static func targets(in file: SourceFile) -> [BuildTarget] {
    guard let language = Language(file.path) else { return [] }
    var lines = CodeLines(file.bytes, language.style, keepsStrings: true)
    var targets: [BuildTarget] = []
    var code: [(number: Int, text: [UInt8])] = []
    func finish() {
      guard !targets.isEmpty else { return }
      var calls = DaggerCalls(code, language.receivers)
      calls.read()
      targets[targets.count - 1].commands = calls.commands
      targets[targets.count - 1].dependencies = calls.names.map(commandName)
    }
    while lines.advance() {
      let text = String(decoding: lines.code, as: UTF8.self)
      if let name = functionName(text, language) {
        finish()
        code = []
        targets.append(
          BuildTarget(
            name: commandName(name), dependencies: [], commands: [],
            position: Position(line: lines.number, column: 1)))
      }
      code.append((lines.number, lines.code))
    }
    finish()
    return targets
  }

  /// The name of the function that begins in a line.
  private static func functionName(_ line: String, _ language: Language) -> String? {
    let trimmed = line.trimmingSpaces
    let rest: Substring
    switch language {
    case .go:
      // `func (m *Shop) Test(ctx context.Context)`
      guard line.hasPrefix("func ("), let end = line.firstIndex(of: ")") else { return nil }
      rest = line[line.index(after: end)...].drop { $0 == " " }
    case .python:
      let plain = trimmed.hasPrefix("async ") ? trimmed.dropFirst(6) : trimmed[...]
      guard line.hasPrefix(" "), plain.hasPrefix("def ") else { return nil }
      rest = plain.dropFirst(4)
    case .typeScript:
      guard line.hasPrefix(" "), trimmed.hasSuffix("{") || trimmed.hasSuffix("("),
        !trimmed.hasPrefix(".")
      else { return nil }
      let words = trimmed.prefix { $0 != "(" }.split(separator: " ")
      guard let name = words.last, words.count <= 3,
        words.dropLast().allSatisfy({ ["async", "public", "private", "static"].contains($0) }),
        !["if", "for", "while", "switch", "constructor", "catch", "function"].contains(name)
      else { return nil }
      rest = trimmed[name.startIndex...]
    }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return !name.isEmpty && rest[name.endIndex...].first == "(" ? String(name) : nil
  }

  /// `build-image` for `BuildImage`, `buildImage` and `build_image`.
  private static func commandName(_ name: String) -> String {
    var result = ""
    var wasLower = false
    for character in name {
      if character == "_" {
        result += "-"
      } else {
        if character.isUppercase, wasLower { result += "-" }
        result += character.lowercased()
      }
      wasLower = character.isLowercase || character.isNumber
    }
    return result
  }
}

/// Goes through the body of a function once.
private struct DaggerCalls {
  /// What is found at most in one function.
  private static let limit = 200

  private(set) var commands: [ShellCommand] = []
  /// The functions of the same object that are called.
  private(set) var names: [String] = []

  /// The texts that variables hold.
  private var addresses: [String: String] = [:]
  /// The text that comes next in a line, and from where on that is known.
  private var next: (span: ClosedRange<Int>, text: String?)?

  private let text: [UInt8]
  /// The number of each line and the offset at which it starts.
  private let starts: [(offset: Int, number: Int)]
  private let receivers: [String]
  private var index = 0

  init(_ code: [(number: Int, text: [UInt8])], _ receivers: [String]) {
    var text: [UInt8] = []
    var starts: [(offset: Int, number: Int)] = []
    for line in code {
      starts.append((text.count, line.number))
      text += line.text + [UInt8(ascii: "\n")]
    }
    (self.text, self.starts, self.receivers) = (text, starts, receivers)
  }

  mutating func read() {
    while index < text.count, commands.count < Self.limit, names.count < Self.limit {
      let byte = text[index]
      if isQuote(byte) {
        _ = literal()
      } else if byte.isNameStart {
        word()
      } else {
        index += 1
      }
    }
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  private mutating func word() {
    let start = index
    while index < text.count,
      text[index].isNamePart && text[index] != UInt8(ascii: "-")
        || text[index] == UInt8(ascii: ".")
    {
      index += 1
    }
    let name = String(decoding: text[start..<index], as: UTF8.self)
    guard index < text.count, text[index] == UInt8(ascii: "(") else {
      if let value = assignedText() { addresses[name] = value }
      return
    }
    switch name.split(separator: ".").last ?? "" {
    case "WithExec", "withExec", "with_exec": add(arguments(), at: start)
    case "Publish", "publish":
      let open = index
      let texts = arguments()
      guard let address = texts.first ?? address(passedFrom: open) else { return }
      add(["docker", "push", address], at: start)
    default:
      guard let receiver = receivers.first(where: name.hasPrefix) else { return }
      let called = name.dropFirst(receiver.count)
      if !called.contains(".") { names.append(String(called)) }
    }
  }

  /// The text that an assignment behind a name gives, with `$value` for what is filled in.
  private mutating func assignedText() -> String? {
    var ahead = self
    ahead.skipSpaces()
    if ahead.byte == UInt8(ascii: ":") { ahead.index += 1 }
    guard ahead.byte == UInt8(ascii: "=") else { return nil }
    ahead.index += 1
    guard ahead.byte != UInt8(ascii: "=") else { return nil }
    return nextText(from: ahead.index)
  }

  /// The next text of the line; all assignments before it get the same one.
  private mutating func nextText(from start: Int) -> String? {
    if let next, next.span.contains(start) { return next.text }
    var ahead = self
    ahead.index = start
    while let byte = ahead.byte, byte != UInt8(ascii: "\n"), !isQuote(byte) { ahead.index += 1 }
    let end = ahead.index
    let text = ahead.byte.map { isQuote($0) } == true ? Self.filled(ahead.literal()) : nil
    next = (start...end, text)
    return text
  }

  /// The address of an image that a variable among the arguments holds.
  private func address(passedFrom open: Int) -> String? {
    text[open..<index].split { !$0.isNamePart || $0 == UInt8(ascii: "-") }.lazy
      .compactMap { addresses[String(decoding: $0, as: UTF8.self)] }
      .first { $0.contains("/") }
  }

  /// Puts `$value` for the verbs of Go's formats and the fields of templates.
  private static func filled(_ format: String) -> String {
    var result = ""
    var rest = format[...]
    // Where one is not closed, none behind it is.
    var mayClose = true
    while let first = rest.first {
      if first == "%", let verb = rest.dropFirst().first, "svdq".contains(verb) {
        result += "$value"
        rest = rest.dropFirst(2)
      } else if mayClose, first == "$" || first == "{" {
        guard let end = rest.firstIndex(of: "}") else {
          mayClose = false
          continue
        }
        result += "$value"
        rest = rest[rest.index(after: end)...]
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private var byte: UInt8? { index < text.count ? text[index] : nil }

  private mutating func skipSpaces() {
    while byte == UInt8(ascii: " ") { index += 1 }
  }

  private mutating func add(_ words: [String], at offset: Int) {
    guard !words.isEmpty else { return }
    let line = starts.last { $0.offset <= offset } ?? (0, 1)
    let place = Position(line: line.number, column: offset - line.offset + 1)
    commands.append(inOwnShell: Targets.commands(quoting: words, at: place))
  }

  /// The texts up to the end of the list or call; other values count as unknown.
  private mutating func arguments() -> [String] {
    var words: [String] = []
    var level = 0
    while index < text.count, words.count < Self.limit {
      switch text[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        level += 1
        index += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        level -= 1
        index += 1
        // `[]string{…}`: an empty pair of brackets is part of a type.
        if level <= 0 || !words.isEmpty && level == 1 { return words }
      case let byte where isQuote(byte): words.append(literal())
      default: index += 1
      }
    }
    return words
  }

  private mutating func literal() -> String {
    let quote = text[index]
    index += 1
    var bytes: [UInt8] = []
    while index < text.count, text[index] != quote,
      text[index] != UInt8(ascii: "\n") || quote == 0x60
    {
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.count, quote != 0x60 { index += 1 }
      bytes.append(text[index])
      index += 1
    }
    index += 1
    return String(decoding: bytes, as: UTF8.self)
  }
}

import SourceModel

/// Commands that programs in other languages start, as far as they are written out: the texts in
/// calls such as `subprocess.run(["npm", "test"])`, `` $`npm test` `` or `system("npm test")`.
enum ScriptCalls {
  /// A command with its place, lines and columns from 0 and 1.
  struct Call: Hashable, Sendable {
    var text: String
    var line: Int
    var column: Int
  }

  /// How many calls of one file are read.
  private static let limit = 500

  /// The commands in the order of the text.
  ///
  /// What stands in comments and texts is none.
  static func calls(in text: String, _ language: ScriptLanguage) -> [Call] {
    var reader = ScriptCallReader(Array(text.utf8), language)
    return reader.calls(limit: limit)
  }
}

/// Goes through a program once, word by word.
private struct ScriptCallReader {
  private let bytes: [UInt8]
  private let language: ScriptLanguage
  private var index = 0
  private var line = 0
  private var lineStart = 0

  init(_ bytes: [UInt8], _ language: ScriptLanguage) {
    self.bytes = bytes
    self.language = language
  }

  mutating func calls(limit: Int) -> [ScriptCalls.Call] {
    var calls: [ScriptCalls.Call] = []
    while index < bytes.count, calls.count < limit {
      switch bytes[index] {
      case _ where isCommentStart: skipComment()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = literal()
      case UInt8(ascii: "`"):
        let call = ScriptCalls.Call(text: "", line: line, column: index - lineStart + 1)
        let text = literal()
        // In Ruby a text in backticks is a command; in JavaScript only behind `$`.
        if language == .ruby, let text {
          calls.append(ScriptCalls.Call(text: text, line: call.line, column: call.column))
        }
      case let byte where byte.isNameStart || byte == UInt8(ascii: "$"):
        if let call = call() { calls.append(call) }
      default: advance()
      }
    }
    return calls
  }

  private mutating func advance() {
    if bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    index += 1
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[index...].starts(with: $0) }
  }

  private var isCommentStart: Bool {
    switch language {
    case .javaScript: starts(with: "//") || starts(with: "/*")
    case .python, .ruby, .shell, .powerShell, .other: bytes[index] == UInt8(ascii: "#")
    }
  }

  private mutating func skipComment() {
    let isBlock = starts(with: "/*")
    while index < bytes.count {
      if isBlock, starts(with: "*/") {
        index += 2
        return
      }
      if !isBlock, bytes[index] == UInt8(ascii: "\n") { return }
      advance()
    }
  }

  /// The text between quotes; those of Python may be three.
  private mutating func literal() -> String? {
    let quote = bytes[index]
    let isTriple =
      language == .python && bytes[index...].starts(with: [quote, quote, quote])
    let end: [UInt8] = isTriple ? [quote, quote, quote] : [quote]
    index += end.count
    var text: [UInt8] = []
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 1
        // A line end behind a backslash joins lines, `\n` ends one.
        let byte = bytes[index]
        if byte != UInt8(ascii: "\n") { text.append(byte == UInt8(ascii: "n") ? 10 : byte) }
        advance()
        continue
      }
      if bytes[index] == quote, bytes[index...].starts(with: end) {
        index += end.count
        return String(decoding: text, as: UTF8.self)
      }
      // An unclosed quote ends with its line.
      let spansLines = isTriple || quote == UInt8(ascii: "`")
      if bytes[index] == UInt8(ascii: "\n"), !spansLines { return nil }
      text.append(bytes[index])
      advance()
    }
    return nil
  }

  /// A name, and the command where it is a call that starts one.
  private mutating func call() -> ScriptCalls.Call? {
    let (callLine, column) = (line, index - lineStart + 1)
    let start = index
    while index < bytes.count,
      bytes[index].isNamePart && bytes[index] != UInt8(ascii: "-")
        || bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: "$")
    {
      index += 1
    }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    if language == .javaScript, name == "$" || name.hasSuffix(".$") || name == "execaCommand" {
      if index < bytes.count, bytes[index] == UInt8(ascii: "`") {
        return literal().map { text in
          ScriptCalls.Call(
            text: Self.withVariables(text, "${"), line: callLine, column: column)
        }
      }
    }
    guard startsCommand(name) else {
      skipPrefixedLiteral(name)
      return nil
    }
    if language == .ruby, index < bytes.count, bytes[index] == UInt8(ascii: "!") { index += 1 }
    skipSpaces()
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: "(") {
      index += 1
    } else if language != .ruby {
      return nil
    }
    return arguments().map { ScriptCalls.Call(text: $0, line: callLine, column: column) }
  }

  /// `r"…"` and `f'…'` are texts too, which the caller then skips as such.
  private mutating func skipPrefixedLiteral(_ name: String) {
    guard language == .python, name.utf8.count <= 2, index < bytes.count,
      bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
    else { return }
    _ = literal()
  }

  private mutating func skipSpaces() {
    while index < bytes.count,
      bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t")
        || bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r")
    {
      advance()
    }
  }

  /// The first argument: a text, a list of texts, or (in JavaScript and Ruby) a text and more.
  private mutating func arguments() -> String? {
    skipSpaces()
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: "[") {
      index += 1
      return words()
    }
    guard let program = text() else { return nil }
    skipSpaces()
    guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return program }
    let (mark, markLine, markStart) = (index, line, lineStart)
    index += 1
    skipSpaces()
    if index < bytes.count, bytes[index] == UInt8(ascii: "[") {
      index += 1
      return [quoted(program), words()].compactMap { $0 }.joined(separator: " ")
    }
    (index, line, lineStart) = (mark, markLine, markStart)
    // `system "npm", "test"`
    guard language == .ruby else { return program }
    index += 1
    return [quoted(program), words()].compactMap { $0 }.joined(separator: " ")
  }

  /// Texts between commas, up to what is no text.
  private mutating func words() -> String? {
    var words: [String] = []
    while words.count < 100 {
      skipSpaces()
      if let text = text() {
        words.append(quoted(text))
      } else if index < bytes.count, bytes[index].isNameStart {
        // A variable in the list: its value is not known here.
        while index < bytes.count, bytes[index].isNamePart || bytes[index] == UInt8(ascii: ".") {
          index += 1
        }
        words.append("\"$VALUE\"")
      } else {
        break
      }
      skipSpaces()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// A text, with its prefix in Python; what is put into it at run time stands there as a variable.
  private mutating func text() -> String? {
    guard index < bytes.count else { return nil }
    var isFormat = false
    if language == .python {
      let prefix = bytes[index...].prefix(2).prefix { $0.isNameStart }
      guard index + prefix.count < bytes.count else { return nil }
      let next = bytes[index + prefix.count]
      if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
        isFormat = prefix.contains(UInt8(ascii: "f")) || prefix.contains(UInt8(ascii: "F"))
        index += prefix.count
      }
    }
    switch bytes[index] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): break
    case UInt8(ascii: "`") where language == .javaScript: break
    default: return nil
    }
    guard let text = literal() else { return nil }
    if isFormat { return Self.withVariables(text, "{") }
    switch language {
    case .ruby: return Self.withVariables(text, "#{")
    case .javaScript: return Self.withVariables(text, "${")
    case .python, .shell, .powerShell, .other: return text
    }
  }

  /// `{version}` as `$VALUE`: nothing of the other language is left for the shell to read.
  private static func withVariables(_ text: String, _ opening: String) -> String {
    guard text.contains(opening) else { return text }
    let (bytes, opening) = (Array(text.utf8), Array(opening.utf8))
    var result: [UInt8] = []
    var index = 0
    let last = bytes.lastIndex(of: UInt8(ascii: "}")) ?? -1
    while index < bytes.count {
      guard index < last, bytes[index...].starts(with: opening),
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "}"))
      else {
        result.append(bytes[index])
        index += 1
        continue
      }
      result += "$VALUE".utf8
      index = end + 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The word in quotes where a shell would cut it.
  private func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { $0.isNamePart || "./:=@%+,$".utf8.contains($0) }
    return isPlain && !word.isEmpty
      ? word : "'" + word.split(separator: "'").joined(separator: " ") + "'"
  }

  private func startsCommand(_ name: String) -> Bool {
    switch language {
    case .python: return name.hasPrefix("subprocess.") || Self.ofPython.contains(name)
    case .javaScript: return Self.ofJavaScript.contains(Self.last(of: name))
    case .ruby: return Self.ofRuby.contains(Self.last(of: name)) && !name.contains("::")
    case .shell, .powerShell, .other: return false
    }
  }

  private static func last(of name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: ".")) else { return name }
    return name.split(separator: ".").last.map(String.init) ?? name
  }

  private static let ofPython: Set<String> = [
    "os.system", "os.popen", "check_call", "check_output", "Popen", "sh", "shell", "run_command",
    "run_cmd", "run", "local", "sudo", "c.run", "ctx.run", "context.run", "session.run", "cmd.run",
    "c.sudo", "c.local", "conn.run", "conn.sudo", "connection.run", "connection.sudo",
  ]
  private static let ofJavaScript: Set<String> = [
    "exec", "execSync", "execFile", "execFileSync", "spawn", "spawnSync", "execa", "execaSync",
    "execaCommand", "execaCommandSync", "$",
  ]
  private static let ofRuby: Set<String> = ["system", "exec", "sh", "spawn", "run"]
}

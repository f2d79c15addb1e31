import SourceModel

/// Reads the recipes of a justfile.
enum JustfileReader {
  /// The recipes in the order of the file.
  static func targets(in text: String) -> [BuildTarget] {
    let lines = LogicalLine.lines(of: text, joiningWith: UInt8(ascii: "\\"))
    var targets: [BuildTarget] = []
    var body: [LogicalLine] = []
    func finish() {
      guard !targets.isEmpty, !body.isEmpty else { return }
      targets[targets.count - 1].commands += commands(of: body)
      body = []
    }
    for line in lines {
      if line.text.first?.isWhitespace == true {
        if !line.text.trimmed.isEmpty, !targets.isEmpty { body.append(line) }
        continue
      }
      guard let target = recipe(line) ?? alias(line) else {
        if !line.text.trimmed.isEmpty, !line.text.hasPrefix("#") { finish() }
        continue
      }
      finish()
      targets.append(target)
    }
    finish()
    return targets
  }

  /// `name parameter='value': dependency (other "argument") && after`.
  private static func recipe(_ line: LogicalLine) -> BuildTarget? {
    let text = line.text
    guard let first = text.first, first.isLetter || first == "_" || first == "@",
      let colon = separator(in: text[...])
    else { return nil }
    let head = text[..<colon].drop { $0 == "@" }
    guard let name = head.split(whereSeparator: \.isWhitespace).first else { return nil }
    let needs = text[text.index(after: colon)...].prefix { $0 != "#" }
    return BuildTarget(
      name: String(name), dependencies: dependencies(needs), commands: [],
      position: Position(line: line.number, column: 1))
  }

  private static func separator(in text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == ":" {
        let next = text.index(after: index)
        return next < text.endIndex && text[next] == "=" ? nil : index
      }
    }
    return nil
  }

  private static func dependencies(_ text: Substring) -> [String] {
    var depth = 0
    var names: [String] = []
    var isFirst = true
    for word in text.split(whereSeparator: \.isWhitespace) where word != "&&" {
      let opens = word.hasPrefix("(")
      if opens { (depth, isFirst) = (depth + 1, true) }
      let name = word.filter { $0 != "(" && $0 != ")" }
      if depth == 0 || isFirst, !name.isEmpty {
        names.append(name)
        isFirst = false
      }
      if word.hasSuffix(")") { depth = max(0, depth - 1) }
    }
    return names
  }

  /// `alias b := build`.
  private static func alias(_ line: LogicalLine) -> BuildTarget? {
    let words = line.text.split(whereSeparator: \.isWhitespace)
    guard words.count >= 4, words[0] == "alias", words[2] == ":=" else { return nil }
    return BuildTarget(
      name: String(words[1]), dependencies: [String(words[3])], commands: [],
      position: Position(line: line.number, column: 1))
  }

  /// The commands of a body: a script where it begins with `#!`, else line by line.
  private static func commands(of body: [LogicalLine]) -> [ShellCommand] {
    guard let first = body.first else { return [] }
    let indent = first.text.prefix { $0.isWhitespace }.count
    if first.text.trimmed.hasPrefix("#!") {
      guard first.text.contains("sh") else { return [] }
      let text = body.map { $0.text.dropFirst(min(indent, $0.text.count)) }.joined(separator: "\n")
      return ShellScript.parse(
        text, startingAt: Position(line: first.number, column: indent + 1)
      ).commands
    }
    return body.flatMap { line -> [ShellCommand] in
      let spaces = line.text.prefix { $0.isWhitespace }.count
      let content = line.text.dropFirst(spaces)
      let command = content.drop { $0 == "@" || $0 == "-" }
      let ignores = content.prefix { $0 == "@" || $0 == "-" }.contains("-")
      return ShellScript.parse(
        String(command), startingAt: Position(line: line.number, column: spaces + 1)
      ).commands.ignoringFailures(ignores)
    }
  }
}

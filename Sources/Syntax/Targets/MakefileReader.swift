import SourceModel

/// Reads the rules of a makefile: targets, prerequisites and recipes, plain variables expanded.
struct MakefileReader {
  /// A variable that expands to more is left as it is.
  private static let valueLimit = 2_000
  private static let depthLimit = 8

  private struct Rule {
    var names: [String]
    var dependencies: [String]
    var position: Position
    var recipe: [ShellCommand] = []
  }

  private var variables: [String: String] = [:]

  /// The targets in the order of the file, one for each name of a rule.
  mutating func targets(in text: String) -> [BuildTarget] {
    let lines = LogicalLine.lines(of: text, joiningWith: UInt8(ascii: "\\"))
    variables = Self.variables(in: lines)
    var rules: [Rule] = []
    var isInDefinition = false
    for line in lines {
      if isInDefinition {
        isInDefinition = line.text.trimmed.prefix(5) != "endef"
      } else if line.text.hasPrefix("\t") {
        guard !rules.isEmpty else { continue }
        rules[rules.count - 1].recipe += recipe(line.text.dropFirst(), line.number, column: 2)
      } else if line.text.trimmed.hasPrefix("define ") {
        isInDefinition = true
      } else if let rule = rule(line) {
        rules.append(rule)
      }
    }
    return rules.flatMap { rule in
      rule.names.filter { $0 != ".PHONY" }.map { name in
        BuildTarget(
          name: name, dependencies: rule.dependencies, commands: rule.recipe,
          position: rule.position)
      }
    }
  }

  // MARK: - Rules

  private func rule(_ line: LogicalLine) -> Rule? {
    let text = line.text.prefix { $0 != "#" }
    guard let first = text.first, !first.isWhitespace, let colon = Self.separator(in: text) else {
      return nil
    }
    var rest = text[text.index(after: colon)...]
    if rest.first == ":" { rest = rest.dropFirst() }
    let parts = rest.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    let needs = parts.first.map(String.init) ?? ""
    let names = expanded(String(text[..<colon])).split(whereSeparator: \.isWhitespace)
    guard !names.isEmpty else { return nil }
    // `target: NAME = value` sets a variable for the target.
    let isAssignment = needs.contains("=")
    let dependencies =
      isAssignment
      ? [] : expanded(needs).split { $0.isWhitespace || $0 == "|" }.map(String.init)
    var rule = Rule(
      names: names.map(String.init), dependencies: dependencies,
      position: Position(line: line.number, column: 1))
    if parts.count > 1, !isAssignment {
      let column = line.text.utf8.count - parts[1].utf8.count + 1
      rule.recipe = recipe(parts[1], line.number, column: column)
    }
    return rule
  }

  /// The colon behind the targets; `nil` where the line is an assignment or something else.
  private static func separator(in text: Substring) -> Substring.Index? {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "(", "{": depth += 1
      case ")", "}": depth = max(0, depth - 1)
      case "=" where depth == 0: return nil
      case ":" where depth == 0:
        let rest = text[text.index(after: index)...].drop { $0 == ":" }
        return rest.first == "=" ? nil : index
      default: continue
      }
    }
    return nil
  }

  private func recipe(_ line: Substring, _ number: Int, column: Int) -> [ShellCommand] {
    var ignores = false
    let text = line.drop { character in
      ignores = ignores || character == "-"
      return character == "@" || character == "-" || character == "+" || character == " "
        || character == "\t"
    }
    var names: Set<String> = []
    let shell = shellText(String(text), &names)
    let start = Position(line: number, column: column)
    let commands = ShellScript.parse(shell, startingAt: start).commands.map { command in
      var command = command
      command.words = command.words.map { Self.restored($0, names) }
      return command
    }
    return commands.ignoringFailures(ignores)
  }

  // MARK: - Variables

  private static func variables(in lines: [LogicalLine]) -> [String: String] {
    var values: [String: String] = [:]
    for line in lines where !line.text.hasPrefix("\t") {
      let text = line.text.prefix { $0 != "#" }
      guard let equals = text.firstIndex(of: "=") else { continue }
      let left = text[..<equals].trimmed.drop { _ in false }
      let name = left.split(whereSeparator: \.isWhitespace).last ?? ""
      let plain = name.prefix { $0 != ":" && $0 != "?" && $0 != "+" && $0 != "!" }
      let isName =
        !plain.isEmpty && plain.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
      guard isName, plain.count + 3 >= name.count, !left.dropLast(name.count).contains(":") else {
        continue
      }
      let value = String(text[text.index(after: equals)...].trimmed)
      // The first plain value stands: later ones are mostly for other systems.
      if values[String(plain)] == nil, value.utf8.count <= valueLimit {
        values[String(plain)] = value
      }
    }
    return values
  }

  /// A text with plain variables replaced by their values.
  private func expanded(_ text: String) -> String {
    var names: Set<String> = []
    return Self.restored(shellText(text, &names), names)
  }

  /// The text as the shell sees it: known variables by their values, others as `${NAME}`, `$$` as `$`.
  private func shellText(_ text: String, _ names: inout Set<String>, depth: Int = 0) -> String {
    guard text.contains("$"), depth < Self.depthLimit else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      guard let next = rest.first else { return result + "$" }
      if next == "$" {
        result += "$"
        rest = rest.dropFirst()
      } else if next == "(" || next == "{", let inner = Self.enclosed(rest) {
        rest = rest[inner.endIndex...].dropFirst()
        result += value(of: inner, &names, depth)
      } else {
        result += "$"
      }
    }
    return result + rest
  }

  private func value(of inner: Substring, _ names: inout Set<String>, _ depth: Int) -> String {
    if let value = variables[String(inner)], result(value, isSmall: depth) {
      return shellText(value, &names, depth: depth + 1)
    }
    // A function of Make, or a variable that the file does not set.
    let name = String(inner.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    let known = name.isEmpty ? "x" : name
    names.insert(known)
    return "${\(known)}"
  }

  private func result(_ value: String, isSmall depth: Int) -> Bool {
    depth < Self.depthLimit - 1 && !value.contains("$(shell")
  }

  /// What stands between the brackets at the beginning.
  private static func enclosed(_ text: Substring) -> Substring? {
    guard let open = text.first else { return nil }
    let close: Character = open == "(" ? ")" : "}"
    var depth = 0
    for index in text.indices {
      if text[index] == open { depth += 1 }
      if text[index] == close { depth -= 1 }
      if depth == 0 { return text[text.index(after: text.startIndex)..<index] }
    }
    return nil
  }

  /// Variables written as Make writes them.
  private static func restored(_ word: String, _ names: Set<String>) -> String {
    guard word.contains("${") else { return word }
    return names.reduce(word) { text, name in
      let parts = text.split(separator: "${\(name)}", omittingEmptySubsequences: false)
      return parts.joined(separator: "$(\(name))")
    }
  }
}

/// A line with those that continue it, line ends kept.
struct LogicalLine {
  /// The number of its first line, from 1.
  var number: Int
  var text: String

  /// The lines of a text; one that ends in the mark goes on in the next.
  static func lines(of text: String, joiningWith mark: UInt8) -> [LogicalLine] {
    var lines: [LogicalLine] = []
    var isContinued = false
    let all = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in all.enumerated() {
      let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
      let line = String(bytes) ?? ""
      if isContinued {
        lines[lines.count - 1].text += "\n" + line
      } else {
        lines.append(LogicalLine(number: index + 1, text: line))
      }
      let marks = bytes.reversed().prefix { $0 == mark }.count
      isContinued = marks % 2 == 1
    }
    return lines
  }
}

extension StringProtocol {
  /// The text without spaces and tabs around it.
  var trimmed: SubSequence {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? start
    return self[start..<Swift.max(start, end)]
  }
}

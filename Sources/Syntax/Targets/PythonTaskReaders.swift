import SourceModel

/// Reads the environments of tox: `tox.ini`, `setup.cfg`, `tox.toml` and the tables of `pyproject.toml`.
enum ToxReader {
  /// The environments in the order of the file, by the names of their sections.
  static func targets(in text: String) -> [BuildTarget] {
    let isTOML = text.contains("env_run_base") || text.contains("[tool.tox")
    if isTOML || text.contains("legacy_tox_ini") {
      let root = TOML.parse(Array(text.utf8)).documents.first
      let table = root?["tool", "tox"] ?? root
      if let legacy = table?["legacy_tox_ini"], let ini = legacy.text {
        return sections(ini, from: Int(legacy.position.line))
      }
      return tables(table)
    }
    return sections(text, from: 1)
  }

  private static func sections(_ text: String, from first: Int) -> [BuildTarget] {
    var targets: [BuildTarget] = []
    var isInSection = false
    var isInCommands = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let number = first + index
      let words = line.trimmed
      if line.hasPrefix("[") {
        let name = words.dropFirst().prefix { $0 != "]" }
        isInSection = name == "testenv" || name.hasPrefix("testenv:")
        isInCommands = false
        guard isInSection else { continue }
        targets.append(
          BuildTarget(
            name: String(name), dependencies: [], commands: [],
            position: Position(line: number, column: 1)))
      } else if isInSection, !words.hasPrefix("#"), !words.hasPrefix(";") {
        var content = line[...]
        if line.first?.isWhitespace == false {
          let key = line.prefix { $0 != "=" && $0 != ":" }
          isInCommands = ["commands", "commands_pre", "commands_post"].contains(key.trimmed)
          content = line[key.endIndex...].dropFirst()
        }
        guard isInCommands else { continue }
        targets[targets.count - 1].commands += commands(content, in: line, number)
      }
    }
    return targets
  }

  private static func commands(
    _ content: Substring, in line: Substring, _ number: Int
  ) -> [ShellCommand] {
    var text = content.drop(while: \.isWhitespace)
    // `py312: pytest` is for the environments with that factor.
    let factor = text.prefix { !$0.isWhitespace }
    if factor.hasSuffix(":"), !factor.contains("/") {
      text = text[factor.endIndex...].drop(while: \.isWhitespace)
    }
    let ignores = text.hasPrefix("-")
    let column = line[..<text.startIndex].unicodeScalars.count + 1
    let command = text.drop { $0 == "-" || $0 == "!" || $0 == " " }
    guard !command.isEmpty, !command.hasPrefix("{[") else { return [] }
    return ShellScript.parse(
      String(command), startingAt: Position(line: number, column: column)
    ).commands.ignoringFailures(ignores)
  }

  private static func tables(_ root: Node?) -> [BuildTarget] {
    let base = root?.entry("env_run_base").map { [("testenv", $0.key.position, $0.value)] } ?? []
    let named = (root?["env"]?.entries ?? []).map {
      ("testenv:" + ($0.key.text ?? ""), $0.key.position, $0.value)
    }
    return (base + named).map { name, position, table in
      let commands = (table["commands"]?.items ?? []).flatMap { item -> [ShellCommand] in
        let text = item.items.compactMap(\.text).joined(separator: " ")
        return ShellScript.parse(text, startingAt: item.position).commands
      }
      return BuildTarget(name: name, dependencies: [], commands: commands, position: position)
    }
  }
}

/// Reads the sessions of a noxfile: functions behind `@nox.session`, and what they run.
enum NoxfileReader {
  /// The sessions in the order of the file.
  static func targets(in text: String) -> [BuildTarget] {
    var targets: [BuildTarget] = []
    var decorator: Substring?
    var isInSession = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("@nox.session") || line.hasPrefix("@session") { decorator = line }
      if line.hasPrefix("def ") {
        isInSession = decorator != nil
        if isInSession {
          let name = line.dropFirst(4).prefix { $0 != "(" }
          targets.append(
            BuildTarget(
              name: decorator.flatMap(givenName) ?? String(name), dependencies: [], commands: [],
              position: Position(line: index + 1, column: 1)))
        }
        decorator = nil
      } else if isInSession, let call = line.firstRange(of: "session.run(") {
        let words = arguments(lines[index...], from: call.upperBound)
        guard !words.isEmpty, !line[..<call.lowerBound].contains("#") else { continue }
        let column = line[..<call.lowerBound].unicodeScalars.count + 1
        targets[targets.count - 1].commands.append(
          ShellCommand(
            words: words, wrappers: [], environment: [], ignoresFailure: false, isReachable: true,
            position: Position(line: index + 1, column: column)))
      }
    }
    return targets
  }

  /// `name="lint"` of the decorator.
  private static func givenName(_ decorator: Substring) -> String? {
    guard let key = decorator.firstRange(of: "name=") else { return nil }
    let quoted = decorator[key.upperBound...]
    guard let quote = quoted.first, quote == "\"" || quote == "'" else { return nil }
    return String(quoted.dropFirst().prefix { $0 != quote })
  }

  /// The texts in quotes up to the closing bracket, over at most 40 lines.
  private static func arguments(
    _ lines: ArraySlice<Substring>, from start: Substring.Index
  ) -> [String] {
    var words: [String] = []
    var depth = 1
    for (offset, line) in lines.prefix(40).enumerated() {
      var quote: Character?
      var word = ""
      for character in offset == 0 ? line[start...] : line[...] {
        if let open = quote {
          if character == open {
            if depth == 1 { words.append(word) }
            (quote, word) = (nil, "")
          } else {
            word.append(character)
          }
          continue
        }
        switch character {
        case "\"", "'": quote = character
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        default: continue
        }
        if depth == 0 { return words }
      }
    }
    return words
  }
}

/// Reads the tasks of Poe the Poet.
enum PoeReader {
  /// The tasks in the order of the file.
  static func targets(in tasks: Node?) -> [BuildTarget] {
    (tasks?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      let task = entry.value
      let steps = task["sequence"]?.items ?? task.items
      let command = task["cmd"] ?? task["shell"] ?? (task.text == nil ? nil : task)
      let needs = (task["deps"]?.texts ?? []) + steps.compactMap { $0.text ?? $0["ref"]?.text }
      let commands = [command].compactMap { $0 } + steps.compactMap { $0["cmd"] ?? $0["shell"] }
      return BuildTarget(
        name: name, dependencies: needs,
        commands: commands.flatMap { node in
          ShellScript.parse(node.text ?? "", startingAt: node.textStart).commands
        }, position: entry.key.position)
    }
  }
}

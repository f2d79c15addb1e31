import SourceModel

/// Reads the environments of tox: `tox.ini`, `setup.cfg`, `tox.toml` and `pyproject.toml`.
///
/// `testenv` itself is a target too; other environments have the name behind `testenv:` and what
/// they do not set from it.
/// See https://tox.wiki/en/latest/config.html
struct ToxReader {
  private struct Section {
    var name: String
    var position: Position
    /// The lines of each key, with where they begin.
    var settings: [String: [(text: ArraySlice<UInt8>, position: Position)]] = [:]
  }

  private static let keys = ["commands_pre", "commands", "commands_post"]

  private let lines: SourceLines
  private var sections: [String: Section] = [:]
  private var names: [String] = []
  private var room: TargetRoom

  init(_ text: String) {
    lines = SourceLines(text)
    room = TargetRoom(bytes: lines.bytes.count)
  }

  /// The environments in the order of the file.
  mutating func targets() -> [BuildTarget] {
    readSections()
    guard !names.isEmpty else { return ToxTables(lines).targets() }
    var targets: [BuildTarget] = []
    for name in names where room.isOpen {
      guard let section = sections[name], name.hasPrefix("testenv") else { continue }
      let own = name.hasPrefix("testenv:") ? String(name.dropFirst(8)) : name
      let commands = installation(of: section) + commands(of: section)
      let expanded = ToxNames.expanded(Array(own.utf8)[...])
      room.take(names: expanded.count + ToxNames.excess(of: expanded))
      targets += expanded.map { name in
        BuildTarget(
          name: name, dependencies: [], commands: commands, position: section.position)
      }
    }
    return targets
  }

  /// The environments that run where none is named; `nil` where the file does not say.
  mutating func defaults() -> [String]? {
    readSections()
    guard !names.isEmpty else { return ToxTables(lines).defaults() }
    let settings = (sections["tox"] ?? sections["tox:tox"])?.settings
    guard let list = settings?["env_list"] ?? settings?["envlist"] else { return nil }
    var listed: [String] = []
    for line in list where room.isOpen {
      let names = ToxNames.listed(line.text)
      room.take(names: names.count + ToxNames.excess(of: names))
      listed += names
    }
    return listed
  }

  // MARK: - Sections

  private mutating func readSections() {
    var current: String?
    var key: String?
    for index in 0..<lines.count {
      let line = lines[index]
      let trimmed = line.trimmed
      guard let first = trimmed.first else { continue }
      if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") { continue }
      if line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")) {
        key = nil
        current = section(line[(line.startIndex + 1)..<close].text, line: index)
      } else if trimmed.starts(with: "\"\"\"".utf8) || trimmed.starts(with: "'''".utf8) {
        // The end of an old configuration inside `pyproject.toml`.
        (current, key) = (nil, nil)
      } else if let section = current {
        add(line, trimmed, to: section, &key, line: index)
      }
    }
  }

  /// Only what can be an environment, or be referred to by one, is kept.
  private mutating func section(_ name: String, line: Int) -> String? {
    guard
      name == "testenv" || name.hasPrefix("testenv:") || !names.isEmpty || name == "tox"
        || name == "tox:tox"
    else { return nil }
    if sections[name] == nil {
      sections[name] = Section(
        name: name, position: Position(line: line + 1, column: 2))
      names.append(name)
    }
    return name
  }

  private mutating func add(
    _ line: ArraySlice<UInt8>, _ trimmed: ArraySlice<UInt8>, to section: String,
    _ key: inout String?, line index: Int
  ) {
    var value = trimmed
    if line.first?.isBlank != true {
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return }
      let name = line[..<equals].trimmed.text
      key = name
      value = line[(equals + 1)...].trimmed
      sections[section]?.settings[name] = []
    }
    guard let key, !value.isEmpty else { return }
    let place = lines.position(of: value.startIndex, inLine: index)
    sections[section]?.settings[key]?.append((value, place))
  }

  // MARK: - Commands

  /// What tox runs before the commands: it builds the package and installs it as users get it,
  /// unless the project says otherwise.
  ///
  /// https://tox.wiki/en/latest/config.html#skip_install
  private func installation(of section: Section) -> [ShellCommand] {
    let project = sections["tox"] ?? sections["tox:tox"]
    let isLeftOut =
      ["skipsdist", "no_package"].contains { isSet($0, in: [project]) }
      || ["skip_install", "usedevelop", "use_develop"].contains {
        isSet($0, in: [section, sections["testenv"]])
      }
    guard !isLeftOut else { return [] }
    return TargetScript(quoting: ["pip", "install", "."], at: section.position)
      .commands(ignoresFailure: false)
  }

  /// Whether the first of the sections that say it, says yes.
  private func isSet(_ key: String, in sections: [Section?]) -> Bool {
    let lines = sections.lazy.compactMap { $0?.settings[key] }.first
    return lines?.first?.text.text.lowercased() == "true"
  }

  private mutating func commands(of section: Section) -> [ShellCommand] {
    let base = sections["testenv"]
    let ignores =
      (section.settings["ignore_errors"] ?? base?.settings["ignore_errors"])
      .map { $0.first?.text.text.lowercased() == "true" } ?? false
    let outcome =
      (section.settings["ignore_outcome"] ?? base?.settings["ignore_outcome"])
      .map { $0.first?.text.text.lowercased() == "true" } ?? false
    var commands: [ShellCommand] = []
    for key in Self.keys {
      let settings = section.settings[key] ?? base?.settings[key] ?? []
      commands += self.commands(settings, ignoresFailure: ignores || outcome, depth: 0)
    }
    return commands
  }

  private mutating func commands(
    _ settings: [(text: ArraySlice<UInt8>, position: Position)], ignoresFailure: Bool, depth: Int
  ) -> [ShellCommand] {
    var commands: [ShellCommand] = []
    var index = 0
    while index < settings.count, room.isOpen {
      room.take(bytes: settings[index].text.count)
      var script = TargetScript(at: settings[index].position)
      let first = Self.withoutFactors(settings[index].text)
      if let inner = referred(first), depth < 4 {
        commands.append(
          inOwnShell: self.commands(inner, ignoresFailure: ignoresFailure, depth: depth + 1))
        index += 1
        continue
      }
      var place = settings[index].position
      place.column += Int32(truncatingIfNeeded: settings[index].text.count - first.count)
      script.startLine(at: place)
      Self.template.append(first, to: &script)
      while settings[index].text.last == 0x5C, index + 1 < settings.count {
        index += 1
        room.take(bytes: settings[index].text.count)
        script.startLine(at: settings[index].position)
        Self.template.append(settings[index].text, to: &script)
      }
      index += 1
      let ignores = script.takeSigns("-!")
      let found = script.commands(ignoresFailure: ignores || ignoresFailure)
      room.take(commands: found.count)
      commands.append(inOwnShell: found)
    }
    return commands
  }

  /// `{posargs:tests}` is `tests` where nobody gives another.
  private static let template = TargetTemplate("{", "}") { name in
    name.hasPrefix("posargs:") && !name.contains("{") ? String(name.dropFirst(8)) : nil
  }

  /// The lines that `{[testenv:lint]commands}` stands for.
  private func referred(
    _ text: ArraySlice<UInt8>
  ) -> [(text: ArraySlice<UInt8>, position: Position)]? {
    guard text.starts(with: "{[".utf8), text.last == UInt8(ascii: "}"),
      let close = text.firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let name = text[(text.startIndex + 2)..<close].text
    return sections[name]?.settings[text[(close + 1)...].dropLast().trimmed.text]
  }

  /// `py312,cov: pytest` runs in some environments.
  private static func withoutFactors(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon + 1 < text.endIndex,
      text[colon + 1].isBlank,
      text[..<colon].allSatisfy({ $0.isShellName || "{},!-. ".utf8.contains($0) })
    else { return text }
    return text[(colon + 1)...].trimmed
  }
}

/// Environments in tables: `env_run_base` and `env.NAME`, or the same below `tool.tox`.
struct ToxTables {
  private let root: Node?
  private let size: Int

  init(_ lines: SourceLines) {
    size = lines.bytes.count
    let document = TOML.parse(lines.bytes).documents.first
    root = document?["tool", "tox"] ?? document
  }

  /// The names under `env_list`; those that a product of factors makes are left out.
  func defaults() -> [String]? { root?["env_list"].map { $0.items.compactMap(\.text) } }

  func targets() -> [BuildTarget] {
    let base = root?["env_run_base"]
    var room = TargetRoom(bytes: size)
    var targets: [BuildTarget] = []
    if let entry = root?.entry("env_run_base") {
      targets.append(target("testenv", entry, nil, &room))
    }
    for entry in root?["env"]?.entries ?? [] where room.isOpen {
      if let name = entry.key.text { targets.append(target(name, entry, base, &room)) }
    }
    return targets
  }

  private func target(
    _ name: String, _ entry: Node.Entry, _ base: Node?, _ room: inout TargetRoom
  ) -> BuildTarget {
    let commands = ["commands_pre", "commands", "commands_post"].flatMap { key in
      (entry.value[key] ?? base?[key])?.items.flatMap { self.commands($0) } ?? []
    }
    room.take(names: 1)
    room.take(commands: commands.count)
    let ignores = ["ignore_errors", "ignore_outcome"].contains { entry.value[$0]?.flag == true }
    return BuildTarget(
      name: name, dependencies: [],
      commands: commands.map { command in
        var command = command
        if ignores { command.ignoresFailure = true }
        return command
      }, position: entry.key.position)
  }

  /// A list of words; tables in it are replaced when tox runs.
  private func commands(_ node: Node) -> [ShellCommand] {
    var words = node.items.compactMap(\.text)
    let ignores = words.first == "-"
    if ignores || words.first == "!" { words.removeFirst() }
    return TargetScript(quoting: words, at: node.position).commands(ignoresFailure: ignores)
  }
}

extension TargetScript {
  /// Words that no shell reads, as one command at a place.
  init(quoting words: [String], at place: Position) {
    self.init(at: place)
    guard !words.isEmpty else { return }
    let text = words.map { word in
      "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        + "'"
    }.joined(separator: " ")
    append([.text(Array(text.utf8))], for: [])
  }
}

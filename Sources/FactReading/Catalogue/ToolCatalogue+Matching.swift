import Catalogue
import FactModel
import SourceModel

extension ToolCatalogue {
  /// What a command's words mean, by tool.
  ///
  /// - Parameter depth: how many programs may be named one behind the other.
  func matches(
    ofCommand words: [String], environment: [String: String] = [:], depth: Int = 4
  ) -> [ToolMatch] {
    guard depth > 0, let first = words.first, !Self.onlyAsksForHelp(words) else { return [] }
    let key = ProgramName.key(of: first)
    // `python -m build` runs the program `build`.
    if words.count > 2, words[1] == "-m", key.hasPrefix("python") || key == "py" {
      return matches(calling: key, words, environment)
        + matches(ofCommand: Array(words[2...]), environment: environment, depth: depth - 1)
    }
    if key == "go", let tool = Self.goTool(words) {
      return matches(calling: key, words, environment)
        + matches(ofCommand: tool, environment: environment, depth: depth - 1)
    }
    if let tool = Self.containerTool(words, key) {
      // Only what a tool checks is told by its image; what it would change is not.
      let checks = matches(ofCommand: tool, environment: environment, depth: depth - 1)
        .filter { $0.isCheck }
      if !checks.isEmpty { return checks }
    }
    return matches(calling: key, words, environment)
  }

  /// The program that an image is named for and starts by itself, with the options behind the image:
  /// `docker run -v .:/code acme/flake8:7 --count`; `nil` where a command is given to the image.
  ///
  /// https://docs.docker.com/reference/cli/docker/container/run/
  private static func containerTool(_ words: [String], _ key: String) -> [String]? {
    guard ["docker", "podman", "nerdctl"].contains(key), words.count > 2, words[1] == "run" else {
      return nil
    }
    var index = 2
    while index < words.count, words[index].hasPrefix("-") {
      guard words[index] != "--entrypoint" else { return nil }
      index += runOptions.contains(words[index]) ? 2 : 1
    }
    guard index < words.count, let name = ProgramName.program(ofImage: words[index]) else {
      return nil
    }
    let rest = words[(index + 1)...]
    guard !name.isEmpty, rest.first?.hasPrefix("-") == true else { return nil }
    return [name] + rest
  }

  /// Options of `docker run` that take a value.
  private static let runOptions: Set<String> = [
    "-v", "--volume", "-w", "--workdir", "-e", "--env", "--env-file", "--name", "--network",
    "--net",
    "-u", "--user", "--mount", "--platform", "-p", "--publish", "-m", "--memory", "--cpus",
    "--add-host", "-l", "--label", "--volumes-from", "--pull",
  ]

  /// The program that `go run example.com/x/cmd/lint@v1 ./...` or `go tool lint ./...` builds and
  /// runs; `nil` where it is a package of the tree.
  ///
  /// https://pkg.go.dev/cmd/go#hdr-Compile_and_run_Go_program
  private static func goTool(_ words: [String]) -> [String]? {
    guard words.count > 2, ["run", "tool"].contains(words[1]) else { return nil }
    guard let index = words[2...].firstIndex(where: { !$0.hasPrefix("-") }) else { return nil }
    let path = words[index].prefix { $0 != "@" }
    var parts = path.split(separator: "/").map(String.init)
    guard words[1] == "tool" || (parts.count > 1 && parts[0].contains(".") && parts[0].first != ".")
    else { return nil }
    // `…/tool/v2` is the second version of `tool`.
    if parts.count > 1, let last = parts.last, last.hasPrefix("v"), Int(last.dropFirst()) != nil {
      parts.removeLast()
    }
    return parts.last.map { [$0] + words[(index + 1)...] }
  }

  /// What a command means, or else the program of its image with it.
  func matches(of question: CommandQuestion) -> [ToolMatch] {
    let found = matches(ofCommand: question.words, environment: question.environment)
    guard let program = question.program else { return found }
    let words = [program] + question.words
    // `build` behind an image may be a word for its program, and no program of that name.
    guard found.isEmpty || knows(words, of: program) else { return found }
    return matches(ofCommand: words, environment: question.environment)
  }

  /// Whether a tool is called by the words behind the program too.
  func knows(_ words: [String], of program: String) -> Bool {
    commands(of: ProgramName.key(of: program)).contains { command in
      command.pattern.hasWords && command.pattern.matches(words)
    }
  }

  private func matches(
    calling key: String, _ words: [String], _ environment: [String: String]
  ) -> [ToolMatch] {
    var best: [Int: (weight: Int, signs: [ToolSign])] = [:]
    for command in commands(of: key) where command.pattern.matches(words) {
      let weight = command.pattern.weight
      let known = best[command.sign.tool]
      if let known, known.weight > weight { continue }
      if let known, known.weight == weight {
        best[command.sign.tool] = (weight, known.signs + [command.sign])
      } else {
        best[command.sign.tool] = (weight, [command.sign])
      }
    }
    let found = best.sorted { $0.key < $1.key }.compactMap { _, value in
      merged(value.signs) { condition in Self.holds(condition, in: words, environment) }
    }
    return found.filter(\.isMeaningful)
  }

  /// Whether the program is only asked what it is.
  private static func onlyAsksForHelp(_ words: [String]) -> Bool {
    guard words.count >= 2, let last = words.last else { return false }
    switch last {
    case "--help", "-help": return true
    case "--version", "-version", "-V", "version": return words.count == 2
    default: return false
    }
  }

  private static func holds(
    _ condition: ToolSign.Condition, in words: [String], _ environment: [String: String]
  ) -> Bool {
    switch condition {
    case .flag(let flags): flags.contains { has($0, in: words) }
    case .unlessFlag(let flags): !flags.contains { has($0, in: words) }
    case .word(let patterns):
      words.dropFirst().contains { word in patterns.contains { $0.matches(word) } }
    case .from(let patterns):
      zip(words.dropFirst(), words.dropFirst(2)).contains { word, next in
        // A dash alone is the standard output; a variable may hold flags.
        (next == "-" || !next.hasPrefix("-") && !next.hasPrefix("$"))
          && patterns.contains { $0.matches(word) } && !patterns.contains { $0.matches(next) }
      }
    case .variable(let names, let values): says(environment, names, values)
    case .withoutVariable(let names, let except, let values):
      !says(environment, names, except: except, values)
    case .input, .withoutInput: false
    }
  }

  private static func has(_ flag: NamePattern, in words: [String]) -> Bool {
    let pair = flag.text.firstIndex(of: "=").map {
      (name: String(flag.text[..<$0]), value: String(flag.text[flag.text.index(after: $0)...]))
    }
    for (index, word) in words.enumerated().dropFirst() {
      if flag.matches(word) { return true }
      if pair == nil, word.hasPrefix(flag.text), word.dropFirst(flag.text.count).first == "=",
        !word.hasSuffix("=false")
      {
        return true
      }
      if let pair, word == pair.name, index + 1 < words.count, words[index + 1] == pair.value {
        return true
      }
    }
    return false
  }

  /// What an image means: its whole name, or the name without its registry.
  func matches(ofImage name: String) -> [ToolMatch] {
    var names = [name]
    let parts = name.split(separator: "/")
    if parts.count > 1, let host = parts.first, host.contains(".") || host.contains(":") {
      names.append(parts.dropFirst().joined(separator: "/"))
    }
    if let last = names.last, last.hasPrefix("library/") {
      names.append(String(last.dropFirst("library/".count)))
    }
    return firstMeaning(of: names, images(named:))
  }

  /// What a chart means: its whole address, or the name at the end.
  func matches(ofChart name: String) -> [ToolMatch] {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return firstMeaning(of: [name, last], charts(named:))
  }

  /// What the command that starts a program says of it, running.
  ///
  /// What the same words would do in a pipeline, test or deploy, the program does not.
  func matches(ofStart words: [String]) -> [ToolMatch] {
    let running: CaseSet<Capability> = [.metrics, .logs, .traces, .tracksErrors, .migrates]
    return matches(ofCommand: words).compactMap { match in
      var match = match
      match.capabilities.formIntersection(running)
      match.rungs = []
      return match.isMeaningful ? match : nil
    }
  }

  /// What a variable of a running program means beside the others.
  func matches(ofVariable name: String, among environment: [String: String]) -> [ToolMatch] {
    let signs = programVariables(named: name)
    guard !signs.isEmpty else { return [] }
    return Self.decisive(signs).compactMap { signs in
      merged(signs) { Self.holds($0, in: [], environment) }
    }
    .filter(\.isMeaningful)
  }

  private func firstMeaning(of names: [String], _ signs: (String) -> [ToolSign]) -> [ToolMatch] {
    for name in names {
      let matches = named(signs(name))
      if !matches.isEmpty { return matches }
    }
    return []
  }

  /// What signs mean that ask for nothing beside the name.
  func named(_ signs: [ToolSign]) -> [ToolMatch] {
    Self.decisive(signs).compactMap { signs in merged(signs) { _ in false } }
      .filter(\.isMeaningful)
  }

  /// The signs of each tool that say most, tools in order.
  static func decisive(_ signs: [ToolSign]) -> [[ToolSign]] {
    Dictionary(grouping: signs, by: \.tool).sorted { $0.key < $1.key }.map { _, signs in
      let most = signs.map(\.weight).max() ?? 0
      return signs.filter { $0.weight == most }
    }
  }

  /// The meaning of one sign, nothing beside it asked.
  func matched(_ sign: ToolSign, isExact: Bool) -> ToolMatch? {
    tool(sign.tool).map { tool in
      ToolMatch(
        tool: tool, capabilities: sign.capabilities, rungs: sign.rungs,
        ecosystem: sign.ecosystem, confidence: isExact ? .stated : .inferred)
    }
  }

  /// The meaning of several signs of one tool together.
  func merged(
    _ signs: [ToolSign], _ holds: (ToolSign.Condition) -> Bool
  ) -> ToolMatch? {
    guard var match = signs.first.flatMap({ matched($0, isExact: true) }) else { return nil }
    match.capabilities = []
    match.rungs = []
    for sign in signs {
      var (capabilities, rungs) = (sign.capabilities, sign.rungs)
      for variation in sign.variations where variation.conditions.allSatisfy(holds) {
        capabilities.formUnion(variation.gives)
        capabilities.subtract(variation.takes)
        rungs.formUnion(variation.rungs)
      }
      match.capabilities.formUnion(capabilities)
      // What does nothing here shows no rung either, unless the sign is there for the rung alone.
      if !capabilities.isEmpty || (sign.capabilities.isEmpty && sign.variations.isEmpty) {
        match.rungs.formUnion(rungs)
      }
      match.ecosystem = match.ecosystem ?? sign.ecosystem
    }
    return match
  }
}

extension SourceFile {
  /// Whether one of the texts stands in the file.
  func holdsAny(of needles: [String]) -> Bool { needles.contains { offset(of: $0) != nil } }

  /// The first line, from 1, that holds one of the texts.
  func firstLine(holdingAnyOf needles: [String]) -> Int? {
    needles.compactMap(offset).min().map { offset in
      1 + bytes[..<offset].count { $0 == UInt8(ascii: "\n") }
    }
  }

  /// The byte at which a text stands first outside of comments.
  private func offset(of text: String) -> Int? {
    let needle = Array(text.utf8)
    var start = 0
    while !needle.isEmpty, let offset = ByteSearch.offset(of: needle, in: bytes, from: start) {
      guard isInComment(offset, needle) else { return offset }
      start = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    }
    return nil
  }

  /// Whether the line is a comment from its start on, in the languages of configurations in code.
  private func isInComment(_ offset: Int, _ needle: [UInt8]) -> Bool {
    let mark: String
    switch path.fileExtension {
    case "js", "cjs", "mjs", "ts", "cts", "mts", "gradle", "kts", "json5": mark = "//"
    case "rb", "py", "yml", "yaml", "toml", "cfg", "properties", "coveragerc": mark = "#"
    default: return false
    }
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = bytes[start...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    // A text that is looked for may be a comment itself.
    return line.starts(with: mark.utf8) && !needle.starts(with: mark.utf8)
  }
}

extension ToolMatch {
  /// Whether the tool checks what it is given.
  fileprivate var isCheck: Bool {
    !capabilities.isDisjoint(with: [.lints, .formats, .checksTypes, .scans, .validates, .tests])
  }
}

import SourceModel

/// Reads the rules of a makefile.
///
/// Both branches of conditionals are read, but for those that are for Windows; files that it includes
/// are read by themselves.
/// See https://www.gnu.org/software/make/manual/make.html
struct MakefileReader {
  private let lines: SourceLines
  private(set) var variables: MakeVariables
  /// Whether the variables are those of all files, which this one only takes a part in.
  private let isSettled: Bool
  private var index = 0
  private var rules: [Rule] = []
  private var isOneShell = false
  private var conditionals = MakeConditionals()
  /// Assignments that hold for the recipe of one target.
  private var assignments: [String: [Assignment]] = [:]
  /// What the targets may still come to.
  private(set) var room: TargetRoom

  private struct Assignment {
    var name: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>
    var sign: ArraySlice<UInt8>
  }

  /// A rule with its targets and the lines of its recipe.
  private struct Rule {
    var targets: [(name: String, position: Position)]
    var dependencies: [String]
    /// The stem's pattern of a static pattern rule.
    var pattern: String?
    var recipe: [(range: Range<Int>, line: Int)] = []
  }

  /// - Parameters:
  ///   - variables: those of files that are read before.
  ///   - isSettled: whether these are all, so that assignments have been taken already.
  ///   - room: what files that are read before have left of a room for all.
  init(
    _ text: String, variables: MakeVariables = MakeVariables(), isSettled: Bool = false,
    room: TargetRoom? = nil
  ) {
    lines = SourceLines(text)
    self.room = room ?? TargetRoom(bytes: lines.bytes.count)
    self.variables = variables
    self.isSettled = isSettled
  }

  /// Reads the file for the variables that it assigns.
  mutating func readVariables() { readLines() }

  /// The targets in the order of the file, the default goal first.
  mutating func targets() -> [BuildTarget] {
    readLines()
    var targets: [BuildTarget] = []
    for rule in rules where room.isOpen { targets += self.targets(of: rule) }
    if let goal = variables.plainValue(of: ".DEFAULT_GOAL"),
      let found = targets.firstIndex(where: { $0.name == goal })
    {
      targets.insert(targets.remove(at: found), at: 0)
    }
    return targets
  }

  private mutating func readLines() {
    var isRecipeOpen = false
    while index < lines.count {
      let first = index
      if isRecipeOpen, !conditionals.isForWindows, lines[index].first == UInt8(ascii: "\t") {
        let range = logicalLine()
        rules[rules.count - 1].recipe.append((range.dropFirstByte, first))
        continue
      }
      if conditionals.take(lines[first].trimmed) || conditionals.isForWindows {
        _ = logicalLine()
        continue
      }
      if isSkipped(lines[first].trimmed) { continue }
      isRecipeOpen = statement(logicalLine(), line: first)
    }
  }

  // MARK: - Lines

  /// A line with those that go on behind a backslash.
  private mutating func logicalLine() -> Range<Int> {
    let start = lines.ranges[index].lowerBound
    while index + 1 < lines.count, lines[index].endsWithOddBackslashes { index += 1 }
    defer { index += 1 }
    return start..<lines.ranges[index].upperBound
  }

  /// Passes over what neither ends a recipe nor gives anything.
  private mutating func isSkipped(_ line: ArraySlice<UInt8>) -> Bool {
    let word = line.prefix { !$0.isBlank && $0 != UInt8(ascii: "(") }.text
    switch word {
    case "define": skipDefinition()
    case "include", "-include", "sinclude", "unexport", "vpath", "undefine":
      _ = logicalLine()
    case "override" where line.dropFirst(8).trimmed.starts(with: "define".utf8): skipDefinition()
    default:
      guard word.isEmpty || word.utf8.first == UInt8(ascii: "#") else { return false }
      guard line.isEmpty || word.utf8.first == UInt8(ascii: "#") else { return false }
      _ = logicalLine()
    }
    return true
  }

  private mutating func skipDefinition() {
    var level = 0
    while index < lines.count {
      let word = lines[index].trimmed.prefix { !$0.isBlank }.text
      index += 1
      if word == "define" || word == "override" { level += 1 }
      if word == "endef" { level -= 1 }
      if level == 0 { return }
    }
  }

  // MARK: - Statements

  /// A rule or an assignment; whether a recipe may follow.
  private mutating func statement(_ range: Range<Int>, line: Int) -> Bool {
    let text = lines.bytes[range].withoutMakeComment
    guard let sign = text.makeSign else { return false }
    if sign.isAssignment {
      guard !isSettled else { return false }
      variables.assign(text[..<sign.start], text[sign.end...], text[sign.start..<sign.end])
      return false
    }
    var rest = text[sign.end...]
    let recipeStart = rest.firstIndexOutsideReferences(of: UInt8(ascii: ";"))
    if let recipeStart { rest = rest[..<recipeStart] }
    if let inner = rest.makeSign, inner.isAssignment {
      // https://www.gnu.org/software/make/manual/make.html#Target_002dspecific
      let assignment = Assignment(
        name: rest[..<inner.start], value: text[inner.end...], sign: rest[inner.start..<inner.end])
      // Each such target has variables of its own, which no honest file has many of.
      for name in text[..<sign.start].makeWords.prefix(100) where assignments.count < 200 {
        let target = variables.expandedText(name)
        if assignments[target, default: []].count < 100 {
          assignments[target, default: []].append(assignment)
        }
      }
      return false
    }
    rules.append(rule(text[..<sign.start], rest, range, line))
    if let recipeStart {
      let recipe = (recipeStart + 1)..<range.upperBound
      rules[rules.count - 1].recipe.append((recipe, line))
    }
    return true
  }

  private mutating func rule(
    _ names: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>, _ range: Range<Int>, _ line: Int
  ) -> Rule {
    var names = names
    // Grouped targets, `a b &: c`.
    if names.last == UInt8(ascii: "&") { names.removeLast() }
    var targets: [(name: String, position: Position)] = []
    var place = lines.position(of: range.lowerBound, inLine: line)
    var offset = range.lowerBound
    for word in names.makeWords {
      place.advance(over: lines.bytes[offset..<word.startIndex])
      offset = word.startIndex
      targets += expandedNames(word).map { (name: $0, position: place) }
    }
    if targets.contains(where: { $0.name == ".ONESHELL" }) { isOneShell = true }
    var needed = rest
    var pattern: String?
    if let colon = rest.firstIndexOutsideReferences(of: UInt8(ascii: ":")) {
      pattern = variables.expandedText(rest[..<colon].trimmed)
      needed = rest[(colon + 1)...]
    }
    var dependencies: [String] = []
    for word in needed.makeWords {
      dependencies += expandedNames(word).filter { $0 != "|" && !$0.contains("$") }
    }
    return Rule(targets: targets, dependencies: dependencies, pattern: pattern)
  }

  /// The names that a word stands for.
  private mutating func expandedNames(_ word: ArraySlice<UInt8>) -> [String] {
    guard room.isOpen else { return [] }
    let names = variables.expandedText(word).split(separator: " ").map(String.init)
    room.take(names: names.count)
    return names
  }

  // MARK: - Recipes

  /// Names that tell make something and are made by nobody.
  private static let special: Set<String> = [
    ".PHONY", ".SUFFIXES", ".DEFAULT", ".PRECIOUS", ".INTERMEDIATE", ".SECONDARY",
    ".NOTINTERMEDIATE",
    ".SECONDEXPANSION", ".DELETE_ON_ERROR", ".IGNORE", ".LOW_RESOLUTION_TIME", ".SILENT",
    ".EXPORT_ALL_VARIABLES", ".NOTPARALLEL", ".ONESHELL", ".POSIX", ".WAIT",
  ]

  private mutating func targets(of rule: Rule) -> [BuildTarget] {
    let targets = rule.targets.filter { !Self.special.contains($0.name) }
    guard !targets.isEmpty else { return [] }
    let commands = commands(of: rule, assigning: assignments[targets[0].name] ?? [])
    // Rules with many targets and long recipes would multiply without a limit.
    var found: [BuildTarget] = []
    for target in targets.prefix(1_000) {
      if rule.pattern != nil {
        // The stem may be put into each of them.
        room.take(names: rule.dependencies.count * (1 + target.name.utf8.count / 64))
      }
      guard room.isOpen else { break }
      found.append(
        BuildTarget(
          name: target.name, dependencies: Self.dependencies(of: target.name, rule),
          commands: commands, position: target.position))
    }
    return found
  }

  private static func dependencies(of name: String, _ rule: Rule) -> [String] {
    guard let parts = rule.pattern?.split(separator: "%", omittingEmptySubsequences: false),
      parts.count == 2, name.hasPrefix(parts[0]), name.hasSuffix(parts[1]),
      name.utf8.count >= parts[0].utf8.count + parts[1].utf8.count
    else { return rule.dependencies }
    let stem = name.dropFirst(parts[0].count).dropLast(parts[1].count)
    return rule.dependencies.map { dependency in
      let pieces = dependency.split(
        separator: "%", maxSplits: 1, omittingEmptySubsequences: false
      ).map(String.init)
      return pieces.joined(separator: String(stem))
    }
  }

  /// The commands of a rule, in which some variables have values of its own.
  private mutating func commands(
    of rule: Rule, assigning own: [Assignment]
  ) -> [ShellCommand] {
    guard !rule.recipe.isEmpty, !own.isEmpty else { return commands(of: rule) }
    room.take(names: own.count)
    let outer = variables.noted(own.map(\.name))
    for assignment in own {
      variables.assign(assignment.name, assignment.value, assignment.sign)
    }
    defer { variables.restore(outer) }
    return commands(of: rule)
  }

  private mutating func commands(of rule: Rule) -> [ShellCommand] {
    if isOneShell, let first = rule.recipe.first {
      var script = TargetScript(at: lines.position(of: first.range.lowerBound, inLine: first.line))
      for line in rule.recipe { append(line, to: &script) }
      let ignoresFailure = script.takeSigns("@-+")
      let commands = script.commands(ignoresFailure: ignoresFailure)
      room.take(commands: commands.count)
      return commands
    }
    var commands: [ShellCommand] = []
    for line in rule.recipe where room.isOpen {
      var script = TargetScript(at: lines.position(of: line.range.lowerBound, inLine: line.line))
      append(line, to: &script)
      let ignoresFailure = script.takeSigns("@-+")
      let found = script.commands(ignoresFailure: ignoresFailure)
      room.take(commands: found.count)
      // https://www.gnu.org/software/make/manual/make.html#Execution
      commands.append(inOwnShell: found)
    }
    return commands
  }

  private mutating func append(
    _ line: (range: Range<Int>, line: Int), to script: inout TargetScript
  ) {
    script.startLine(at: lines.position(of: line.range.lowerBound, inLine: line.line))
    variables.append(lines.bytes[line.range], to: &script)
  }
}

extension Range<Int> {
  fileprivate var dropFirstByte: Range<Int> { Swift.min(lowerBound + 1, upperBound)..<upperBound }
}

import SourceModel

/// Reads the recipes of a justfile.
///
/// See https://just.systems/man/en/
struct JustfileReader {
  private let lines: SourceLines
  private var index = 0
  private var values: [String: String] = [:]
  private var recipes: [Recipe] = []
  /// What the recipes may still come to with the values in them.
  private var room: TargetRoom

  private struct Recipe {
    var target: BuildTarget
    var parameters: Set<String> = []
    var body: [Int] = []
    var isScript = false
  }

  init(_ text: String) {
    lines = SourceLines(text)
    room = TargetRoom(bytes: lines.bytes.count)
  }

  /// The recipes in the order of the file.
  mutating func targets() -> [BuildTarget] {
    var isScript = false
    while index < lines.count {
      let line = lines[index]
      defer { index += 1 }
      guard let first = line.first, !line.isBlank, first != UInt8(ascii: "#") else { continue }
      if first.isBlank {
        if !recipes.isEmpty { recipes[recipes.count - 1].body.append(index) }
        continue
      }
      if first == UInt8(ascii: "[") {
        if line.starts(with: "[script".utf8) { isScript = true }
        continue
      }
      statement(line)
      if isScript, !recipes.isEmpty { recipes[recipes.count - 1].isScript = true }
      isScript = false
    }
    var targets: [BuildTarget] = []
    for recipe in recipes {
      var target = recipe.target
      target.commands = commands(of: recipe)
      targets.append(target)
    }
    return targets
  }

  // MARK: - Statements

  private mutating func statement(_ line: ArraySlice<UInt8>) {
    guard let sign = sign(in: line) else { return }
    let (head, rest) = (line[..<sign], line[(sign + 1)...])
    let words = head.split(whereSeparator: \.isBlank).map(\.text)
    guard let first = words.first, let last = words.last, first != "set" || words.count == 1 else {
      return
    }
    if rest.first == UInt8(ascii: "=") {
      assign(first, last, rest.dropFirst().trimmed)
      return
    }
    guard first != "import", first != "mod" else { return }
    let name = first.hasPrefix("@") ? String(first.dropFirst()) : first
    let parameters = words.dropFirst().map { word in
      String(word.drop { "+*$".contains($0) }.prefix { $0 != "=" })
    }
    let target = BuildTarget(
      name: name, dependencies: Self.dependencies(rest), commands: [],
      position: lines.position(
        of: line.startIndex + (first.hasPrefix("@") ? 1 : 0), inLine: index))
    recipes.append(Recipe(target: target, parameters: Set(parameters)))
  }

  private mutating func assign(_ first: String, _ name: String, _ value: ArraySlice<UInt8>) {
    if first == "alias" {
      let target = BuildTarget(
        name: name, dependencies: [value.text], commands: [],
        position: lines.position(of: lines.ranges[index].lowerBound, inLine: index))
      recipes.append(Recipe(target: target))
      return
    }
    guard let quote = value.first, value.count >= 2, value.last == quote,
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    else { return }
    let inner = value.dropFirst().dropLast()
    guard !inner.contains(quote), !inner.contains(UInt8(ascii: "\\")) else { return }
    values[name] = inner.text
  }

  /// The index of the colon outside quotes and parentheses.
  private func sign(in line: ArraySlice<UInt8>) -> Int? {
    var quote: UInt8?
    var level = 0
    for index in line.indices {
      let byte = line[index]
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): quote = byte
      case UInt8(ascii: "("): level += 1
      case UInt8(ascii: ")"): level -= 1
      case UInt8(ascii: "#"): return nil
      case UInt8(ascii: ":"): if level <= 0 { return index }
      default: continue
      }
    }
    return nil
  }

  /// The names in `a (b "x") && c`.
  private static func dependencies(_ text: ArraySlice<UInt8>) -> [String] {
    var names: [String] = []
    var level = 0
    var quote: UInt8?
    var expectsName = true
    var name: [UInt8] = []
    func finish() {
      if !name.isEmpty, name != Array("&&".utf8) { names.append(name[...].text) }
      name = []
    }
    for byte in text {
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "#"):
        finish()
        return names
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): quote = byte
      case UInt8(ascii: "("):
        finish()
        level += 1
        expectsName = true
      case UInt8(ascii: ")"):
        finish()
        level -= 1
        expectsName = true
      case _ where byte.isBlank:
        if !name.isEmpty, level > 0 { expectsName = false }
        finish()
      default: if level == 0 || expectsName { name.append(byte) }
      }
    }
    finish()
    return names
  }

  // MARK: - Bodies

  private mutating func commands(of recipe: Recipe) -> [ShellCommand] {
    guard let first = recipe.body.first else { return [] }
    let (values, parameters) = (values, recipe.parameters)
    let template = TargetTemplate("{{", "}}") { parameters.contains($0) ? nil : values[$0] }
    let start = lines[first].trimmed
    if start.starts(with: "#!".utf8) {
      guard start.text.hasSuffix("sh") || start.text.contains("sh ") else { return [] }
      return self.commands(of: script(recipe.body, template))
    }
    if recipe.isScript { return self.commands(of: script(recipe.body, template)) }
    var commands: [ShellCommand] = []
    var index = 0
    while index < recipe.body.count {
      var part = [recipe.body[index]]
      while index + 1 < recipe.body.count, lines[recipe.body[index]].endsWithOddBackslashes {
        index += 1
        part.append(recipe.body[index])
      }
      index += 1
      var script = script(part, template)
      let ignoresFailure = script.takeSigns("@-")
      // https://just.systems/man/en/changing-the-working-directory-in-a-recipe.html
      commands.append(inOwnShell: self.commands(of: script, ignoresFailure: ignoresFailure))
    }
    return commands
  }

  private mutating func commands(
    of script: TargetScript, ignoresFailure: Bool = false
  ) -> [ShellCommand] {
    let commands = script.commands(ignoresFailure: ignoresFailure)
    room.take(commands: commands.count)
    return commands
  }

  private mutating func script(_ body: [Int], _ template: TargetTemplate) -> TargetScript {
    var script = TargetScript(at: .start)
    for index in body {
      let text = lines[index].drop(while: \.isBlank)
      script.startLine(at: lines.position(of: text.startIndex, inLine: index))
      template.append(text, to: &script, &room)
    }
    return script
  }
}

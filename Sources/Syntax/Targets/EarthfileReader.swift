import SourceModel

/// Reads the targets and functions of an Earthfile.
///
/// What a target refers to, by `BUILD`, `FROM`, `COPY`, `DO` or `WITH DOCKER --load`, becomes a call of
/// `earthly` where it stands, since targets of other folders may be meant; images that are saved become
/// the commands of Docker that do the same. What only runs with `--push` has that as its wrapper.
///
/// See https://docs.earthly.dev/docs/earthfile
struct EarthfileReader {
  /// The wrapper of commands that only run when the caller pushes.
  static let push = "--push"

  private static let limit = 2_000

  private let lines: SourceLines
  private var index = 0
  private var found: [BuildTarget] = []
  /// Whether the current target starts from an image or target of its own.
  private var hasStart = true

  init(_ text: String) { lines = SourceLines(text) }

  /// The targets in the order of the file; what stands before the first is `base`.
  mutating func targets() -> [BuildTarget] {
    found = [BuildTarget(name: "base", dependencies: [], commands: [], position: .start)]
    while index < lines.count, found.count < Self.limit {
      let line = lines[index]
      guard let first = line.first(where: { !$0.isBlank }), first != UInt8(ascii: "#") else {
        index += 1
        continue
      }
      let name = line.prefix(while: { $0.isShellName || $0 == UInt8(ascii: "-") || $0 == 0x2E })
      if !name.isEmpty, line[name.endIndex...].first == UInt8(ascii: ":") {
        found.append(
          BuildTarget(
            name: name.text, dependencies: [], commands: [],
            position: lines.position(of: line.startIndex, inLine: index)))
        hasStart = false
        index += 1
      } else {
        instruction()
      }
    }
    return found
  }

  /// Reads an instruction with the lines that go on behind a backslash.
  private mutating func instruction() {
    let first = index
    let line = lines[first]
    let text = line.drop(while: \.isBlank)
    let keyword = text.prefix { !$0.isBlank }
    var end = index
    while end + 1 < lines.count, lines[end].last == UInt8(ascii: "\\") || isComment(end) {
      end += 1
    }
    index = end + 1
    let rest = text[keyword.endIndex...].drop(while: \.isBlank)
    let place = lines.position(of: text.startIndex, inLine: first)
    startsFromBase(keyword.text, place)
    switch keyword.text {
    case "RUN": run(rest, from: first, to: end)
    case "SAVE": save(words(rest, from: first, to: end), at: place)
    case "BUILD", "DO", "FROM":
      let words = words(rest, from: first, to: end)
      if words.first == "DOCKERFILE" { add(["docker", "build", "."], at: place) }
      refer(to: words.first { !$0.hasPrefix("-") }.map { [$0] } ?? [], at: place)
    case "COPY", "WITH":
      refer(to: words(rest, from: first, to: end), at: place)
    default: return
    }
  }

  /// A comment within an instruction of several lines.
  private func isComment(_ index: Int) -> Bool {
    index > self.index && lines[index].drop(while: \.isBlank).first == UInt8(ascii: "#")
  }

  /// A target without a start of its own begins with what stands before the first one.
  private mutating func startsFromBase(_ keyword: String, _ place: Position) {
    guard !hasStart else { return }
    hasStart = true
    guard !["FROM", "FUNCTION", "COMMAND", "LOCALLY"].contains(keyword),
      found[0].commands.isEmpty == false
    else { return }
    add(["earthly", "+base"], at: place)
  }

  /// The words of an instruction's lines.
  private func words(_ rest: ArraySlice<UInt8>, from first: Int, to last: Int) -> [String] {
    var words: [String] = []
    for number in first...last {
      let line = number == first ? rest : lines[number]
      let text = line.last == UInt8(ascii: "\\") ? line.dropLast() : line
      guard text.drop(while: \.isBlank).first != UInt8(ascii: "#") else { continue }
      words += text.split(whereSeparator: \.isBlank).map(\.text)
    }
    return words.map { $0.filter { $0 != "\"" && $0 != "(" && $0 != ")" } }
  }

  // MARK: - Commands

  private mutating func add(_ words: [String], at place: Position, pushes: Bool = false) {
    let commands = TargetScript(quoting: words, at: place).commands()
    found[found.count - 1].commands += commands.map { command in
      var command = command
      if pushes { command.wrappers.insert(Self.push, at: 0) }
      return command
    }
  }

  private mutating func refer(to words: [String], at place: Position) {
    for word in words {
      // `name=+target` of `--load`.
      let value =
        word.hasPrefix("+")
        ? word[...]
        : word[(word.lastIndex(of: "=").map { word.index(after: $0) } ?? word.startIndex)...]
      guard let plus = value.firstIndex(of: "+"), !value.hasPrefix("-") else { continue }
      let name = value[value.index(after: plus)...].prefix { $0 != "/" }
      guard !name.isEmpty else { continue }
      add(["earthly", value[..<plus] + "+" + name], at: place)
    }
  }

  private mutating func save(_ words: [String], at place: Position) {
    guard words.first == "IMAGE" else { return }
    let pushes = words.contains(Self.push)
    for name in words.dropFirst() where !name.hasPrefix("-") {
      add(["docker", "build", "-t", name, "."], at: place)
      if pushes { add(["docker", "push", name], at: place, pushes: true) }
    }
  }

  /// `RUN` with its options taken off; the rest is shell text, or a list of words.
  private mutating func run(_ rest: ArraySlice<UInt8>, from first: Int, to last: Int) {
    var text = rest
    var pushes = false
    while text.starts(with: "--".utf8) {
      let option = text.prefix { !$0.isBlank }
      text = text[option.endIndex...].drop(while: \.isBlank)
      if option.text == Self.push { pushes = true }
      // Their values stand behind a space.
      if ["--secret", "--mount", "--oidc"].contains(option.text) {
        text = text.drop { !$0.isBlank }.drop(while: \.isBlank)
      }
    }
    var script = TargetScript(at: lines.position(of: text.startIndex, inLine: first))
    if text.first == UInt8(ascii: "["), last == first {
      script = TargetScript(
        quoting: text.split { "[]\",".utf8.contains($0) }.filter { !$0.isBlank }.map(\.text),
        at: lines.position(of: text.startIndex, inLine: first))
    } else {
      script.append(text)
      for number in first..<last where !isCommentLine(number + 1) {
        script.startLine(at: lines.position(of: lines[number + 1].startIndex, inLine: number + 1))
        script.append(lines[number + 1])
      }
    }
    found[found.count - 1].commands.append(
      inOwnShell: script.commands().map { command in
        var command = command
        if pushes { command.wrappers.insert(Self.push, at: 0) }
        return command
      })
  }

  private func isCommentLine(_ index: Int) -> Bool {
    lines[index].drop(while: \.isBlank).first == UInt8(ascii: "#")
  }
}

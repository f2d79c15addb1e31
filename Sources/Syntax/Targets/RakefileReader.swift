import SourceModel

/// Reads the tasks of a Rakefile, line by line.
///
/// See https://ruby.github.io/rake/doc/rakefile_rdoc.html
struct RakefileReader {
  /// What `end` or `}` closes.
  private enum Block {
    case namespace(String)
    case task(Int)
    case other
  }

  private static let scopeLimit = 20
  private static let nameLimit = 200

  private let lines: SourceLines
  private var index = 0
  private var blocks: [Block] = []
  private var scopes: [String] = []
  /// The tasks that are open.
  private var tasks: [Int] = []
  private var found: [(target: BuildTarget, scopes: [String])] = []

  init(_ text: String) { lines = SourceLines(text) }

  /// The tasks in the order of the file.
  mutating func targets() -> [BuildTarget] {
    while index < lines.count {
      let line = lines[index].trimmed
      defer { index += 1 }
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      if line.starts(with: "=begin".utf8) {
        while index < lines.count, !lines[index].starts(with: "=end".utf8) { index += 1 }
      } else if line.starts(with: "__END__".utf8) {
        break
      } else {
        read(line)
      }
    }
    return resolved()
  }

  /// Names in dependencies are looked for in the namespaces around, from the inside.
  private func resolved() -> [BuildTarget] {
    let names = Set(found.map(\.target.name))
    var room = TargetRoom(bytes: lines.bytes.count)
    return found.map { item in
      guard !item.target.dependencies.isEmpty else { return item.target }
      var target = item.target
      let prefixes = item.scopes.indices.reversed().map { last in
        item.scopes[...last].joined(separator: ":") + ":"
      }
      target.dependencies = target.dependencies.map { name in
        guard room.isOpen else { return name }
        room.take(names: prefixes.count)
        return prefixes.lazy.map { $0 + name }.first(where: names.contains) ?? name
      }
      return target
    }
  }

  // MARK: - Lines

  private mutating func read(_ line: ArraySlice<UInt8>) {
    let word = line.prefix { $0.isShellName || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    let name = word.text
    if name == "end" || line.first == UInt8(ascii: "}") {
      pop()
      return
    }
    let opens = Self.opensBlock(line, name)
    switch name {
    case "namespace":
      let scope = RubyTokens.first(in: line[word.endIndex...])?.text
      if opens { push(.namespace(scope ?? "")) }
      return
    case "task", "multitask", "file", "Rake::Task.define_task":
      define(line[word.endIndex...], opens)
      if !opens, let last = found.indices.last,
        line.contains(UInt8(ascii: "{"))
          || line.range(of: " do") != nil
      {
        readCommands(line, of: last)
      }
      return
    default: break
    }
    if name.hasSuffix("Task.new"), name.contains("::") { defineByClass(name, line, word.endIndex) }
    if opens { push(.other) }
    guard let task = tasks.last else { return }
    readCommands(line, of: task)
  }

  private mutating func push(_ block: Block) {
    // Every name has the scopes before it: what is nested deeper, or below what is no name any more, has
    // no scope of its own.
    guard case .namespace(let name) = block else {
      blocks.append(block)
      if case .task(let index) = block { tasks.append(index) }
      return
    }
    let isScope = scopes.count < Self.scopeLimit && name.utf8.count < Self.nameLimit
    blocks.append(isScope ? block : .other)
    if isScope { scopes.append(name) }
  }

  private mutating func pop() {
    switch blocks.popLast() {
    case .namespace: scopes.removeLast()
    case .task: tasks.removeLast()
    case .other, nil: break
    }
  }

  private static let openers: Set<String> = [
    "if", "unless", "case", "while", "until", "begin", "def", "class", "module", "for",
  ]

  /// Whether the line begins something that a later `end` or `}` closes.
  private static func opensBlock(_ line: ArraySlice<UInt8>, _ word: String) -> Bool {
    var rest = line
    // The parameters of a block.
    if rest.last == UInt8(ascii: "|"), let bar = rest.dropLast().lastIndex(of: UInt8(ascii: "|")) {
      rest = rest[..<bar].trimmed
    }
    if rest.last == UInt8(ascii: "{") { return true }
    if rest.count >= 2, rest.suffix(2).elementsEqual("do".utf8),
      rest.count == 2 || rest[rest.endIndex - 3].isBlank || rest[rest.endIndex - 3] == 0x29
    {
      return true
    }
    let closes = line.count > 4 && line.suffix(4).elementsEqual(" end".utf8)
    if openers.contains(word) { return !closes }
    return !closes
      && (line.range(of: "= if ") != nil || line.range(of: "= case ") != nil
        || line.range(of: "= begin") != nil)
  }

  // MARK: - Tasks

  private mutating func define(_ text: ArraySlice<UInt8>, _ opens: Bool) {
    var text = text
    // A list of dependencies on several lines.
    let first = index
    var open = Self.openBrackets(text)
    while open > 0, index + 1 < lines.count, index < first + 100 {
      index += 1
      open += Self.openBrackets(lines[index])
    }
    if index > first { text = lines.bytes[text.startIndex..<lines.ranges[index].upperBound] }
    var opens = opens
    if index > first { opens = Self.opensBlock(lines[index].trimmed, "") }
    let tokens = Array(RubyTokens(text))
    guard let name = tokens.first, !name.text.isEmpty else {
      if opens { push(.other) }
      return
    }
    // `task :name, [:argument] => :dependency`
    let arrow = tokens.firstIndex { $0.isArrow }
    let dependencies = arrow.map { tokens[($0 + 1)...] } ?? Self.enhancement(text)[...]
    let target = BuildTarget(
      name: (scopes + [name.text]).joined(separator: ":"),
      dependencies: dependencies.filter { !$0.isArrow }.map(\.text), commands: [],
      position: lines.position(of: name.start, inLine: first))
    found.append((target, scopes))
    if opens { push(.task(found.count - 1)) }
  }

  /// `task(:default).enhance([:style])`: the tasks that come before another one, too.
  private static func enhancement(_ text: ArraySlice<UInt8>) -> [RubyTokens.Token] {
    guard let call = text.range(of: ".enhance") else { return [] }
    let rest = text[call.upperBound...]
    return Array(RubyTokens(rest.prefix { $0 != UInt8(ascii: "]") }))
  }

  private static func openBrackets(_ text: ArraySlice<UInt8>) -> Int {
    text.reduce(0) { $0 + ($1 == UInt8(ascii: "[") ? 1 : $1 == UInt8(ascii: "]") ? -1 : 0) }
  }

  /// `RuboCop::RakeTask.new(:lint)` makes a task that runs the program of that name.
  private mutating func defineByClass(_ name: String, _ line: ArraySlice<UInt8>, _ end: Int) {
    let program = name.prefix { $0 != ":" }.lowercased()
    let token = RubyTokens(line[end...]).first { !$0.isArrow }
    let place = lines.position(of: line.startIndex, inLine: index)
    let isOwn = program == "rake"
    let usual = isOwn ? "test" : program == "rspec" ? "spec" : program
    let commands = isOwn ? [] : TargetScript(program, at: place).commands()
    let target = BuildTarget(
      name: (scopes + [token?.text ?? usual]).joined(separator: ":"), dependencies: [],
      commands: commands, position: place)
    found.append((target, scopes))
  }

  // MARK: - Commands

  private static let template = TargetTemplate("#{", "}")

  private mutating func readCommands(_ line: ArraySlice<UInt8>, of task: Int) {
    var offset = line.startIndex
    while offset < line.endIndex {
      let byte = line[offset]
      if byte == UInt8(ascii: "`") {
        let token = RubyTokens.first(in: line[offset...])
        add([token].compactMap { $0 }, to: task)
        return
      }
      if byte == UInt8(ascii: "#") { return }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        offset = RubyTokens.end(ofLiteralAt: offset, in: line)
        continue
      }
      guard byte.isShellName else {
        offset += 1
        continue
      }
      let word = line[offset...].prefix { $0.isShellName || $0 == UInt8(ascii: ".") || $0 == 0x3A }
      offset = word.endIndex
      if call(word.text, line[offset...], of: task) { return }
    }
  }

  /// A call that runs something; whether it is one.
  private mutating func call(_ name: String, _ rest: ArraySlice<UInt8>, of task: Int) -> Bool {
    switch name {
    case "sh", "system", "exec":
      if let delimiter = Self.heredoc(rest) {
        readHeredoc(delimiter, of: task)
        return true
      }
      add(Array(RubyTokens(rest).prefix { !$0.isArrow && !$0.isOption }), to: task)
      return true
    case "ruby":
      guard let token = RubyTokens.first(in: rest) else { return false }
      let place = lines.position(of: token.start, inLine: index)
      found[task].target.commands.append(
        inOwnShell: TargetScript("ruby " + token.text, at: place).commands())
      return true
    case "Rake::Task":
      guard rest.first == UInt8(ascii: "["), let token = RubyTokens.first(in: rest) else {
        return false
      }
      found[task].target.dependencies.append(token.text)
      return true
    default: return false
    }
  }

  private mutating func add(_ tokens: [RubyTokens.Token], to task: Int) {
    guard let first = tokens.first, first.isText else { return }
    let place = lines.position(of: first.start, inLine: index)
    let texts = tokens.filter(\.isText).map(\.text)
    var script = TargetScript(at: place)
    if texts.count == 1 {
      Self.template.append(Array(first.text.utf8)[...], to: &script)
    } else {
      script = TargetScript(quoting: texts, at: place)
    }
    found[task].target.commands.append(inOwnShell: script.commands())
  }

  /// The delimiter of `<<~END`.
  private static func heredoc(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let sign = text.range(of: "<<") else { return nil }
    let name = text[sign.upperBound...].drop { !$0.isShellName }.prefix(while: \.isShellName)
    return name.isEmpty ? nil : name
  }

  private mutating func readHeredoc(_ delimiter: ArraySlice<UInt8>, of task: Int) {
    var script = TargetScript(at: .start)
    while index + 1 < lines.count {
      index += 1
      let line = lines[index].trimmed
      if line.elementsEqual(delimiter) { break }
      script.startLine(at: lines.position(of: line.startIndex, inLine: index))
      Self.template.append(line, to: &script)
    }
    found[task].target.commands.append(inOwnShell: script.commands())
  }
}

import SourceModel

extension ShellWalker {
  /// A simple command, what it is wrapped in, and what it runs.
  mutating func simple(
    _ node: ShellNode, _ index: Int32, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    let simple = program.simples[Int(node.payload)]
    var context = context
    if !program.sources.isEmpty { context.text = program.text(ofSimple: Int(node.payload)) }
    if listsSubstitutions, node.firstChild >= 0 { substitutions(of: index, context, &state) }
    if simple.checksStatus {
      for command in state.latest {
        state.commands[command].ignoresFailure = context.ignoresFailure
      }
    }
    state.input = nil
    if !simple.assignments.isEmpty { assign(simple, context, &state) }
    guard !simple.words.isEmpty else { return .goesOn }
    var command = Command(context: context, position: simple.position)
    if simple.meaning == .source { command.source = program.sourced[Int(node.payload)] }
    // `set +e` touches neither what ends the shell nor what sets its options.
    if state.ignoresErrors, ![.exit, .return, .set].contains(simple.meaning) {
      command.context.ignoresFailure = true
    }
    if !simple.assignments.isEmpty {
      command.environment = program.assignments[simple.assignments].compactMap {
        $0.items == nil ? ShellCommand.Assignment(name: $0.name, value: $0.value.text) : nil
      }
    }
    command.words = expanded(program.words[simple.words], &command.context, &state)
    if state.arguments != .unknown, takesArguments(simple, command.words) {
      command.words = passingOn(command.words, &state)
    }
    let flow = run(&command, &state)
    if let heredoc = simple.heredoc { read(program.heredocs[heredoc], context, &state) }
    return context.isReachable ? flow : .goesOn
  }

  /// A command on its way through its wrappers.
  struct Command {
    /// As long as nothing changes them, those of the program and no copy.
    var words: ArraySlice<ShellWord> = []
    var context: Context
    var environment: [ShellCommand.Assignment] = []
    var position: Position
    var wrapperCount = 0
    /// The file that it reads into the script, an index in the program's list.
    var source: Int?
  }

  private mutating func substitutions(
    of index: Int32, _ context: Context, _ state: inout ShellState
  ) {
    let latest = state.latest
    for child in program.children(of: index) { _ = run(child, context, &state) }
    state.latest = latest
  }

  // MARK: - Running

  /// Lists a command; each turn sees through one wrapper.
  private mutating func run(_ command: inout Command, _ state: inout ShellState) -> Flow {
    resolveVariable(&command, state)
    guard let first = command.words.first?.text else { return .goesOn }
    if let flow = special(first, command, &state) { return flow }
    if let node = function(first) {
      return run(function: node, first, command, &state)
    }
    guard let match = match(command) else {
      list(command, &state)
      return .goesOn
    }
    if match.isKept, command.wrapperCount == 0 || state.takesInner(command.words.count) {
      list(command, &state)
    }
    var inner = command
    inner.wrapperCount += 1
    inner.environment += match.environment
    inner.context.wrappers.append(match.label)
    switch match.content {
    case .words(let words):
      inner.words = words
      let flow = run(&inner, &state)
      return first == "exec" ? .exits : flow
    case .text(let word):
      // `eval` alone runs it in this shell.
      if match.label == "eval" {
        text(word, inner.context, &state)
        // `eval set -- "$(getopt …)"`
        if word.text.hasPrefix("set ") { state.arguments = .unknown }
      } else {
        text(inOwnShell: word, inner.context, &state)
      }
    case .none:
      state.input = inner.context.wrappers
    }
    return .goesOn
  }

  private func match(_ command: Command) -> ShellWrapper.Match? {
    guard command.wrapperCount < 16, let first = command.words.first,
      let candidates = ShellWrapper.candidates(for: first.text)
    else { return nil }
    for candidate in candidates {
      guard let match = candidate.match(command.words) else { continue }
      // What the shell makes at run time is no text that could be read.
      if case .text(let word) = match.content, match.label == "eval",
        word.text.hasPrefix("$") || word.text.hasPrefix("`")
      {
        return nil
      }
      return match
    }
    return nil
  }

  /// How many words of a command are kept; each is looked at many times, and nobody writes as many.
  private static let commandLimit = 10_000

  private func list(_ command: Command, _ state: inout ShellState) {
    let words = command.words.prefix(Self.commandLimit).map(\.text)
    let context = command.context
    if Self.readsCommands(words) { state.input = context.wrappers }
    let shell = state.shells.take()
    let known = values(in: words, state)
    state.commands.append(
      ShellCommand(
        words: words, wrappers: context.wrappers, environment: command.environment,
        guards: context.guards, ignoresFailure: context.ignoresFailure,
        isReachable: context.isReachable, known: known,
        mayDiffer: known.contains { state.isOpen($0.name) }, loops: context.loops,
        position: command.position, shell: shell, text: context.text))
  }

  /// Commands with a meaning for the shell itself.
  private mutating func special(
    _ name: String, _ command: Command, _ state: inout ShellState
  ) -> Flow? {
    let meaning = CommandMeaning(name)
    switch meaning {
    case .exit, .return, .break, .continue:
      list(command, &state)
      return end(meaning, command.context, &state)
    case .shift:
      list(command, &state)
      if command.context.isReachable { shift(command, &state) }
      return .goesOn
    case .set:
      list(command, &state)
      if command.context.isReachable { set(command.words, &state) }
      return .goesOn
    case .declaration:
      list(command, &state)
      if command.context.isReachable { declare(command, &state) }
      return .goesOn
    case .trap:
      list(command, &state)
      trap(command, &state)
      return .goesOn
    case .source:
      guard let source = command.source, command.words.count == 2 else { return nil }
      list(command, &state)
      if let last = state.commands.indices.last { state.commands[last].isReadInPlace = true }
      return read(source: source, command.context, &state)
    case .arguments:
      if let first = state.arguments.list.first, first.isKnown, !first.text.isEmpty,
        command.wrapperCount < 16, !command.context.isInFunction || Self.isCommand(first.text)
      {
        var inner = command
        inner.words = passingOn(command.words, &state)
        inner.wrapperCount += 1
        return run(&inner, &state)
      }
      // A function's own arguments are listed where it is called.
      if command.context.isInFunction { return .goesOn }
      if state.arguments.count == nil { callAll(command.context) }
      list(command, &state)
      return .goesOn
    case .shell:
      guard command.context.wrappers.contains("ssh") else { return nil }
      return remoteShell(command, &state)
    case .test, .success, .failure, .giveUp, .telling: return nil
    case nil:
      if name.hasPrefix("$1") || name.hasPrefix("${1"), state.arguments.value(at: 1) == nil {
        callAll(command.context)
      }
      // What a file from elsewhere calls `main` runs the functions that it finds in the script.
      if name == "main", function(name) == nil { callAll(command.context) }
      return nil
    }
  }

  /// The text behind `-c`, which nobody follows on another machine.
  private mutating func remoteShell(_ command: Command, _ state: inout ShellState) -> Flow? {
    let option = command.words.dropFirst().firstIndex {
      $0.text.hasPrefix("-") && !$0.text.hasPrefix("--") && $0.text.hasSuffix("c")
    }
    guard let option, option + 1 < command.words.endIndex, let shell = command.words.first else {
      return nil
    }
    var context = command.context
    context.wrappers.append(shell.text)
    text(inOwnShell: command.words[option + 1], context, &state)
    return .goesOn
  }

  private mutating func run(
    function node: Int32, _ name: String, _ command: Command, _ state: inout ShellState
  ) -> Flow {
    let given = passingOn(command.words.dropFirst(), &state)
    let runner = runners[node]
    let arguments = given.dropFirst(runner?.ownArguments ?? 0)
      .drop { !Self.isCommand($0.text) }
    guard let runner, !arguments.isEmpty, command.wrapperCount < 16 else {
      list(command, &state)
      if command.words.count == 1, let last = state.commands.indices.last {
        state.commands[last].isPlainCall = true
      }
      return call(node, self.arguments(given, state), command.context, &state)
    }
    var inner = command
    inner.words = arguments
    inner.wrapperCount += 1
    inner.context.wrappers.append(name)
    if runner.ignoresFailure { inner.context.ignoresFailure = true }
    if arguments.count == 1, let word = arguments.first, word.text.utf8.contains(UInt8(ascii: " "))
    {
      text(word, inner.context, &state)
    } else {
      _ = run(&inner, &state)
    }
    return call(node, .unknown, command.context, &state)
  }

  // MARK: - Builtins

  private func end(
    _ meaning: CommandMeaning?, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    if meaning == .exit { return .exits }
    // Nobody knows how many arguments are left where the loop ends.
    if meaning != .return, context.isReachable, context.isShifting, !context.isCertain {
      state.arguments = .unknown
    }
    return meaning == .continue ? .comesAgain : .leaves
  }

  private func shift(_ command: Command, _ state: inout ShellState) {
    guard command.context.isCertain, let count = shiftCount(command.words) else {
      state.arguments = .unknown
      return
    }
    state.arguments.shift(by: count)
  }

  private func set(_ words: ArraySlice<ShellWord>, _ state: inout ShellState) {
    if words.contains(where: { $0.text == "--" }) { state.arguments = .unknown }
    for index in words.indices.dropFirst() {
      let text = words[index].text
      guard let sign = text.utf8.first,
        sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+"), !text.hasPrefix("--")
      else { continue }
      let isLong = text.hasSuffix("o") && index + 1 < words.endIndex
      guard text.contains("e") || isLong && words[index + 1].text == "errexit" else { continue }
      state.ignoresErrors = sign == UInt8(ascii: "+")
    }
  }

  /// In a function, `local` and its like make variables that the caller does not see.
  ///
  /// https://www.gnu.org/software/bash/manual/bash.html#Shell-Functions
  private func declare(_ command: Command, _ state: inout ShellState) {
    let options = command.words.dropFirst().prefix { $0.text.hasPrefix("-") }
    let isLocal =
      command.context.isInFunction && !options.contains { $0.text.contains("g") }
      && ["local", "declare", "typeset"].contains(command.words.first?.text)
    for word in command.words.dropFirst(options.count + 1) {
      let equals = word.text.utf8.firstIndex(of: UInt8(ascii: "="))
      let name = String(word.text[..<(equals ?? word.text.endIndex)])
      if isLocal { state.setLocal(name) }
      guard let equals else { continue }
      var value = word
      value.text = String(word.text[word.text.utf8.index(after: equals)...])
      assign(name, value, command.context, &state)
    }
  }

  private mutating func trap(_ command: Command, _ state: inout ShellState) {
    guard command.context.isReachable,
      let word = command.words.dropFirst().first(where: { !$0.text.hasPrefix("-") }),
      command.words.count > 2
    else { return }
    if let node = function(word.text) {
      callAtEnd(node)
    } else if word.traits.contains(.quoted), !word.text.isEmpty {
      var context = command.context
      context.wrappers.append("trap")
      let ignoresErrors = state.ignoresErrors
      text(word, context, &state)
      state.ignoresErrors = ignoresErrors
    }
  }
}

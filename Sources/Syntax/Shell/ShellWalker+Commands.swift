import SourceModel

extension ShellWalker {
  /// A simple command, what it is wrapped in, and what it runs.
  mutating func simple(
    _ node: ShellNode, _ index: Int32, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    let simple = program.simples[Int(node.payload)]
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
      text(word, inner.context, &state)
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

  private func list(_ command: Command, _ state: inout ShellState) {
    let words = command.words.map(\.text)
    let context = command.context
    if Self.readsCommands(words) { state.input = context.wrappers }
    state.commands.append(
      ShellCommand(
        words: words, wrappers: context.wrappers, environment: command.environment,
        ignoresFailure: context.ignoresFailure, isReachable: context.isReachable,
        guards: context.guards, position: command.position))
  }

  /// Commands with a meaning for the shell itself.
  private mutating func special(
    _ name: String, _ command: Command, _ state: inout ShellState
  ) -> Flow? {
    let meaning = CommandMeaning(name)
    switch meaning {
    case .exit, .return, .break, .continue:
      list(command, &state)
      return meaning == .exit ? .exits : .leaves
    case .shift:
      list(command, &state)
      state.takeArguments()
      return .goesOn
    case .set:
      list(command, &state)
      if command.words.contains(where: { $0.text == "--" }) { state.takeArguments() }
      if command.context.isReachable { set(command.words, &state) }
      return .goesOn
    case .declaration:
      list(command, &state)
      declare(command.words, &state)
      return .goesOn
    case .trap:
      list(command, &state)
      trap(command, &state)
      return .goesOn
    case .arguments:
      // A function's own arguments are listed where it is called.
      if !command.context.isInFunction {
        callAll(command.context)
        list(command, &state)
      }
      return .goesOn
    case .shell:
      guard command.context.wrappers.contains("ssh") else { return nil }
      return remoteShell(command, &state)
    case .test, .success, .failure, .giveUp, .telling: return nil
    case nil:
      if name.hasPrefix("$1") || name.hasPrefix("${1") { callAll(command.context) }
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
    text(command.words[option + 1], context, &state)
    return .goesOn
  }

  private mutating func run(
    function node: Int32, _ name: String, _ command: Command, _ state: inout ShellState
  ) -> Flow {
    let arguments = command.words.dropFirst().drop {
      $0.text.hasPrefix("-") || $0.text.utf8.allSatisfy(\.isDigit)
    }
    guard isRunner(name), !arguments.isEmpty, command.wrapperCount < 16 else {
      list(command, &state)
      if command.words.count == 1, let last = state.commands.indices.last {
        state.commands[last].isPlainCall = true
      }
      return call(node, command.context, &state)
    }
    var inner = command
    inner.words = arguments
    inner.wrapperCount += 1
    inner.context.wrappers.append(name)
    if arguments.count == 1, let word = arguments.first, word.text.utf8.contains(UInt8(ascii: " "))
    {
      text(word, inner.context, &state)
    } else {
      _ = run(&inner, &state)
    }
    return call(node, command.context, &state)
  }

  // MARK: - Builtins

  private func set(_ words: ArraySlice<ShellWord>, _ state: inout ShellState) {
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

  private func declare(_ words: ArraySlice<ShellWord>, _ state: inout ShellState) {
    for word in words.dropFirst() {
      guard let equals = word.text.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
      var value = word
      value.text = String(word.text[word.text.utf8.index(after: equals)...])
      assign(String(word.text[..<equals]), value, &state)
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

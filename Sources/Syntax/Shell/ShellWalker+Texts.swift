import SourceModel

extension ShellWalker {
  /// Reads a word as shell text.
  mutating func text(_ word: ShellWord, _ context: Context, _ state: inout ShellState) {
    var parser = ShellParser(word.text, startingAt: word.position)
    run(parser: &parser, listsSubstitutions: !word.traits.contains(.evaluated), context, &state)
  }

  /// Reads a word as the text of a shell of its own, to which the arguments are not passed on.
  mutating func text(
    inOwnShell word: ShellWord, _ context: Context, _ state: inout ShellState
  ) {
    let outer = state.openShell()
    state.arguments = .unknown
    text(word, context, &state)
    state.closeShell(outer)
  }

  private mutating func run(
    parser: inout ShellParser, listsSubstitutions: Bool, isEmbedded: Bool = false,
    _ context: Context, _ state: inout ShellState
  ) {
    guard state.depth < Self.textLimit, state.nesting < Self.nestingLimit else {
      if state.faults.count < 100 {
        let place = parser.position(at: parser.index)
        state.faults.append(SyntaxFault(.warning, "texts are nested too deeply", at: place))
      }
      return
    }
    let inner = isEmbedded ? parser.parseEmbedded() : parser.parse()
    let outer = state.keep()
    state.faults += inner.faults.prefix(max(0, 100 - state.faults.count))
    state.depth += 1
    var walker = ShellWalker(inner, listsSubstitutions: listsSubstitutions)
    walker.run(context, &state)
    state.depth -= 1
    state.restore(outer)
  }

  /// The body of a heredoc: commands where a shell reads it, else only its substitutions.
  mutating func read(
    _ heredoc: ShellHeredoc, _ context: Context, _ state: inout ShellState
  ) {
    if let wrappers = state.input {
      var context = context
      context.wrappers = wrappers
      commands(in: heredoc, context, &state)
    } else if heredoc.text == nil, !heredoc.isQuoted, !heredoc.range.isEmpty, listsSubstitutions,
      program.bytes[heredoc.range].contains(where: {
        $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "`")
      })
    {
      var parser = ShellParser(program.bytes, heredoc.range, startingAt: heredoc.position)
      run(parser: &parser, listsSubstitutions: true, isEmbedded: true, context, &state)
    }
  }

  private mutating func commands(
    in heredoc: ShellHeredoc, _ context: Context, _ state: inout ShellState
  ) {
    if let text = heredoc.text {
      self.text(
        inOwnShell: ShellWord(text: text, position: heredoc.position), context, &state)
      return
    }
    let outer = state.openShell()
    state.arguments = .unknown
    var parser = ShellParser(program.bytes, heredoc.range, startingAt: heredoc.position)
    run(parser: &parser, listsSubstitutions: true, context, &state)
    state.closeShell(outer)
  }

  /// What `cat <<END` or `echo "text"` gives to a shell behind `|`.
  mutating func feed(
    _ index: Int32, _ wrappers: [String], _ context: Context, _ state: inout ShellState
  ) {
    let node = program.nodes[Int(index)]
    guard node.kind == .simple else { return }
    let simple = program.simples[Int(node.payload)]
    guard !simple.words.isEmpty else { return }
    var context = context
    context.wrappers = wrappers
    let words = program.words[simple.words]
    switch words[words.startIndex].text {
    case "cat":
      if let heredoc = simple.heredoc { commands(in: program.heredocs[heredoc], context, &state) }
    case "echo", "printf":
      guard let word = words.last, words.count > 1, word.traits.contains(.quoted) else { return }
      text(inOwnShell: word, context, &state)
    default: return
    }
  }

  /// Whether a command is a shell that reads commands from its input.
  static func readsCommands(_ words: [String]) -> Bool {
    var name = words[0]
    // All names below end with one of two letters, most others with neither.
    guard let last = name.utf8.last, last == UInt8(ascii: "h") || last == UInt8(ascii: "u") else {
      return false
    }
    if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) {
      name = String(name[name.utf8.index(after: slash)...])
    }
    switch name {
    case "sh", "bash", "zsh", "ash", "dash", "ksh":
      if words.contains("-s") { return true }
      return words.dropFirst().allSatisfy { $0.hasPrefix("-") && !$0.hasSuffix("c") }
    case "su": return !words.contains("-c")
    default: return false
    }
  }
}

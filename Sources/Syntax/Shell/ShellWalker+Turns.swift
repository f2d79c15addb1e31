/// Loops over arguments that are known, which run turn by turn.
extension ShellWalker {
  /// The body of `for`: once for each argument where it goes through these and all are known.
  mutating func forLoop(
    _ index: Int32, _ node: ShellNode, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    let values = givenWords(of: node, context, state)
    var body = self.context(ofLoop: node, context, &state)
    body.isShifting = false
    forget(whatChangesIn: node, &state)
    // All turns are paid for or none, so that loops in each other are no more than written there.
    guard let values, !values.isEmpty,
      state.takesRepeat(of: (values.count - 1) * repeatCost(of: index))
    else {
      body.mayBeSkipped = true
      if values?.isEmpty == true { body.isReachable = false }
      for child in program.children(of: index) { _ = run(child, body, &state) }
      return .goesOn
    }
    body.loops = context.loops
    let name = program.loopHeads[Int(node.payload)].name.text
    for value in values {
      state.set(name, to: ShellVariable(text: value, isFromArguments: true))
      for child in program.children(of: index) { _ = run(child, body, &state) }
    }
    state.set(name, to: nil)
    return .goesOn
  }

  /// The words of a loop over `"$@"`; `nil` where others than these may come.
  private func givenWords(
    of node: ShellNode, _ context: Context, _ state: ShellState
  ) -> [String]? {
    guard context.isReachable, state.arguments.areAll,
      program.loopHeads.indices.contains(Int(node.payload))
    else { return nil }
    let words = program.loopHeads[Int(node.payload)].words
    // The parser keeps no more than these.
    guard words.count < ShellCommand.Loop.wordLimit,
      words.contains(where: { CommandMeaning($0.text) == .arguments })
    else { return nil }
    var result: [String] = []
    for word in words {
      if CommandMeaning(word.text) == .arguments {
        let given = Self.words(of: state.arguments, for: word).map(\.text)
        let isQuoted = word.traits.contains(.quoted)
        result += isQuoted ? given : given.flatMap { $0.split(separator: " ").map(String.init) }
      } else {
        guard ShellArguments.isPlain(word.text), !word.traits.contains(.evaluated) else {
          return nil
        }
        result.append(word.text)
      }
    }
    return result
  }

  /// Runs a loop that shifts arguments away until none is left; `false` where something else decides
  /// about its turns, so that it has to be read as one that may run with any arguments.
  mutating func takesTurns(
    _ index: Int32, _ node: ShellNode, _ condition: Context, _ body: Context,
    _ state: inout ShellState
  ) -> Bool {
    let items = Array(program.children(of: index))
    let goesOn = node.kind == .whileLoop
    guard body.isReachable, body.isCertain, let count = state.arguments.count, items.count > 1,
      simples(of: node).contains(where: { $0.meaning == .shift }),
      status(items[0], state) == goesOn,
      // Each turn drops one at least, and the last one may find none.
      state.takesRepeat(of: (count + 1) * repeatCost(of: index))
    else { return false }
    var body = body
    body.isShifting = true
    var left = count
    while true {
      guard let status = status(items[0], state) else { return false }
      guard status == goesOn else { return true }
      _ = run(items[0], condition, &state)
      switch run(items[1], body, &state) {
      case .leaves, .exits: return true
      case .goesOn, .comesAgain: break
      }
      guard let count = state.arguments.count, count < left else { return false }
      left = count
    }
  }
}

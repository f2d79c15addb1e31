import SourceModel

extension ShellWalker {
  /// How many loops around a command are told.
  private static let loopLimit = 3
  /// How many variables of one command are told.
  private static let nameLimit = 20
  /// How long a word may be in which they are looked for.
  private static let wordLimit = 2_000

  /// What is true inside of a loop: beside what is around it, the words that its variable takes.
  func context(
    ofLoop node: ShellNode, _ context: Context, _ state: inout ShellState
  ) -> Context {
    guard program.loopHeads.indices.contains(Int(node.payload)) else { return context }
    let head = program.loopHeads[Int(node.payload)]
    // What the variable held before is over.
    state.set(head.name.text, to: nil)
    guard context.loops.count < Self.loopLimit else { return context }
    var context = context
    let words = words(of: head, &context, &state)
    guard !words.isEmpty else { return context }
    context.loops.append(
      ShellCommand.Loop(position: head.name.position, name: head.name.text, words: words))
    return context
  }

  /// The words of a loop, values of variables and arrays put in; what only the run knows is left out.
  private func words(
    of head: ShellLoopHead, _ context: inout Context, _ state: inout ShellState
  ) -> [String] {
    let words = expanded(head.words[...], &context, &state).flatMap { word -> [String] in
      guard let text = known(word, state), !text.utf8.contains(where: Self.isPattern) else {
        return []
      }
      return word.traits.contains(.quoted) ? [text] : text.split(separator: " ").map(String.init)
    }
    return Array(words.prefix(ShellCommand.Loop.wordLimit))
  }

  /// A sign of names that the shell makes of one word: `services/*`, `{a,b}`.
  private static func isPattern(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: ","): true
    default: false
    }
  }

  /// The variables in the words whose values are known here, each once.
  func values(in words: [String], _ state: ShellState) -> [ShellCommand.Assignment] {
    guard state.hasValues else { return [] }
    var values: [ShellCommand.Assignment] = []
    // Long words hold texts of their own, whose commands are told by themselves.
    for word in words
    where word.utf8.count < Self.wordLimit && word.utf8.contains(UInt8(ascii: "$")) {
      var rest = word.utf8[...]
      while let dollar = rest.firstIndex(of: UInt8(ascii: "$")), values.count < Self.nameLimit {
        rest = rest[dollar...].dropFirst().drop { $0 == UInt8(ascii: "{") }
        let written = rest.prefix(while: \.isShellName)
        let isArgument = written.first?.isDigit == true
        let name = String(Substring(isArgument ? written.prefix(1) : written))
        guard let value = state.value(of: name), !values.contains(where: { $0.name == name })
        else { continue }
        values.append(ShellCommand.Assignment(name: name, value: value))
      }
    }
    return values
  }
}

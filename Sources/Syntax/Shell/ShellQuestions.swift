import SourceModel

/// Which functions of a program decide something by their arguments, or hand these to another one.
///
/// The commands of all others are the same whatever they are given.
struct ShellQuestions {
  /// How many commands before each one ask for an argument; empty where there is no function.
  private var counts: [Int32] = []
  /// How many before each one have an argument in other words than the first: `make -C "$1" test`.
  private var uses: [Int32] = []
  /// The variables that are set to arguments.
  private var variables: Set<String> = []

  init(_ program: ShellProgram) {
    guard !program.functionNames.isEmpty else { return }
    let names = Set(program.functionNames)
    let variables = Self.variables(of: program)
    self.variables = variables
    var asks = program.simples.map { Self.asks($0, program, names, variables) }
    for (index, node) in program.nodes.enumerated() {
      let first = Int(node.simples.lowerBound)
      if asks.indices.contains(first), Self.asks(node, index, program, variables) {
        asks[first] = true
      }
    }
    counts = Self.sums(of: asks)
    uses = Self.sums(of: program.simples.map { Self.uses($0, program, variables) })
  }

  private static func sums(of answers: [Bool]) -> [Int32] {
    answers.reduce(into: [0]) { sums, answer in
      sums.append((sums.last ?? 0) + (answer ? 1 : 0))
    }
  }

  /// Whether what a function does depends on its arguments.
  func areAsked(by function: ShellNode) -> Bool { Self.rises(counts, in: function) }

  /// Whether commands of a function have arguments in their words, where it runs the same ones
  /// whatever it is given.
  func areUsed(by function: ShellNode) -> Bool { Self.rises(uses, in: function) }

  private static func rises(_ sums: [Int32], in function: ShellNode) -> Bool {
    let (start, end) = (Int(function.simples.lowerBound), Int(function.simples.upperBound))
    guard sums.indices.contains(start), sums.indices.contains(end) else { return false }
    return sums[end] > sums[start]
  }

  /// Whether words depend on arguments.
  func areAsked(in words: ArraySlice<ShellWord>) -> Bool {
    words.contains { Self.isAbout($0.text, variables) }
  }

  /// Whether a node asks for an argument with words that are none of a command.
  private static func asks(
    _ node: ShellNode, _ index: Int, _ program: ShellProgram, _ variables: Set<String>
  ) -> Bool {
    if node.kind == .forLoop, program.loopHeads.indices.contains(Int(node.payload)) {
      return program.loopHeads[Int(node.payload)].words.contains { isAbout($0.text, variables) }
    }
    guard node.kind == .choices else { return false }
    return program.children(of: Int32(truncatingIfNeeded: index)).contains { child in
      let payload = Int(program.nodes[Int(child)].payload)
      guard program.choiceGuards.indices.contains(payload) else { return false }
      return isAbout(program.choiceGuards[payload].words[1], variables)
    }
  }

  private static func asks(
    _ simple: ShellSimple, _ program: ShellProgram, _ functions: Set<String>,
    _ variables: Set<String>
  ) -> Bool {
    let words = program.words[simple.words]
    guard let first = words.first else { return false }
    if simple.meaning == .test {
      return words.dropFirst().contains { isAbout($0.text, variables) }
    }
    if isAbout(first.text, variables) || handsOn(simple, words) { return true }
    return functions.contains(first.text)
      && words.dropFirst().contains { isAbout($0.text, variables) }
  }

  /// Whether a command that may lead to others has an argument in its words.
  private static func uses(
    _ simple: ShellSimple, _ program: ShellProgram, _ variables: Set<String>
  ) -> Bool {
    guard simple.meaning == nil || simple.meaning == .shell, !simple.isSubstituted else {
      return false
    }
    return program.words[simple.words].contains { isAbout($0.text, variables) }
  }

  /// Whether a command of another program is given all arguments: `docker run image "$@"`.
  private static func handsOn(_ simple: ShellSimple, _ words: ArraySlice<ShellWord>) -> Bool {
    guard simple.meaning == nil || simple.meaning == .shell else { return false }
    return words.dropFirst().contains { CommandMeaning($0.text) == .arguments }
  }

  private static func isAbout(_ word: String, _ variables: Set<String>) -> Bool {
    if ShellReference.isArgument(in: word) { return true }
    guard !variables.isEmpty else { return false }
    return ShellReference.isAny(of: variables, in: word)
  }

  /// The variables that are set to arguments.
  private static func variables(of program: ShellProgram) -> Set<String> {
    var names: Set<String> = []
    for assignment in program.assignments where ShellReference.isArgument(in: assignment.value.text)
    {
      names.insert(assignment.name)
    }
    for simple in program.simples where simple.meaning == .declaration {
      for word in program.words[simple.words].dropFirst()
      where ShellReference.isArgument(in: word.text) {
        if let equals = word.text.utf8.firstIndex(of: UInt8(ascii: "=")) {
          names.insert(String(word.text[..<equals]))
        }
      }
    }
    return names
  }
}

import SourceModel

extension ShellWalker {
  /// How many commands of a condition are looked at.
  private static let testLimit = 8

  func isNegated(_ index: Int32) -> Bool {
    let node = program.nodes[Int(index)]
    if node.kind == .sequence, node.firstChild >= 0 {
      return program.nodes[Int(node.firstChild)].isNegated
    }
    return node.isNegated
  }

  /// The status of a node where it is always the same.
  func constant(_ index: Int32) -> Bool? {
    let node = program.nodes[Int(index)]
    switch node.kind {
    case .simple:
      let simple = program.simples[Int(node.payload)]
      guard simple.words.count == 1, simple.assignments.isEmpty else { return nil }
      if simple.meaning == .success { return true }
      return simple.meaning == .failure ? false : nil
    case .sequence, .pipeline:
      guard node.firstChild >= 0, program.nodes[Int(node.firstChild)].next < 0 else { return nil }
      return constant(node.firstChild).map { $0 != node.isNegated }
    case .chain, .subshell, .branches, .whileLoop, .untilLoop, .forLoop, .choices, .function,
      .embedded:
      return nil
    }
  }

  /// The status of a node where it is always the same, or where the arguments decide about it.
  func status(_ index: Int32, _ state: ShellState) -> Bool? {
    let node = program.nodes[Int(index)]
    guard state.decides, node.simples.count <= Self.testLimit else { return constant(index) }
    switch node.kind {
    case .simple:
      let simple = program.simples[Int(node.payload)]
      return simple.meaning == .test ? holds(simple, state) : constant(index)
    case .sequence, .pipeline, .subshell:
      guard node.firstChild >= 0, program.nodes[Int(node.firstChild)].next < 0 else { return nil }
      return status(node.firstChild, state).map { $0 != node.isNegated }
    case .chain: return chainedStatus(index, state)
    case .branches, .whileLoop, .untilLoop, .forLoop, .choices, .function, .embedded: return nil
    }
  }

  /// The status of `[ a ] && [ b ] || [ c ]`, from left to right.
  private func chainedStatus(_ index: Int32, _ state: ShellState) -> Bool? {
    // Both are possible where nothing is known.
    var (mayHold, mayFail) = (true, true)
    for (number, child) in program.children(of: index).enumerated() {
      let isAlternative = program.nodes[Int(child)].isAlternative
      let runs = number == 0 || (isAlternative ? mayFail : mayHold)
      guard runs else { continue }
      let isSkippable = number > 0 && (isAlternative ? mayHold : mayFail)
      let own = status(child, state)
      // Where it does not run, the status before it stays.
      mayHold = own != false || isSkippable && isAlternative
      mayFail = own != true || isSkippable && !isAlternative
    }
    return mayHold == mayFail ? nil : mayHold
  }

  /// The test that a node makes; `nil` where it runs something else, or too much.
  func test(_ index: Int32) -> ShellCommand.Guard? {
    guard index >= 0 else { return nil }
    let node = program.nodes[Int(index)]
    guard node.simples.count <= Self.testLimit else { return nil }
    switch node.kind {
    case .simple:
      let simple = program.simples[Int(node.payload)]
      guard simple.meaning == .test else { return nil }
      return ShellCommand.Guard(
        words: ShellCommand.Guard.kept(program.words[simple.words].map(\.text)), isNegated: false,
        position: simple.position, text: program.text(ofSimple: Int(node.payload)))
    case .sequence, .pipeline, .subshell:
      guard node.firstChild >= 0, program.nodes[Int(node.firstChild)].next < 0 else { return nil }
      let inner = test(node.firstChild)
      return node.isNegated ? inner?.negated : inner
    case .chain: return chainedTest(index)
    case .branches, .whileLoop, .untilLoop, .forLoop, .choices, .function, .embedded: return nil
    }
  }

  /// `[ a ] && [ b ]` as one test; behind `||` only where all are tests.
  private func chainedTest(_ index: Int32) -> ShellCommand.Guard? {
    var tests: [ShellCommand.Guard] = []
    var (count, hasAlternative) = (0, false)
    for child in program.children(of: index) {
      count += 1
      hasAlternative = hasAlternative || program.nodes[Int(child)].isAlternative
      if let test = test(child) { tests.append(test) }
    }
    guard var result = tests.first, !hasAlternative || tests.count == count else { return nil }
    for test in tests.dropFirst() where test.isNegated == result.isNegated {
      result.words.append(hasAlternative ? "||" : "&&")
      result.words += test.words
    }
    return result
  }
}

extension ShellCommand.Guard {
  /// How many bytes of words are kept: all commands behind a test bear it, and nobody writes as many.
  private static let lengthLimit = 2_000

  /// The words of a test, the first ones of many, and the beginning of a long one.
  static func kept(_ words: [String]) -> [String] {
    var room = lengthLimit
    var kept: [String] = []
    for word in words {
      guard room > 0 else { break }
      kept.append(word.beginning(ofBytes: room))
      room -= word.utf8.count + 1
    }
    return kept
  }

  /// The test where it fails.
  var negated: ShellCommand.Guard {
    var negated = self
    negated.isNegated.toggle()
    return negated
  }
}

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
        words: program.words[simple.words].map(\.text), isNegated: false,
        position: simple.position)
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
  /// The test where it fails.
  var negated: ShellCommand.Guard {
    var negated = self
    negated.isNegated.toggle()
    return negated
  }
}

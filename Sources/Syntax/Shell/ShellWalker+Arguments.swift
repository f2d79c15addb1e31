import SourceModel

extension ShellWalker {
  /// The bodies of `case`; of one that asks for an argument that is known, only the right one runs.
  mutating func choices(_ index: Int32, _ context: Context, _ state: inout ShellState) -> Flow {
    // Whether a body before this one runs; `nil` where it may.
    var isDecided: Bool? = false
    var result = Flow.goesOn
    for child in program.children(of: index) {
      var own = context
      var answer: Bool?
      let payload = Int(program.nodes[Int(child)].payload)
      if program.choiceGuards.indices.contains(payload) {
        var test = program.choiceGuards[payload]
        let first = Int(program.nodes[Int(index)].simples.lowerBound)
        test.text = program.text(ofSimple: first)
        own.add(test)
        answer = self.answer(test, state)
      }
      if isDecided == true || answer == false { own.isReachable = false }
      if isDecided != false || answer != true { (own.isCertain, own.mayBeSkipped) = (false, true) }
      let flow = run(child, own, &state)
      guard isDecided != true, answer != false else { continue }
      if isDecided == false, answer == true { result = flow }
      isDecided = answer
    }
    return result
  }

  /// Whether a test of `case` holds for an argument of the script; `nil` where nobody knows.
  private func answer(_ test: ShellCommand.Guard, _ state: ShellState) -> Bool? {
    guard test.words.count > 2, state.decides,
      let subject = decided(ShellWord(text: test.words[1], position: test.position), state),
      subject.isArgument
    else { return nil }
    // The parser keeps no more patterns than these.
    var isKnown = test.words.count < ShellParser.patternLimit + 2
    for pattern in test.words.dropFirst(2) {
      if pattern == "*" || pattern == subject.text { return true }
      if pattern.contains(where: { "*?[$`(".contains($0) }) || Self.isHidden(pattern) {
        isKnown = false
      }
    }
    return isKnown ? false : nil
  }

  // MARK: - Values

  /// A word as the arguments make it, and whether there are any in it; `nil` where something else
  /// decides about it.
  func decided(_ word: ShellWord, _ state: ShellState) -> (text: String, isArgument: Bool)? {
    let text = word.text
    guard !word.traits.contains(.evaluated), !text.utf8.contains(UInt8(ascii: "`")),
      text.utf8.count <= Self.lengthLimit, !Self.isHidden(text)
    else { return nil }
    guard text.utf8.contains(UInt8(ascii: "$")) else { return (text, false) }
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      guard byte == UInt8(ascii: "$") else {
        result.append(byte)
        rest.removeFirst()
        continue
      }
      guard let reference = ShellReference(rest), let value = decided(reference, state) else {
        return nil
      }
      result += value.utf8
      rest = rest[reference.end...]
    }
    return (String(decoding: result, as: UTF8.self), true)
  }

  /// Whether letters for private use stand in a word for what the host or build tool puts there.
  private static func isHidden(_ text: String) -> Bool { text.utf8.contains { $0 >= 0xEE } }

  private func decided(_ reference: ShellReference, _ state: ShellState) -> String? {
    let arguments = state.arguments
    switch reference.name {
    case "#": return arguments.count.map { String($0) }
    case "@", "*":
      let all = arguments.list.map(\.text).joined(separator: " ")
      return arguments.areAll && reference.standard == nil ? all : nil
    default: break
    }
    let number = Int(reference.name)
    let known: String? =
      if let number {
        arguments.value(at: number)
      } else {
        state.valueFromArguments(of: reference.name)
      }
    guard let value = known, value.isEmpty, let standard = reference.standard else { return known }
    let isSet = number.map { $0 <= arguments.list.count } ?? true
    return isSet && !reference.replacesEmpty ? value : standard
  }

  // MARK: - Loops

  /// A loop comes again with the arguments and variables that its commands leave.
  func forget(whatChangesIn loop: ShellNode, _ state: inout ShellState) {
    guard state.decides else { return }
    for simple in program.simples[Int(loop.simples.lowerBound)..<Int(loop.simples.upperBound)] {
      if simple.meaning == .shift || simple.meaning == .set { state.arguments = .unknown }
      for assignment in program.assignments[simple.assignments] {
        state.setUnsettled(assignment.name)
      }
    }
  }
}

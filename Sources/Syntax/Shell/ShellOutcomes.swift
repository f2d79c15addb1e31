/// What the simple commands of a program say about failures: which of them let the script fail, and
/// which do no more than tell.
struct ShellOutcomes {
  private var failing: [Int32] = [0]
  private var harmless: [Int32] = [0]
  /// The commands that end with the status of the one before them: `exit` without a number.
  ///
  /// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#exit
  private var passingOn: Set<Int32> = []

  init(_ program: ShellProgram) {
    let statuses = Self.statusVariables(program)
    var own = program.simples.map { Self.fails($0, program, statuses) }
    // Functions that let the script fail, `die`, do so wherever they are called.
    let functions = Self.failingFunctions(program, own)
    if !functions.isEmpty {
      for (index, simple) in program.simples.enumerated() {
        if let name = program.name(of: simple), functions.contains(name) { own[index] = true }
      }
    }
    failing.reserveCapacity(own.count + 1)
    harmless.reserveCapacity(own.count + 1)
    var (failures, harms): (Int32, Int32) = (0, 0)
    for (index, simple) in program.simples.enumerated() {
      if own[index] { failures += 1 }
      if Self.isHarmless(simple) { harms += 1 }
      if simple.meaning == .exit || simple.meaning == .return, simple.words.count == 1 {
        passingOn.insert(Int32(truncatingIfNeeded: index))
      }
      failing.append(failures)
      harmless.append(harms)
    }
  }

  /// Whether a node may end the script as a failure.
  func fails(_ node: ShellNode) -> Bool {
    failing[Int(node.simples.upperBound)] > failing[Int(node.simples.lowerBound)]
  }

  /// Whether a node takes a failure before it and does nothing about it.
  func swallows(_ node: ShellNode) -> Bool {
    if node.simples.count == 1, passingOn.contains(node.simples.lowerBound) { return false }
    let count = harmless[Int(node.simples.upperBound)] - harmless[Int(node.simples.lowerBound)]
    return !node.simples.isEmpty && Int(count) == node.simples.count && !fails(node)
  }

  // MARK: - Commands

  private static func fails(
    _ simple: ShellSimple, _ program: ShellProgram, _ statuses: Set<String>
  ) -> Bool {
    switch simple.meaning {
    case .exit, .return:
      guard simple.words.count > 1 else { return false }
      let status = program.words[simple.words.lowerBound + 1].text
      return status != "0" && status != "/b"
    case .failure, .giveUp: return true
    case .break, .continue, .shift, .set, .declaration, .trap, .source, .arguments, .shell, .test,
      .success, .telling:
      return false
    case nil:
      return !statuses.isEmpty && simple.words.isEmpty
        && program.assignments[simple.assignments].contains { statuses.contains($0.name) }
    }
  }

  private static func isHarmless(_ simple: ShellSimple) -> Bool {
    switch simple.meaning {
    case .exit, .return, .continue, .success, .telling: true
    case .break, .shift, .set, .declaration, .trap, .source, .arguments, .shell, .test, .failure,
      .giveUp, nil:
      simple.isSubstituted
    }
  }

  /// The variables with whose value the script or a function ends: `exit $failed`.
  private static func statusVariables(_ program: ShellProgram) -> Set<String> {
    var names: Set<String> = []
    for simple in program.simples where simple.words.count == 2 {
      guard simple.meaning == .exit || simple.meaning == .return else { continue }
      let status = program.words[simple.words.lowerBound + 1].text
      guard status.utf8.first == UInt8(ascii: "$") else { continue }
      let name = status.utf8.filter { $0.isShellName }
      if !name.isEmpty { names.insert(String(decoding: name, as: UTF8.self)) }
    }
    return names
  }

  private static func failingFunctions(_ program: ShellProgram, _ own: [Bool]) -> Set<String> {
    guard !program.functionNames.isEmpty else { return [] }
    var counts: [Int32] = [0]
    for fails in own { counts.append((counts.last ?? 0) + (fails ? 1 : 0)) }
    var names: Set<String> = []
    for node in program.nodes where node.kind == .function {
      let range = node.simples
      guard counts[Int(range.upperBound)] > counts[Int(range.lowerBound)] else { continue }
      names.insert(program.functionNames[Int(node.payload)])
    }
    return names
  }
}

/// What a function does with the command that it is given: `retry 3 make test`.
struct ShellRunner {
  /// How many arguments it takes for itself before it runs the others: `shift`.
  var ownArguments = 0
  /// Whether nothing comes of a failure: `"$@" || true`.
  var ignoresFailure = false
}

extension ShellWalker {
  /// Whether a word may be the command of a function, and is no option or number of its own.
  static func isCommand(_ word: String) -> Bool {
    !word.hasPrefix("-") && !word.utf8.allSatisfy(\.isDigit)
  }

  /// What a function does that has `"$@"` as a command; `nil` for all others, and for one that goes
  /// to a folder that it is given, whose command runs there.
  func runner(_ function: ShellNode) -> ShellRunner? {
    let simples = simples(of: function)
    let before = simples.prefix { $0.meaning != .arguments }
    guard before.count < simples.count, !before.contains(where: movesByArguments) else {
      return nil
    }
    return ShellRunner(
      ownArguments: shiftCount(function),
      ignoresFailure: ignoresFailure(ofArgumentsIn: function.firstChild) == true)
  }

  /// The simple commands inside a node.
  func simples(of node: ShellNode) -> ArraySlice<ShellSimple> {
    program.simples[Int(node.simples.lowerBound)..<Int(node.simples.upperBound)]
  }

  /// Whether a command goes to a folder that the function is given: `cd "$1"`.
  private func movesByArguments(_ simple: ShellSimple) -> Bool {
    guard let name = program.name(of: simple), name == "cd" || name == "pushd" else { return false }
    return questions.areAsked(in: program.words[simple.words].dropFirst())
  }

  /// How many arguments are gone where a function runs the others; none where something decides
  /// about that.
  private func shiftCount(_ function: ShellNode) -> Int {
    guard function.firstChild >= 0 else { return 0 }
    var count = 0
    for child in program.children(of: function.firstChild) {
      let node = program.nodes[Int(child)]
      let inner = simples(of: node)
      let before = inner.prefix { $0.meaning != .arguments }
      let changes = before.contains(where: changesArguments)
      if before.count < inner.count { return changes ? 0 : count }
      guard changes else { continue }
      guard node.kind == .simple,
        let own = shiftCount(program.words[program.simples[Int(node.payload)].words])
      else { return 0 }
      count += own
    }
    return 0
  }

  private func changesArguments(_ simple: ShellSimple) -> Bool {
    simple.meaning == .shift
      || simple.meaning == .set && program.words[simple.words].contains { $0.text == "--" }
  }

  /// How many arguments a command drops; `nil` where that is not written there.
  ///
  /// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#shift
  func shiftCount(_ words: ArraySlice<ShellWord>) -> Int? {
    guard let first = words.first, CommandMeaning(first.text) == .shift, words.count < 3 else {
      return nil
    }
    guard let number = words.dropFirst().first else { return 1 }
    return Int(number.text).flatMap { $0 < 0 ? nil : $0 }
  }

  /// Whether nothing comes of a failure of `"$@"` inside a node; `nil` where that does not stand there.
  private func ignoresFailure(ofArgumentsIn index: Int32) -> Bool? {
    guard index >= 0 else { return nil }
    let node = program.nodes[Int(index)]
    guard simples(of: node).contains(where: { $0.meaning == .arguments }) else { return nil }
    switch node.kind {
    case .function, .embedded: return nil
    case .simple:
      if program.simples[Int(node.payload)].meaning == .arguments { return false }
    case .chain:
      let items = Array(program.children(of: index))
      let ignored = ignoredItems(items, Context())
      return all(zip(items, ignored)) { item, isIgnored in
        ignoresFailure(ofArgumentsIn: item).map { $0 || isIgnored }
      }
    case .sequence, .pipeline, .subshell, .branches, .whileLoop, .untilLoop, .choices, .forLoop:
      break
    }
    return all(program.children(of: index)) { ignoresFailure(ofArgumentsIn: $0) }
  }

  /// Whether all answers there are say yes; `nil` where there are none.
  private func all<Items: Sequence>(
    _ items: Items, _ answer: (Items.Element) -> Bool?
  ) -> Bool? {
    var result: Bool?
    for item in items {
      guard let own = answer(item) else { continue }
      result = own && result != false
    }
    return result
  }
}

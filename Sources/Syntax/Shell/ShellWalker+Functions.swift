import SourceModel

/// The calls of functions that a walk has met.
struct FunctionCalls {
  /// A function and the way in which it was called.
  struct Call: Hashable {
    var node: Int32
    var ignoresFailure: Bool
    var isGuarded: Bool
    /// What it was given, where it decides something by that.
    var arguments: ShellArguments
  }

  /// How deep functions may call each other; what is deeper comes at the end.
  static let depthLimit = 60

  var made: Set<Call> = []
  var called: Set<Int32> = []
  var depth = 0
  /// How many functions there were when all were called.
  var knownCount = 0
  /// Functions that are called at the end.
  var deferred: [Int32] = []
  /// What it takes to go through nodes once more, as far as that was asked.
  var costs: [Int32: Int] = [:]
}

extension ShellWalker {
  /// The function of this name, where it can be called.
  func function(_ name: String) -> Int32? { functions.isEmpty ? nil : functions[name] }

  /// The commands of a function, where it is called for the first time in this way.
  mutating func call(
    _ index: Int32, _ arguments: ShellArguments, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    guard context.isReachable else { return .goesOn }
    let node = program.nodes[Int(index)]
    let isFirst = calls.called.insert(index).inserted
    let isAsked = questions.areAsked(by: node)
    var call = FunctionCalls.Call(
      node: index, ignoresFailure: context.ignoresFailure, isGuarded: !context.guards.isEmpty,
      arguments: isAsked || questions.areUsed(by: node) ? arguments : .unknown)
    if !isFirst, call.arguments != .unknown, !calls.made.contains(call),
      !takesCall(of: index, isAsked, &state)
    {
      call.arguments = .unknown
    }
    guard calls.made.insert(call).inserted else { return .goesOn }
    guard hasRoom(state) else {
      calls.deferred.append(index)
      return .goesOn
    }
    return body(of: index, call.arguments, context, &state)
  }

  /// Whether a call here lies no deeper than calls and nodes may.
  private func hasRoom(_ state: ShellState) -> Bool {
    calls.depth < FunctionCalls.depthLimit && state.nesting < Self.nestingLimit
  }

  private mutating func takesCall(
    of index: Int32, _ isAsked: Bool, _ state: inout ShellState
  ) -> Bool {
    let cost = repeatCost(of: index)
    return isAsked ? state.takesRepeat(of: cost) : state.takesUse(of: cost)
  }

  /// How many bytes of words, which may be texts of their own, are as much work as one command.
  private static let bytesOfCommand = 50
  /// How many nodes a command may have around it, as those of most scripts have, and how many of
  /// the others, such as empty choices of `case`, are as much work as one command.
  private static let nodesAroundCommand = 4
  private static let nodesOfCommand = 10

  /// How many commands a node is worth where it runs once more.
  mutating func repeatCost(of index: Int32) -> Int {
    if let known = calls.costs[index] { return known }
    let range = program.nodes[Int(index)].simples
    var (count, bytes) = (range.count, 0)
    for simple in program.simples[Int(range.lowerBound)..<Int(range.upperBound)] {
      for word in program.words[simple.words] { bytes += word.text.utf8.count + 1 }
      for assignment in program.assignments[simple.assignments] {
        let values = assignment.items ?? [assignment.value]
        bytes += assignment.name.utf8.count
        for value in values { bytes += value.text.utf8.count + 1 }
      }
      if let heredoc = simple.heredoc {
        bytes += program.heredocs[heredoc].range.count
        bytes += program.heredocs[heredoc].text?.utf8.count ?? 0
      }
    }
    let others = nodeCount(of: index) - Self.nodesAroundCommand * count
    count += bytes / Self.bytesOfCommand + max(0, others) / Self.nodesOfCommand
    calls.costs[index] = count
    return count
  }

  /// How many nodes there are in a node: they lie before it, beside each other.
  private func nodeCount(of index: Int32) -> Int {
    var first = index
    while program.nodes[Int(first)].firstChild >= 0 {
      first = program.nodes[Int(first)].firstChild
    }
    return Int(index - first) + 1
  }

  /// All functions may be called by a name that is known when the script runs.
  mutating func callAll(_ context: Context) {
    guard context.isReachable, !context.isInFunction, functions.count > calls.knownCount else {
      return
    }
    calls.knownCount = functions.count
    for node in functions.values.sorted()
    where Int(node) < program.ownNodes && calls.called.insert(node).inserted {
      calls.deferred.insert(node, at: 0)
    }
  }

  /// A function that is called when the script ends.
  mutating func callAtEnd(_ node: Int32) {
    guard calls.called.insert(node).inserted else { return }
    calls.deferred.insert(node, at: 0)
  }

  /// The commands of a file that the script reads, where that is read for the first time in this way.
  mutating func read(
    source index: Int, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    let root = program.sources[index].root
    let call = FunctionCalls.Call(
      node: root, ignoresFailure: context.ignoresFailure, isGuarded: !context.guards.isEmpty,
      arguments: .unknown)
    guard context.isReachable, hasRoom(state), calls.made.insert(call).inserted
    else { return .goesOn }
    calls.depth += 1
    let flow = run(root, context, &state)
    calls.depth -= 1
    return flow == .exits ? .exits : .goesOn
  }

  /// The commands of a function.
  @discardableResult
  mutating func body(
    of node: Int32, _ arguments: ShellArguments, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    var context = context
    context.isInFunction = true
    // Its arguments are those of this call, however that came about.
    context.isCertain = true
    context.isShifting = false
    calls.depth += 1
    let caller = state.enter(with: arguments)
    let flow = run(program.nodes[Int(node)].firstChild, context, &state)
    state.leave(to: caller)
    calls.depth -= 1
    return flow == .exits ? .exits : .goesOn
  }

  // MARK: - Arguments

  /// The words with the arguments put in for `"$@"`, where there are some that are known.
  func passingOn(
    _ words: ArraySlice<ShellWord>, _ state: inout ShellState
  ) -> ArraySlice<ShellWord> {
    guard state.arguments.list.first?.isKnown == true || state.arguments.count == 0 else {
      return words
    }
    let places = words.reduce(0) { $0 + (CommandMeaning($1.text) == .arguments ? 1 : 0) }
    guard places > 0 else { return words }
    let bytes = state.arguments.list.reduce(0) { $0 + $1.text.utf8.count + 1 }
    guard state.takesArguments(of: places * bytes) else { return words }
    let arguments = state.arguments
    return words.reduce(into: []) { result, word in
      guard CommandMeaning(word.text) == .arguments else {
        result.append(word)
        return
      }
      result += Self.words(of: arguments, for: word)
    }
  }

  /// The words that `"$@"` stands for; all in one for `"$*"`.
  static func words(of arguments: ShellArguments, for word: ShellWord) -> [ShellWord] {
    let texts = arguments.list.map { argument in
      // Here it would mean an argument of this function, not one of the caller.
      let isForeign = !argument.isKnown && ShellReference.isArgument(in: argument.text)
      return isForeign ? "$*" : argument.text
    }
    var result = word
    if word.text == "$*", word.traits.contains(.quoted) {
      result.text = texts.joined(separator: " ")
      return [result]
    }
    return texts.map { text in
      result.text = text
      return result
    }
  }

  /// Whether a command that is not one of the shell itself goes with the arguments in its place of
  /// `"$@"`; functions take them over where they are called.
  func takesArguments(_ simple: ShellSimple, _ words: ArraySlice<ShellWord>) -> Bool {
    guard simple.meaning == nil || simple.meaning == .shell, let first = words.first else {
      return false
    }
    return function(first.text) == nil
  }

  /// What a function is given by words behind its name.
  func arguments(_ words: ArraySlice<ShellWord>, _ state: ShellState) -> ShellArguments {
    var list: [ShellArguments.Argument] = []
    for word in words {
      // Nobody knows how many these are.
      if CommandMeaning(word.text) == .arguments || word.text.utf8.starts(with: "${@".utf8) {
        return ShellArguments(list: list, areAll: false)
      }
      let isWritten = !word.traits.contains(.evaluated) && !word.text.utf8.contains(Self.dollar)
      guard let text = isWritten ? word.text : decided(word, state)?.text else {
        list.append(ShellArguments.Argument(text: word.text, isKnown: false))
        continue
      }
      if text.isEmpty, !word.traits.contains(.quoted) { continue }
      let isOne = word.traits.contains(.quoted) || !text.utf8.contains(UInt8(ascii: " "))
      list.append(
        ShellArguments.Argument(text: text, isKnown: isOne && ShellArguments.isPlain(text)))
    }
    return ShellArguments(list: list, areAll: true)
  }

  private static let dollar = UInt8(ascii: "$")
}

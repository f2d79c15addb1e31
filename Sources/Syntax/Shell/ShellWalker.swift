import SourceModel

/// What is known while the commands of a text, and of the texts inside it, are listed.
struct ShellState {
  var commands: [ShellCommand] = []
  var faults: [SyntaxFault] = []
  /// Variables with a value that is known.
  var variables = RestorableValues<String>()
  /// Variables whose only value is an argument of the script.
  var fromArguments: Set<String> = []
  /// Arrays, and how many more words may be taken from them.
  var arrays = RestorableValues<ShellArray>()
  var remainingItems = 100_000
  /// How many more words may be listed of commands that run others and are themselves run by such:
  /// each of them has all words of those inside.
  var remainingInnerWords = 20_000
  /// Whether a failure does not end the shell, `set +e`.
  var ignoresErrors = false
  /// The commands of the latest statement.
  var latest = 0..<0
  /// The wrappers of a shell that waits for commands as its input.
  var input: [String]?
  /// The test that decides about all that follows in the list: `[ "$A" = b ] || exit 0`.
  var pendingGuard: ShellCommand.Guard?
  /// How many texts lie around this one.
  var depth = 0
}

/// Lists the commands of a program in the order in which they run.
struct ShellWalker {
  /// What is true for a node.
  struct Context {
    var isReachable = true
    var ignoresFailure = false
    var wrappers: [String] = []
    /// Whether the node is part of a function.
    var isInFunction = false
    /// The tests around the node, outermost first.
    var guards: [ShellCommand.Guard] = []

    /// More tests in each other than anybody writes.
    static let guardLimit = 12

    /// Adds a test up to the limit.
    mutating func add(_ test: ShellCommand.Guard?) {
      if let test, guards.count < Self.guardLimit { guards.append(test) }
    }
  }

  /// Whether what follows runs.
  enum Flow {
    case goesOn
    /// The loop or function is left.
    case leaves
    case exits
  }

  /// A function and the way in which it was called.
  private struct Call: Hashable {
    var node: Int32
    var ignoresFailure: Bool
    var isGuarded: Bool
  }

  /// How deep functions may call each other; what is deeper comes at the end.
  private static let callLimit = 60
  /// How many texts may lie in each other.
  static let textLimit = 8

  let program: ShellProgram
  let outcomes: ShellOutcomes
  /// Whether the substitutions are listed; not where the shell around has made them.
  let listsSubstitutions: Bool
  private var functions: [String: Int32] = [:]
  /// Functions whose commands run what they are given.
  private var runners: Set<String> = []
  private var calls: Set<Call> = []
  private var called: Set<Int32> = []
  private var callDepth = 0
  /// How many functions there were when all were called.
  private var knownCount = 0
  /// Functions that are called at the end.
  private var deferred: [Int32] = []

  init(_ program: ShellProgram, listsSubstitutions: Bool = true) {
    self.program = program
    self.listsSubstitutions = listsSubstitutions
    outcomes = ShellOutcomes(program)
    for (index, node) in program.nodes.enumerated() where node.kind == .function {
      let name = program.functionNames[Int(node.payload)]
      functions[name] = Int32(truncatingIfNeeded: index)
      if runsArguments(node) { runners.insert(name) }
    }
  }

  /// Whether a function has `"$@"` as a command.
  private func runsArguments(_ node: ShellNode) -> Bool {
    program.simples[Int(node.simples.lowerBound)..<Int(node.simples.upperBound)].contains {
      $0.meaning == .arguments
    }
  }

  /// Lists all commands.
  mutating func run(_ context: Context, _ state: inout ShellState) {
    _ = run(program.root, context, &state)
    while let node = deferred.popLast() { body(of: node, context, &state) }
    guard called.count < program.functionNames.count else { return }
    var unreachable = context
    unreachable.isReachable = false
    for (index, node) in program.nodes.enumerated() where node.kind == .function {
      let index = Int32(truncatingIfNeeded: index)
      // A function inside another one comes with that.
      guard !called.contains(index) else { continue }
      body(of: index, unreachable, &state)
    }
  }

  // MARK: - Nodes

  mutating func run(
    _ index: Int32, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    guard index >= 0 else { return .goesOn }
    let node = program.nodes[Int(index)]
    switch node.kind {
    case .simple: return simple(node, index, context, &state)
    case .sequence: return sequence(index, context, &state)
    case .chain: return chain(index, context, &state)
    case .pipeline: return pipeline(index, node, context, &state)
    case .subshell:
      let ignoresErrors = state.ignoresErrors
      _ = sequence(index, context, &state)
      state.ignoresErrors = ignoresErrors
      return .goesOn
    case .branches: return branches(index, context, &state)
    case .whileLoop, .untilLoop: return loop(index, node, context, &state)
    case .choices:
      choices(index, context, &state)
      return .goesOn
    case .forLoop:
      state.takeArguments()
      for child in program.children(of: index) { _ = run(child, context, &state) }
      return .goesOn
    case .function:
      functions[program.functionNames[Int(node.payload)]] = index
      return .goesOn
    case .embedded:
      text(program.texts[Int(node.payload)], context, &state)
      return .goesOn
    }
  }

  private mutating func sequence(
    _ index: Int32, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    var context = context
    var result = Flow.goesOn
    for child in program.children(of: index) {
      let start = state.commands.count
      state.pendingGuard = nil
      let flow = run(child, context, &state)
      context.add(state.pendingGuard)
      state.pendingGuard = nil
      if state.commands.count > start { state.latest = start..<state.commands.count }
      guard flow != .goesOn, result == .goesOn else { continue }
      result = flow
      context.isReachable = false
    }
    return result
  }

  private mutating func chain(
    _ index: Int32, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    let items = Array(program.children(of: index))
    var ignored = [Bool](repeating: context.ignoresFailure, count: items.count)
    for item in items.indices.dropLast().reversed() {
      ignored[item] = ignoresFailure(before: item + 1, items, ignored, context)
    }
    var status: Bool?
    var result = Flow.goesOn
    var tests: [ShellCommand.Guard] = []
    for (item, child) in items.enumerated() {
      let node = program.nodes[Int(child)]
      let isSkipped = item > 0 && status == node.isAlternative
      var own = context
      own.ignoresFailure = ignored[item]
      own.isReachable = context.isReachable && !isSkipped && result == .goesOn
      // Behind `||` a single test before it has failed; of several nobody knows which.
      if node.isAlternative { tests = item == 1 ? tests.map(\.negated) : [] }
      for test in tests { own.add(test) }
      let flow = run(child, own, &state)
      if items.count == 2, item == 1, flow != .goesOn { state.pendingGuard = tests.first?.negated }
      if tests.count < Context.guardLimit, let test = test(child) { tests.append(test) }
      guard !isSkipped else { continue }
      if flow != .goesOn, result == .goesOn, item == 0 || status != nil { result = flow }
      status = constant(child)
    }
    return result
  }

  /// Whether the failure of what stands before an item is ignored.
  private func ignoresFailure(
    before item: Int, _ items: [Int32], _ ignored: [Bool], _ context: Context
  ) -> Bool {
    let node = program.nodes[Int(items[item])]
    guard node.isAlternative else { return ignored[item] }
    if outcomes.fails(node) { return context.ignoresFailure }
    guard outcomes.swallows(node) else { return ignored[item] }
    // `|| echo failed && exit 1`
    if item + 1 < items.count {
      let next = program.nodes[Int(items[item + 1])]
      if !next.isAlternative, outcomes.fails(next) { return context.ignoresFailure }
    }
    return true
  }

  private mutating func pipeline(
    _ index: Int32, _ node: ShellNode, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    var flow = Flow.goesOn
    var previous: Int32?
    var count = 0
    for child in program.children(of: index) {
      count += 1
      state.input = nil
      flow = run(child, context, &state)
      if let previous, let wrappers = state.input {
        feed(previous, wrappers, context, &state)
      }
      previous = child
    }
    return count == 1 ? flow : .goesOn
  }

  private mutating func branches(
    _ index: Int32, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    let items = Array(program.children(of: index))
    let fails = items.indices.contains { position in
      (position % 2 == 1 || position == items.count - 1)
        && outcomes.fails(program.nodes[Int(items[position])])
    }
    var context = context
    var (isFirst, endings, bodies) = (true, 0, 0)
    for position in stride(from: 0, to: items.count, by: 2) {
      guard position + 1 < items.count else {
        bodies += 1
        if run(items[position], context, &state) != .goesOn { endings += 1 }
        return endings == bodies ? .leaves : .goesOn
      }
      var condition = context
      condition.ignoresFailure = context.ignoresFailure || !fails
      let flow = run(items[position], condition, &state)
      let test = test(items[position])
      if isFirst, flow == .exits { return flow }
      isFirst = false
      let status = constant(items[position])
      var body = context
      body.isReachable = context.isReachable && status != false
      body.add(test)
      bodies += 1
      let end = run(items[position + 1], body, &state)
      if end != .goesOn {
        endings += 1
        if items.count == 2 { state.pendingGuard = test?.negated }
      }
      context.add(test?.negated)
      if status == true {
        if end != .goesOn { return end }
        context.isReachable = false
      }
    }
    return .goesOn
  }

  private mutating func loop(
    _ index: Int32, _ node: ShellNode, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    let items = Array(program.children(of: index))
    guard let first = items.first else { return .goesOn }
    // Loops over arguments look at one after the other.
    state.takeArguments()
    // A loop that ends when a command succeeds does not ignore its failure.
    let isRetry = (node.kind == .untilLoop) != isNegated(first)
    let fails = items.count > 1 && outcomes.fails(program.nodes[Int(items[1])])
    var condition = context
    condition.ignoresFailure = context.ignoresFailure || !isRetry && !fails
    _ = run(first, condition, &state)
    guard items.count > 1 else { return .goesOn }
    var body = context
    if constant(first) == (node.kind == .untilLoop) { body.isReachable = false }
    _ = run(items[1], body, &state)
    return .goesOn
  }

  // MARK: - Functions

  /// The function of this name, where it can be called.
  func function(_ name: String) -> Int32? { functions.isEmpty ? nil : functions[name] }

  /// Whether a function runs what it is given.
  func isRunner(_ name: String) -> Bool { runners.contains(name) }

  /// The commands of a function, where it is called for the first time in this way.
  mutating func call(
    _ node: Int32, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    guard context.isReachable else { return .goesOn }
    called.insert(node)
    guard
      calls.insert(
        Call(
          node: node, ignoresFailure: context.ignoresFailure, isGuarded: !context.guards.isEmpty)
      ).inserted
    else { return .goesOn }
    guard callDepth < Self.callLimit else {
      deferred.append(node)
      return .goesOn
    }
    return body(of: node, context, &state)
  }

  /// All functions may be called by a name that is known when the script runs.
  mutating func callAll(_ context: Context) {
    guard context.isReachable, !context.isInFunction, functions.count > knownCount else { return }
    knownCount = functions.count
    for node in functions.values.sorted() where called.insert(node).inserted {
      deferred.insert(node, at: 0)
    }
  }

  /// A function that is called when the script ends.
  mutating func callAtEnd(_ node: Int32) {
    guard called.insert(node).inserted else { return }
    deferred.insert(node, at: 0)
  }

  @discardableResult
  private mutating func body(
    of node: Int32, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    var context = context
    context.isInFunction = true
    callDepth += 1
    // It has arguments of its own.
    let arguments = state.takeArguments()
    defer {
      callDepth -= 1
      state.variables.put(arguments)
    }
    let flow = run(program.nodes[Int(node)].firstChild, context, &state)
    return flow == .exits ? .exits : .goesOn
  }
}

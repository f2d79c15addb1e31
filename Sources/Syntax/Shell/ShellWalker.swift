import SourceModel

/// Lists the commands of a program in the order in which they run.
struct ShellWalker {
  /// What is true for a node.
  struct Context {
    var isReachable = true
    /// Whether it is sure to run, once for each call of the function around it, where it is reachable.
    var isCertain = true
    /// Whether `break` leaves a loop that shifts arguments away.
    var isShifting = false
    var ignoresFailure = false
    var wrappers: [String] = []
    /// Whether the node is part of a function.
    var isInFunction = false
    /// The number of the text in which the node stands.
    var text: Int32 = 0
    /// The tests around the node, outermost first.
    var guards: [ShellCommand.Guard] = []
    /// The loops around the node whose words are known, outermost first.
    var loops: [ShellCommand.Loop] = []
    /// Whether the node may be passed over: in a branch, behind `&&`, in the body of a loop.
    var mayBeSkipped = false

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
    /// The loop goes on with its next turn.
    case comesAgain
    case exits
  }

  /// How many texts may lie in each other.
  static let textLimit = 8
  /// How many nodes may lie around a call or a text, those of all callers with them.
  static let nestingLimit = 300

  let program: ShellProgram
  let outcomes: ShellOutcomes
  let questions: ShellQuestions
  /// Whether the substitutions are listed; not where the shell around has made them.
  let listsSubstitutions: Bool
  var functions: [String: Int32] = [:]
  /// Functions whose commands run what they are given.
  var runners: [Int32: ShellRunner] = [:]
  var calls = FunctionCalls()

  init(_ program: ShellProgram, listsSubstitutions: Bool = true) {
    self.program = program
    self.listsSubstitutions = listsSubstitutions
    outcomes = ShellOutcomes(program)
    questions = ShellQuestions(program)
    for (index, node) in program.nodes.enumerated() where node.kind == .function {
      let name = program.functionNames[Int(node.payload)]
      // The text's own come behind those of files that it reads.
      let number = Int32(truncatingIfNeeded: index)
      if index < program.ownNodes || functions[name] == nil { functions[name] = number }
      if let runner = runner(node) { runners[number] = runner }
    }
  }

  /// Lists all commands.
  mutating func run(_ context: Context, _ state: inout ShellState) {
    _ = run(program.root, context, &state)
    while let node = calls.deferred.popLast() { body(of: node, .unknown, context, &state) }
    guard calls.called.count < program.functionNames.count else { return }
    var unreachable = context
    unreachable.isReachable = false
    for (index, node) in program.nodes.enumerated()
    where node.kind == .function && index < program.ownNodes {
      let index = Int32(truncatingIfNeeded: index)
      // A function inside another one comes with that.
      guard !calls.called.contains(index) else { continue }
      body(of: index, .unknown, unreachable, &state)
    }
  }

  // MARK: - Nodes

  mutating func run(
    _ index: Int32, _ context: Context, _ state: inout ShellState
  ) -> Flow {
    guard index >= 0 else { return .goesOn }
    state.nesting += 1
    defer { state.nesting -= 1 }
    let node = program.nodes[Int(index)]
    switch node.kind {
    case .simple: return simple(node, index, context, &state)
    case .sequence: return sequence(index, context, &state)
    case .chain: return chain(index, context, &state)
    case .pipeline: return pipeline(index, node, context, &state)
    case .subshell:
      let outer = state.openShell()
      _ = sequence(index, context, &state)
      state.closeShell(outer)
      return .goesOn
    case .branches: return branches(index, context, &state)
    case .whileLoop, .untilLoop: return loop(index, node, context, &state)
    case .choices: return choices(index, context, &state)
    case .forLoop: return forLoop(index, node, context, &state)
    case .function:
      functions[program.functionNames[Int(node.payload)]] = index
      return .goesOn
    case .embedded:
      let outer = state.openShell()
      text(program.texts[Int(node.payload)], context, &state)
      state.closeShell(outer)
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
    let ignored = ignoredItems(items, context)
    var status: Bool?
    var result = Flow.goesOn
    var tests: [ShellCommand.Guard] = []
    for (item, child) in items.enumerated() {
      let node = program.nodes[Int(child)]
      let isSkipped = item > 0 && status == node.isAlternative
      var own = context
      own.ignoresFailure = ignored[item]
      own.isReachable = context.isReachable && !isSkipped && result == .goesOn
      if item > 0, status == nil { (own.isCertain, own.mayBeSkipped) = (false, true) }
      // Behind `||` a single test before it has failed; of several nobody knows which.
      if node.isAlternative { tests = item == 1 ? tests.map(\.negated) : [] }
      for test in tests { own.add(test) }
      let answer = self.status(child, state)
      let flow = run(child, own, &state)
      if items.count == 2, item == 1, flow != .goesOn { state.pendingGuard = tests.first?.negated }
      if tests.count < Context.guardLimit, let test = test(child) { tests.append(test) }
      guard !isSkipped else { continue }
      if flow != .goesOn, result == .goesOn, item == 0 || status != nil { result = flow }
      status = answer
    }
    return result
  }

  /// Which items of a chain may fail without anything coming of it.
  func ignoredItems(_ items: [Int32], _ context: Context) -> [Bool] {
    var ignored = [Bool](repeating: context.ignoresFailure, count: items.count)
    for item in items.indices.dropLast().reversed() {
      ignored[item] = ignoresFailure(before: item + 1, items, ignored, context)
    }
    return ignored
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
    // `! command`
    if node.firstChild >= 0, program.nodes[Int(node.firstChild)].next < 0 {
      state.input = nil
      return run(node.firstChild, context, &state)
    }
    var previous: Int32?
    for child in program.children(of: index) {
      state.input = nil
      let outer = state.openShell()
      _ = run(child, context, &state)
      state.closeShell(outer)
      if let previous, let wrappers = state.input {
        feed(previous, wrappers, context, &state)
      }
      previous = child
    }
    return .goesOn
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
    // Where one of several ends that may come is the next turn of a loop.
    var ending = Flow.leaves
    for position in stride(from: 0, to: items.count, by: 2) {
      guard position + 1 < items.count else {
        let end = run(items[position], context, &state)
        // All others are known not to run.
        if bodies == 0 { return end }
        if end != .goesOn { endings += 1 }
        if end == .comesAgain { ending = end }
        return endings == bodies + 1 ? ending : .goesOn
      }
      var condition = context
      condition.ignoresFailure = context.ignoresFailure || !fails
      let status = status(items[position], state)
      if status == nil { context.isCertain = false }
      let flow = run(items[position], condition, &state)
      let test = test(items[position])
      if isFirst, flow == .exits { return flow }
      isFirst = false
      var body = context
      body.isReachable = context.isReachable && status != false
      if status != true { body.mayBeSkipped = true }
      body.add(test)
      if status != false { bodies += 1 }
      let end = run(items[position + 1], body, &state)
      if end != .goesOn {
        endings += 1
        if end == .comesAgain { ending = end }
        if items.count == 2 { state.pendingGuard = test?.negated }
      }
      context.add(test?.negated)
      if status != false { context.mayBeSkipped = true }
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
    let isNeverRun = status(first, state) == (node.kind == .untilLoop)
    // A loop that ends when a command succeeds does not ignore its failure.
    let isRetry = (node.kind == .untilLoop) != isNegated(first)
    let fails = items.count > 1 && outcomes.fails(program.nodes[Int(items[1])])
    var condition = context
    condition.ignoresFailure = context.ignoresFailure || !isRetry && !fails
    condition.isShifting = false
    var body = context
    body.isShifting = false
    if takesTurns(index, node, condition, body, &state) { return .goesOn }
    forget(whatChangesIn: node, &state)
    _ = run(first, condition, &state)
    guard items.count > 1 else { return .goesOn }
    body.mayBeSkipped = true
    if isNeverRun { body.isReachable = false }
    _ = run(items[1], body, &state)
    return .goesOn
  }
}

import SourceModel

/// A variable that a text sets.
struct ShellVariable {
  /// The value; `nil` where it is not known.
  var text: String?
  /// Whether it was set once, to what the arguments say.
  var isFromArguments = false
  /// Whether it may have another value: what set it may be passed over, or came after another.
  var isOpen = false
}

/// What is known while the commands of a text, and of the texts inside it, are listed.
struct ShellState {
  /// A variable as it was.
  fileprivate struct Change {
    var name: String
    var variable: ShellVariable?
  }

  /// What a shell of its own leaves as it was around it.
  struct Surroundings {
    fileprivate var ignoresErrors: Bool
    fileprivate var arrays: [String: ShellArray]
    fileprivate var arguments: ShellArguments
    fileprivate var changeCount: Int
  }

  /// What a function leaves as it was where it is called.
  struct Caller {
    fileprivate var arguments: ShellArguments
    fileprivate var locals: [Change]
  }

  var commands: [ShellCommand] = []
  var faults: [SyntaxFault] = []
  /// The arguments of the script or function.
  var arguments = ShellArguments.unknown
  private var variables: [String: ShellVariable] = [:]
  /// How many of them only the arguments decide about.
  private var decidedCount = 0
  /// Whether any variable was set that may have another value.
  private(set) var hasOpenValues = false
  /// The variables that shells of their own changed, as they were before.
  private var changes: [Change] = []
  /// How many are to be undone at the end of a shell.
  private var undoDepth = 0
  /// The variables of the function that runs, as they were before.
  private var locals: [Change] = []
  /// Arrays, and how many more words may be taken from them.
  var arrays: [String: ShellArray] = [:]
  var remainingItems = 100_000
  /// How many commands functions may have that are called again with other arguments.
  private var remainingRepeats = 20_000
  /// How many where the commands are the same but for what is put into their words.
  private var remainingUses = 2_000
  /// How many bytes of arguments may be put into words for `"$@"`.
  private var remainingArgumentBytes = 1 << 20
  /// How many more words may be listed of commands that run others and are themselves run by such:
  /// each of them has all words of those inside.
  private var remainingInnerWords = 20_000
  /// Whether a failure does not end the shell, `set +e`.
  var ignoresErrors = false
  /// The commands of the latest statement.
  var latest = 0..<0
  /// The wrappers of a shell that waits for commands as its input.
  var input: [String]?
  /// The test that decides about all that follows in the list: `[ "$A" = b ] || exit 0`.
  var pendingGuard: ShellCommand.Guard?
  /// How many nodes lie around the one that is looked at, those of all callers with them.
  var nesting = 0
  /// How many texts lie around this one.
  var depth = 0
  /// The shells in which the commands run.
  var shells = OpenShells()

  // MARK: - Variables

  /// Whether any variable or argument has a value that is known.
  var hasValues: Bool { !variables.isEmpty || arguments != .unknown }

  /// Whether a variable was set already.
  func knows(_ name: String) -> Bool { !variables.isEmpty && variables[name] != nil }

  /// The value of a variable or argument; `nil` where it is not known.
  func value(of name: String) -> String? {
    guard let first = name.utf8.first, first.isDigit else {
      return variables.isEmpty ? nil : variables[name]?.text
    }
    return Int(name).flatMap { arguments.value(at: $0) }
  }

  /// The value of a variable that only the arguments decide about.
  func valueFromArguments(of name: String) -> String? {
    guard let variable = variables[name], variable.isFromArguments else { return nil }
    return variable.text
  }

  /// Whether a variable may have another value than the one that is known.
  func isOpen(_ name: String) -> Bool {
    hasOpenValues && variables[name]?.isOpen == true
  }

  /// Whether arguments, or variables that were set to them, have values that are known.
  var decides: Bool { decidedCount > 0 || arguments != .unknown }

  /// Sets a variable; `nil` for one that nobody has set.
  mutating func set(_ name: String, to variable: ShellVariable?) {
    let before = put(name, variable)
    if undoDepth > 0 { changes.append(Change(name: name, variable: before)) }
  }

  /// Sets a variable and gives what was there.
  @discardableResult
  private mutating func put(_ name: String, _ variable: ShellVariable?) -> ShellVariable? {
    let before = variables[name]
    if before?.isFromArguments == true { decidedCount -= 1 }
    if variable?.isFromArguments == true { decidedCount += 1 }
    if variable?.isOpen == true { hasOpenValues = true }
    variables[name] = variable
    return before
  }

  /// Lets a variable be one of the function that runs.
  mutating func setLocal(_ name: String) {
    locals.append(Change(name: name, variable: variables[name]))
    set(name, to: nil)
  }

  /// A variable may have another value than the arguments say.
  mutating func setUnsettled(_ name: String) {
    guard var variable = variables[name], variable.isFromArguments else { return }
    variable.isFromArguments = false
    set(name, to: variable)
  }

  // MARK: - Shells and functions

  /// Keeps what the text that follows may change.
  mutating func keep() -> Surroundings {
    undoDepth += 1
    return Surroundings(
      ignoresErrors: ignoresErrors, arrays: arrays, arguments: arguments,
      changeCount: changes.count)
  }

  /// Takes back what changed.
  mutating func restore(_ outer: Surroundings) {
    while changes.count > outer.changeCount, let change = changes.popLast() {
      put(change.name, change.variable)
    }
    undoDepth -= 1
    (ignoresErrors, arrays, arguments) = (outer.ignoresErrors, outer.arrays, outer.arguments)
  }

  /// Starts a shell of its own.
  mutating func openShell() -> Surroundings {
    shells.open()
    return keep()
  }

  /// Ends it.
  mutating func closeShell(_ outer: Surroundings) {
    restore(outer)
    shells.close()
  }

  /// Starts a function.
  mutating func enter(with own: ShellArguments) -> Caller {
    let caller = Caller(arguments: arguments, locals: locals)
    (arguments, locals) = (own, [])
    return caller
  }

  /// Ends it.
  mutating func leave(to caller: Caller) {
    for local in locals.reversed() { set(local.name, to: local.variable) }
    (arguments, locals) = (caller.arguments, caller.locals)
  }

  /// Takes words of an inner command off the limit; `false` where they are too many.
  mutating func takesInner(_ words: Int) -> Bool {
    guard words <= remainingInnerWords else { return false }
    remainingInnerWords -= words
    return true
  }

  /// Takes arguments that are put into words off the limit; `false` where they are too long.
  mutating func takesArguments(of bytes: Int) -> Bool {
    guard bytes <= remainingArgumentBytes else { return false }
    remainingArgumentBytes -= bytes
    return true
  }

  /// The same for commands that differ only in what their words stand for.
  mutating func takesUse(of cost: Int) -> Bool {
    guard cost <= remainingUses else { return false }
    remainingUses -= max(1, cost)
    return true
  }

  /// Takes commands off the limit that come once more with other arguments; `false` where they are
  /// too many.
  mutating func takesRepeat(of cost: Int) -> Bool {
    guard cost <= remainingRepeats else { return false }
    remainingRepeats -= max(1, cost)
    return true
  }
}

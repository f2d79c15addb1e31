import FactModel
import SourceModel
import Syntax

/// Turns the shell text of a step into steps, one for each command that can be reached, and follows
/// local scripts and build targets to what they run.
///
/// A command that calls a script or target is kept and what it runs comes behind it. One follower
/// serves all jobs of a pipeline, since it keeps what it has parsed; all followers of a tree share the
/// limits of their steps and of what they look at.
struct StepFollower {
  /// How deep scripts and targets may call each other.
  static let depthLimit = 12
  /// How many steps a job may have.
  static let jobLimit = 5_000
  /// How many steps all jobs of a tree may have, each with its tools in the report; large trees have eight
  /// thousand.
  static let totalLimit = 20_000
  /// How many scripts and targets all commands may call; thrice as many as there may be commands.
  private static let calleeLimit = 60_000
  /// How many bytes the words of all commands may have, anchors and calls counted each time; real ones
  /// have a megabyte.
  private static let wordLimit = 4 << 20
  /// How many bytes of scripts are kept for those who call them again.
  private static let scriptLimit = 1 << 20

  let context: ReadingContext
  private(set) var remaining: Int
  /// How many steps may follow where they do not count among those of all pipelines.
  private var ownTotal: Int?
  private var callees = 0
  private var wordsLeft = Self.wordLimit
  private var scripts = KeptValues<ScriptKey, ParsedScript>(room: Self.scriptLimit)
  var files = FollowedFiles()

  /// Makes a follower.
  ///
  /// - Parameter total: how many steps it may give, where these are none of a pipeline.
  init(context: ReadingContext, total: Int? = nil) {
    self.context = context
    ownTotal = total
    remaining = min(Self.jobLimit, total ?? context.memory.stepsLeft)
  }

  /// Starts a new job, which has a number of steps of its own.
  mutating func beginJob() {
    remaining = min(Self.jobLimit, ownTotal ?? context.memory.stepsLeft)
  }

  /// Takes one step off the limits, for steps that are no commands; `false` at their end.
  mutating func takesStep() -> Bool {
    guard remaining > 0 else { return false }
    remaining -= 1
    if let own = ownTotal { ownTotal = own - 1 } else { context.memory.takeStep() }
    return true
  }

  /// The steps that a shell text runs.
  mutating func steps(of text: ShellText) -> [Step] {
    guard remaining > 0, wordsLeft >= 0 else { return [] }
    var frame = FollowFrame(text)
    return ShellSegment.segments(of: text.chunks).flatMap { segment -> [Step] in
      // The shell keeps its folder from one piece to the next.
      steps(of: segment, in: ScriptLanguage(shell: text.shell), &frame)
    }
  }

  /// The steps of a text in a language.
  mutating func steps(
    of segment: ShellSegment, in language: ScriptLanguage, _ frame: inout FollowFrame
  ) -> [Step] {
    guard remaining > 0, wordsLeft >= 0 else { return [] }
    switch language {
    case .shell, .powerShell:
      // Comments alone are read faster than words.
      take(words: segment.text.utf8.count / 8, at: segment.place(segment.start))
      let script = ParsedScript(segment, in: language, frame)
      return run(script.commands, script.segment, &frame)
    case .python, .javaScript, .ruby:
      return steps(ofCallsIn: segment, language, frame)
    case .other: return []
    }
  }

  /// The steps of commands that one shell runs in this order.
  mutating func run(
    _ commands: [ShellCommand], _ segment: ShellSegment, _ frame: inout FollowFrame
  ) -> [Step] {
    var steps: [Step] = []
    for command in commands where command.isReachable && Self.isTold(command.words) {
      guard wordsLeft >= 0, takesStep() else { break }
      let step = step(command, of: segment, frame)
      take(words: step.words.reduce(0) { $0 + $1.utf8.count + 4 }, at: step.place)
      steps.append(step)
      guard frame.isFollowed, !frame.changesFolder(step.words) else { continue }
      steps += followed(step, frame)
    }
    return steps
  }

  /// Whether a command does something beside steering the shell.
  private static func isTold(_ words: [String]) -> Bool {
    guard let first = words.first else { return false }
    return !["true", ":", "set", "shopt", "dirname", "basename"].contains(first)
  }

  private func step(
    _ command: ShellCommand, of segment: ShellSegment, _ frame: FollowFrame
  ) -> Step {
    var environment = frame.environment
    for own in command.environment { environment[own.name] = segment.mask.restored(own.value) }
    var step = Step(
      name: frame.name,
      words: Self.withProgram(command.words.map(segment.mask.restored), environment),
      wrappers: frame.wrappers + command.wrappers, environment: environment,
      ignoresFailure: frame.ignoresFailure || command.ignoresFailure,
      conditions: frame.conditions + conditions(of: command, segment, environment),
      place: segment.place(command.position), via: frame.via)
    step.isPlainCall = command.isPlainCall
    return step
  }

  /// The tests of branches, tags and events that the script makes before the command.
  private func conditions(
    of command: ShellCommand, _ segment: ShellSegment, _ environment: [String: String]
  ) -> [Condition] {
    command.guards.compactMap { test in
      ShellRule(words: test.words.map(segment.mask.restored), isNegated: test.isNegated)
        .condition(environment, at: segment.place(test.position))
    }
  }

  /// The words with the program that a variable names: `$CARGO test` where `CARGO` is `cargo`.
  private static func withProgram(_ words: [String], _ environment: [String: String]) -> [String] {
    guard let first = words.first, first.hasPrefix("$"), let last = first.last else { return words }
    let name = first.drop { $0 == "$" || $0 == "{" || $0 == " " }
    let plain = (last == "}" ? name.prefix { $0 != "}" && $0 != " " } : name)
    let key = plain.hasPrefix("env.") ? plain.dropFirst(4) : plain
    guard let value = environment[String(key)], !value.isEmpty, !value.contains("$") else {
      return words
    }
    return value.split(separator: " ").map(String.init) + words.dropFirst()
  }

  /// What a command runs that stands in the repository.
  private mutating func followed(_ step: Step, _ frame: FollowFrame) -> [Step] {
    guard frame.depth < Self.depthLimit, callees < Self.calleeLimit,
      !context.isCalleeSearchOver
    else { return [] }
    var inner = frame
    inner.depth += 1
    inner.via.append(step.place)
    inner.ignoresFailure = step.ignoresFailure
    inner.environment = step.environment
    inner.conditions = step.conditions
    let called = Callee.callees(of: step, frame, context, &files)
    callees += called.count
    if callees >= Self.calleeLimit {
      note(
        "found that more than \(Self.calleeLimit) scripts and targets are called; "
          + "from here on none is followed",
        "부르는 스크립트와 대상이 \(Self.calleeLimit)개보다 많아서 여기부터는 따라가지 않았습니다",
        at: step.place)
    }
    guard !context.isCalleeSearchOver else {
      note(
        "found that too much must be looked at to find what commands call; from here on none is followed",
        "명령이 부르는 것을 찾으려면 너무 많이 살펴봐야 해서 여기부터는 따라가지 않았습니다", at: step.place)
      return []
    }
    return called.flatMap { callee in
      // What a script calls leaves steps for the commands behind the call.
      let kept = remaining / 2
      remaining -= kept
      defer { remaining += kept }
      return steps(of: callee, inner)
    }
  }

  private mutating func take(words bytes: Int, at place: Place) {
    let isFirst = wordsLeft >= 0
    wordsLeft -= bytes
    guard isFirst, wordsLeft < 0 else { return }
    note(
      "found that commands have more than \(Self.wordLimit) bytes; from here on none is read",
      "명령이 \(Self.wordLimit)바이트보다 길어서 여기부터는 읽지 않았습니다", at: place)
  }

  private func note(_ english: String, _ korean: String, at place: Place) {
    context.memory.note(Diagnostic(.warning, Phrase(english, korean), at: place))
  }

  /// The steps of a script, target or text that a command calls.
  private mutating func steps(of callee: Callee, _ caller: FollowFrame) -> [Step] {
    var frame = caller
    if let key = callee.key {
      guard !frame.active.contains(key), frame.entries(of: callee.content) < 2 else { return [] }
      frame.active.insert(key)
    }
    if let folder = callee.folder { frame.folder = folder }
    if let arguments = callee.arguments { frame.arguments = arguments }
    switch callee.content {
    case .script(let path):
      return steps(ofScript: path, &frame)
    case .text(let text, let place):
      frame.script = place.path
      return steps(of: ShellSegment(text, at: place), in: .shell, &frame)
    case .commands(let commands, let path):
      return run(commands, ShellSegment(commandsOf: path), &frame)
    }
  }

  private mutating func steps(
    ofScript path: RelativePath, _ frame: inout FollowFrame
  ) -> [Step] {
    frame.script = path
    let key = ScriptKey(path: path, arguments: frame.arguments, placeholders: frame.placeholders)
    if let known = scripts[key] { return run(known.commands, known.segment, &frame) }
    guard let file = context.read(path), let language = ScriptLanguage(file: file) else {
      return []
    }
    let segment = ShellSegment(file)
    guard language == .shell || language == .powerShell else {
      return steps(of: segment, in: language, &frame)
    }
    let script = ParsedScript(segment, in: language, frame)
    scripts.keep(script, of: key, size: file.bytes.count)
    return run(script.commands, script.segment, &frame)
  }

  /// The steps of the commands that a program in another language starts.
  private mutating func steps(
    ofCallsIn segment: ShellSegment, _ language: ScriptLanguage, _ frame: FollowFrame
  ) -> [Step] {
    ScriptCalls.calls(in: segment.text, language).flatMap { call -> [Step] in
      var frame = frame
      let place = segment.place(
        Position(
          line: Int(segment.start.line) + call.line, column: call.column))
      return steps(of: ShellSegment(call.text, at: place), in: .shell, &frame)
    }
  }
}

/// What the commands of a script depend on.
private struct ScriptKey: Hashable, Sendable {
  var path: RelativePath
  var arguments: [String]
  var placeholders: PlaceholderMarks
}

/// The commands of a text, and the text with its placeholders hidden.
private struct ParsedScript: Sendable {
  let segment: ShellSegment
  let commands: [ShellCommand]

  init(_ segment: ShellSegment, in language: ScriptLanguage, _ frame: FollowFrame) {
    let masked = segment.masked(between: frame.placeholders)
    commands =
      language == .powerShell
      ? masked.powerShellCommands
      : ShellScript.parse(masked.text, startingAt: masked.start, arguments: frame.arguments)
        .commands
    self.segment = masked
  }
}

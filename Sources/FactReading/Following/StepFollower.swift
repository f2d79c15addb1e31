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
  /// How many steps all jobs of a tree may have, each with its tools in the report; large trees have fifteen
  /// thousand.
  static let totalLimit = 20_000
  /// How many variables all commands of a tree may have that set some themselves, those of their steps
  /// with them, as jobs and steps of some vendors; large trees have ten thousand.
  static let copyLimit = 400_000
  /// How many scripts and targets all commands may call; thrice as many as there may be commands.
  private static let calleeLimit = 60_000
  /// How many bytes the words of all commands may have, anchors and calls counted each time; real ones
  /// have a megabyte.
  private static let wordLimit = 4 << 20
  /// How much scripts may cost that are read again for other arguments; behind that they are read without.
  ///
  /// A script of ten thousand bytes costs some three thousand.
  private static let variantLimit = 4 << 20
  /// How many bytes of scripts are kept for those who call them again.
  private static let scriptLimit = 1 << 20

  let context: ReadingContext
  var remaining: Int
  /// How many steps may follow where they do not count among those of all pipelines.
  private var ownTotal: Int?
  private var callees = 0
  private var wordsLeft = Self.wordLimit
  private var variantsLeft = Self.variantLimit
  /// What is left of the limit on turns.
  var turns = TurnAllowance()
  /// The files that scripts read into themselves.
  private var sources = SourcedFiles()
  private var scripts = KeptValues<ScriptKey, ParsedScript>(room: Self.scriptLimit)
  /// What programs in other languages start, each looked through once.
  private var programs = KeptValues<RelativePath, [ScriptCalls.Call]>(room: Self.scriptLimit)
  var files = FollowedFiles()

  /// Makes a follower.
  ///
  /// - Parameter total: how many steps it may give, where these are none of a pipeline.
  init(context: ReadingContext, total: Int? = nil) {
    self.context = context
    ownTotal = total
    remaining = min(Self.jobLimit, total ?? context.memory.stepsLeft)
  }

  /// How many steps all jobs may still have.
  var total: Int {
    get { ownTotal ?? context.memory.stepsLeft }
    set {
      if ownTotal == nil { context.memory.stepsLeft = newValue } else { ownTotal = newValue }
    }
  }

  /// Whether texts that come now may still give steps.
  var isOpen: Bool { remaining > 0 && wordsLeft >= 0 }

  /// Starts a new job, or what a job hands to one elsewhere: each has a number of steps of its own.
  mutating func beginJob() {
    remaining = min(Self.jobLimit, total)
    if ownTotal == nil { context.memory.pipelines { $0.jobs.count += 1 } }
  }

  /// Takes one step off the limits, for steps that are no commands; `false` at their end.
  mutating func takesStep() -> Bool {
    guard remaining > 0 else { return false }
    remaining -= 1
    total -= 1
    return true
  }

  /// The steps that a shell text runs.
  mutating func steps(of text: ShellText) -> [Step] {
    guard isOpen else { return [] }
    var frame = FollowFrame(text)
    let language = ScriptLanguage(shell: text.shell)
    let segments = ShellSegment.segments(of: text.chunks)
    if !text.choices.isEmpty, language == .shell || language == .powerShell {
      // Read once, since the choices only differ in what its words stand for.
      let scripts = segments.map { parsed($0, in: language, frame) }
      return steps(of: scripts, text)
    }
    return segments.flatMap { segment -> [Step] in
      // The shell keeps its folder from one piece to the next.
      steps(of: segment, in: language, &frame)
    }
  }

  /// The steps of a text in a language.
  mutating func steps(
    of segment: ShellSegment, in language: ScriptLanguage, _ frame: inout FollowFrame
  ) -> [Step] {
    guard isOpen else { return [] }
    switch language {
    case .shell, .powerShell:
      let script = parsed(segment, in: language, frame)
      return run(script.commands, script.segment, &frame)
    case .python, .javaScript, .ruby:
      return steps(of: ScriptCalls.calls(in: segment.text, language), in: segment, frame)
    case .other: return []
    }
  }

  private mutating func parsed(
    _ segment: ShellSegment, in language: ScriptLanguage, _ frame: FollowFrame
  ) -> ParsedScript {
    // Comments alone are read faster than words, and a text of one costs something too.
    let place = segment.place(segment.start)
    take(words: 16 + segment.text.utf8.count / 8, at: place)
    let script = ParsedScript(segment, in: language, frame, context, &sources)
    // Commands that do nothing give no step that counts.
    take(words: 8 * script.commands.count, at: place)
    return script
  }

  /// The steps of commands that one shell runs in this order.
  mutating func run(
    _ commands: [ShellCommand], _ segment: ShellSegment, _ frame: inout FollowFrame
  ) -> [Step] {
    let (shells, reader, guards) = (frame.shells, frame.reader, frame.guards)
    frame.shells = ShellFolders()
    frame.guards = KnownGuards()
    frame.reader = FollowFrame.Reader(script: frame.script, via: frame.via)
    defer {
      frame.shells.leaveAll(&frame.location)
      (frame.script, frame.via) = (frame.reader.script, frame.reader.via)
      (frame.shells, frame.reader, frame.guards) = (shells, reader, guards)
    }
    return run(commands[...], segment, &frame)
  }

  /// The steps of some of them.
  mutating func run(
    _ commands: ArraySlice<ShellCommand>, _ segment: ShellSegment, _ frame: inout FollowFrame
  ) -> [Step] {
    var steps: [Step] = []
    var rest = commands
    while let command = rest.first, isOpen {
      if command.loops.count > frame.loopDepth {
        let (depth, loop) = (frame.loopDepth, command.loops[frame.loopDepth])
        let body = rest.prefix { $0.loops.count > depth && $0.loops[depth] == loop }
        rest = rest[body.endIndex...]
        steps += run(body, of: loop, segment, &frame)
        continue
      }
      rest = rest.dropFirst()
      guard command.isReachable, Self.isTold(command.words) else {
        // What does nothing gives no step that counts, and is gone through at each call.
        take(words: 1, at: segment.place(command.position, in: command.text))
        continue
      }
      frame.shells.enter(command.shell, &frame.location)
      if !segment.sources.isEmpty {
        frame.script = segment.file(of: command.text) ?? frame.reader.script
        frame.via = frame.reader.via + segment.readers(of: command.text)
      }
      guard takesStep() else { break }
      var step = self.step(command, of: segment, &frame)
      take(words: step.words.reduce(0) { $0 + $1.utf8.count + 4 }, at: step.place)
      var called = step
      called.words = filledWords(of: step, command, segment, frame) ?? step.words
      step.meanings = meanings(of: called.words, for: step, command, segment)
      steps.append(step)
      guard frame.isFollowed, !command.isReadInPlace else { continue }
      guard !frame.changesFolder(called.words) else { continue }
      steps += followed(step, called, frame)
    }
    return steps
  }

  /// Whether a command does something beside steering the shell.
  private static func isTold(_ words: [String]) -> Bool {
    guard let first = words.first else { return false }
    return !["true", ":", "set", "shopt", "dirname", "basename"].contains(first)
  }

  private mutating func step(
    _ command: ShellCommand, of segment: ShellSegment, _ frame: inout FollowFrame
  ) -> Step {
    let environment = self.environment(of: command, segment, frame)
    let words = Self.withProgram(command.words.map(segment.mask.restored), environment)
    var step = Step(
      name: frame.name, words: words,
      wrappers: frame.wrappers + command.wrappers, environment: environment,
      ignoresFailure: frame.ignoresFailure || command.ignoresFailure
        || IgnoringOptions.stand(in: words),
      conditions: frame.conditions + frame.guards.conditions(of: command, segment, environment),
      place: segment.place(command.position, in: command.text), via: frame.via)
    step.isPlainCall = command.isPlainCall
    return step
  }

  /// The variables of a command: those of its step, and what it sets itself.
  private mutating func environment(
    of command: ShellCommand, _ segment: ShellSegment, _ frame: FollowFrame
  ) -> [String: String] {
    guard !command.environment.isEmpty else { return frame.environment }
    let place = segment.place(command.position, in: command.text)
    let count = frame.environment.count + command.environment.count
    guard mayCopy(variables: count, at: place) else { return frame.environment }
    var environment = frame.environment
    for own in command.environment { environment[own.name] = segment.mask.restored(own.value) }
    return environment
  }

  /// The words with the program that a variable names: `$CARGO test` where `CARGO` is `cargo`.
  private static func withProgram(_ words: [String], _ environment: [String: String]) -> [String] {
    guard let first = words.first, first.hasPrefix("$"), let last = first.last else { return words }
    let name = first.drop { $0 == "$" || $0 == "{" || $0 == " " }
    let plain = (last == "}" ? name.prefix { $0 != "}" && $0 != " " } : name)
    let key = plain.hasPrefix("env.") ? plain.dropFirst(4) : plain
    guard let value = environment[String(key)], !value.contains("$") else { return words }
    let program = value.split(separator: " ").map(String.init)
    return program.isEmpty ? words : program + words.dropFirst()
  }

  /// What a command runs that stands in the repository.
  private mutating func followed(_ step: Step, _ filled: Step, _ frame: FollowFrame) -> [Step] {
    guard frame.depth < Self.depthLimit, callees < Self.calleeLimit,
      !context.isCalleeSearchOver
    else { return [] }
    var inner = frame
    inner.depth += 1
    inner.via.append(step.place)
    inner.ignoresFailure = step.ignoresFailure
    inner.environment = step.environment
    inner.conditions = step.conditions
    var called = Callee.callees(of: filled, frame, context, &files)
    if called.isEmpty, filled.words != step.words {
      called = Callee.callees(of: step, frame, context, &files)
    }
    inner.mayGoOn = frame.mayGoOn || Callee.areAdded(by: step.wrappers)
    let adds = Callee.mayAdd(filled.words, to: called)
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
      return steps(of: callee, inner, adds: adds)
    }
  }

  /// Takes the words of a command off the limit.
  mutating func take(words bytes: Int, at place: Place) {
    let isFirst = wordsLeft >= 0
    wordsLeft -= bytes
    guard isFirst, wordsLeft < 0 else { return }
    note(
      "found that commands have more than \(Self.wordLimit) bytes; from here on none is read",
      "명령이 \(Self.wordLimit)바이트보다 길어서 여기부터는 읽지 않았습니다", at: place)
  }

  func note(_ english: String, _ korean: String, at place: Place) {
    context.memory.note(Diagnostic(.warning, Phrase(english, korean), at: place))
  }

  /// The steps of a script, target or text that a command calls.
  private mutating func steps(of callee: Callee, _ caller: FollowFrame, adds: Bool) -> [Step] {
    var frame = caller
    if let key = callee.key {
      guard !frame.active.contains(key), frame.entries(of: callee.content) < 2 else { return [] }
      frame.active.insert(key)
    }
    // Nobody goes back to where the caller was.
    frame.location = ShellLocation(callee.folder ?? frame.folder)
    frame.takeArguments(of: callee, adds: adds)
    frame.loopDepth = 0
    // A text in the command's own words was written inside of the loop; scripts have other variables.
    if callee.key != nil { frame.turns = callee.variables }
    if let wrappers = callee.wrappers { frame.wrappers = wrappers }
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
    if let calls = programs[path] {
      return steps(of: calls, in: ShellSegment(commandsOf: path), frame)
    }
    var key = ScriptKey(path: path, arguments: frame.arguments, placeholders: frame.placeholders)
    if scripts[key] == nil, variantsLeft < 0 {
      frame.arguments = .unknown
      key.arguments = .unknown
    }
    if let known = scripts[key] { return run(known.commands, known.segment, &frame) }
    guard let file = context.read(path), let language = ScriptLanguage(file: file) else {
      return []
    }
    let segment = ShellSegment(file)
    guard language == .shell || language == .powerShell else {
      let calls = language == .other ? [] : ScriptCalls.calls(in: segment.text, language)
      let size = calls.reduce(0) { $0 + $1.text.utf8.count + 50 }
      programs.keep(calls, of: path, size: size)
      return steps(of: calls, in: segment, frame)
    }
    let script = ParsedScript(segment, in: language, frame, context, &sources)
    take(script, at: segment.place(segment.start), with: frame.arguments)
    scripts.keep(script, of: key, size: script.size)
    return run(script.commands, script.segment, &frame)
  }

  /// Takes off the limits what it costs to read a script, which is more for commands than for comments.
  private mutating func take(
    _ script: ParsedScript, at place: Place, with arguments: ShellArguments
  ) {
    let cost = script.size / 8 + 8 * script.commands.count
    guard arguments != .unknown else { return take(words: cost, at: place) }
    let isFirst = variantsLeft >= 0
    variantsLeft -= cost
    guard isFirst, variantsLeft < 0 else { return }
    note(
      "found that scripts are called with too many different arguments; "
        + "from here on they are read without them",
      "스크립트를 부르는 인자가 너무 여러 가지여서 여기부터는 인자 없이 읽었습니다", at: place)
  }

  /// The steps of the commands that a program in another language starts.
  private mutating func steps(
    of calls: [ScriptCalls.Call], in segment: ShellSegment, _ frame: FollowFrame
  ) -> [Step] {
    calls.flatMap { call -> [Step] in
      var frame = frame
      // The program may add words to the text.
      frame.mayGoOn = true
      let place = segment.place(
        Position(
          line: Int(segment.start.line) + call.line, column: call.column))
      return steps(of: ShellSegment(call.text, at: place), in: .shell, &frame)
    }
  }
}

package import SourceModel

/// The simple commands that a shell text would run.
///
/// The grammar is that of POSIX and bash; text for other shells is read as far as it looks the
/// same. See https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
package struct ShellScript: Sendable {
  /// The commands in the order in which they run; those of functions stand where these are first
  /// called, those that cannot run at the end.
  package var commands: [ShellCommand]
  /// What was wrong.
  package var faults: [SyntaxFault]
  /// The files that it reads into itself, by the numbers of texts less one.
  package var sources: [Source]

  /// Reads a script.
  package static func parse(_ bytes: [UInt8]) -> ShellScript {
    var parser = ShellParser(bytes, 0..<bytes.count, startingAt: .start)
    return parse(&parser)
  }

  /// Reads a text whose first character stands at a position, as it runs with some arguments.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - start: where its first character stands.
  ///   - arguments: what is known of its arguments.
  ///   - file: the file that a word behind `.` names, by the name of the one that reads it; no name
  ///     is that of the text. Functions and variables of such a file are those of the script.
  package static func parse(
    _ text: String, startingAt start: Position, arguments: ShellArguments = .unknown,
    file: (_ word: String, _ reader: String?) -> ShellSource? = { _, _ in nil }
  ) -> ShellScript {
    var parser = ShellParser(text, startingAt: start)
    return parse(&parser, arguments, file)
  }

  private static func parse(
    _ parser: inout ShellParser, _ arguments: ShellArguments = .unknown,
    _ file: (_ word: String, _ reader: String?) -> ShellSource? = { _, _ in nil }
  ) -> ShellScript {
    var program = parser.parse()
    program.readSources(file)
    var state = ShellState()
    state.arguments = arguments
    state.faults = program.faults
    state.commands.reserveCapacity(program.simples.count)
    var walker = ShellWalker(program)
    walker.run(ShellWalker.Context(), &state)
    return ShellScript(
      commands: state.commands, faults: state.faults,
      sources: program.sources.map {
        Source(name: $0.name, position: $0.position, reader: $0.reader)
      })
  }
}

/// A file that a script reads into itself.
package struct ShellSource {
  /// What tells it from others.
  package var name: String
  /// Its text.
  package var text: String

  /// Makes a source.
  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

extension ShellScript {
  /// A file that was read into a script, and the command that asked for it first.
  package struct Source: Hashable, Sendable {
    /// The file's name.
    package var name: String
    /// Where the command stands.
    package var position: Position
    /// The number of the text in which it stands.
    package var reader: Int32
  }
}

/// One simple command.
package struct ShellCommand: Hashable, Sendable {
  /// A variable that is set for it.
  package struct Assignment: Hashable, Sendable {
    /// The name.
    package var name: String
    /// The value.
    package var value: String
  }

  /// A test that decides whether it runs: `[ "$BRANCH" = main ]`, or a pattern of `case`.
  package struct Guard: Hashable, Sendable {
    /// The words as written; those of `case` are that word, what is looked at, and the patterns.
    package var words: [String]
    /// Whether the command runs where the test fails.
    package var isNegated: Bool
    /// Where the test starts.
    package var position: Position
    /// The number of the text in which it stands.
    package var text: Int32 = 0
  }

  /// A loop over words that are known: `for target in lint unit`.
  package struct Loop: Hashable, Sendable {
    /// How many words a loop is told with.
    package static let wordLimit = 12

    /// Where the loop's first word stands.
    package var position: Position
    /// The variable that takes one word after the other.
    package var name: String
    /// The words, the first ones of many.
    package var words: [String]
  }

  /// The words, wrappers seen through; quotes and escapes resolved, variables kept as written.
  package var words: [String]
  /// The wrappers that were seen through, outermost first: `sudo`, `npx`, `docker run IMAGE`.
  package var wrappers: [String]
  /// Variables that are set for it.
  package var environment: [Assignment]
  /// The tests around it, outermost first.
  package var guards: [Guard]
  /// Whether its failure is ignored (`|| true`, `set +e` …).
  package var ignoresFailure: Bool
  /// Whether it can run: `false` in functions that nobody calls, behind `exit` and `if false`.
  package var isReachable: Bool
  /// Whether it calls a function of the script and passes nothing, so that its commands say all.
  package var isPlainCall = false
  /// Whether it reads a file into the script, so that its commands follow here.
  package var isReadInPlace = false
  /// The variables in its words whose value the script has said before it.
  package var known: [Assignment] = []
  /// Whether one of these variables may have another value: it was set in a branch, or twice.
  package var mayDiffer = false
  /// The loops around it whose words are known, outermost first.
  package var loops: [Loop] = []
  /// Where it starts, variables and wrappers before its first word included.
  package var position: Position
  /// The shell that runs it.
  package var shell = Shell()
  /// The number of the text in which it stands: zero for the script, others for files that it reads.
  package var text: Int32 = 0
}

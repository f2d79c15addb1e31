package import SourceModel

/// The simple commands that a shell text would run.
package struct ShellScript: Sendable {
  /// The commands in the order of the text.
  package var commands: [ShellCommand]
  /// What was wrong.
  package var faults: [SyntaxFault]

  /// Reads a script.
  package static func parse(_ bytes: [UInt8]) -> ShellScript {
    parse(String(decoding: bytes, as: UTF8.self), startingAt: .start)
  }

  /// Reads a text whose first character stands at a position.
  package static func parse(_ text: String, startingAt start: Position) -> ShellScript {
    ShellScript(commands: [], faults: [])
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

  /// The words, wrappers seen through; quotes and escapes resolved, variables kept as written.
  package var words: [String]
  /// The wrappers that were seen through, outermost first: `sudo`, `npx`, `docker run IMAGE`.
  package var wrappers: [String]
  /// Variables that are set for it.
  package var environment: [Assignment]
  /// Whether its failure is ignored (`|| true`, `set +e` …).
  package var ignoresFailure: Bool
  /// Whether it can run: `false` in functions that nobody calls, behind `exit` and `if false`.
  package var isReachable: Bool
  /// Where its first word stands.
  package var position: Position
}

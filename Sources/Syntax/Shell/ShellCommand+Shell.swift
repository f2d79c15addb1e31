extension ShellCommand {
  /// A shell among those that a text starts: what one changes, the shell around it keeps.
  ///
  /// The folder, variables and options of a subshell are its own, section 2.13 of
  /// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
  package struct Shell: Hashable, Sendable {
    /// Its number among the shells of the commands beside it; the one that reads the text has none.
    package var number: Int32 = 0
    /// The number of the nearest shell around it that had a command before its own first one.
    package var parent: Int32 = 0

    /// The shell that reads the text.
    package static let outermost = Shell()

    /// The shell as one that lies in another, whose number is given.
    fileprivate func inside(_ outer: Int32) -> Shell {
      number == 0 ? Shell(number: outer) : Shell(number: number + outer, parent: parent + outer)
    }
  }
}

extension [ShellCommand] {
  /// Adds the commands of a text that a shell of its own runs, as make starts one for each line.
  package mutating func append(inOwnShell text: [ShellCommand]) {
    // A text opens no more shells than it has commands, so six numbers for each of them are enough,
    // also for texts that were put together of others a few times.
    let outer = Int32(truncatingIfNeeded: 6 * count + 1)
    append(
      contentsOf: text.lazy.map { command in
        var command = command
        command.shell = command.shell.inside(outer)
        return command
      })
  }
}

/// The shells that are open while commands are listed.
struct OpenShells {
  /// Those inside the one that reads the text, outermost first; a number below zero where a shell has
  /// no command so far.
  private var inner: [ShellCommand.Shell] = []
  private var count: Int32 = 0

  /// Starts a shell inside the one that runs.
  mutating func open() { inner.append(ShellCommand.Shell(number: -1)) }

  /// Ends the innermost shell.
  mutating func close() { _ = inner.popLast() }

  /// The shell of a command that is listed now.
  mutating func take() -> ShellCommand.Shell {
    guard let last = inner.indices.last else { return ShellCommand.Shell() }
    if inner[last].number < 0 {
      count += 1
      // A shell without a command is where the one around it was, so it can be left out.
      let parent = inner[..<last].last { $0.number >= 0 }?.number ?? 0
      inner[last] = ShellCommand.Shell(number: count, parent: parent)
    }
    return inner[last]
  }
}

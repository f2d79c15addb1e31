import SourceModel
import Syntax

/// Commands as lines that a test can show: words, what they are wrapped in, and what is true of them.
enum ShellOutline {
  /// The commands of a script.
  static func lines(_ text: String) -> [String] {
    lines(ShellScript.parse(Array(text.utf8)).commands)
  }

  /// Commands as `words | wrapper, wrapper | NAME=value | ignored | unreachable`.
  static func lines(_ commands: [ShellCommand]) -> [String] {
    commands.map { command in
      var parts = [command.words.map(shown).joined(separator: " ")]
      if !command.wrappers.isEmpty { parts.append(command.wrappers.joined(separator: ", ")) }
      if !command.environment.isEmpty {
        parts.append(command.environment.map { "\($0.name)=\($0.value)" }.joined(separator: " "))
      }
      if command.ignoresFailure { parts.append("ignored") }
      if !command.isReachable { parts.append("unreachable") }
      return parts.joined(separator: " | ")
    }
  }

  /// The commands with their places.
  static func placed(_ commands: [ShellCommand]) -> [String] {
    commands.map { "\($0.position) \($0.words.map(shown).joined(separator: " "))" }
  }

  /// Targets with what they need and run.
  static func lines(_ targets: [BuildTarget]) -> [String] {
    targets.flatMap { target -> [String] in
      let needs = target.dependencies.map { " " + $0 }.joined()
      return ["\(target.name):\(needs)"]
        + zip(target.commands, lines(target.commands)).map { "  \($0.position) \($1)" }
    }
  }

  private static func shown(_ word: String) -> String {
    word.isEmpty || word.contains(" ") || word.contains("\n") ? "'\(word)'" : word
  }
}

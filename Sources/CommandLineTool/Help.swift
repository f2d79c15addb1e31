import SourceModel

/// The help, made from the tables of commands and options.
enum Help {
  /// The text of `--help`.
  static var text: String {
    let commands = Command.allCases.flatMap { command in
      ["  \(command.usage)", "      \(command.summary)"]
    }
    let lines =
      [
        "devops-assess tells a team its DevOps stage from its repository, offline.", "", "Usage:",
      ] + commands + ["", "Options:"] + options(of: CommandOption.all) + exitStatus
    return lines.map { $0 + "\n" }.joined()
  }

  /// The help for one command.
  static func text(of command: Command) -> String {
    guard command != .assess else { return text }
    let options = CommandOption.all.filter { $0.commands.contains(command) }
    let lines =
      ["Usage: \(command.usage)", "", "  \(command.summary)", "", "Options:"]
      + self.options(of: options) + exitStatus
    return lines.map { $0 + "\n" }.joined()
  }

  /// The help that the words behind `help` ask for.
  static func text(for operands: [String]) throws(UsageError) -> String {
    guard let name = operands.first else { return text }
    guard operands.count == 1, let command = Command(rawValue: name) else {
      let names = Command.allCases.map(\.rawValue)
      let hint = Suggestion.nearest(to: name, among: names).map { ", did you mean `\($0)`?" }
      throw UsageError(
        message: "found `help \(operands.joined(separator: " "))`\(hint ?? ""), expected one of "
          + names.joined(separator: ", "))
    }
    return text(of: command)
  }

  private static let exitStatus = [
    "", "Exit status:",
    "  0  assessed, every threshold holds",
    "  1  assessed, a threshold or the baseline does not hold",
    "  2  the call, the configuration or the rubric is wrong",
    "  3  nothing could be assessed",
  ]

  private static func options(of options: [CommandOption]) -> [String] {
    options.flatMap { option -> [String] in
      let letter = option.letter.map { "-\($0), " } ?? "    "
      let value = option.value.map { " \($0)" } ?? ""
      let choices = option.choices.isEmpty ? "" : " (\(option.choices.joined(separator: ", ")))"
      let head = "  \(letter)--\(option.name)\(value)"
      let gap = String(repeating: " ", count: max(2, 26 - head.count))
      let line = head + gap + option.summary
      guard line.count + choices.count > 100 else { return [line + choices] }
      let words = choices.split(separator: " ").map(String.init)
      return [line] + folded(words).map { String(repeating: " ", count: 26) + $0 }
    }
  }

  /// Words in lines that fit behind the names of options.
  private static func folded(_ words: [String]) -> [String] {
    words.reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= 72 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
  }
}

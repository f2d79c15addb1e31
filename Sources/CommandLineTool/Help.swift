/// The help, made from the tables of commands and options.
enum Help {
  /// The text of `--help`.
  static var text: String {
    let commands = Command.allCases.flatMap { command in
      ["  \(command.usage)", "      \(command.summary)"]
    }
    let options = CommandOption.all.flatMap { option -> [String] in
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
    let lines =
      [
        "devops-assess tells a team its DevOps stage from its repository, offline.", "", "Usage:",
      ] + commands + ["", "Options:"] + options + [
        "", "Exit status:",
        "  0  assessed, every threshold holds",
        "  1  assessed, a threshold or the baseline does not hold",
        "  2  the call, the configuration or the rubric is wrong",
        "  3  nothing could be assessed",
      ]
    return lines.map { $0 + "\n" }.joined()
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

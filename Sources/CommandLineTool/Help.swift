import FactModel
import Reports
import SourceModel

/// The help, made from the tables of commands and options.
struct Help {
  /// The language of what is said; names of commands, options and values are the same in each.
  let language: Language

  /// How wide lines are at most, in columns.
  private static let width = 100
  /// Where what is said of an option begins, in columns.
  private static let indent = 26

  /// The text of `--help`.
  var text: String {
    let commands = Command.allCases.flatMap { command in
      ["  \(command.usage)"] + folded(command.summary.text(in: language), indent: 6)
    }
    return whole(
      [
        say(
          "devops-assess tells a team its DevOps stage from its repository, offline.",
          "devops-assess는 저장소를 보고 팀의 DevOps 단계를 알려 줍니다. 네트워크는 쓰지 않습니다."), "",
        say("Usage:", "사용법:"),
      ] + commands + options(CommandOption.all))
  }

  /// The help for one command.
  func text(of command: Command) -> String {
    guard command != .assess else { return text }
    return whole(
      ["\(say("Usage:", "사용법:")) \(command.usage)", ""]
        + folded(command.summary.text(in: language), indent: 2)
        + options(CommandOption.all.filter { $0.commands.contains(command) }))
  }

  /// The help that the words behind `help` ask for.
  func text(for operands: [String]) throws(UsageError) -> String {
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

  private func say(_ english: String, _ korean: String) -> String {
    Phrase(english, korean).text(in: language)
  }

  private func whole(_ lines: [String]) -> String {
    (lines + exitStatus).map { $0 + "\n" }.joined()
  }

  private var exitStatus: [String] {
    [
      "", say("Exit status:", "종료 상태:"),
      "  0  " + say("assessed, every threshold holds", "평가함, 모든 기준값을 만족함"),
      "  1  "
        + say(
          "assessed, a threshold or the baseline does not hold",
          "평가함, 기준값이나 기준 보고서를 만족하지 못함"),
      "  2  "
        + say(
          "the call, the configuration or the rubric is wrong", "호출, 설정, 기준표 중 하나가 잘못됨"),
      "  3  " + say("nothing could be assessed", "평가할 것이 없음"),
    ]
  }

  private func options(_ options: [CommandOption]) -> [String] {
    ["", say("Options:", "옵션:")] + options.flatMap(lines(of:))
  }

  /// An option with what is said of it, and the values that it may have.
  private func lines(of option: CommandOption) -> [String] {
    let letter = option.letter.map { "-\($0), " } ?? "    "
    let value = option.value.map { " \($0)" } ?? ""
    let head = "  \(letter)--\(option.name)\(value)"
    let gap = String(repeating: " ", count: max(2, Self.indent - head.count))
    let summary = option.summary.text(in: language)
    let choices = option.choices.isEmpty ? "" : "(\(option.choices.joined(separator: ", ")))"
    let line = [summary, choices].filter { !$0.isEmpty }.joined(separator: " ")
    guard Self.indent + PlainText.width(line) > Self.width else { return [head + gap + line] }
    let said = folded(summary, indent: Self.indent)
    return [head + gap + (said.first ?? "").drop { $0 == " " }] + said.dropFirst()
      + folded(choices, indent: Self.indent)
  }

  /// The text in lines that fit, set in by so many columns.
  private func folded(_ text: String, indent: Int) -> [String] {
    PlainText.wrapped(text, to: Self.width - indent).map {
      String(repeating: " ", count: indent) + $0
    }
  }
}

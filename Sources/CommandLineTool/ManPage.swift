import SourceModel

/// The manual page, made from the tables of commands and options.
///
/// https://mandoc.bsd.lv/man/mdoc.7.html
enum ManPage {
  /// The page in the language of mdoc.
  static var text: String {
    (head + usages + options + ending).map { $0 + "\n" }.joined()
  }

  /// Text in which nothing is a macro or an escape.
  private static func plain(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("…", with: "...")
    let isMacro = escaped.hasPrefix(".") || escaped.hasPrefix("'")
    return (isMacro ? "\\&" : "") + escaped
  }

  private static let head = [
    ".Dd $Mdocdate$", ".Dt DEVOPS-ASSESS 1", ".Os", ".Sh NAME", ".Nm devops-assess",
    ".Nd tell a team its DevOps stage from its repository", ".Sh DESCRIPTION",
    "Reads a repository offline and says which of the stages v1 to v5 its team has reached, how",
    "that shows, by file and line, and the shortest way to the next stage.", ".Pp",
    "The commands are:", ".Bl -tag -width Ds",
  ]

  private static var usages: [String] {
    Command.allCases.flatMap { command in
      [
        ".It Li \(plain(command.usage.replacing("|", with: " | ")))",
        plain(command.summary.english) + ".",
      ]
    } + [".El"]
  }

  private static var options: [String] {
    [".Pp", "The options are:", ".Bl -tag -width Ds"]
      + CommandOption.all.flatMap { option -> [String] in
        let letter = option.letter.map { "Fl \($0) , " } ?? ""
        let value = option.value.map { " Ar \($0)" } ?? ""
        let choices =
          option.choices.isEmpty ? [] : ["One of \(option.choices.joined(separator: ", "))."]
        let commands = option.commands.map(\.rawValue).sorted()
        let scope =
          option.commands.count == Command.allCases.count
          ? [] : ["Taken by \(commands.joined(separator: ", "))."]
        return [".It \(letter)Fl Fl \(option.name)\(value)", plain(option.summary.english) + "."]
          + choices + scope
      } + [".El"]
  }

  private static let ending = [
    ".Sh ENVIRONMENT", ".Bl -tag -width Ds", ".It Ev LC_ALL , LC_MESSAGES , LANG",
    "A value that begins with", ".Dq ko", "means reports in Korean.",
    ".It Ev NO_COLOR , FORCE_COLOR , CLICOLOR_FORCE , TERM", "Whether colours are used.",
    ".It Ev COLUMNS", "How wide lines of the terminal's report may be.",
    ".It Ev GITHUB_STEP_SUMMARY , GITHUB_OUTPUT",
    "The files that", ".Fl Fl github", "appends to.", ".It Ev SOURCE_DATE_EPOCH",
    "What is taken for now when dates of waivers are compared.", ".El",
    ".Sh FILES", ".Bl -tag -width Ds", ".It Pa .devops-assess.yml , .github/.devops-assess.yml",
    "What the team says of its repository.", ".El", ".Sh EXIT STATUS", ".Bl -tag -width Ds",
    ".It 0", "Assessed, every threshold holds.", ".It 1",
    "Assessed, a threshold or the baseline does not hold.", ".It 2",
    "The call, the configuration or the rubric is wrong.", ".It 3", "Nothing could be assessed.",
    ".El", ".Sh SEE ALSO", ".Xr git 1",
  ]
}

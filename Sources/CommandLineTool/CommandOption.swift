import FactModel
import Reports
import SourceModel

/// An option of the command line; help and parsing read this one table.
struct CommandOption: Hashable, Sendable {
  /// The name behind two dashes.
  var name: String
  /// The letter behind one dash.
  var letter: Character?
  /// What its value is called; `nil` for a switch.
  var value: String?
  /// Whether it may be given several times.
  var isRepeatable = false
  /// What it does, in one line.
  var summary: String
  /// The values that it may have, where the set is closed.
  var choices: [String] = []
  /// Values to complete, where others are allowed too.
  var proposals: [String] = []
  /// The commands that take it.
  var commands: Set<Command> = [.assess]

  /// The values that completions offer; none where these are files.
  var completed: [String] { choices.isEmpty ? proposals : choices }

  /// All options.
  static let all: [CommandOption] = [
    CommandOption(
      name: "format", letter: "f", value: "FORMAT",
      summary: "how the report on standard output is written",
      choices: ReportFormat.allCases.map(\.rawValue)),
    CommandOption(
      name: "output", letter: "o", value: "FILE", isRepeatable: true,
      summary: "also write the report to FILE, by its ending, or FORMAT=FILE"),
    CommandOption(
      name: "min-stage", value: "STAGE",
      summary: "fail below this stage, v1 to v5", proposals: ["v1", "v2", "v3", "v4", "v5"]),
    CommandOption(
      name: "min-score", value: "SCORE", isRepeatable: true,
      summary: "fail below this overall score, or v3=70 for one stage"),
    CommandOption(
      name: "baseline", value: "FILE",
      summary: "fail where a stage or a met criterion of a former JSON report is lost"),
    CommandOption(
      name: "kind", value: "KIND", summary: "say what kind of project it is",
      choices: ProjectKind.allCases.map(\.rawValue),
      commands: [.assess, .explain]),
    CommandOption(
      name: "ref", value: "REV",
      summary: "assess a commit, tag or branch without checking it out",
      commands: [.assess, .explain]),
    CommandOption(
      name: "config", value: "FILE", summary: "read FILE instead of the team's .devops-assess.yml",
      commands: [.assess, .explain]),
    CommandOption(
      name: "no-config", summary: "read no .devops-assess.yml", commands: [.assess, .explain]),
    CommandOption(
      name: "no-waivers", summary: "count neither waivers nor attestations",
      commands: [.assess, .explain]),
    CommandOption(
      name: "github",
      summary: "also write GitHub's step summary, outputs and annotations"),
    CommandOption(
      name: "man", summary: "print the manual page instead", commands: [.help]),
    CommandOption(
      name: "write", summary: "write .devops-assess.yml where there is none",
      commands: [.initialize]),
    CommandOption(
      name: "rubric", value: "FILE", summary: "judge by another rubric: its set file or folder",
      commands: Set(Command.allCases)),
    CommandOption(
      name: "lang", value: "LANG", summary: "the language of reports",
      choices: Language.allCases.map(\.rawValue),
      commands: Set(Command.allCases)),
    CommandOption(
      name: "color", value: "WHEN", summary: "use colours",
      choices: ["auto", "always", "never"], commands: [.assess, .explain]),
    CommandOption(name: "verbose", letter: "v", summary: "show every criterion with its evidence"),
    CommandOption(name: "quiet", letter: "q", summary: "show the verdict alone"),
    CommandOption(name: "version", summary: "print the version", commands: Set(Command.allCases)),
    CommandOption(
      name: "help", letter: "h", summary: "print this help", commands: Set(Command.allCases)),
  ]
}

/// The commands, with what they do.
enum Command: String, CaseIterable, Sendable {
  case assess
  case explain
  case rubric
  case initialize = "init"
  case schema
  case completions
  case help

  /// The command that a word may be meant for, as a question.
  static func hint(for word: String) -> String? {
    Suggestion.nearest(to: word, among: allCases.map(\.rawValue))
      .map { "did you mean the command `\($0)`?" }
  }

  /// How it is called.
  var usage: String {
    switch self {
    case .assess: "devops-assess [assess] [PATH…] [OPTION…]"
    case .explain: "devops-assess explain CRITERION [PATH…]"
    case .rubric: "devops-assess rubric list|check|show [FILE]"
    case .initialize: "devops-assess init [PATH] [--write]"
    case .schema: "devops-assess schema [NAME]"
    case .completions: "devops-assess completions bash|zsh|fish"
    case .help: "devops-assess help [COMMAND] [--man]"
    }
  }

  /// What it does, in one line.
  var summary: String {
    switch self {
    case .assess:
      "assess a repository, the current folder by default, or several of one team as one"
    case .explain:
      "say what a criterion means, what was looked for and found, and what would meet it"
    case .rubric: "list the criteria, check a rubric and run its examples, or print it"
    case .initialize:
      "print a configuration to start from and the step for the team's pipeline; overwrites nothing"
    case .schema:
      "print a JSON Schema for editors and validators, or list them"
    case .completions: "print completions for a shell"
    case .help: "print this help, that of a command, or the manual page"
    }
  }
}

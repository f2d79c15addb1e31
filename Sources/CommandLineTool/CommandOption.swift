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
  var summary: Phrase
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
      summary: Phrase("how the report on standard output is written", "표준 출력에 쓰는 보고서의 형식"),
      choices: ReportFormat.allCases.map(\.rawValue)),
    CommandOption(
      name: "output", letter: "o", value: "FILE", isRepeatable: true,
      summary: Phrase(
        "also write the report to FILE, by its ending, or FORMAT=FILE",
        "보고서를 FILE에도 씁니다. 형식은 확장자를 따르거나 FORMAT=FILE로 정합니다")),
    CommandOption(
      name: "min-stage", value: "STAGE",
      summary: Phrase("fail below this stage, v1 to v5", "이 단계(v1–v5)에 못 미치면 실패합니다"),
      proposals: ["v1", "v2", "v3", "v4", "v5"]),
    CommandOption(
      name: "min-score", value: "SCORE", isRepeatable: true,
      summary: Phrase(
        "fail below this overall score, or v3=70 for one stage",
        "전체 점수가 이보다 낮으면 실패합니다. v3=70은 한 단계의 점수입니다")),
    CommandOption(
      name: "baseline", value: "FILE",
      summary: Phrase(
        "fail where a stage or a met criterion of a former JSON report is lost",
        "이전 JSON 보고서의 단계나 충족한 기준을 잃으면 실패합니다")),
    CommandOption(
      name: "kind", value: "KIND",
      summary: Phrase("say what kind of project it is", "프로젝트 종류를 정합니다"),
      choices: ProjectKind.allCases.map(\.rawValue),
      commands: [.assess, .explain]),
    CommandOption(
      name: "ref", value: "REV",
      summary: Phrase(
        "assess a commit, tag or branch without checking it out", "커밋, 태그, 브랜치를 체크아웃하지 않고 평가합니다"),
      commands: [.assess, .explain]),
    CommandOption(
      name: "config", value: "FILE",
      summary: Phrase(
        "read FILE instead of the team's .devops-assess.yml", "팀의 .devops-assess.yml 대신 FILE을 읽습니다"),
      commands: [.assess, .explain]),
    CommandOption(
      name: "no-config",
      summary: Phrase("read no .devops-assess.yml", ".devops-assess.yml을 읽지 않습니다"),
      commands: [.assess, .explain]),
    CommandOption(
      name: "no-waivers",
      summary: Phrase("count neither waivers nor attestations", "면제와 확인을 계산에 넣지 않습니다"),
      commands: [.assess, .explain]),
    CommandOption(
      name: "github",
      summary: Phrase(
        "also write GitHub's step summary, outputs and annotations", "GitHub의 작업 요약, 출력값, 주석도 씁니다")),
    CommandOption(
      name: "man", summary: Phrase("print the manual page instead", "도움말 대신 매뉴얼 페이지를 출력합니다"),
      commands: [.help]),
    CommandOption(
      name: "write",
      summary: Phrase(
        "write .devops-assess.yml where there is none", ".devops-assess.yml이 없으면 씁니다"),
      commands: [.initialize]),
    CommandOption(
      name: "rubric", value: "FILE",
      summary: Phrase(
        "judge by another rubric: its set file or folder", "다른 기준표로 평가합니다 (기준표 파일이나 폴더)"),
      commands: [.assess, .explain, .rubric, .initialize]),
    CommandOption(
      name: "lang", value: "LANG",
      summary: Phrase("the language of reports and help", "보고서와 도움말의 언어"),
      choices: Language.allCases.map(\.rawValue),
      commands: Set(Command.allCases)),
    CommandOption(
      name: "color", value: "WHEN", summary: Phrase("use colours", "색을 쓸지 정합니다"),
      choices: ["auto", "always", "never"], commands: [.assess, .explain]),
    CommandOption(
      name: "verbose", letter: "v",
      summary: Phrase("show every criterion with its evidence", "모든 기준을 근거와 함께 보여 줍니다")),
    CommandOption(
      name: "quiet", letter: "q", summary: Phrase("show the verdict alone", "결과만 보여 줍니다")),
    CommandOption(
      name: "version", summary: Phrase("print the version", "버전을 출력합니다"),
      commands: Set(Command.allCases)),
    CommandOption(
      name: "help", letter: "h", summary: Phrase("print this help", "이 도움말을 출력합니다"),
      commands: Set(Command.allCases)),
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
  var summary: Phrase {
    switch self {
    case .assess:
      Phrase(
        "assess a repository, the current folder by default, or several of one team as one",
        "저장소를 평가합니다. 경로가 없으면 현재 폴더를, 여럿이면 한 팀의 저장소들을 하나로 평가합니다")
    case .explain:
      Phrase(
        "say what a criterion means, what was looked for and found, and what would meet it",
        "기준이 무엇을 뜻하고 무엇을 찾아보고 찾았는지, 무엇이 있으면 충족하는지 설명합니다")
    case .rubric:
      Phrase(
        "list the criteria, check a rubric and run its examples, or print it",
        "기준을 나열하거나, 기준표를 검사하고 예시를 실행하거나, 기준표를 출력합니다")
    case .initialize:
      Phrase(
        "print a configuration to start from and the step for the team's pipeline; overwrites nothing",
        "처음 쓸 설정과 팀 파이프라인에 넣을 단계를 출력합니다. 아무것도 덮어쓰지 않습니다")
    case .schema:
      Phrase(
        "print a JSON Schema for editors and validators, or list them",
        "편집기와 검증기를 위한 JSON 스키마를 출력하거나 나열합니다")
    case .completions: Phrase("print completions for a shell", "셸 자동 완성을 출력합니다")
    case .help:
      Phrase(
        "print this help, that of a command, or the manual page", "이 도움말이나 명령의 도움말, 매뉴얼 페이지를 출력합니다")
    }
  }
}

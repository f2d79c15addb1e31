import Rubrics
import TestSupport
import Testing

@testable import CommandLineTool

/// A call that is wrong, and what must be said of it.
struct WrongCall: Sendable, CustomTestStringConvertible {
  var words: [String]
  var says: [String]

  var testDescription: String { words.joined(separator: " ") }

  init(_ words: String..., says: [String]) {
    self.words = words
    self.says = says
  }

  static let all = [
    WrongCall("--fromat", "json", says: ["`--fromat`", "did you mean `--format`?", "--min-stage"]),
    WrongCall("--min-stge=v3", says: ["`--min-stge`", "did you mean `--min-stage`?"]),
    WrongCall("--zzzzzz", says: ["`--zzzzzz`", "expected one of --format"]),
    WrongCall("-x", says: ["`-x`", "expected one of -f, -o"]),
    WrongCall("-qx", says: ["`-x`"]),
    WrongCall("--format", "jsno", says: ["`jsno`", "did you mean `json`?"]),
    WrongCall("--format", says: ["found no value for `--format`"]),
    WrongCall("--format=", says: ["found no value for `--format`"]),
    WrongCall("--quiet=yes", says: ["found a value for `--quiet`"]),
    WrongCall("-f", "json", "-f", "markdown", says: ["`--format` twice"]),
    WrongCall("-q", "-v", says: ["`--quiet` and `--verbose`"]),
    WrongCall("--lang", "de", says: ["`de`", "expected one of en, ko"]),
    WrongCall("--kind", "servise", says: ["did you mean `service`?"]),
    WrongCall("--min-stage", "v6", says: ["the stage `v6`", "expected one of v1, v2, v3, v4, v5"]),
    WrongCall(
      "--output", "report.pdf", says: ["`report.pdf`", ".md, .markdown, .json", "FORMAT=FILE"]),
    WrongCall("--output", "markdwon=a.md", says: ["`markdwon`", "did you mean `markdown`?"]),
    WrongCall("a", "b/", "b", says: ["found the path `b` twice, expected it once"]),
    WrongCall("a", "./b", "b", says: ["found the path `b` twice, expected it once"]),
    WrongCall("schema", "report", "--rubric", "a", says: ["`--rubric` with `schema`"]),
    WrongCall("a", "b", "--ref", "main", says: ["`--ref` with 2 paths, expected one path"]),
    WrongCall("explian", "deploy.rollback", says: ["did you mean the command `explain`?"]),
    WrongCall("explain", says: ["expected CRITERION"]),
    WrongCall(
      "explain", "deploy.rolback",
      says: ["the criterion `deploy.rolback`", "did you mean `deploy.rollback`?", "source.git"]),
    WrongCall("explain", "zzzzzzzzzzzz", says: ["expected one of build.manifest"]),
    WrongCall("--config", "a.yml", "--no-config", says: ["`--config` and `--no-config`"]),
    WrongCall(
      "explain", "ci.test", "--config=a.yml", "--no-config", says: ["`--config` and `--no-config`"]),
    WrongCall("--config", "none.yml", says: ["could not read the configuration `none.yml`"]),
    WrongCall("--baseline", "none.json", says: ["could not read the baseline `none.json`"]),
    WrongCall("init", "a", "b", says: ["found 2 paths, expected one"]),
    WrongCall("--write", says: ["`--write` with `assess`"]),
    WrongCall("init", "--min-stage", "v3", says: ["`--min-stage` with `init`", "--write"]),
    WrongCall("rubric", says: ["found no action", "list, check, show"]),
    WrongCall("rubric", "lsit", says: ["did you mean `list`?"]),
    WrongCall("rubric", "list", "a", "b", says: ["expected `rubric list|check|show [FILE]`"]),
    WrongCall(
      "explain", "deploy.rollback", "--format", "json",
      says: ["`--format` with `explain`", "expected one of --kind, --ref"]),
    WrongCall("rubric", "list", "--min-stage", "v3", says: ["`--min-stage` with `rubric`"]),
    WrongCall("--rubric", "none/at/all.yml", says: ["could not read the rubric"]),
    WrongCall("rubric", "check", "none/at/all", says: ["could not read the rubric"]),
  ]
}

@Suite struct UsageTests {
  @Test(arguments: WrongCall.all)
  func aWrongCallIsStatusTwoAndSaysWhatIsRight(_ call: WrongCall) async {
    let run = await ToolRun(words: call.words)
    #expect(run.status == .wrongUse)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("error: "))
    for words in call.says { #expect(run.errors.contains(words), "\(run.errors)") }
  }

  @Test(arguments: [
    ("v9=70", "the stage `v9` for `--min-score`"), ("101", "`101`"), ("-1", "`-1`"),
    ("60.55", "`60.55`"), ("100.1", "`100.1`"), ("9223372036854775807", "from 0 to 100"),
    ("v3=", "`v3=`"), ("60.", "`60.`"), (".5", "`.5`"), ("1e1", "`1e1`"), ("", "no value"),
  ])
  func aScoreIsANumberFromZeroToAHundred(_ score: String, _ says: String) throws {
    let error = #expect(throws: UsageError.self) {
      let arguments = try Arguments(["--min-score", score])
      _ = try ThresholdOptions.thresholds(arguments, stages: ["v1", "v2", "v3"])
    }
    #expect(try #require(error).message.contains(says))
  }

  @Test(arguments: [("0", "0"), ("60", "60"), ("61.5", "61.5"), ("100.0", "100"), ("v3=70", "70")])
  func aScoreMayHaveOneDecimal(_ score: String, _ shown: String) throws {
    let thresholds = try ThresholdOptions.thresholds(
      try Arguments(["--min-score", score]), stages: ["v1", "v2", "v3"])
    #expect(thresholds.scores.map { "\($0.score)" } == [shown])
  }

  @Test func aPathThatIsNearACommandIsAskedAbout() async {
    let run = await ToolRun("rubrik")
    #expect(run.status == .nothingAssessed)
    #expect(run.errors.contains("did you mean the command `rubric`?"))
  }

  @Test func aFolderMayBeCalledLikeACommand() async throws {
    try await TestFolder.with { folder in
      try folder.write("explain/a.txt")
      for words in [["--", folder.path("explain")], ["assess", "--", folder.path("explain")]] {
        let run = await ToolRun(words: words)
        #expect(run.status == .fine)
        #expect(run.output.hasPrefix("explain\n"))
      }
      let named = await ToolRun("--", "explain")
      #expect(named.errors.contains("found nothing at `explain`"))
    }
  }

  @Test(arguments: [["--help"], ["-h"], ["help"], ["-hq"]])
  func helpNamesEveryOptionAndStatus(_ words: [String]) async {
    let run = await ToolRun(words: words)
    #expect(run.status == .fine)
    #expect(run.errors == "")
    for option in ["--format", "--output", "--min-stage", "--ref", "--lang", "--quiet", "-h"] {
      #expect(run.output.contains(option))
    }
    for status in ["  0  ", "  1  ", "  2  ", "  3  "] { #expect(run.output.contains(status)) }
    #expect(!run.output.split(separator: "\n").contains { $0.count > 100 })
  }

  @Test(arguments: [["explain", "--help"], ["help", "explain"]])
  func helpOfACommandNamesItsOptionsAlone(_ words: [String]) async {
    let run = await ToolRun(words: words)
    #expect(run.status == .fine)
    #expect(run.output.hasPrefix("Usage: devops-assess explain CRITERION [PATH…]\n"))
    for option in ["--kind", "--ref", "--lang"] { #expect(run.output.contains(option)) }
    for option in ["--output", "--min-stage"] { #expect(!run.output.contains(option)) }
    for status in ["  0  ", "  1  ", "  2  ", "  3  "] { #expect(run.output.contains(status)) }
  }

  @Test(arguments: [["--help"]] + Command.allCases.map { ["help", $0.rawValue] })
  func helpIsSpokenInBothLanguages(_ words: [String]) async {
    func isKorean(_ line: Substring) -> Bool {
      line.unicodeScalars.contains { $0.value >= 0xAC00 && $0.value <= 0xD7A3 }
    }
    let english = await ToolRun(words: words)
    let korean = await ToolRun(words: words + ["--lang", "ko"])
    let surrounded = await ToolRun(words: words, environment: ["LANG": "ko_KR.UTF-8"])
    #expect(surrounded.output == korean.output)
    #expect(!english.output.split(separator: "\n").contains(where: isKorean))
    for line in korean.output.split(separator: "\n") {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
      #expect(columns <= 102, "\(line)")
      // How a command is called, values to choose from, and all else is said.
      let isCall = line.hasPrefix("  devops-assess ")
      #expect(isCall || line.hasSuffix(",") || line.hasSuffix(")") || isKorean(line), "\(line)")
    }
    func names(_ text: String) -> [Substring] {
      text.split { !($0.isLetter || $0 == "-") }.filter { $0.hasPrefix("--") }
    }
    #expect(names(korean.output) == names(english.output))
  }

  @Test func helpOfNoCommandIsRefused() async {
    let run = await ToolRun("help", "explian")
    #expect(run.status == .wrongUse)
    #expect(run.errors.contains("found `help explian`, did you mean `explain`?"))
  }

  @Test func theVersionIsOneLine() async {
    let run = await ToolRun("--version")
    #expect(run.output == "devops-assess \(CommandLineTool.version)\n")
  }

  /// Choice, variables, whether it is a terminal, and whether there are colours.
  @Test(arguments: [
    ("auto", [:], true, true), ("auto", [:], false, false), ("always", [:], false, true),
    ("never", [:], true, false), ("auto", ["NO_COLOR": "1"], true, false),
    ("auto", ["NO_COLOR": ""], true, true), ("auto", ["TERM": "dumb"], true, false),
    ("auto", ["FORCE_COLOR": "1"], false, true), ("auto", ["FORCE_COLOR": "0"], true, false),
    ("auto", ["CLICOLOR_FORCE": "1"], false, true), ("auto", ["CLICOLOR_FORCE": "0"], false, false),
    ("auto", ["NO_COLOR": "1", "FORCE_COLOR": "1"], true, false),
    ("always", ["NO_COLOR": "1"], false, true),
  ])
  func coloursFollowTheSurroundings(
    _ choice: String, _ environment: [String: String], _ isTerminal: Bool, _ isColoured: Bool
  ) {
    let console = Console(
      put: { _ in nil }, errors: { _ in }, write: { _, _ in nil },
      create: { _, _ in .exists }, clock: { 0 }, isTerminal: isTerminal,
      environment: environment)
    #expect(console.isColoured(choice) == isColoured)
  }

  @Test(arguments: ["40", "300", "-5"])
  func linesFitTheTerminal(_ columns: String) async throws {
    try await TestFolder.with { folder in
      try folder.write("a.txt")
      let run = await ToolRun("-v", folder.path, environment: ["COLUMNS": columns])
      let width = min(120, max(40, Int(columns) ?? 100))
      // What can be pasted stays whole.
      let text = run.output.split(separator: "\n").prefix { !$0.hasPrefix("1. ") }
      for line in text where line.count > width {
        Issue.record("\(line.count) columns: \(line)")
      }
    }
  }

  @Test func linesThatGoOnToAProgramAreNotFolded() {
    func width(_ isTerminal: Bool, _ columns: String?) -> Int? {
      Console(
        put: { _ in nil }, errors: { _ in }, write: { _, _ in nil },
        create: { _, _ in .exists }, clock: { 0 }, isTerminal: isTerminal,
        environment: columns.map { ["COLUMNS": $0] } ?? [:]
      ).width
    }
    #expect(width(true, nil) == 100)
    #expect(width(false, nil) == nil)
    #expect(width(false, "80") == 80)
    #expect(width(true, "110") == 110)
  }
}

import FactModel
import Inventory
import Reports
import Rubrics
import SourceModel

/// Says what a criterion means, what was looked for and found, and what would meet it.
struct ExplainCommand {
  private let console: Console
  private let arguments: Arguments

  init(console: Console, _ arguments: Arguments) {
    self.console = console
    self.arguments = arguments
  }

  func run() async throws -> ExitStatus {
    guard let id = arguments.operands.first else {
      throw UsageError(message: "found no operands, expected CRITERION and paths")
    }
    guard !(arguments.has("config") && arguments.has("no-config")) else {
      throw UsageError(message: "found `--config` and `--no-config`, expected one of them")
    }
    let report = try await Progress.during(console, arguments.language, isQuiet: false) {
      try await self.report(on: id, $0)
    }
    try console.output(report)
    return .fine
  }

  private func report(on id: String, _ progress: Progress) async throws -> String {
    // The team's own rubric may have other criteria.
    var team = try await TeamCall(
      Array(arguments.operands.dropFirst()), arguments, console, progress)
    let call = team.first
    let ids = call.knowledge.rubric.criteria.map(\.id)
    guard let criterion = call.knowledge.rubric.criterion(id) else {
      let hint = Suggestion.nearest(to: id, among: ids).map { ", did you mean `\($0)`?" }
      throw UsageError(
        message: "found the criterion `\(id)`\(hint ?? ""), expected one of "
          + ids.joined(separator: ", "))
    }
    let facts = try await team.facts()
    let assessment = try team.assessment(of: facts)
    let options = ReportOptions(
      language: arguments.language,
      isColoured: console.isColoured(arguments.value("color")), width: console.width,
      version: CommandLineTool.version)
    progress.end()
    for warning in team.warnings { console.tell(warning.line(in: arguments.language)) }
    guard let result = assessment.criteria.first(where: { $0.id == id }) else { return "" }
    let searches = Assessor(call.knowledge.rubric).searches(for: criterion, in: facts)
    return ExplanationReport(
      criterion, of: call.knowledge.rubric, result, in: assessment.repository,
      searches: searches, gain: assessment.gain(ofMeeting: id), options
    ).text
  }
}

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
    // The team's own rubric may have other criteria.
    let team = try await TeamCall(Array(arguments.operands.dropFirst()), arguments, console)
    let call = team.first
    let ids = call.knowledge.rubric.criteria.map(\.id)
    guard let criterion = call.knowledge.rubric.criterion(id) else {
      let hint = Suggestion.nearest(to: id, among: ids).map { ", did you mean `\($0)`?" }
      throw UsageError(
        message: "found the criterion `\(id)`\(hint ?? ""), expected one of "
          + ids.joined(separator: ", "))
    }
    for warning in team.warnings { console.errors("\(warning)\n") }
    let assessment = await team.assessment()
    let options = ReportOptions(
      language: arguments.language,
      isColoured: console.isColoured(arguments.value("color")), width: console.width,
      version: CommandLineTool.version)
    guard let result = assessment.criteria.first(where: { $0.id == id }) else { return .fine }
    console.output(ExplanationReport(criterion, result, options).text)
    return .fine
  }
}

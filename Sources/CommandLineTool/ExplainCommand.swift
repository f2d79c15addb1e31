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
    guard let id = arguments.operands.first, arguments.operands.count <= 2 else {
      throw UsageError(
        message: "found \(arguments.operands.count) operands, expected CRITERION and a path")
    }
    guard !(arguments.has("config") && arguments.has("no-config")) else {
      throw UsageError(message: "found `--config` and `--no-config`, expected one of them")
    }
    let path = arguments.operands.dropFirst().first ?? "."
    let repository = try await RepositoryOpener().open(path, revision: arguments.value("ref"))
    // The team's own rubric may have other criteria.
    let call = try ConfiguredCall(
      repository, try Knowledge.load(arguments), arguments, console)
    let ids = call.knowledge.rubric.criteria.map(\.id)
    guard let criterion = call.knowledge.rubric.criterion(id) else {
      let hint = Suggestion.nearest(to: id, among: ids).map { ", did you mean `\($0)`?" }
      throw UsageError(
        message: "found the criterion `\(id)`\(hint ?? ""), expected one of "
          + ids.joined(separator: ", "))
    }
    for warning in call.warnings { console.errors("\(warning)\n") }
    let assessment = await call.assessment(path, kind: arguments.kind)
    let options = ReportOptions(
      language: arguments.language,
      isColoured: console.isColoured(arguments.value("color")), width: console.width,
      version: CommandLineTool.version)
    guard let result = assessment.criteria.first(where: { $0.id == id }) else { return .fine }
    console.output(ExplanationReport(criterion, result, options).text)
    return .fine
  }
}

import Catalogue
import FactModel
import FactReading
import Reports
import Rubrics
import SourceModel

/// Lists, checks and prints a rubric.
struct RubricCommand {
  /// What can be done with a rubric.
  static let actions = ["list", "check", "show"]

  private let console: Console
  private let arguments: Arguments

  init(console: Console, _ arguments: Arguments) {
    self.console = console
    self.arguments = arguments
  }

  func run() async throws -> ExitStatus {
    let names = Self.actions
    guard let action = arguments.operands.first else {
      throw UsageError(message: "found no action, expected one of \(names.joined(separator: ", "))")
    }
    guard names.contains(action), arguments.operands.count <= 2 else {
      let hint = Suggestion.nearest(to: action, among: names).map { ", did you mean `\($0)`?" }
      throw UsageError(
        message: "found `rubric \(arguments.operands.joined(separator: " "))`\(hint ?? ""), "
          + "expected `rubric \(names.joined(separator: "|")) [FILE]`")
    }
    let knowledge = try Knowledge.loadWhole(
      arguments, file: arguments.operands.dropFirst().first)
    switch action {
    case "list": try console.output(RubricListing(knowledge.rubric, arguments.language).list)
    case "show": try console.output(RubricListing(knowledge.rubric, arguments.language).details)
    default: return try await check(knowledge)
    }
    return .fine
  }

  private func check(_ knowledge: Knowledge) async throws(OutputFailure) -> ExitStatus {
    let assessor = ExampleAssessor(knowledge.rubric) { await knowledge.facts(of: $0) }
    let runner = ExampleRunner(assessor)
    let prover = AdviceProver(assessor)
    let faults =
      knowledge.catalogue.checkExamples() + (await runner.faults()) + (await prover.faults())
    for fault in faults { console.tell("\(fault)") }
    let (criteria, tools) = (knowledge.rubric.criteria.count, knowledge.catalogue.count)
    let verdict =
      faults.isEmpty
      ? Phrase("all examples hold", "모든 예시가 맞습니다")
      : Phrase("\(faults.count) examples do not hold", "예시 \(faults.count)개가 맞지 않습니다")
    let counts = Phrase(
      "\(criteria) criteria with \(runner.count) examples and \(prover.count) proofs of advice, "
        + "\(tools) tools",
      "기준 \(criteria)개, 예시 \(runner.count)개, 조언 검증 \(prover.count)개, 도구 \(tools)개")
    let language = arguments.language
    try console.output("\(counts.text(in: language)): \(verdict.text(in: language))\n")
    return faults.isEmpty ? .fine : .wrongUse
  }
}

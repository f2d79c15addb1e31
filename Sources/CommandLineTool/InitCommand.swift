import BuiltInRubrics
import FactModel
import Inventory
import Reports
import Rubrics
import SourceModel

/// Proposes a configuration and the step of the team's pipeline.
struct InitCommand {
  private let console: Console
  private let arguments: Arguments

  init(console: Console, _ arguments: Arguments) {
    self.console = console
    self.arguments = arguments
  }

  func run() async throws -> ExitStatus {
    guard arguments.operands.count <= 1 else {
      throw UsageError(
        message: "found \(arguments.operands.count) paths, expected one: "
          + arguments.operands.joined(separator: ", "))
    }
    let path = arguments.operands.first ?? "."
    let knowledge = try Knowledge.load(arguments)
    let (loaded, faults) = StartTexts.load(BuiltInRubrics.files)
    guard let texts = loaded else { throw RubricFault(diagnostics: faults) }
    let (listed, recall) = try RepositoryOpener().list(path)
    let (facts, repository) = try await knowledge.facts(of: listed, recall, kind: nil)
    let assessment = Assessor(knowledge.rubric, advised: .way).assessment(
      of: facts, repository: RepositorySummary(path: repository.name))
    let lowest = knowledge.rubric.stages.first?.id ?? assessment.stage
    let isReached = assessment.stages.contains { $0.id == assessment.stage }
    let configuration = texts.configuration(
      kind: assessment.kind.rawValue, stage: isReached ? assessment.stage : lowest,
      isReached: isReached, isKorean: arguments.language == .korean)
    let status =
      arguments.has("write")
      ? write(configuration, path, repository) : try show(configuration)
    let (file, step) = texts.step(for: Self.vendor(of: facts.pipelines)) ?? (nil, "")
    try show(step, as: file ?? says("the pipeline", "파이프라인"))
    return status
  }

  private func says(_ english: String, _ korean: String) -> String {
    Phrase(english, korean).text(in: arguments.language)
  }

  private func show(_ configuration: String) throws(OutputFailure) -> ExitStatus {
    try show(configuration, as: TeamConfiguration.fileName)
    try console.output("\n")
    return .fine
  }

  private func show(_ text: String, as name: String) throws(OutputFailure) {
    try console.output("# ── \(name)\n\(text)")
  }

  /// Writes the configuration where there is none in either place.
  private func write(
    _ configuration: String, _ path: String, _ repository: Repository
  ) -> ExitStatus {
    let name = TeamConfiguration.fileName
    for place in TeamConfiguration.places where repository.source.holds(place) {
      return stays(place.text)
    }
    switch console.create(configuration, path.hasSuffix("/") ? path + name : "\(path)/\(name)") {
    case .done:
      console.tell(says("wrote `\(name)`", "`\(name)` 파일을 썼습니다"))
      return .fine
    case .exists: return stays(name)
    case .failed(let reason):
      console.tell("error: could not write `\(name)`: \(reason)")
      return .wrongUse
    }
  }

  private func stays(_ name: String) -> ExitStatus {
    console.tell(
      says("found `\(name)`, which stays as it is", "`\(name)` 파일이 이미 있어 그대로 둡니다"))
    return .fine
  }

  /// The vendor that runs most of what the team has; the first of several.
  static func vendor(of pipelines: [Pipeline]) -> String? {
    let live = pipelines.filter(\.startsByItself)
    let jobs = live.reduce(into: [String: Int]()) { $0[$1.vendor, default: 0] += $1.jobs.count }
    let most = jobs.values.max()
    return live.first { jobs[$0.vendor] == most }?.vendor
  }
}

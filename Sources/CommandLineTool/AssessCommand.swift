import FactModel
import Inventory
import Reports
import Rubrics
import SourceModel

/// Assesses a repository, writes reports and checks thresholds.
struct AssessCommand {
  private let console: Console
  private let arguments: Arguments

  init(console: Console, _ arguments: Arguments) {
    self.console = console
    self.arguments = arguments
  }

  /// A file that a report goes to.
  private struct Output {
    var format: ReportFormat
    var path: String
  }

  func run() async throws -> ExitStatus {
    guard !(arguments.has("config") && arguments.has("no-config")) else {
      throw UsageError(message: "found `--config` and `--no-config`, expected one of them")
    }
    guard !(arguments.has("quiet") && arguments.has("verbose")) else {
      throw UsageError(message: "found `--quiet` and `--verbose`, expected one of them")
    }
    let format = arguments.value("format").flatMap { ReportFormat(rawValue: $0) } ?? .terminal
    var outputs: [Output] = []
    for text in arguments.allValues("output") { outputs.append(try output(text)) }
    for output in outputs { try check(output.path) }
    if let twice = Self.repeated(outputs.map(\.path)) {
      throw UsageError(
        message: "found the file `\(twice)` for two of `--output`, expected one for each")
    }
    let baseline = try arguments.value("baseline").map(BaselineFile.baseline)
    let formats = [format] + outputs.map(\.format)
    let tellsAll = arguments.has("github") || formats.contains(where: \.tellsAllAdvice)
    var assessment = try await Progress.during(
      console, arguments.language, isQuiet: arguments.has("quiet")
    ) { progress in
      var team = try await TeamCall(arguments.operands, arguments, console, progress)
      let thresholds = try ThresholdOptions.thresholds(
        arguments, stages: team.first.knowledge.rubric.stages.map(\.id),
        written: team.first.configuration.thresholds)
      let faults = baseline?.faults(by: team.first.knowledge.rubric) ?? []
      guard faults.isEmpty else { throw RubricFault(diagnostics: faults) }
      var assessment = try await team.assessment(tellsAll ? .all : .way)
      assessment.gate = thresholds.checks(of: assessment)
      return assessment
    }
    if let baseline {
      let comparison = baseline.comparison(with: assessment)
      assessment.gate += baseline.checks(of: comparison, assessment)
      assessment.comparison = comparison
    }
    // What cannot be written keeps nobody from the other reports, and from what the gate says.
    var isWritten = true
    do throws(OutputFailure) {
      try console.output(format.text(of: assessment, options(coloured: format == .terminal)))
    } catch {
      console.tell("error: \(error)")
      isWritten = false
    }
    // Who asks for quiet means the terminal; a file holds the whole report.
    let whole = options(coloured: false, isFile: true)
    for output in outputs {
      let text = output.format.text(of: assessment, whole)
      if let reason = console.write(text, output.path) {
        console.tell("error: could not write `\(output.path)`: \(reason)")
        isWritten = false
      }
    }
    if arguments.has("github") { GitHubStep(console: console).tell(assessment, whole) }
    let failures = assessment.gate.filter { !$0.holds }
    for failure in failures {
      console.tell("error: \(failure.says.text(in: arguments.language))")
    }
    guard isWritten else { return .wrongUse }
    return failures.isEmpty ? .fine : .belowThreshold
  }

  /// The first path that names the same file as one before it.
  private static func repeated(_ paths: [String]) -> String? {
    var seen: Set<[UInt8]> = []
    // What is no file, such as `/dev/null`, takes many.
    return paths.first { !$0.hasPrefix("/dev/") && !seen.insert($0.realPlace).inserted }
  }

  /// A repository must not lead a report to where it may not write.
  private func check(_ path: String) throws(UsageError) {
    let repositories = arguments.operands.isEmpty ? ["."] : arguments.operands
    for repository in repositories {
      guard !OutputPath.isPipe(path, of: repository) else {
        throw UsageError(
          message: "found `\(path)` for `--output`, a pipe or device in the repository, expected a "
            + "file; write to another one")
      }
      guard let link = OutputPath.linkOut(path, of: repository) else { continue }
      throw UsageError(
        message: "found `\(link)` for `--output`, a link of the repository that leads out of it "
          + "or into its git folder, expected a path of your own; write to another file")
    }
  }

  private func options(coloured: Bool, isFile: Bool = false) -> ReportOptions {
    let isShort = arguments.has("quiet") && !isFile
    let detail: ReportOptions.Detail =
      isShort ? .verdict : arguments.has("verbose") ? .full : .summary
    return ReportOptions(
      language: arguments.language, detail: detail,
      isColoured: coloured && console.isColoured(arguments.value("color")), width: console.width,
      version: CommandLineTool.version)
  }

  /// `report.md`, or `markdown=report.txt`.
  private func output(_ text: String) throws(UsageError) -> Output {
    if let equals = text.firstIndex(of: "="),
      let format = ReportFormat(rawValue: String(text[..<equals]))
    {
      let path = String(text[text.index(after: equals)...])
      guard path != "-" else {
        throw UsageError(
          message: "found `\(text)` for `--output`, expected a file; `--format \(format.rawValue)` "
            + "writes to the standard output")
      }
      return Output(format: format, path: path)
    }
    let names = ReportFormat.allCases.map(\.rawValue)
    if let equals = text.firstIndex(of: "="),
      let near = Suggestion.nearest(to: String(text[..<equals]), among: names)
    {
      throw UsageError(
        message: "found the format `\(text[..<equals])` for `--output`, did you mean `\(near)`?, "
          + "expected one of " + names.joined(separator: ", "))
    }
    guard let format = ReportFormat(fileName: text) else {
      throw UsageError(
        message: "found `\(text)` for `--output`, expected a file that ends in "
          + ReportFormat.endings.map { ".\($0)" }.joined(separator: ", ") + ", or FORMAT=FILE")
    }
    return Output(format: format, path: text)
  }
}

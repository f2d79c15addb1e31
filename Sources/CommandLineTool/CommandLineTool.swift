import FactReading
import Inventory
import SourceModel

/// The program: a call in, reports and an exit status out.
package struct CommandLineTool: Sendable {
  /// The version of the program.
  package static let version = "0.1.0"

  let console: Console

  /// Makes the program.
  package init(console: Console) {
    self.console = console
  }

  /// Runs a call.
  ///
  /// - Parameter words: the words behind the program's name.
  package func run(_ words: [String]) async -> ExitStatus {
    do {
      var arguments = try Arguments(words)
      arguments.surroundings = console.language
      if arguments.has("help") {
        try console.output(Help(language: arguments.language).text(of: arguments.command))
        return .fine
      }
      if arguments.has("version") {
        try console.output("devops-assess \(Self.version)\n")
        return .fine
      }
      switch arguments.command {
      case .assess: return try await AssessCommand(console: console, arguments).run()
      case .explain: return try await ExplainCommand(console: console, arguments).run()
      case .rubric: return try await RubricCommand(console: console, arguments).run()
      case .initialize: return try await InitCommand(console: console, arguments).run()
      case .schema: return try SchemaCommand(console: console, arguments: arguments).run()
      case .completions:
        return try await CompletionsCommand(console: console, arguments: arguments).run()
      case .help:
        let help = Help(language: arguments.language)
        try console.output(arguments.has("man") ? ManPage.text : help.text(for: arguments.operands))
        return .fine
      }
    } catch let error as UsageError {
      console.tell("error: \(error.message)")
      console.tell("See `devops-assess --help`.")
      return .wrongUse
    } catch let error as OutputFailure {
      console.tell("error: \(error)")
      return .wrongUse
    } catch let error as InventoryError {
      console.tell("error: \(error)\(Self.hint(for: error))")
      return .nothingAssessed
    } catch let error as RubricFault {
      for diagnostic in error.diagnostics {
        console.tell("\(QuotedText.withoutSecrets(diagnostic))")
      }
      return .wrongUse
    } catch {
      console.tell("error: \(error)")
      return .nothingAssessed
    }
  }
}

extension CommandLineTool {
  /// A path that is not there may be a command with a slip in it.
  private static func hint(for error: InventoryError) -> String {
    guard case .missing(let path) = error, let hint = Command.hint(for: path) else { return "" }
    return "; \(hint)"
  }
}

/// What is wrong with a rubric, the catalogue, a configuration or a former report.
struct RubricFault: Error {
  var diagnostics: [Diagnostic]

  /// The same, the files put into a folder.
  func placed(in folder: RelativePath) -> RubricFault {
    RubricFault(diagnostics: diagnostics.map { $0.placed(in: folder) })
  }
}

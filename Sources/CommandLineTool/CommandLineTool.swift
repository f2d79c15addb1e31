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
      console.tell("error: could not write the output: \(error.reason)")
      return .wrongUse
    } catch let error as InventoryError {
      console.tell("error: \(error)\(Self.hint(for: error))")
      return .nothingAssessed
    } catch let error as RubricFault {
      for diagnostic in error.diagnostics { console.tell("\(diagnostic)") }
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

  /// The same of a rubric that stands in a folder of the repository.
  func placed(in folder: RelativePath) -> RubricFault {
    RubricFault(
      diagnostics: diagnostics.map { diagnostic in
        var diagnostic = diagnostic
        diagnostic.place = diagnostic.place.map { place in
          Place(folder.appending(place.path.text) ?? place.path, place.position)
        }
        return diagnostic
      })
  }
}

/// Reads the files of a rubric from a folder.
enum RubricFolder {
  /// The files below a rubric's folder, given itself or by its set file.
  static func files(at path: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = path.hasSuffix(".yml") ? parent(of: path) : path
    // A rubric that cannot be read is a fault of the call, not of the repository.
    let repository: Repository
    do {
      repository = try RepositoryOpener().openFolder(folder)
    } catch {
      throw UsageError(message: "could not read the rubric: \(error)")
    }
    var files: [(name: String, bytes: [UInt8])] = []
    for file in repository.allPaths where file.fileExtension == "yml" {
      do {
        files.append((file.text, try repository.source.read(file)))
      } catch {
        throw UsageError(message: "could not read the rubric's file `\(file)`: \(error)")
      }
    }
    return files
  }

  /// The folder of a rubric that is named by its set file or itself.
  static func folder(of path: RelativePath) -> RelativePath {
    path.fileExtension == "yml" ? path.folder : path
  }

  /// The files of a rubric that stands in the assessed repository, read as it is assessed.
  static func files(
    in folder: RelativePath, of repository: Repository
  ) throws(UsageError) -> [(name: String, bytes: [UInt8])] {
    let start = folder.text.isEmpty ? 0 : folder.text.count + 1
    var files: [(name: String, bytes: [UInt8])] = []
    for file in repository.allPaths where file.fileExtension == "yml" && file.isInside(folder) {
      do throws(FileReadFailure) {
        files.append((String(file.text.dropFirst(start)), try repository.source.read(file)))
      } catch {
        throw UsageError(
          message: "could not read the rubric's file `\(file)`: \(NamedFileFailure(error).reason)")
      }
    }
    guard !files.isEmpty else {
      throw UsageError(
        message: "found no rubric in `\(folder)`, expected its set file or folder in the repository"
      )
    }
    return files
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

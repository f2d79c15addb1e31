import FactModel
package import SourceModel
import Syntax

/// Reads the settings of TeamCity that stand in the tree: Kotlin scripts and pipelines in YAML.
///
/// https://www.jetbrains.com/help/teamcity/kotlin-dsl.html,
/// https://www.jetbrains.com/help/teamcity/pipelines-yaml-syntax.html
package struct TeamCityReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "teamcity"

  /// How many files of settings are read.
  private static let fileLimit = 1000

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml", "kt", "kts"] }

  /// Whether the file is `.teamcity.yml` or one of the settings in `.teamcity`.
  ///
  /// Patches are what the server asks to take over by hand.
  package func isPipeline(_ path: RelativePath) -> Bool {
    if path.text == ".teamcity.yml" || path.text == ".teamcity.yaml" { return true }
    guard path.text.hasPrefix(".teamcity/") else { return false }
    let folders = path.parts.dropLast()
    guard !folders.contains("patches"), !folders.contains("target") else { return false }
    return ["kt", "kts", "yml", "yaml"].contains(path.fileExtension)
  }

  /// One pipeline for all Kotlin settings, whose builds depend on each other, and one for each
  /// file in YAML.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading(
      yaml: paths.filter { $0.fileExtension.hasPrefix("y") }, context: context
    ) { _, document in
      guard let root = document.root?.merged() else { return [] }
      var builder = TeamCityYAMLBuilder(root, document, context: context)
      return builder.pipeline(vendor: vendor).map { [$0] } ?? []
    }
    let sources = paths.filter { $0.fileExtension.hasPrefix("kt") }.prefix(Self.fileLimit)
      .compactMap(context.read).map(TeamCitySource.init)
    for source in sources {
      guard let fault = source.fault else { continue }
      reading.warnings.append(
        SyntaxFault(.warning, fault.message, at: fault.position).diagnostic(in: source.path))
    }
    var settings = TeamCitySettings(sources)
    settings.evaluate()
    var builder = TeamCityBuilder(settings, context: context)
    if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
    return reading
  }
}

/// A Kotlin file of the settings with its outline.
struct TeamCitySource: Sendable {
  let path: RelativePath
  let packageName: String
  let statements: [GroovyStatement]
  let fault: GroovyFault?
  /// The names that the file takes from elsewhere.
  let imports: Set<String>
  /// The texts that the file gives a name.
  let constants: [String: String]

  init(_ file: SourceFile) {
    path = file.path
    let outline = GroovyOutline(file.bytes, dialect: .kotlin)
    statements = outline.statements
    fault = outline.fault
    func named(_ word: String) -> [String] {
      outline.statements.compactMap { statement -> String? in
        guard statement.parts.count > 1, case .name(word, _) = statement.parts[0],
          case .name(let name, _) = statement.parts[1]
        else { return nil }
        return name
      }
    }
    packageName = named("package").first ?? ""
    imports = Set(named("import"))
    constants = outline.statements.reduce(into: [:]) { known, statement in
      guard let name = statement.assigned else { return }
      let pieces = statement.value.compactMap { part -> String? in
        switch part {
        case .text(let text): text.text
        case .sign(UInt8(ascii: "+"), _): ""
        case .sign, .name, .parens, .list, .block: nil
        }
      }
      guard !pieces.isEmpty, pieces.count == statement.value.count else { return }
      known[name] = pieces.joined()
    }
  }

  func place(_ position: Position) -> Place { Place(path, position) }
}

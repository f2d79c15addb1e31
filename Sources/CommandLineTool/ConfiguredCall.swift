import FactModel
import FactReading
import Inventory
import Rubrics
import SourceModel

/// A repository with the knowledge that it is judged by and what its team wrote down.
struct ConfiguredCall {
  /// The repository, without what the team leaves out; its history is known with its facts.
  private(set) var repository: Repository
  private let recall: HistoryRecall
  /// The rubric in force.
  let knowledge: Knowledge
  /// The folder of the repository in which the rubric stands; `nil` for one that the call vouches for.
  let rubricFolder: RelativePath?
  /// What the team wrote down; nothing of it where the call says so.
  let configuration: TeamConfiguration
  /// What is odd about the configuration.
  let warnings: [Diagnostic]
  private let excluded: Int
  private let vendors: [RelativePath: String]

  /// Reads the configuration of a repository, and what it asks for.
  ///
  /// - Parameters:
  ///   - listed: the repository as it was listed, and what waits for its history.
  ///   - knowledge: what the call judges by; a rubric that only the repository's configuration names wins
  ///     over the built-in one.
  ///   - named: the configuration that the call names instead of the repository's.
  init(
    _ listed: (repository: Repository, recall: HistoryRecall), _ knowledge: Knowledge,
    _ named: ConfigurationFile?, _ arguments: Arguments, _ console: Console
  ) throws {
    let repository = listed.repository
    recall = listed.recall
    let own =
      named == nil && !arguments.has("no-config")
      ? try ConfigurationFile.find(in: repository) : nil
    guard let file = named ?? own else {
      (self.repository, self.knowledge, excluded, vendors) = (repository, knowledge, 0, [:])
      rubricFolder = nil
      configuration = TeamConfiguration()
      warnings =
        arguments.has("no-config")
        ? []
        : ConfigurationFile.removed(in: repository) + ConfigurationFile.misnamed(in: repository)
      return
    }
    var knowledge = knowledge
    if file.isOwn, !arguments.has("rubric"), let other = try file.knowledge(in: repository) {
      (knowledge, rubricFolder) = other
    } else {
      rubricFolder = nil
    }
    let reader = TeamConfigurationReader(
      knowledge.rubric, vendors: PipelineReaders.placeable, today: try console.today())
    let (read, faults) = reader.configuration(in: file.bytes, of: file.path)
    guard var configuration = read else { throw RubricFault(diagnostics: faults) }
    // Of many repositories that share a file, each has only some of its paths.
    let unused = file.isOwn ? configuration.unusedPatterns(among: repository.allPaths) : []
    var warnings = file.warnings
    if arguments.has("no-waivers") {
      configuration.statements = TeamStatements()
    } else {
      // What counts no more comes first: a short report does not show many warnings.
      warnings += configuration.warnings
    }
    warnings += unused
    let selected = repository.selecting(
      excluding: configuration.excluded.map(\.value),
      including: (configuration.included + configuration.pipelines.map(\.files)).map(\.value))
    guard let selected, let vendors = configuration.vendors(of: selected.files) else {
      throw RubricFault(diagnostics: [
        Diagnostic(
          error: "found too many patterns with wildcards for this many files, expected fewer",
          at: Place(file.path))
      ])
    }
    self.repository = selected
    self.vendors = vendors
    guard !self.repository.files.isEmpty || repository.files.isEmpty else {
      throw RubricFault(diagnostics: [
        Diagnostic(
          error: "found patterns that leave out every file, expected some to be left",
          at: configuration.excluded.first?.place)
      ])
    }
    excluded = repository.allPaths.count - self.repository.allPaths.count
    self.knowledge = knowledge
    self.configuration = configuration
    self.warnings = warnings.map { QuotedText.withoutSecrets($0) }
  }

  /// The facts of the repository, by the catalogue of the knowledge in force.
  ///
  /// - Parameter kind: the kind of project that the call says, which wins.
  mutating func facts(by knowledge: Knowledge, kind: ProjectKind?) async throws -> Facts {
    var facts: Facts
    (facts, repository) = try await knowledge.facts(
      of: repository, recall, kind: kind ?? configuration.kind, vendors: vendors)
    if kind == nil, configuration.kind != nil {
      facts.project.reason = Phrase("said by the configuration", "설정 파일에서 지정함")
    }
    return facts
  }

  /// What reports say of the repository, once its facts are known.
  ///
  /// - Parameter path: the folder as the user gave it.
  func summary(_ path: String) -> RepositorySummary {
    var summary = RepositorySummary(
      path: Self.shown(path) ?? repository.name, commit: repository.commit,
      branch: repository.branch.map(QuotedText.masked), files: repository.files.count,
      excluded: excluded, related: configuration.related.map(QuotedText.masked),
      front: RepositorySummary.front(of: repository.allPaths))
    summary.origin = CurrentFolder.path(of: path)
    summary.rubric = rubricFolder
    return summary
  }

  /// How reports name a folder, `shop` for `./shop/`; `nil` for one that may not be below the current
  /// folder, of which they show the name alone.
  static func shown(_ path: String) -> String? {
    let plain = path.plainPath
    let leadsAway = plain.hasPrefix("/") || plain.split(separator: "/").contains("..")
    return plain.isEmpty || leadsAway ? nil : plain
  }
}

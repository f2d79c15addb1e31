import FactModel
import FactReading
import Inventory
import Rubrics
import SourceModel

/// The repositories of one team, assessed as one.
///
/// The first one's rubric, thresholds, waivers and attestations count; which files count and where
/// pipelines stand is said by each for itself.
struct TeamCall {
  /// The repositories, in the order of the call; at least one.
  private var calls: [ConfiguredCall]
  private let paths: [String]
  private let arguments: Arguments
  private let progress: Progress

  /// Opens the repositories of a call.
  ///
  /// - Parameters:
  ///   - paths: the folders as the user gave them; none for the current one.
  ///   - progress: is told what the call is at.
  init(
    _ paths: [String], _ arguments: Arguments, _ console: Console, _ progress: Progress
  ) async throws {
    let paths = paths.isEmpty ? ["."] : paths
    guard paths.count == 1 || !arguments.has("ref") else {
      throw UsageError(
        message: "found `--ref` with \(paths.count) paths, expected one path: a revision is one "
          + "repository's (check each out instead)")
    }
    var seen: Set<[UInt8]> = []
    for path in paths where !seen.insert(path.realPlace).inserted {
      throw UsageError(message: "found the path `\(path)` twice, expected it once")
    }
    let named = try ConfigurationFile.named(by: arguments)
    progress.enter(.listing)
    async let opening = Self.open(paths, revision: arguments.value("ref"))
    let other = arguments.has("rubric") ? nil : try named?.knowledge()
    let knowledge = try other ?? Knowledge.load(arguments)
    let repositories = try await opening
    let folders = Self.folders(of: repositories.map(\.repository))
    calls = try zip(repositories, folders).map { listed, folder -> ConfiguredCall in
      do {
        return try ConfiguredCall(listed, knowledge, named, arguments, console)
      } catch let fault as RubricFault where named == nil {
        throw fault.placed(in: folder)
      }
    }
    self.paths = paths
    self.arguments = arguments
    self.progress = progress
  }

  /// The repositories as they are listed.
  private static func open(
    _ paths: [String], revision: String?
  ) async throws -> [(repository: Repository, recall: HistoryRecall)] {
    var repositories: [(repository: Repository, recall: HistoryRecall)] = []
    for path in paths {
      do {
        var listed = try RepositoryOpener().list(path, revision: revision)
        // Of many repositories, one at a time keeps git busy.
        if paths.count > 1 {
          listed.repository = try listed.recall.complete(listed.repository)
        }
        repositories.append(listed)
      } catch InventoryError.missing(path: let missing) {
        // Of several words, the first may be a command with a slip in it.
        guard paths.count > 1, let hint = Command.hint(for: missing) else {
          throw InventoryError.missing(path: missing)
        }
        throw UsageError(
          message: "found \(paths.count) paths, expected repositories: "
            + "`\(missing)` does not exist (\(hint))")
      }
    }
    return repositories
  }

  /// The first repository.
  var first: ConfiguredCall { calls[0] }

  /// The folders that stand for the repositories; the empty path for a single one.
  private var folders: [RelativePath] { Self.folders(of: calls.map(\.repository)) }

  private static func folders(of repositories: [Repository]) -> [RelativePath] {
    repositories.count == 1
      ? [RelativePath("")] : TeamFacts.folders(for: repositories.map(\.name))
  }

  /// What is odd about the configurations.
  var warnings: [Diagnostic] {
    let folders = folders
    // A configuration that the call names stands in none of the repositories.
    guard !arguments.has("config") else { return first.warnings }
    let own = zip(calls, folders).flatMap { call, folder in
      call.warnings.map { $0.placed(in: folder) }
    }
    let ignored = zip(calls, folders).dropFirst().compactMap { call, folder in
      call.configuration.statements.firstPlace.map { place in
        Diagnostic(
          .warning,
          Phrase(
            "found waivers or attestations of the repository `\(folder)`, which do not count here",
            "저장소 `\(folder)`의 면제나 확인은 여기서 세지 않습니다"),
          at: place.placed(in: folder),
          hint: Phrase(
            "write those of the team into `\(folders[0])`",
            "팀의 것은 `\(folders[0])` 저장소에 적으십시오"))
      }
    }
    return own + ignored
  }

  /// The facts of all repositories.
  mutating func facts() async throws -> TeamFacts {
    let kind = arguments.kind
    progress.enter(.reading(files: calls.reduce(0) { $0 + $1.repository.allPaths.count }))
    let knowledge = first.knowledge
    var members: [(name: String, facts: Facts)] = []
    for index in calls.indices {
      let facts = try await calls[index].facts(by: knowledge, kind: kind)
      members.append((calls[index].repository.name, facts))
    }
    return TeamFacts(members[0], and: Array(members.dropFirst()))
  }

  /// The assessment of all repositories as one.
  mutating func assessment(_ advised: Assessor.Advised) async throws -> Assessment {
    // The branches are known with the facts only.
    let facts = try await facts()
    return try assessment(of: facts, advised)
  }

  /// The assessment of the facts of all repositories.
  func assessment(
    of team: TeamFacts, _ advised: Assessor.Advised = .all
  ) throws(RubricFault) -> Assessment {
    let folders = folders
    let summaries = zip(zip(calls, paths), folders).map { call, folder in
      var summary = call.0.summary(call.1)
      summary.folder = calls.count == 1 ? nil : folder.text
      return summary
    }
    let statements = first.configuration.statements
    // What a rubric may cost that the call vouches for is the caller's affair.
    let steps = first.rubricFolder == nil ? Int.max : Assessor.stepLimit
    let (judged, fault) = Assessor(first.knowledge.rubric, advised: advised).assessment(
      of: team, repository: summaries[0],
      statements: arguments.has("config") ? statements : statements.placed(in: folders[0]),
      within: steps)
    guard var assessment = judged else {
      throw RubricFault(diagnostics: [fault].compactMap { $0 })
        .placed(in: first.rubricFolder ?? RelativePath(""))
    }
    assessment.companions = Array(summaries.dropFirst())
    assessment.warnings = warnings + assessment.warnings
    return assessment
  }
}

extension TeamStatements {
  /// Where the first of them stands.
  fileprivate var firstPlace: Place? {
    (waivers.compactMap(\.place) + attestations.compactMap(\.place)).min()
  }

  /// The same, their file put into a folder, and no secret in what reports quote of them.
  fileprivate func placed(in folder: RelativePath) -> TeamStatements {
    var copy = self
    for index in copy.waivers.indices {
      copy.waivers[index].place = copy.waivers[index].place?.placed(in: folder)
      copy.waivers[index].reason = QuotedText.masked(copy.waivers[index].reason)
    }
    for index in copy.attestations.indices {
      copy.attestations[index].place = copy.attestations[index].place?.placed(in: folder)
      copy.attestations[index].evidence = QuotedText.masked(copy.attestations[index].evidence)
      copy.attestations[index].by = QuotedText.masked(copy.attestations[index].by)
    }
    return copy
  }
}

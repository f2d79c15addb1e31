package import Catalogue
package import FactModel
import FactReading
package import Inventory
package import Rubrics
import SourceModel

/// A repository in memory: a few files and what git would tell.
package struct SmallRepository: Sendable {
  /// The name of its folder.
  package var name: String
  /// The texts of the files by their paths.
  package var files: [String: String]
  /// What git would tell.
  package var history: GitHistory
  /// The kind of project, where the call says it.
  package var kind: ProjectKind?

  /// Makes a repository; where no history is given, of two commits by two people.
  package init(
    _ files: [String: String], name: String = "acme", kind: ProjectKind? = nil,
    history: GitHistory = GitHistory(isRepository: true, commits: 2, people: 2, examined: 2)
  ) {
    self.files = files
    self.name = name
    self.kind = kind
    self.history = history
  }

  /// Makes the repository of a criterion's example, as the program does when it checks a rubric.
  package init(_ example: CriterionExample) {
    let files = example.files.map { ($0.path.text, $0.text) }
    let history = GitHistory(
      isRepository: example.history.isRepository, commits: example.history.commits,
      people: example.history.people, examined: example.history.examined,
      reviewed: example.history.reviewed, releaseRequest: example.history.releaseRequest,
      tags: example.history.tags.map { GitHistory.Tag(name: $0, time: 0) },
      defaultBranch: example.history.defaultBranch)
    self.init(
      Dictionary(files) { first, _ in first }, kind: example.kind, history: history)
  }

  /// The same files outside git.
  package var withoutGit: SmallRepository {
    var copy = self
    copy.history = GitHistory()
    return copy
  }

  /// Its facts, by the catalogue of the program.
  package var facts: Facts {
    get async { await facts(by: BuiltInKnowledge.catalogue) }
  }

  /// Its facts, by some catalogue.
  package func facts(by catalogue: ToolCatalogue) async -> Facts {
    let bytes = files.map { (RelativePath($0.key), Array($0.value.utf8)) }
    let tree = SourceTree(name: name, Dictionary(uniqueKeysWithValues: bytes))
    return await FactCollector(catalogue: catalogue).facts(
      of: tree, history: HistoryFact(history), kind: kind)
  }

  /// What the program says of it by its own rubric; `nil` where that has faults.
  package var assessment: Assessment? {
    get async {
      guard let rubric = BuiltInKnowledge.rubric else { return nil }
      return Assessor(rubric).assessment(
        of: await facts, repository: RepositorySummary(path: name))
    }
  }

  /// The status of a criterion by the program's rubric, `partial`.
  package func status(of id: String) async -> String? {
    await assessment?.criteria.first { $0.id == id }?.status.rawValue
  }
}

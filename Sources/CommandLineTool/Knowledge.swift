import BuiltInRubrics
import Catalogue
import FactModel
import FactReading
import Inventory
import Rubrics
import SourceModel
import Syntax

/// The knowledge that a call works with.
struct Knowledge: Sendable {
  let rubric: Rubric
  let catalogue: ToolCatalogue
  /// Reads files by the catalogue; made with the rest, while git lists the files.
  private let collector: FactCollector

  /// The built-in rubric, or the one of a folder.
  static func load(_ arguments: Arguments) throws -> Knowledge {
    guard let path = arguments.value("rubric") else {
      return try Knowledge(RubricLoader.load(BuiltInParts.files()), (BuiltInParts.catalogue(), []))
    }
    return try load(try RubricFolder(at: path).files())
  }

  /// The same with all examples and proofs, to check them.
  ///
  /// - Parameter file: the set file or the folder; `nil` for the one that the arguments name.
  static func loadWhole(_ arguments: Arguments, file: String?) throws -> Knowledge {
    let path = file ?? arguments.value("rubric")
    let builtIn = BuiltInRubrics.files.map(RubricFile.init)
    return try load(
      try path.map { try RubricFolder(at: $0).files() } ?? BuiltInRubrics.files, beside: builtIn
    ) {
      let (catalogue, faults) = ToolCatalogue.load(
        builtIn.filter(\.isOfCatalogue).map(\.catalogueTree))
      guard faults.isEmpty else { throw RubricFault(diagnostics: faults) }
      return catalogue
    }
  }

  /// What files say; the built-in catalogue where they have none.
  static func load(_ files: [(name: String, bytes: [UInt8])]) throws -> Knowledge {
    try load(files, beside: try BuiltInParts.files(), BuiltInParts.catalogue)
  }

  private static func load(
    _ files: [(name: String, bytes: [UInt8])], beside builtIn: [RubricFile],
    _ catalogue: () throws -> ToolCatalogue
  ) throws -> Knowledge {
    let files = files.map(RubricFile.init)
    let own = files.filter(\.isOfCatalogue).map(\.catalogueTree)
    // What a rubric extends, it extends with its tools.
    let isOwnOnly = !own.isEmpty && !RubricLoader.isExtension(files)
    let base = isOwnOnly ? nil : try catalogue()
    let tools =
      if let base, own.isEmpty { (base, [Diagnostic]()) } else {
        ToolCatalogue.load(own, beside: base)
      }
    return try Knowledge(RubricLoader.load(files, extending: builtIn), tools)
  }

  private init(
    _ rubric: (rubric: Rubric?, diagnostics: [Diagnostic]),
    _ catalogue: (ToolCatalogue, [Diagnostic])
  ) throws(RubricFault) {
    let faults = catalogue.1 + rubric.diagnostics
    guard faults.isEmpty, let rubric = rubric.rubric else {
      throw RubricFault(diagnostics: faults)
    }
    (self.rubric, self.catalogue) = (rubric, catalogue.0)
    collector = FactCollector(catalogue: catalogue.0)
  }

  /// The facts of a repository, and the repository with what git tells of its history.
  ///
  /// - Parameters:
  ///   - repository: the repository as it was listed.
  ///   - recall: what waits for its history.
  func facts(
    of repository: Repository, _ recall: HistoryRecall, kind: ProjectKind?,
    vendors: [RelativePath: String] = [:]
  ) async throws -> (facts: Facts, repository: Repository) {
    let tree = SourceTree(repository)
    async let reading = collector.reading(of: tree, vendors: vendors)
    // This thread waits for git, while others read the files.
    let whole = try recall.complete(repository)
    var facts = await collector.facts(
      from: reading, of: tree, history: HistoryFact(whole.history), kind: kind)
    facts.warnings = whole.warnings + facts.warnings
    return (facts, whole)
  }

  /// The facts of an example's small repository.
  func facts(of example: CriterionExample) async -> Facts {
    let files = example.files.map { ($0.path, Array($0.text.utf8)) }
    let tree = SourceTree(
      name: "acme", Dictionary(files, uniquingKeysWith: { first, _ in first }))
    let history = GitHistory(
      isRepository: example.history.isRepository, commits: example.history.commits,
      people: example.history.people, examined: example.history.examined,
      reviewed: example.history.reviewed, releaseRequest: example.history.releaseRequest,
      tags: example.history.tags.map { GitHistory.Tag(name: $0, time: 0) },
      defaultBranch: example.history.defaultBranch)
    return await collector.facts(
      of: tree, history: HistoryFact(history), kind: example.kind)
  }
}

/// The built-in rubric and catalogue as a build left them.
private enum BuiltInParts {
  /// The rubric's files.
  static func files() throws(RubricFault) -> [RubricFile] {
    var files: [RubricFile] = []
    for (name, text) in BuiltInRubrics.trees {
      guard let tree = text.withUTF8Buffer({ PackedNode.node($0) }) else { throw fault(in: name) }
      files.append(RubricFile(name: name, tree: tree))
    }
    return files
  }

  /// The catalogue.
  static func catalogue() throws(RubricFault) -> ToolCatalogue {
    guard let catalogue = ToolCatalogue(packed: BuiltInRubrics.catalogue) else {
      throw fault(in: "catalogue")
    }
    return catalogue
  }

  private static func fault(in name: String) -> RubricFault {
    RubricFault(diagnostics: [
      Diagnostic(
        error: "found a text that cannot be read, expected the one of the build",
        at: Place(RelativePath(name)))
    ])
  }
}

extension RubricFile {
  /// Whether it holds tools.
  fileprivate var isOfCatalogue: Bool { name.hasPrefix("catalogue/") }

  /// The tools, as the catalogue reads them.
  fileprivate var catalogueTree: (path: RelativePath, tree: SyntaxTree) {
    (RelativePath(name), tree(.tolerant))
  }
}

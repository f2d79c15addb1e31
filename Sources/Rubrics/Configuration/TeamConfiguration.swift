package import FactModel
package import SourceModel

/// What a team writes down about how it wants to be assessed: `.devops-assess.yml`.
package struct TeamConfiguration: Sendable {
  /// Where a pipeline stands that its vendor would look for elsewhere.
  package struct PipelinePlace: Hashable, Sendable {
    /// The files.
    package var files: Located<Glob>
    /// The vendor's id, `gitlab-ci`.
    package var vendor: String
  }

  /// The name of the file.
  package static let fileName = ".devops-assess.yml"
  /// Where it may stand, relative to the assessed folder.
  package static let places = [RelativePath(fileName), RelativePath(".github/\(fileName)")]
  /// Names by which it is not read, though they look alike.
  package static let misnomers = ["", ".github/"].flatMap { folder in
    [".devops-assess.yaml", "devops-assess.yml", "devops-assess.yaml"].map {
      RelativePath(folder + $0)
    }
  }

  /// The kind of project, where the team says it.
  package var kind: ProjectKind?
  /// Files that do not count.
  package var excluded: [Located<Glob>] = []
  /// Files that count, though they stand in folders of examples or the like.
  package var included: [Located<Glob>] = []
  /// What is asked of an assessment.
  package var thresholds = Thresholds()
  /// The rubric's set file or folder, inside the repository or beside a file that the call names.
  package var rubric: RelativePath?
  /// Pipelines in unusual places.
  package var pipelines: [PipelinePlace] = []
  /// What is set aside and vouched for today.
  package var statements = TeamStatements()
  /// Other repositories of the team, by their names or addresses; nothing is fetched.
  package var related: [String] = []
  /// What is out of date.
  package var warnings: [Diagnostic] = []

  /// Makes a configuration that says nothing.
  package init() {}

  /// The vendors of files in unusual places; the first pattern that matches decides.
  ///
  /// Returns `nil` where the patterns are too many to be tried on so many files.
  package func vendors(of paths: [RelativePath]) -> [RelativePath: String]? {
    guard !pipelines.isEmpty else { return [:] }
    let globs = GlobTable(pipelines.map(\.files.value))
    var steps = 0
    var vendors: [RelativePath: String] = [:]
    for path in paths {
      guard steps <= GlobTable.stepLimit else { return nil }
      vendors[path] = globs.first(matching: path, &steps).map { pipelines[$0].vendor }
    }
    return vendors
  }

  /// Patterns that match no file, as warnings: they are left over from another tree.
  ///
  /// Of more patterns than can be tried on so many files, nothing is said of the later ones.
  package func unusedPatterns(among paths: [RelativePath]) -> [Diagnostic] {
    let globs = excluded + included + pipelines.map(\.files)
    let search = globs.isEmpty ? GlobSearch([]) : GlobSearch(paths)
    var steps = 0
    return globs.compactMap { glob in
      let isUsed = search.hasPath(matching: glob.value, &steps, limit: GlobTable.stepLimit)
      guard !isUsed, steps <= GlobTable.stepLimit else { return nil }
      return Diagnostic(
        .warning,
        Phrase(
          "found the pattern `\(glob.value)`, which matches no file",
          "패턴 `\(glob.value)`에 맞는 파일이 없습니다"), at: glob.place,
        hint: Phrase("correct or remove it", "고치거나 지우십시오"))
    }
  }
}

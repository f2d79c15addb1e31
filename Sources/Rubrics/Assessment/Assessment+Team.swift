package import SourceModel

extension Assessment {
  /// All repositories that were assessed as one, in the order of the call.
  package var repositories: [RepositorySummary] { [repository] + companions }

  /// What was assessed, in words: `app + infra`.
  package var name: String { repositories.map(\.path).joined(separator: " + ") }

  /// The path of a file from the folder in which the program is run, as hosts of code look for it in a
  /// checkout; `nil` where its repository lies elsewhere.
  ///
  /// - Parameter path: the path as places show it.
  package func pathFromHere(_ path: RelativePath) -> RelativePath? {
    let holder = repositories.first { repository in
      repository.folder.map { path.isInside(RelativePath($0)) } ?? true
    }
    let repository = holder ?? repository
    return repository.origin.map { origin in
      path.taken(from: RelativePath(repository.folder ?? "")).placed(in: origin)
    }
  }
}

package import SourceModel

extension Repository {
  /// The same repository with other files counting.
  ///
  /// What is left out here is gone from `allPaths` too: nothing is said of it.
  ///
  /// - Parameters:
  ///   - excluded: patterns of files that do not count; they win.
  ///   - included: patterns of files that count, though the names of their folders say otherwise.
  package func selecting(excluding excluded: [Glob], including included: [Glob]) -> Repository {
    guard !excluded.isEmpty || !included.isEmpty else { return self }
    let known = Set(files)
    let kept = allPaths.filter { path in !excluded.contains { $0.matches(path) } }
    return Repository(
      name: name, commit: commit, branch: branch, allPaths: kept,
      files: kept.filter { path in
        known.contains(path) || included.contains { $0.matches(path) }
      },
      submodules: submodules, history: history, source: source, warnings: warnings)
  }
}

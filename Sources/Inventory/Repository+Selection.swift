package import SourceModel

extension Repository {
  /// The same repository with other files counting.
  ///
  /// What is left out here is gone from `allPaths` too: nothing is said of it. Returns `nil` where the
  /// patterns are too many to be tried on so many files.
  ///
  /// - Parameters:
  ///   - excluded: patterns of files that do not count; they win.
  ///   - included: patterns of files that count, though the names of their folders say otherwise.
  package func selecting(excluding excluded: [Glob], including included: [Glob]) -> Repository? {
    guard !excluded.isEmpty || !included.isEmpty else { return self }
    let known = Set(files)
    let (outside, inside) = (GlobTable(excluded), GlobTable(included))
    var (kept, counting): ([RelativePath], [RelativePath]) = ([], [])
    var steps = 0
    for path in allPaths {
      guard steps <= GlobTable.stepLimit else { return nil }
      guard outside.first(matching: path, &steps) == nil else { continue }
      kept.append(path)
      if known.contains(path) || inside.first(matching: path, &steps) != nil {
        counting.append(path)
      }
    }
    return Repository(
      name: name, commit: commit, branch: branch, allPaths: kept, files: counting,
      leftOut: leftOut, submodules: submodules, history: history, source: source, warnings: warnings
    )
  }
}

package import SourceModel

/// A folder with its files and, where there is one, its git history.
package struct Repository: Sendable {
  /// The folder's name.
  package let name: String
  /// The commit, in full; `nil` outside git and before the first commit.
  package let commit: String?
  /// The branch; `nil` where none is checked out, and until git has told the history.
  package internal(set) var branch: String?
  /// The files that count as the team's own practice, in order.
  package let files: [RelativePath]
  /// Every tracked file, in order.
  package let allPaths: [RelativePath]
  /// Those of them that git was told not to check out; some of these may be there all the same.
  package let leftOut: [RelativePath]
  /// Folders that are repositories of their own; named, not entered.
  package let submodules: [RelativePath]
  /// What git tells; until it has told the history, only whether there is one.
  package internal(set) var history: GitHistory
  /// The contents of the files.
  package let source: any FileSource
  /// What could not be read, and what is missing.
  package internal(set) var warnings: [Diagnostic]

  /// Makes a repository.
  ///
  /// - Parameter files: the files that count; `nil` for those that the names of folders tell.
  package init(
    name: String, commit: String? = nil, branch: String? = nil, allPaths: [RelativePath],
    files: [RelativePath]? = nil, leftOut: [RelativePath] = [],
    submodules: [RelativePath] = [], history: GitHistory = GitHistory(),
    source: any FileSource, warnings: [Diagnostic] = []
  ) {
    self.name = name
    self.commit = commit
    self.branch = branch
    self.allPaths = allPaths.sorted()
    self.files = files?.sorted() ?? EvidencePaths.evidence(among: self.allPaths)
    self.leftOut = leftOut
    self.submodules = submodules
    self.history = history
    self.source = source
    self.warnings = warnings
  }
}

/// Why nothing can be assessed.
package enum InventoryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing at the path.
  case missing(path: String)
  /// The path is no folder.
  case notAFolder(path: String)
  /// The folder cannot be read.
  case unreadable(path: String, reason: String)
  /// The folder holds no file that counts.
  case nothingTracked(path: String)
  /// A revision was asked for where there is no git repository.
  case noRepository(path: String)
  /// The revision is not known; the nearest name that is.
  case unknownRevision(String, suggestion: String?)
  /// A bare repository was given without a revision.
  case bare(path: String)
  /// git is not installed.
  case gitMissing
  /// git failed.
  case gitFailed(String)

  package var description: String {
    switch self {
    case .missing(let path):
      "found nothing at `\(path)`, expected a folder; check the path"
    case .notAFolder(let path):
      "found a file at `\(path)`, expected a folder; give the folder of the repository"
    case .unreadable(let path, let reason):
      "could not read `\(path)` (\(reason)), expected a folder that may be read"
    case .nothingTracked(let path):
      "found no files to assess in `\(path)`, expected tracked files; add some with `git add`"
    case .noRepository(let path):
      "found no git repository at `\(path)`, expected one for --ref; leave --ref out"
    case .unknownRevision(let name, let suggestion):
      "found no commit `\(name)`, expected a branch, tag or commit"
        + (suggestion.map { "; did you mean `\($0)`?" } ?? "; `git branch -a` lists branches")
    case .bare(let path):
      "found a bare repository at `\(path)`, expected a working tree; name a commit with --ref"
    case .gitMissing: "found no `git`, expected it on the PATH; install git"
    case .gitFailed(let reason): "git failed: \(reason)"
    }
  }
}

import SourceModel

/// Files that other vendors read at their own paths.
enum OthersFiles {
  private static let names = ["bitbucket-pipelines", "azure-pipelines", ".gitlab-ci"]

  /// Whether the path is one of another vendor's, or hidden.
  static func own(_ path: RelativePath) -> Bool {
    let text = path.text.lowercased()
    return text.hasPrefix(".") || text.contains("/.") || names.contains(where: text.contains)
  }
}

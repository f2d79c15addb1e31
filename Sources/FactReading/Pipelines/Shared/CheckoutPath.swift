extension String {
  /// How many bytes a path may have that is told from the folders of checkouts.
  private static let checkoutLimit = 1_000

  /// What of a path stands below each of the folders that it begins with, the outermost first; empty for the
  /// folder that it is.
  func paths(below folders: Set<String>) -> [String] {
    guard !folders.isEmpty, utf8.count <= Self.checkoutLimit else { return [] }
    let inner = indices.filter { self[$0] == "/" && folders.contains(String(self[..<$0])) }
      .map { String(self[index(after: $0)...]) }
    return folders.contains(self) ? inner + [""] : inner
  }
}

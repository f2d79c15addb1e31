import SourceModel

/// Tells which files without a vendor's fixed path are in use.
enum LiveFiles {
  /// How many files are searched for the names of others.
  private static let searchLimit = 2000
  private static let nameLimit = 200
  private static let endings = [".tf", ".sh", ".yml", ".yaml", "Makefile", ".mk", ".tfvars"]

  /// Those below the root that a script or configuration of the tree names by their paths.
  ///
  /// - Parameter mark: what the names have in common, so that other files are passed over quickly.
  static func named(
    _ paths: [RelativePath], mark: String, _ context: ReadingContext
  ) -> Set<RelativePath> {
    let inner = paths.filter { !$0.folder.text.isEmpty }.prefix(nameLimit)
    guard !inner.isEmpty else { return [] }
    let searched = context.files.filter { path in endings.contains { path.text.hasSuffix($0) } }
      .sorted().prefix(searchLimit)
    let names = NameFinder(inner.map { [$0.text] })
    var named: Set<RelativePath> = []
    for path in searched where named.count < inner.count {
      guard let file = context.read(path), file.holdsAny(of: [mark]) else { continue }
      let lines = file.lines.filter { $0.contains(mark) && !isComment($0) }
      let found = names.found(in: lines.lazy.map { String($0) })
      for (path, isNamed) in zip(inner, found) where isNamed && file.path != path {
        named.insert(path)
      }
    }
    return named
  }

  /// Whether a line of a script or configuration says nothing to machines.
  static func isComment(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    return text.hasPrefix("#") || text.hasPrefix("//")
  }
}

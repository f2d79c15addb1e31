import SourceModel

extension ReadingContext {
  /// How many files are searched for the names of others.
  private static let searchLimit = 2000

  /// Those of the files that stand at the root, or that a trigger or script of the tree names.
  ///
  /// - Parameter marker: a text that all names have, for a quick look.
  func namedOrAtRoot(_ paths: [RelativePath], marker: StaticString) -> [RelativePath] {
    let inner = paths.filter { !$0.folder.text.isEmpty }.prefix(200)
    guard !inner.isEmpty else { return paths }
    let endings = [".tf", ".sh", ".yml", ".yaml", "Makefile", ".mk", ".tfvars"]
    let searched = files.filter { path in endings.contains { path.text.hasSuffix($0) } }
      .sorted().prefix(Self.searchLimit)
    var named: Set<RelativePath> = []
    for path in searched where named.count < inner.count {
      guard let file = read(path), file.contains(marker) else { continue }
      for path in inner where file.path != path && file.holdsAny(of: [path.text]) {
        named.insert(path)
      }
    }
    return paths.filter { $0.folder.text.isEmpty || named.contains($0) }
  }
}

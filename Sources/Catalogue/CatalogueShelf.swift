import SourceModel

/// The tools of a catalogue by their numbers, each read from its text when something asks for it.
struct CatalogueShelf: Sendable {
  let index: CatalogueIndex
  let memory: CatalogueMemory
  private let paths: [RelativePath]

  /// Makes a shelf.
  ///
  /// - Parameter memory: holds tools that were read before.
  init(_ index: CatalogueIndex, _ memory: CatalogueMemory) {
    (self.index, self.memory) = (index, memory)
    paths = index.paths
  }

  /// A tool with its signs.
  func entry(_ tool: Int) -> CatalogueEntry? {
    memory.entry(tool) {
      guard let (node, path) = index.tree(of: tool), paths.indices.contains(path) else {
        return nil
      }
      var reader = CatalogueReader(path: paths[path])
      return reader.entry(node)?.numbered(tool)
    }
  }

  /// All tools, in order.
  var entries: [CatalogueEntry] { (0..<index.count).compactMap(entry) }

  /// The signs of references that lead to one.
  func signs(_ references: [SignReference]) -> [CatalogueSign] {
    references.compactMap { reference in
      guard let entry = entry(reference.tool), entry.signs.indices.contains(reference.sign) else {
        return nil
      }
      return entry.signs[reference.sign]
    }
  }
}

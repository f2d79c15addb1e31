import SourceModel
import Syntax

/// The tools of catalogue files, with every fault.
struct CatalogueEntries {
  /// The tools, numbered in the order of the files.
  private(set) var entries: [CatalogueEntry]
  /// The node of each tool that was read here.
  private(set) var nodes: [Node] = []
  /// What is wrong with the files.
  private(set) var faults: [Diagnostic] = []

  /// Reads files: YAML lists of tools.
  ///
  /// - Parameter known: tools that come first.
  init(
    _ files: [(path: RelativePath, tree: SyntaxTree)], behind known: [CatalogueEntry] = []
  ) {
    entries = known
    var allowance = CatalogueAllowance()
    var places = Dictionary(known.map { ($0.tool.id, $0.tool.place) }) { first, _ in first }
    for (path, tree) in files {
      for fault in tree.faults where allowance.tellsFault() {
        faults.append(fault.diagnostic(in: path).asError)
      }
      var reader = CatalogueReader(path: path, allowance: allowance)
      for document in tree.documents {
        guard document.isSequence else {
          reader.fault("found no list, expected a list of tools", at: document)
          continue
        }
        for node in document.items {
          guard reader.mayRead(node) else { break }
          guard let entry = reader.entry(node) else { continue }
          if let first = places[entry.tool.id] {
            reader.fault("found the tool `\(entry.tool.id)` again, first at \(first)", at: node)
            continue
          }
          places[entry.tool.id] = entry.tool.place
          entries.append(entry.numbered(entries.count))
          nodes.append(node)
        }
      }
      faults += reader.faults
      allowance = reader.allowance
    }
    if allowance.untold > 0 { faults.append(Diagnostic(error: "and \(allowance.untold) more")) }
  }
}

extension Diagnostic {
  /// The same, as an error: the product's own data has no forgivable faults.
  fileprivate var asError: Diagnostic {
    var copy = self
    copy.severity = .error
    return copy
  }
}

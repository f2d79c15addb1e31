import SourceModel
import Syntax

/// The tree of a rubric's file without what no assessment asks for.
enum RubricTree {
  /// What cannot be read.
  struct Fault: Error {
    /// The line with what is wrong there.
    var message: String
  }

  /// Examples of criteria and tools, and proofs of advice: `rubric check` reads them from the texts.
  private static let checked: Set<String> = ["examples", "proof"]

  /// The one document of a file.
  static func document(_ bytes: [UInt8]) -> Result<Node, Fault> {
    let tree = YAML.parse(bytes, manner: .strict)
    if let fault = tree.faults.first {
      return .failure(Fault(message: "\(fault.position): \(fault.message)"))
    }
    guard tree.documents.count == 1, let document = tree.documents.first else {
      return .failure(
        Fault(message: "1:1: found \(tree.documents.count) documents, expected one"))
    }
    return .success(withoutChecks(document))
  }

  /// Examples stand in the root, or in the items of its list; proofs in the items of `next`.
  private static func withoutChecks(_ root: Node) -> Node {
    var root = root
    switch root.content {
    case .scalar: break
    case .sequence(let items):
      root.content = .sequence(items.map(withoutCheckedEntries))
    case .mapping(let entries):
      root.content = .mapping(
        entries.map { entry in
          guard entry.key.text == "next", case .sequence(let items) = entry.value.content else {
            return entry
          }
          var entry = entry
          entry.value.content = .sequence(items.map(withoutCheckedEntries))
          return entry
        })
      root = withoutCheckedEntries(root)
    }
    return root
  }

  private static func withoutCheckedEntries(_ node: Node) -> Node {
    guard case .mapping(let entries) = node.content else { return node }
    var node = node
    node.content = .mapping(
      entries.filter { entry in entry.key.text.map(checked.contains) != true })
    return node
  }
}

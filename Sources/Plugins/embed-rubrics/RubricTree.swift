import SourceModel
import Syntax

/// The tree of a rubric's file without what no assessment asks for; what an assessment asks for in
/// part is folded.
enum RubricTree {
  /// What cannot be read.
  struct Fault: Error {
    /// The line with what is wrong there.
    var message: String
  }

  /// Examples of criteria and tools, and proofs of advice: `rubric check` reads them from the texts.
  private static let checked: Set<String> = ["examples", "proof"]

  /// The list of a criterion's advice, of which one piece is given.
  private static let advice = "next"
  /// The words of advice, of whose choices one is taken.
  private static let words = "advice/words.yml"
  /// How vendors write their jobs; a report speaks of one or two vendors.
  private static let forms = "advice/jobs.yml"

  /// The one document of a file.
  static func document(_ bytes: [UInt8], named name: String) -> Result<Node, Fault> {
    let tree = YAML.parse(bytes, manner: .strict)
    if let fault = tree.faults.first {
      return .failure(Fault(message: "\(fault.position): \(fault.message)"))
    }
    guard tree.documents.count == 1, let document = tree.documents.first else {
      return .failure(
        Fault(message: "1:1: found \(tree.documents.count) documents, expected one"))
    }
    let plain = withoutChecks(document)
    return .success(
      foldingItems(of: plain) { key, item in
        if name == forms { return key == "forms" ? formByVendor(item) : item }
        let isFolded = name == words || name.hasPrefix("criteria/") && key == advice
        return isFolded ? PackedNode.folded(item) : item
      })
  }

  /// A form, folded beside the vendor by which it is found.
  private static func formByVendor(_ form: Node) -> Node {
    var found = form
    let name = Node(.scalar(Scalar("form", style: .plain)), at: form.position)
    found.content = .mapping(
      form.entries.filter { $0.key.text == "vendor" }
        + [Node.Entry(key: name, value: PackedNode.folded(form))])
    return found
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
          guard entry.key.text == advice, case .sequence(let items) = entry.value.content else {
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

  /// Folds items of the lists in the root.
  private static func foldingItems(of root: Node, _ folded: (String, Node) -> Node) -> Node {
    guard case .mapping(let entries) = root.content else { return root }
    var root = root
    root.content = .mapping(
      entries.map { entry in
        guard let key = entry.key.text, case .sequence(let items) = entry.value.content else {
          return entry
        }
        var entry = entry
        entry.value.content = .sequence(items.map { folded(key, $0) })
        return entry
      })
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

import SourceModel
package import Syntax

/// A file of a rubric.
package struct RubricFile: Sendable {
  /// What the file says.
  package enum Content: Sendable {
    /// Its bytes, to be read with all they hold.
    case text([UInt8])
    /// The tree that a build made of them, without examples and proofs, pieces of advice and choices of
    /// its words folded.
    case tree(Node)
  }

  /// The path relative to the rubric's folder.
  package var name: String
  /// What it says.
  package var content: Content

  /// Makes a file of bytes.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    content = .text(bytes)
  }

  /// Makes a file of a tree.
  package init(name: String, tree: Node) {
    self.name = name
    content = .tree(tree)
  }

  /// The tree with what is wrong in the text.
  package func tree(_ manner: YAML.Manner = .strict) -> SyntaxTree {
    switch content {
    case .text(let bytes): YAML.parse(bytes, manner: manner)
    case .tree(let node): SyntaxTree(documents: [node])
    }
  }

  /// Whether examples and proofs are in it.
  var isWhole: Bool {
    switch content {
    case .text: true
    case .tree: false
    }
  }

  /// The path as places name it.
  var path: RelativePath { RelativePath(name) }
}

/// The reader of YAML 1.2.
///
/// See https://yaml.org/spec/1.2.2/
package enum YAML {
  /// How faults are treated.
  package enum Manner: Hashable, Sendable {
    /// By the specification: every fault is an error.
    case strict
    /// As people mean it: where the intent is plain, the value is kept and a warning given.
    case tolerant
  }

  /// Reads all documents of a text.
  package static func parse(_ bytes: [UInt8], manner: Manner) -> SyntaxTree {
    SyntaxTree(documents: [])
  }
}

extension Node {
  /// The mapping with the merge keys (`<<`) of it and of everything inside it resolved.
  package func merged() -> Node { self }
}

package import SourceModel

/// What a reader made of one text: the documents, and everything that was wrong.
///
/// Value and faults come together: one bad line does not cost the file.
package struct SyntaxTree: Sendable {
  /// The documents of the text, one for most formats.
  package var documents: [Node]
  /// The faults, in the order of the text.
  package var faults: [SyntaxFault]

  /// Makes a tree.
  package init(documents: [Node], faults: [SyntaxFault] = []) {
    self.documents = documents
    self.faults = faults
  }

  /// Whether the text must be refused by a strict reader.
  package var isRejected: Bool { faults.contains { $0.severity == .error } }
}

/// A fault in a text whose file the reader does not know.
package struct SyntaxFault: Hashable, Sendable {
  /// How bad it is: an error ends what can be read, a warning does not.
  package var severity: Diagnostic.Severity
  /// What was found and what was expected: lower case, no full stop.
  package var message: String
  /// Where.
  package var position: Position

  /// Makes a fault.
  package init(_ severity: Diagnostic.Severity, _ message: String, at position: Position) {
    self.severity = severity
    self.message = message
    self.position = position
  }

  /// The same fault, in a named file.
  package func diagnostic(in path: RelativePath) -> Diagnostic {
    // What a reader expects of a syntax is said in the words of that syntax's own documents.
    Diagnostic(
      severity, Phrase(message, "구문: \(message)"), at: Place(path, position))
  }
}

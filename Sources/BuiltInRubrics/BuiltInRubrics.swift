/// The files of the top-level folder `rubrics`, compiled into the program.
package enum BuiltInRubrics {
  /// The files with their paths relative to that folder, sorted.
  package static var files: [(name: String, bytes: [UInt8])] {
    texts.map { file in
      let bytes = file.text.withUTF8Buffer { Array($0) }
      return ("\(file.name)", bytes)
    }
  }

  /// The files but those of the catalogue as the trees that a build made of them, without examples
  /// and proofs; each is the text of a packed node, in which pieces of advice and the choices of its
  /// words are folded.
  package static var trees: [(name: String, tree: StaticString)] {
    packedTrees.map { file in ("\(file.name)", file.tree) }
  }

  /// The files of the catalogue as one text that tools are looked up in, without examples.
  package static var catalogue: StaticString { packedCatalogue }

  /// JSON Schemas by what they describe, `report`, sorted by these names.
  package static var schemas: [(name: String, text: String)] {
    schemaTexts.map { schema in ("\(schema.name)", "\(schema.text)") }
  }
}

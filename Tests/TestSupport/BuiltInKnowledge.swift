import BuiltInRubrics
package import Catalogue
package import FactReading
package import Rubrics
package import SourceModel

/// The rubric and the catalogue that the program is built with, loaded once.
package enum BuiltInKnowledge {
  /// How many tools the catalogue knows.
  package static var toolCount: Int { catalogue.count }

  /// The files of the catalogue.
  package static let catalogueFiles: [SourceFile] = BuiltInRubrics.files
    .filter { $0.name.hasPrefix("catalogue/") }
    .map { SourceFile(path: RelativePath($0.name), bytes: $0.bytes) }

  private static let loadedCatalogue = ToolCatalogue.load(catalogueFiles)

  /// The catalogue.
  package static var catalogue: ToolCatalogue { loadedCatalogue.0 }

  /// What is wrong with the catalogue.
  package static var catalogueFaults: [Diagnostic] { loadedCatalogue.1 }

  /// The files of the rubric and the catalogue, as the loader takes them.
  package static let rubricFiles: [(name: String, bytes: [UInt8])] = BuiltInRubrics.files

  private static let loadedRubric = RubricLoader.load(rubricFiles)

  /// The rubric; `nil` where anything is wrong with it.
  package static var rubric: Rubric? { loadedRubric.rubric }

  /// What is wrong with the rubric.
  package static var rubricFaults: [Diagnostic] { loadedRubric.diagnostics }
}

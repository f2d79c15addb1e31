package import Catalogue
package import FactReading
package import SourceModel
import Syntax

extension ToolCatalogue {
  /// Reads catalogue files from their texts.
  ///
  /// - Parameter base: a catalogue whose tools come first.
  package static func load(
    _ files: [SourceFile], beside base: ToolCatalogue? = nil
  ) -> (ToolCatalogue, [Diagnostic]) {
    load(files.map { ($0.path, YAML.parse($0.bytes, manner: .tolerant)) }, beside: base)
  }
}

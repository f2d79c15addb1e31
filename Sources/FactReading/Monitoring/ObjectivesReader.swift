import FactModel
import SourceModel
import Syntax

/// Reads files of service objectives: OpenSLO, and Sloth's own form.
///
/// https://github.com/OpenSLO/OpenSLO https://sloth.dev/specs/default/
struct ObjectivesReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("slos:") || file.contains("openslo")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    if let entry = root.entry("slos"), !entry.value.items.isEmpty, root["version"] != nil {
      let tool = NamedTool("sloth", "Sloth", "objectives")
      sheet.use(tool, [.objectives, .alerts], at: sheet.place(entry.key))
    }
    let version = root["apiVersion"]?.text ?? ""
    if version.hasPrefix("openslo"), root["kind"]?.text == "SLO" {
      let tool = NamedTool("openslo", "OpenSLO", "objectives")
      sheet.use(tool, [.objectives], at: sheet.place(of: "kind", in: root))
    }
  }
}

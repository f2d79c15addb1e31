import FactModel
import SourceModel
import Syntax

/// Reads files of service objectives: OpenSLO, Sloth's own form, and forms of teams' own that are
/// named for what they hold.
///
/// https://github.com/OpenSLO/OpenSLO https://sloth.dev/specs/default/
struct ObjectivesReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("slos:") || file.contains("openslo") || Self.isNamed(file.path)
  }

  private static func isNamed(_ path: RelativePath) -> Bool {
    let names = path.stem.nameWords + path.folder.name.nameWords
    return names.contains { $0 == "slo" || $0 == "slos" }
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    if let entry = root.entry("slos"), !entry.value.items.isEmpty, root["version"] != nil {
      let tool = NamedTool("sloth", "Sloth", "objectives")
      sheet.use(tool, [.objectives, .alerts], at: sheet.place(entry.key))
    } else if Self.isNamed(sheet.file.path), root["kind"] == nil, root["groups"] == nil,
      let first = root.entries.first
    {
      let tool = NamedTool("slo-files", "SLO files", "objectives")
      sheet.use(tool, [.objectives], at: sheet.place(first.key))
    }
    let version = root["apiVersion"]?.text ?? ""
    if version.hasPrefix("openslo"), root["kind"]?.text == "SLO" {
      let tool = NamedTool("openslo", "OpenSLO", "objectives")
      sheet.use(tool, [.objectives], at: sheet.place(of: "kind", in: root))
    }
  }
}

import FactModel
import SourceModel
import Syntax

/// Reads files that stand inside ConfigMaps and Secrets.
enum EmbeddedFiles {
  /// Reads each file that may configure monitoring.
  static func read(_ object: KubernetesObject, into sheet: inout FactSheet) {
    let labels = object.node["metadata", "labels"]
    if let entry = labels?.entry("grafana_dashboard"), entry.value.text != "" {
      sheet.use(GrafanaDashboards.tool, [.dashboards], at: sheet.place(entry.key))
    }
    let entries = (object.node["data"]?.entries ?? []) + (object.node["stringData"]?.entries ?? [])
    for entry in entries {
      guard let text = entry.value.text, text.contains("\n") || text.contains("{") else { continue }
      read(entry.key.text ?? "", text, entry.value, into: &sheet)
    }
  }

  private static func read(
    _ name: String, _ text: String, _ node: Node, into sheet: inout FactSheet
  ) {
    let file = SourceFile(path: RelativePath(name), bytes: Array(text.utf8))
    if name.hasSuffix(".json") {
      if GrafanaDashboards.isDashboard(file) {
        sheet.use(GrafanaDashboards.tool, [.dashboards], at: sheet.place(node))
      }
      return
    }
    if LogForwarders.isConfiguration(text) {
      sheet.use(LogForwarders.tool, [.logs], at: sheet.place(node))
      return
    }
    let readers = MonitoringReaders.contents.filter { $0.mayRead(file) }
    guard !readers.isEmpty else { return }
    let documents = YAML.parse(file.bytes, manner: .tolerant).documents
    sheet.embedded(node) { sheet in
      for reader in readers {
        for document in documents { reader.read(document, into: &sheet) }
      }
    }
  }
}

import FactModel
import SourceModel
import Syntax

/// Recognises Grafana's dashboards, which are too large to be worth parsing.
enum GrafanaDashboards {
  static let tool = NamedTool("grafana", "Grafana", "dashboards")

  /// Whether the file is a dashboard: its panels stand beside what every dashboard has.
  ///
  /// https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
  static func isDashboard(_ file: SourceFile) -> Bool {
    let hasPanels = file.contains("\"panels\"") || file.contains("\"rows\"")
    return hasPanels && file.contains("\"title\"")
      && (file.contains("\"schemaVersion\"") || file.contains("\"templating\""))
  }
}

/// Reads Grafana's dashboards in JSON files.
struct GrafanaDashboardReader: FileReader {
  var endings: Set<String>? { ["json"] }

  func wants(_ path: RelativePath) -> Bool { path.fileExtension == "json" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard GrafanaDashboards.isDashboard(file) else { return FileFacts() }
    var sheet = FactSheet(file, context)
    let line = ["\"panels\"", "\"rows\""].lazy
      .compactMap { sheet.lines.firstLine(containing: $0) }.first
    sheet.use(GrafanaDashboards.tool, [.dashboards], at: file.place(line: line ?? 1))
    return sheet.facts
  }
}

/// Reads dashboards that a program of Jsonnet or Python makes.
struct GrafanaProgramReader: FileReader {
  var endings: Set<String>? { ["jsonnet", "libsonnet", "py"] }

  func wants(_ path: RelativePath) -> Bool {
    switch path.fileExtension {
    case "jsonnet", "libsonnet": true
    case "py": path.name.hasSuffix(".dashboard.py")
    default: false
    }
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let marks = ["grafana", "grafonnet", "grafanaDashboards", "grafanalib"]
    if file.contains("dashboard"), file.contains("grafana") || file.contains("grafonnet") {
      let line = marks.lazy.compactMap { sheet.lines.firstLine(containing: $0) }.first ?? 1
      sheet.use(
        GrafanaDashboards.tool, [.dashboards], confidence: .inferred, at: file.place(line: line))
    }
    let alert = ["alert:", "'alert':", "\"alert\":"].lazy
      .compactMap { sheet.lines.firstLine(containing: $0) }.first
    if let alert, file.contains("prometheusAlerts") || file.contains("expr") {
      let tool = NamedTool("prometheus-rules", "Prometheus rules", "alerts")
      sheet.use(tool, [.alerts], confidence: .inferred, at: file.place(line: alert))
    }
    return sheet.facts
  }
}

/// Reads what Grafana is provisioned with.
///
/// https://grafana.com/docs/grafana/latest/administration/provisioning/
struct GrafanaProvisioningReader: ContentReader {
  private static let alerting = NamedTool("grafana-alerts", "Grafana alerts", "alerts")

  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("apiVersion: 1")
      && (file.contains("providers:") || file.contains("groups:") || file.contains("contactPoints:")
        || file.contains("policies:"))
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root["kind"] == nil, root["apiVersion"]?.text == "1" else { return }
    if let entry = root.entry("providers"), entry.value.items.contains(where: Self.isDashboard) {
      sheet.use(GrafanaDashboards.tool, [.dashboards], at: sheet.place(entry.key))
    }
    readRules(in: root, into: &sheet)
    let receiving = root.entry("contactPoints") ?? root.entry("policies")
    if let receiving, receiving.value.isFilledCollection {
      sheet.use(Self.alerting, [.alerts], at: sheet.place(receiving.key))
    }
  }

  /// Providers without a type are of files: the only kind there is.
  private static func isDashboard(_ provider: Node) -> Bool {
    provider["options", "path"] != nil || provider["type"]?.text == "file"
  }

  private func readRules(in root: Node, into sheet: inout FactSheet) {
    let rules = (root["groups"]?.items ?? []).flatMap { $0["rules"]?.items ?? [] }
    let alerts = rules.filter { $0["condition"] != nil || $0["data"] != nil }
    guard let first = alerts.first else { return }
    sheet.use(Self.alerting, [.alerts], at: sheet.place(of: "title", in: first))
    for rule in alerts {
      guard let entry = rule["annotations"]?.entry("runbook_url"), entry.value.filledText != nil
      else { continue }
      sheet.use(Self.alerting, [.runbooks], at: sheet.place(entry.key))
      return
    }
  }
}

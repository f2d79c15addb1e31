import FactModel
import SourceModel
import Syntax

/// Reads Prometheus' own configuration, and that of agents in the same form.
///
/// https://prometheus.io/docs/prometheus/latest/configuration/configuration/
struct PrometheusConfigurationReader: ContentReader {
  private static let tool = NamedTool("prometheus", "Prometheus", "metrics")

  func mayRead(_ file: SourceFile) -> Bool { file.contains("scrape_configs:") }

  func read(_ root: Node, into sheet: inout FactSheet) {
    // Promtail and the collector have lists of this name too, told by what stands beside them.
    guard root["clients"] == nil, root["receivers"] == nil,
      let entry = root.entry("scrape_configs")
    else { return }
    let isFilled = !entry.value.items.isEmpty || sheet.isTemplate
    if isFilled { sheet.use(Self.tool, [.metrics], at: sheet.place(entry.key)) }
  }
}

/// Reads Alertmanager's configuration, and Grafana's contact points in the same form.
///
/// https://prometheus.io/docs/alerting/latest/configuration/
struct AlertmanagerReader: ContentReader {
  private static let tool = NamedTool("alertmanager", "Alertmanager", "alerts")

  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("route:") && file.contains("receivers:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard let route = root.entry("route"), root["receivers"]?.isSequence == true,
      route.value["receiver"] != nil
    else { return }
    sheet.use(Self.tool, [.alerts], at: sheet.place(route.key))
  }
}

/// Reads Promtail's configuration.
///
/// https://grafana.com/docs/loki/latest/send-data/promtail/configuration/
struct PromtailReader: ContentReader {
  private static let tool = NamedTool("promtail", "Promtail", "logs")

  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("scrape_configs:") && file.contains("clients:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard let entry = root.entry("clients"), !entry.value.items.isEmpty,
      root["scrape_configs"] != nil
    else { return }
    sheet.use(Self.tool, [.logs], at: sheet.place(entry.key))
  }
}

/// Reads the modules of Prometheus' blackbox exporter.
///
/// https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md
struct BlackboxReader: ContentReader {
  private static let tool = NamedTool("blackbox-exporter", "Blackbox exporter", "health")

  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("modules:") && file.contains("prober:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    let modules = root["modules"]?.entries ?? []
    guard let entry = modules.lazy.compactMap({ $0.value.entry("prober") }).first else { return }
    sheet.use(Self.tool, [.checksHealth, .metrics], at: sheet.place(entry.key))
  }
}

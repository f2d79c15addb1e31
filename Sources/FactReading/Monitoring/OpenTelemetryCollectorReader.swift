import FactModel
import SourceModel
import Syntax

/// Reads the OpenTelemetry Collector's configuration.
///
/// https://opentelemetry.io/docs/collector/configuration/
struct OpenTelemetryCollectorReader: ContentReader {
  private static let tool = NamedTool(
    "opentelemetry-collector", "OpenTelemetry Collector", "metrics")
  private static let signals: [(name: String, capability: Capability)] = [
    ("metrics", .metrics), ("logs", .logs), ("traces", .traces),
  ]

  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("pipelines:") && file.contains("service:")
      && (file.contains("exporters:") || file.contains("receivers:"))
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root["kind"] == nil else { return }
    Self.readPipelines(root["service", "pipelines"], into: &sheet)
  }

  /// Reads the operator's object, whose configuration is a mapping or a text.
  static func readObject(_ object: KubernetesObject, into sheet: inout FactSheet) {
    guard let configuration = object.spec?["config"] else { return }
    if configuration.isMapping {
      readPipelines(configuration["service", "pipelines"], into: &sheet)
    } else if let text = configuration.text {
      let documents = YAML.parse(Array(text.utf8), manner: .tolerant).documents
      sheet.embedded(configuration) { sheet in
        readPipelines(documents.first?["service", "pipelines"], into: &sheet)
      }
    }
  }

  /// Reads the pipelines, each named for its signal, `traces` or `traces/backend`.
  static func readPipelines(_ pipelines: Node?, into sheet: inout FactSheet) {
    for entry in pipelines?.entries ?? [] {
      let signal = entry.key.text?.split(separator: "/").first.map(String.init)
      guard let known = signals.first(where: { $0.name == signal }),
        exports(entry.value)
      else { continue }
      sheet.use(tool, [known.capability], at: sheet.place(entry.key))
    }
  }

  /// Whether a pipeline sends anywhere but to the screen; one that adds to others may not say.
  private static func exports(_ pipeline: Node) -> Bool {
    guard let exporters = pipeline["exporters"], exporters.isSequence else { return true }
    let names = exporters.texts.map { $0.split(separator: "/").first.map(String.init) ?? $0 }
    return names.isEmpty || names.contains { !["debug", "logging", "nop"].contains($0) }
  }
}

import FactModel
import SourceModel

/// Environment variables that switch monitoring on in a running program.
enum TelemetryVariables {
  private struct Meaning {
    var tool: NamedTool
    var capabilities: Set<Capability>
  }

  private static let openTelemetry = NamedTool("opentelemetry", "OpenTelemetry", "traces")
  private static let datadog = NamedTool("datadog-apm", "Datadog APM", "metrics")

  /// Notes what a variable switches on; a value that is empty or says no switches nothing on.
  static func read(_ name: String, value: String?, at place: Place, into sheet: inout FactSheet) {
    guard let meaning = meaning(of: name.uppercased(), value: value?.lowercased()) else { return }
    sheet.use(meaning.tool, meaning.capabilities, at: place)
  }

  private static func meaning(of name: String, value: String?) -> Meaning? {
    let off: Set<String> = ["", "false", "none", "0", "off", "no", "0.0", "disabled"]
    if let value, off.contains(value) { return nil }
    switch name {
    // https://opentelemetry.io/docs/specs/otel/protocol/exporter/
    case "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
      "OTEL_TRACES_EXPORTER", "OTEL_TRACES_SAMPLER", "COLLECTOR_SERVICE_ADDR":
      return Meaning(tool: openTelemetry, capabilities: [.traces])
    case "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_METRICS_EXPORTER":
      return Meaning(tool: openTelemetry, capabilities: [.metrics])
    case "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "OTEL_LOGS_EXPORTER":
      return Meaning(tool: openTelemetry, capabilities: [.logs])
    case "ZIPKIN", "ZIPKIN_ENDPOINT", "ZIPKIN_BASE_URL", "SPRING_ZIPKIN_BASEURL",
      "SPRING_ZIPKIN_BASE_URL", "MANAGEMENT_ZIPKIN_TRACING_ENDPOINT":
      return Meaning(tool: NamedTool("zipkin", "Zipkin", "traces"), capabilities: [.traces])
    case "JAEGER_ENDPOINT", "JAEGER_AGENT_HOST", "JAEGER_SERVICE_NAME", "JAEGER_COLLECTOR_URL":
      return Meaning(tool: NamedTool("jaeger", "Jaeger", "traces"), capabilities: [.traces])
    case "DD_TRACE_ENABLED", "DD_APM_ENABLED", "DD_TRACE_AGENT_URL":
      return Meaning(tool: datadog, capabilities: [.metrics, .traces])
    case "DD_LOGS_ENABLED", "DD_LOGS_INJECTION":
      return Meaning(tool: datadog, capabilities: [.logs])
    case "ELASTIC_APM_SERVER_URL", "ELASTIC_APM_SERVER_URLS":
      return Meaning(
        tool: NamedTool("elastic-apm", "Elastic APM", "metrics"),
        capabilities: [.metrics, .traces, .tracksErrors])
    case "NEW_RELIC_LICENSE_KEY", "NEW_RELIC_APP_NAME":
      return Meaning(
        tool: NamedTool("new-relic", "New Relic", "metrics"),
        capabilities: [.metrics, .traces, .tracksErrors])
    case "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPINSIGHTS_INSTRUMENTATIONKEY":
      return Meaning(
        tool: NamedTool("application-insights", "Application Insights", "metrics"),
        capabilities: [.metrics, .traces, .tracksErrors])
    case "SENTRY_DSN":
      return Meaning(
        tool: NamedTool("sentry", "Sentry", "errors"), capabilities: [.tracksErrors])
    case "SENTRY_TRACES_SAMPLE_RATE":
      return Meaning(
        tool: NamedTool("sentry", "Sentry", "errors"), capabilities: [.traces])
    default: return nil
    }
  }
}

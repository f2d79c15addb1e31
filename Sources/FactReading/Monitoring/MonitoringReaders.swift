/// The readers of monitoring configuration that are told by their contents.
enum MonitoringReaders {
  /// Readers whose files also stand inside ConfigMaps.
  static let contents: [any ContentReader] = [
    PrometheusRulesReader(),
    PrometheusConfigurationReader(),
    AlertmanagerReader(),
    GrafanaProvisioningReader(),
    OpenTelemetryCollectorReader(),
    ObjectivesReader(),
    LogShipperReader(),
    PromtailReader(),
    BlackboxReader(),
    MonologReader(),
    TraefikLogReader(),
  ]

  /// Readers of files in other forms.
  static let files: [any FileReader] = [
    LoggingConfigurationReader(),
    LogPatternReader(),
    AgentConfigurationReader(),
    ProxyConfigurationReader(),
    ExportedObjectsReader(),
    KibanaObjectsReader(),
  ]
}

/// The readers of containers, orchestration, infrastructure code and monitoring configuration.
package enum ConfigurationReaders {
  /// All of them.
  package static let all: [any FileReader] =
    [
      YAMLContentReader(
        readers: [KubernetesReader()] + MonitoringReaders.contents + InfrastructureReaders.contents),
      JSONContentReader(readers: [KubernetesReader()] + InfrastructureReaders.contents),
      DockerfileReader(),
      ComposeReader(),
      HelmChartReader(),
      HelmValuesReader(),
      HelmfileReader(),
      KustomizeReader(),
      GrafanaDashboardReader(),
      GrafanaProgramReader(),
      LogForwarderReader(),
    ] + InfrastructureReaders.files + MonitoringReaders.files
}

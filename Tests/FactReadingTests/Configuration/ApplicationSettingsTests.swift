import Testing

@Suite struct ApplicationSettingsTests {
  static let settings: [AnnotatedFile] = [
    AnnotatedFile(
      "src/main/resources/application.properties",
      """
      # management.endpoint.health.probes.enabled=true
      management.endpoints.web.exposure.include=health,prometheus ⟦offers-health; metrics⟧
      management.endpoint.health.probes.enabled=true              ⟦offers-health⟧
      management.tracing.sampling.probability=0.1                 ⟦traces⟧
      management.zipkin.tracing.endpoint=http://localhost:9411
      management.datadog.metrics.export.enabled=false
      logging.structured.format.console=ecs                       ⟦logs⟧
      sentry.dsn=${SENTRY_DSN}                                    ⟦tracks-errors⟧
      sentry.traces-sample-rate=0.0
      eureka.client.service-url.defaultZone=http://a              ⟦discovers-services⟧
      %prod.quarkus.log.console.json=true                         ⟦environment prod; logs⟧
      """),
    AnnotatedFile(
      "src/main/resources/application.yml",
      """
      management:
        endpoints:
          web:
            exposure:
              include: ["health", "info"]    ⟦offers-health⟧
        prometheus:
          metrics:
            export:
              enabled: true                  ⟦metrics⟧
      ---
      spring:
        config:
          activate:
            on-profile: dev                  ⟦environment dev⟧
      ---
      spring:
        config:
          activate:
            on-profile: integration          ⟦environment integration⟧
      ---
      spring:
        config:
          activate:
            on-profile: "integration, functional"
      """),
    AnnotatedFile(
      "src/main/resources/application-prod.yml", "server: {port: 80} ⟦environment prod⟧"),
    AnnotatedFile("src/main/resources/application-test.yml", "server: {port: 80}"),
    AnnotatedFile(
      "src/test/resources/application-prod.yml", "management: {tracing: {enabled: true}}"),
    AnnotatedFile("applications.yml", "sentry: {dsn: x}"),
  ]

  @Test(arguments: settings)
  func settingsSayWhatIsSwitchedOn(_ file: AnnotatedFile) { file.expectFacts() }
}

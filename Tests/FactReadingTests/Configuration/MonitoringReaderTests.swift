import Testing

@Suite struct MonitoringReaderTests {
  static let configurations: [AnnotatedFile] = [
    AnnotatedFile(
      "src/main/resources/logback-spring.xml",
      """
      <configuration>
        <!-- <appender name="old" class="a.b.SentryAppender"/> -->
        <appender name="plain" class="ch.qos.logback.core.ConsoleAppender">
          <encoder class="net.logstash.logback.encoder.LogstashEncoder"/> ⟦logs⟧
        </appender>
        <appender name="people" class="a.b.SlackAppender"/> ⟦pings⟧
        <appender name="errors" class="io.sentry.logback.SentryAppender"/> ⟦tracks-errors⟧
        <appender name="file" class="ch.qos.logback.core.rolling.RollingFileAppender"/>
      </configuration>
      """),
    AnnotatedFile(
      "log4j2.xml",
      """
      <Configuration>
        <Appenders>
          <Console name="plain"><PatternLayout pattern="%m%n"/></Console>
          <Console name="line"><PatternLayout pattern='{"at": "%d", "text": "%m"}%n'/></Console> ⟦logs⟧
          <Console name="json"><JsonTemplateLayout/></Console>  ⟦logs⟧
        </Appenders>
      </Configuration>
      """),
    AnnotatedFile(
      "src/main/resources/logback.xml",
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>{"level": "%level", "text": "%msg"}%n</pattern></encoder> ⟦logs⟧
        </appender>
        <appender name="plain" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d{"HH:mm"} %msg%n</pattern></encoder>
        </appender>
      </configuration>
      """),
    AnnotatedFile(
      "conf/logging.conf",
      """
      [formatter_plain]
      # format={"text": "%(message)s"}
      format=%(asctime)s %(message)s
      [formatter_json]
      format = {"text": "%(message)s"}   ⟦logs⟧
      """),
    AnnotatedFile(
      "src/main/resources/log4j2.properties",
      """
      appender.plain.layout.pattern = %m%n
      appender.out.layout.pattern = {"text": "%m"}%n ⟦logs⟧
      """),
    AnnotatedFile(
      "src/test/resources/logback-test.xml",
      "<c><appender class=\"a.b.SlackAppender\"/></c>"),
    AnnotatedFile(
      "etc/haproxy.cfg",
      """
      backend api
        # option httpchk
        option httpchk GET /health   ⟦checks-health⟧
      """),
    AnnotatedFile(
      "Caddyfile",
      """
      shop.example.com {
        reverse_proxy app:8080 {
          health_uri /healthz          ⟦checks-health⟧
        }
        log {
          format json                  ⟦logs⟧
        }
      }
      """),
    AnnotatedFile(
      "config/packages/monolog.yaml",
      """
      when@test:
        monolog: {handlers: {main: {type: stream, formatter: monolog.formatter.json}}}
      when@prod:
        monolog:
          handlers:
            main:
              type: stream
              formatter: monolog.formatter.json  ⟦logs⟧
            plain: {type: stream, path: php://stderr}
      """),
    AnnotatedFile(
      "config/packages/dev/monolog.yaml",
      "monolog: {handlers: {main: {formatter: monolog.formatter.json}}}"),
    AnnotatedFile("traefik/traefik.yml", "accessLog:\n  format: json ⟦logs⟧"),
    AnnotatedFile(
      "src/Shop/appsettings.json",
      "{\"Logging\": {\"Console\":\n{\"FormatterName\": \"json\"}}} ⟦logs⟧"),
    AnnotatedFile(
      "src/Shop/appsettings.Development.json",
      "{\"Logging\": {\"Console\": {\"FormatterName\": \"json\"}}}"),
    AnnotatedFile("slos.yaml", "orders:       ⟦objectives⟧\n  target: 99.5\n"),
    AnnotatedFile("ops/slos.yaml", "# orders: {target: 99.5}"),
    AnnotatedFile("monitoring/slo/orders.yml", "slo: 99.9 ⟦objectives⟧"),
    AnnotatedFile("lib/haproxy.rb", "option httpchk"),
    AnnotatedFile("roles/lb/haproxy.cfg.j2", "  option httpchk GET / ⟦checks-health⟧"),
    AnnotatedFile("res/layout.xml", "<a><appender class=\"a.b.SlackAppender\"/></a>"),
    AnnotatedFile(
      "nginx/site.conf",
      """
      log_format main escape=json '{}'; ⟦logs⟧
      location = /status { stub_status; } ⟦metrics⟧
      # stub_status;
      location = /metrics {
        stub_status;                    ⟦metrics⟧
      }
      """),
    AnnotatedFile(
      "monitoring/errors.json",
      """
      {
        "name": "errors",
        "type": "query alert",          ⟦alerts⟧
        "query": "avg(last_5m):sum:x{*} > 1",
        "message": "look"
      }
      """),
    AnnotatedFile(
      "monitoring/board.json",
      "{\"title\": \"a\", \"layout_type\": \"ordered\",\n\"widgets\": [{\"definition\": {}}]} ⟦dashboards⟧"
    ),
    AnnotatedFile(
      "monitoring/cloud.json",
      "{\"widgets\": [{\"type\": \"metric\", \"properties\": {\"metrics\": []}}]} ⟦dashboards⟧"),
    AnnotatedFile(
      "monitoring/overview.json",
      "{\"displayName\": \"Shop\",\n\"mosaicLayout\": {\"tiles\": [{\"widget\": {}}]}} ⟦dashboards⟧"
    ),
    AnnotatedFile("app/forms.json", "{\"name\": \"Shop\", \"gridLayout\": {\"columns\": 2}}"),
    AnnotatedFile("app/screens.json", "{\"widgets\": [{\"type\": \"button\"}]}"),
    AnnotatedFile("app/rows.json", "{\"type\": \"alert\", \"query\": \"a\", \"message\": \"b\"}"),
    AnnotatedFile(
      "kibana/export.ndjson",
      "{\"type\":\"index-pattern\",\"attributes\":{}}\n{\"type\":\"dashboard\",\"attributes\":{}} ⟦dashboards⟧"
    ),
    AnnotatedFile(
      "prometheus/rules.yml",
      """
      groups:
        - name: api
          rules:
            - record: job:errors:rate5m
              expr: x
            - alert: Errors              ⟦alerts⟧
              expr: x > 1
              annotations:
                runbook_url: https://a   ⟦runbooks⟧
      """),
    AnnotatedFile(
      "prometheus.yml",
      """
      scrape_configs:                    ⟦metrics⟧
        - job_name: api
      """),
    AnnotatedFile(
      "otel/collector.yaml",
      """
      receivers: {otlp: {}}
      exporters: {otlp: {}}
      service:
        pipelines:
          traces:                        ⟦traces⟧
            receivers: [otlp]
            exporters: [otlp]
          metrics:
            receivers: [otlp]
            exporters: [debug]
      """),
  ]

  @Test(arguments: configurations)
  func monitoringConfigurationIsRead(_ file: AnnotatedFile) { file.expectFacts() }
}

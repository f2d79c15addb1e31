import Testing

@Suite struct ContainerReaderTests {
  static let containers: [AnnotatedFile] = [
    AnnotatedFile(
      "Dockerfile",
      """
      # syntax=docker/dockerfile:1
      ARG VERSION=3.20
      # FROM old
      FROM golang:1.22 AS build   ⟦describes-environment rung:docker; image golang:1.22 version; sees golang⟧
      RUN make \\
        # HEALTHCHECK CMD x
        all
      FROM alpine:${VERSION}      ⟦image alpine:3.20 version; sees alpine⟧
      RUN <<EOF
      FROM fake
      EOF
      HEALTHCHECK CMD ["x"]       ⟦checks-health⟧
      FROM build
      HEALTHCHECK NONE
      """),
    AnnotatedFile(
      "worker/Dockerfile",
      """
      FROM python:3.13            ⟦describes-environment rung:docker; image python:3.13 version; sees python⟧
      ARG SENTRY_DSN=https://a@o1.example.com/1
      ENV OTEL_TRACES_EXPORTER=none NEW_RELIC_APP_NAME=shop NEW_RELIC_ENABLED=false
      ENV SENTRY_DSN https://a@o1.example.com/1  ⟦tracks-errors⟧
      ENV JAVA_TOOL_OPTIONS="-javaagent:/opt/dd-java-agent.jar"  ⟦metrics traces tracks-errors⟧
      ENV LOG_FORMAT=json         ⟦logs⟧
      ENV LOG_FORMAT_OF_MAIL=json
      RUN opentelemetry-bootstrap --action=install
      ENTRYPOINT ["opentelemetry-instrument"]    ⟦metrics; traces⟧
      CMD ["python", "app.py"]
      """),
    AnnotatedFile(
      "agents/Dockerfile",
      """
      FROM eclipse-temurin:21     ⟦describes-environment rung:docker; image eclipse-temurin:21 version; sees eclipse-temurin⟧
      CMD java -javaagent:/opt/jacocoagent.jar -jar a.jar
      FROM scratch
      CMD exec java -javaagent:/opt/jmx_prometheus_javaagent.jar=8080:/c.yml -jar a.jar  ⟦metrics⟧
      FROM scratch
      CMD ["newrelic-admin", "run-program", "gunicorn", "app"]    ⟦metrics traces tracks-errors⟧
      FROM scratch
      CMD ["sh", "-c", "alembic upgrade head && exec ddtrace-run gunicorn app"]  ⟦migrates; metrics traces tracks-errors⟧
      FROM scratch
      CMD ["npm", "test"]
      """),
    AnnotatedFile(
      "twice/Dockerfile",
      """
      FROM scratch                ⟦describes-environment rung:docker⟧
      ENTRYPOINT ["opentelemetry-instrument"]
      CMD ["newrelic-admin", "run-program", "gunicorn", "app"]
      ENTRYPOINT ["npm", "test"]
      CMD ["sh", "-c", "alembic upgrade head && exec ddtrace-run gunicorn app"]  ⟦migrates; metrics traces tracks-errors⟧
      """),
    AnnotatedFile("api.Dockerfile", "FROM scratch ⟦describes-environment rung:docker⟧"),
    AnnotatedFile("Dockerfile.md", "FROM alpine"),
    AnnotatedFile(
      "compose.yml",
      """
      services:                           ⟦describes-environment rung:docker⟧
        api:                              ⟦compose api⟧
          image: acme/api:1.0             ⟦image acme/api:1.0 version; sees acme/api⟧
          restart: always                 ⟦restart⟧
          healthcheck: {test: [CMD, x]}   ⟦probe⟧
      """),
    AnnotatedFile(
      "deploy/compose.yml",
      """
      services:                           ⟦describes-environment rung:docker⟧
        api: {build: .}                   ⟦compose api; describes-recipe rung:docker⟧
      """),
    AnnotatedFile(
      "docker-stack.yml",
      """
      services:                           ⟦describes-environment rung:docker⟧
        api: {build: .}                   ⟦swarm api; describes-infrastructure discovers-services keeps-state rung:docker⟧
      """),
    AnnotatedFile(
      "shop-stack.yml",
      """
      services:                           ⟦describes-environment rung:docker⟧
        api:                              ⟦swarm api; describes-infrastructure discovers-services keeps-state rung:docker⟧
          deploy: {labels: [a]}
      """),
    AnnotatedFile(
      "local/docs-stack.yml",
      """
      services:                           ⟦describes-environment rung:docker⟧
        pdf: {ports: ["5500:5500"]}       ⟦compose pdf⟧
      """),
  ]

  @Test(arguments: containers)
  func containersAreRead(_ file: AnnotatedFile) { file.expectFacts() }
}

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
      "shop-stack.yml",
      """
      services:                           ⟦describes-environment rung:docker⟧
        api: {build: .}                   ⟦swarm api; describes-infrastructure discovers-services keeps-state rung:docker⟧
      """),
  ]

  @Test(arguments: containers)
  func containersAreRead(_ file: AnnotatedFile) { file.expectFacts() }
}

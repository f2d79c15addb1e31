import FactModel
import Rubrics
import SourceModel
import TestSupport
import Testing

/// A team, and what is said to it of the next rung of the infrastructure ladder.
struct OutlookCase: Sendable, CustomTestStringConvertible {
  var name: String
  var kind = ProjectKind.service
  var files: [String: String]
  /// Words of the sentence; `nil` where nothing is said.
  var says: String?
  var first: [String] = []

  var testDescription: String { name }

  private static let workload = """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: shop
    spec:
      template:
        spec:
          containers:
            - name: shop
              image: ghcr.io/example/shop:1.4.2
    """

  static let all = [
    OutlookCase(
      name: "containers without a pipeline", files: ["Dockerfile": "FROM nginx:1.29.1\n"],
      says: "such as Kubernetes, would come too early",
      first: ["ci.pipeline", "ci.test", "cd.deploy", "deploy.rollback"]),
    OutlookCase(
      name: "a static site", kind: .site, files: ["Dockerfile": "FROM nginx:1.29.1\n"],
      says: "needs no orchestrator"),
    OutlookCase(
      name: "Kubernetes before CI and a way back", files: ["deploy/shop.yaml": workload],
      says: "Kubernetes stands ahead of the practice",
      first: ["ci.pipeline", "ci.test", "cd.deploy", "deploy.rollback"]),
    OutlookCase(
      name: "a platform that orchestrates",
      files: ["fly.toml": "app = \"shop\"\n", "Dockerfile": "FROM nginx:1.29.1\n"],
      says: "The platform keeps the desired state"),
    OutlookCase(
      name: "containers of a team that tests, delivers and can go back",
      files: [
        "Dockerfile": "FROM nginx:1.29.1\n", "go.mod": "module example.com/shop\n\ngo 1.25\n",
        "cart_test.go": "package shop\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\n",
        ".github/workflows/ci.yml": """
        on: [push, pull_request]
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v6
              - run: go test ./...
        """,
        ".github/workflows/deploy.yml": """
        on:
          workflow_dispatch:
            inputs:
              version:
                description: The version to deploy
        jobs:
          deploy:
            runs-on: ubuntu-24.04
            steps:
              - run: ssh deploy@shop.example.com "deploy ${{ inputs.version }}"
        """,
      ], says: "the team has what it needs for it"),
    OutlookCase(
      name: "nothing that shows where it runs",
      files: ["server.js": "require('http')\n"], says: "The tree does not show where it runs"),
    OutlookCase(
      name: "what others run", kind: .tool, files: ["Dockerfile": "FROM nginx:1.29.1\n"],
      says: nil),
  ]
}

@Suite struct OutlookTests {
  @Test(arguments: OutlookCase.all)
  func `The next rung is told with what comes before it`(_ team: OutlookCase) async throws {
    let repository = SmallRepository(team.files, kind: team.kind)
    let outlook = try #require(await repository.assessment).outlook
    #expect(outlook?.first ?? [] == team.first)
    guard let says = team.says else {
      #expect(outlook == nil)
      return
    }
    #expect(outlook?.text.english.contains(says) == true, "\(String(describing: outlook))")
  }
}

import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

/// Pipelines in places where their vendor would not look by itself.
@Suite struct PlacedPipelineTests {
  private static let texts = [
    "appveyor": "test_script:\n  - go test ./...\n",
    "azure-pipelines": "jobs:\n  - job: test\n    steps:\n      - script: go test ./...\n",
    "buildkite": "steps:\n  - command: go test ./...\n",
    "circleci": """
    version: 2.1
    jobs:
      build:
        docker: [{image: cimg/go:1.22}]
        steps: [checkout, {run: go test ./...}]

    """,
    "concourse": """
    resources: [{name: code, type: git, source: {uri: x}}]
    jobs:
      - name: test
        plan:
          - {get: code, trigger: true}
          - task: test
            config:
              platform: linux
              run: {path: sh, args: [-c, go test ./...]}

    """,
    "drone":
      "kind: pipeline\nsteps:\n  - name: test\n    image: go\n    commands: [go test ./...]\n",
    "gitlab-ci": "test:\n  script: [go test ./...]\n",
    "jenkins":
      "pipeline { agent any\n stages { stage('Test') { steps { sh 'go test ./...' } } } }\n",
    "woodpecker": "steps:\n  test:\n    image: go\n    commands: [go test ./...]\n",
  ]

  @Test(arguments: PipelineReaders.placeable)
  func `A file is read as the vendor's that somebody says`(_ vendor: String) async throws {
    let text = try #require(Self.texts[vendor], "no sample of \(vendor)")
    let path = RelativePath("build/checks/unusual.txt")
    let tree = SourceTree(name: "acme", [path: Array(text.utf8)])
    let collector = FactCollector(catalogue: BuiltInKnowledge.catalogue)
    let alone = await collector.facts(of: tree, history: HistoryFact())
    #expect(alone.pipelines == [])
    let said = await collector.facts(
      of: tree, history: HistoryFact(), vendors: [path: vendor])
    let pipeline = try #require(said.pipelines.first, "\(said.warnings)")
    #expect(pipeline.vendor == vendor)
    #expect(pipeline.place.path == path)
    let runs = pipeline.jobs.contains {
      $0.steps.contains { $0.words.starts(with: ["go", "test"]) }
    }
    #expect(runs, "\(pipeline.jobs.flatMap(\.steps).map(\.words))")
  }

  @Test func `A file that is said to be one vendor's is no other's`() async {
    let path = RelativePath(".gitlab-ci.yml")
    let text = Self.texts["circleci"] ?? ""
    let facts = await FactCollector(catalogue: BuiltInKnowledge.catalogue).facts(
      of: SourceTree(name: "acme", [path: Array(text.utf8)]), history: HistoryFact(),
      vendors: [path: "circleci"])
    #expect(facts.pipelines.map(\.vendor) == ["circleci"])
  }
}

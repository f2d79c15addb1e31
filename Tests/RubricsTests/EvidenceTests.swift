import FactModel
import Rubrics
import SourceModel
import TestSupport
import Testing

/// A repository, a criterion, and what its evidence or its reason says.
struct EvidenceCase: Sendable, CustomTestStringConvertible {
  var name: String
  var criterion: String
  var files: [String: String]
  /// The first lines of the evidence, `path:line`.
  var lines: [String] = []
  /// Words of the reason.
  var says = ""
  var status: Status?

  var testDescription: String { "\(criterion): \(name)" }

  private static let ci = """
    on:
      push:
        branches: [main]
      pull_request:
    jobs:
      test:
        strategy:
          matrix:
            node: [22, 24]
        steps:
          - uses: actions/cache@v4
          - run: npm test
            env:
              TOKEN: ${{ secrets.TOKEN }}
    """
  private static let program = [
    "package.json": """
    {"name": "shop",
     "scripts": {
       "test": "node --test"}}
    """,
    "test/cart.test.js": "import test from 'node:test'\ntest('a', () => {})\n",
  ]
  private static let tested = program.merging([".github/workflows/ci.yml": ci]) { $1 }
  private static func gitLab(_ text: String) -> [String: String] { [".gitlab-ci.yml": text] }

  static let places = [
    EvidenceCase(
      name: "the triggers", criterion: "ci.on-change", files: tested,
      lines: [".github/workflows/ci.yml:2", ".github/workflows/ci.yml:4"]),
    EvidenceCase(
      name: "the matrix and the cache", criterion: "ci.speed", files: tested,
      lines: [".github/workflows/ci.yml:11", ".github/workflows/ci.yml:8"]),
    EvidenceCase(
      name: "the secret", criterion: "security.secrets", files: tested,
      lines: [".github/workflows/ci.yml:14"]),
    EvidenceCase(
      name: "the pipeline's line before the script's", criterion: "ci.test", files: tested,
      lines: [".github/workflows/ci.yml:12", "package.json:3"]),
    EvidenceCase(
      name: "the gate", criterion: "deploy.gate",
      files: gitLab(
        """
        test: {script: [go test ./...]}
        ship:
          stage: deploy
          when: manual
          script: [kubectl apply -f k8s]
        """),
      lines: [".gitlab-ci.yml:4"], status: .met),
    EvidenceCase(
      name: "the probe of the project's own program first", criterion: "monitor.health",
      files: [
        "Dockerfile": "FROM node:24\n", "package.json": "{\"name\": \"shop\"}",
        "k8s/a-data.yaml": workload("StatefulSet", "data", "postgres:17.2"),
        "k8s/b-shop.yaml": workload("Deployment", "shop", "registry.example.com/shop:1.2.3"),
      ],
      lines: ["k8s/b-shop.yaml:11", "k8s/a-data.yaml:11"]),
    EvidenceCase(
      name: "each environment that one line deploys to", criterion: "deploy.environments",
      files: [
        ".github/workflows/deploy.yml": """
        on: {workflow_call: {inputs: {env: {type: string}}}}
        jobs:
          ship:
            environment: ${{ inputs.env }}
            steps: [{run: kubectl apply -f k8s}]
        """,
        ".github/workflows/roll-out.yml": """
        on: workflow_dispatch
        jobs:
          staging: {uses: ./.github/workflows/deploy.yml, with: {env: staging}}
          production: {uses: ./.github/workflows/deploy.yml, with: {env: production}}
        """,
      ],
      lines: [".github/workflows/deploy.yml:5", ".github/workflows/deploy.yml:5"], status: .met),
    EvidenceCase(
      name: "no workflow of that name", criterion: "source.style",
      files: [".github/workflows/yamllint.yml": "on: push\njobs: {a: {steps: [{run: make}]}}\n"],
      status: .unmet),
  ]

  private static func workload(_ kind: String, _ name: String, _ image: String) -> String {
    """
    apiVersion: apps/v1
    kind: \(kind)
    metadata: {name: \(name)}
    spec:
      template:
        spec:
          containers:
            - name: \(name)
              image: \(image)
              ports: []
              readinessProbe: {tcpSocket: {port: 80}}
    """
  }

  static let reasons = [
    EvidenceCase(
      name: "an image of every commit, by a job without rules", criterion: "deploy.gate",
      files: gitLab("build: {script: [docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA]}\n"),
      says: "without anybody's decision", status: .unmet),
    EvidenceCase(
      name: "an image of every commit, for requests and the default branch",
      criterion: "deploy.gate",
      files: gitLab(
        """
        build:
          script: [docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA]
          rules:
            - if: $CI_MERGE_REQUEST_IID || $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
        """),
      says: "nothing marks what production runs", status: .unmet),
    EvidenceCase(
      name: "images without checks", criterion: "deploy.split",
      files: gitLab("build: {script: [docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA]}\n"),
      says: "no job that checks changes", status: .unmet),
    EvidenceCase(
      name: "an image of every tag", criterion: "deploy.gate",
      files: gitLab("build: {script: [docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_TAG]}\n"),
      status: .met),
    EvidenceCase(
      name: "a program called test that a person runs", criterion: "test.automated",
      files: [
        "package.json": "{\"name\": \"shop\"}",
        "src/scripts/test-roles.ts": "async function run() {\n  await test({ id: 1 })\n}\n",
      ], status: .unmet),
    EvidenceCase(
      name: "a function that is called like a tool", criterion: "ci.quality",
      files: [
        ".github/workflows/ci.yml": """
        on: push
        jobs:
          test:
            steps:
              - run: |
                  shellcheck() {
                    echo checked
                  }
                  shellcheck
        """
      ], status: .unmet),
    EvidenceCase(
      name: "a title alone", criterion: "source.readme", files: ["README.md": "# Shop\n"],
      says: "only a title", status: .partial),
    EvidenceCase(
      name: "nothing delivers", criterion: "deploy.gate", files: program,
      says: "Nothing delivers to production yet", status: .unmet),
    EvidenceCase(
      name: "nothing is delivered", criterion: "deploy.split", files: tested,
      says: "Nothing is delivered by a pipeline yet", status: .unmet),
    EvidenceCase(
      name: "a tag that is a word of the pipeline", criterion: "deploy.versioned",
      files: [
        ".github/workflows/deploy.yml": """
        on: push
        jobs:
          ship:
            steps:
              - env: {IMAGE_TAG: release}
                run: docker push registry.example.com/shop:$IMAGE_TAG
        """
      ],
      says: "Images are named by tags that move", status: .unmet),
    EvidenceCase(
      name: "values that no template asks for", criterion: "operate.capacity",
      files: chart(template: "  a: {{ .Values.data.user }}\n"), status: .unmet),
    EvidenceCase(
      name: "values that a template asks for", criterion: "operate.capacity",
      files: chart(template: "  a: {{ toYaml .Values.data.resources }}\n"), status: .met),
    EvidenceCase(
      name: "a dispatch of the deployer's workflow", criterion: "cd.deploy",
      files: dispatch("acme/shop-infra/actions/workflows/deploy.yml"), status: .met),
    EvidenceCase(
      name: "a dispatch of something else", criterion: "cd.deploy",
      files: dispatch("acme/docs/actions/workflows/lint.yml"), status: .unmet),
    EvidenceCase(
      name: "archives that are kept for the deployer", criterion: "cd.artifact",
      files: dispatch("acme/shop-infra/actions/workflows/deploy.yml"), status: .met),
    EvidenceCase(
      name: "a switch of a workflow from elsewhere", criterion: "ci.coverage",
      files: [
        ".github/workflows/ci.yml": """
        on: push
        jobs:
          go:
            uses: acme/ci/.github/workflows/golang.yml@v1
            with:
              coverage: true
        """, "go.mod": "module example.com/shop\n",
      ], status: .met),
  ]

  private static func chart(template: String) -> [String: String] {
    [
      "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "chart/values.yaml": "data:\n  user: shop\n  resources:\n    limits: {memory: 1Gi}\n",
      "chart/templates/config.yaml": "apiVersion: v1\nkind: ConfigMap\ndata:\n" + template,
    ]
  }

  private static func dispatch(_ workflow: String) -> [String: String] {
    program.merging([
      ".github/workflows/deploy.yml": """
      on: push
      jobs:
        ship:
          steps:
            - run: aws s3 cp build/shop.zip s3://releases/
            - run: curl -X POST https://api.github.com/repos/\(workflow)/dispatches -d '{}'
      """
    ]) { $1 }
  }
}

@Suite struct EvidenceTests {
  private func result(_ sample: EvidenceCase) async throws -> CriterionResult {
    let facts = await SmallRepository(sample.files, kind: .service).facts
    let assessment = Assessor(try #require(BuiltInKnowledge.rubric)).assessment(
      of: facts, repository: RepositorySummary(path: "shop"))
    return try #require(assessment.criteria.first { $0.id == sample.criterion })
  }

  @Test(arguments: EvidenceCase.places)
  func evidencePointsAtTheProof(_ sample: EvidenceCase) async throws {
    let result = try await result(sample)
    let lines = result.evidence.compactMap { evidence in
      evidence.place.map { "\($0.path):\($0.position.line)" }
    }
    #expect(Array(lines.prefix(sample.lines.count)) == sample.lines)
    if let status = sample.status { #expect(result.status == status) }
  }

  @Test(arguments: EvidenceCase.reasons + EvidenceCase.deliveries + EvidenceCase.names)
  func theReasonSaysTheCaseThatIsTrue(_ sample: EvidenceCase) async throws {
    let result = try await result(sample)
    #expect(result.status == sample.status)
    #expect(result.reason.english.contains(sample.says) || sample.says.isEmpty)
  }

  @Test(arguments: [
    ("services:\n  db: {image: \"postgres:17.2\"}\n", false),
    ("services:\n  api: {build: ., volumes: [\".:/app\"], command: npm run start:dev}\n", false),
    ("services:\n  api: {build: .}\n", true),
  ])
  func aComposeFileForDevelopersIsNoPlatform(_ text: String, _ isPlatform: Bool) async throws {
    let result = try await result(
      EvidenceCase(
        name: "", criterion: "cd.deploy",
        files: ["compose.yaml": text, "go.mod": "module example.com/shop\n"]))
    #expect((result.advice?.at?.path.text == "compose.yaml") == isPlatform)
  }

  @Test(arguments: [
    (7, "main, b1, b2, b3, b4, b5, b6, b7", "pushes start it", "푸시가 시작함"),
    (
      11, "main, b1, b2, b3, b4, b5, b6, b7", "pushes start it, and 4 more",
      "푸시가 시작함, 외 4개"
    ),
  ])
  func ofManyBranchesTheFirstAreShown(
    _ others: Int, _ excerpt: String, _ english: String, _ korean: String
  ) async throws {
    let branches = (1...others).map { ", b\($0)" }.joined()
    let result = try await result(
      EvidenceCase(
        name: "", criterion: "ci.on-change",
        files: [
          ".github/workflows/ci.yml":
            "on: {push: {branches: [main\(branches)]}}\njobs: {a: {steps: [{run: go test ./...}]}}\n",
          "go.mod": "module example.com/shop\n",
        ]))
    let evidence = try #require(result.evidence.first)
    #expect(evidence.excerpt == excerpt)
    #expect(evidence.what == Phrase(english, korean))
  }

  @Test func aLongNameIsShownByItsBeginning() async throws {
    let name = "production-" + String(repeating: "e", count: 500)
    let result = try await result(
      EvidenceCase(
        name: "", criterion: "cd.deploy",
        files: [
          ".github/workflows/cd.yml":
            "on: push\njobs: {a: {environment: \(name), steps: [{run: helm upgrade shop .}]}}\n",
          "go.mod": "module example.com/shop\n",
        ]))
    let told = result.evidence.map(\.what.english).filter { $0.hasPrefix("deploys") }
    #expect(told == ["deploys (\(name.prefix(79))…)"])
  }

  @Test func aDatabaseGetsNoRollingUpdate() async throws {
    var sample = EvidenceCase.places[5]
    sample.criterion = "deploy.strategy"
    #expect(try await result(sample).advice?.at?.path.text == "k8s/b-shop.yaml")
  }

  @Test func oneIsNoPeople() async throws {
    let history = HistoryFact(
      isRepository: true, commits: 54, people: 1, versionTags: ["v1.1.0", "v1.0.0"])
    let facts = Facts(project: Project(kind: .service, reason: Phrase("a", "a")), history: history)
    let assessment = Assessor(try #require(BuiltInKnowledge.rubric)).assessment(
      of: facts, repository: RepositorySummary(path: "shop"))
    func evidence(_ id: String) -> [String] {
      assessment.criteria.first { $0.id == id }?.evidence.map {
        $0.excerpt.isEmpty ? $0.what.english : "\($0.what.english): \($0.excerpt)"
      } ?? []
    }
    #expect(evidence("source.git") == ["54 commits by 1 person"])
    #expect(evidence("deploy.versioned") == ["2 version tags, the newest: v1.1.0"])
  }
}

import FactModel
import TestSupport
import Testing

/// Runners whose targets stand in the repository are judged by what these run.
@Suite struct TaskRunnerTests {
  /// The steps of a job with this line, by their words, and what they do.
  private func steps(_ line: String, _ files: [String: String]) async -> [String] {
    var files = files
    files[".gitlab-ci.yml"] = "job:\n  script:\n    - \(line)\n"
    let facts = await SmallRepository(files).facts
    return facts.pipelines.flatMap(\.jobs).flatMap(\.steps).map { step in
      let given = step.uses.flatMap { $0.capabilities.map(\.rawValue) }.sorted()
      return (step.words + (given.isEmpty ? [] : ["|"] + given)).joined(separator: " ")
    }
  }

  private static let earthfile = """
    VERSION 0.8
    FROM alpine
    test:
      RUN go test ./...
    image:
      FROM +test
      SAVE IMAGE --push acme/app:1.0
    all:
      BUILD +image
      BUILD ./web+lint
    talk:
      RUN echo go test
    """
  private static let earthly = [
    "Earthfile": earthfile, "web/Earthfile": "VERSION 0.8\nlint:\n  RUN npx eslint .\n",
  ]

  @Test func `Earthly runs the targets of its file and those they refer to`() async {
    var found = await steps("earthly +test", Self.earthly)
    #expect(found == ["earthly +test", "go test ./... | tests"])
    found = await steps("earthly --ci +all", Self.earthly)
    #expect(
      found == [
        "earthly --ci +all", "earthly +image", "earthly +test", "go test ./... | tests",
        "docker build -t acme/app:1.0 . | builds-image", "earthly ./web+lint", "eslint . | lints",
      ])
  }

  @Test func `Earthly pushes images where the call says so`() async {
    let steps = await steps("earthly --push +all", Self.earthly)
    #expect(steps.contains("docker push acme/app:1.0 | publishes-image"))
    #expect(steps.contains("earthly --push ./web+lint"))
  }

  @Test func `The name of a target that is followed proves nothing`() async {
    let files = ["Earthfile": "VERSION 0.8\ntest:\n  RUN echo go test\n"]
    var found = await steps("earthly +test", files)
    #expect(found == ["earthly +test", "echo go test"])
    found = await steps("earthly +test", [:])
    #expect(found == ["earthly +test | builds tests"])
    let nox = [
      "noxfile.py": "import nox\n@nox.session\ndef tests(session):\n    session.run('echo')\n"
    ]
    found = await steps("nox -s tests", nox)
    #expect(found == ["nox -s tests", "echo"])
  }

  private static let dagger = [
    "dagger.json": "{\"name\": \"shop\", \"sdk\": \"go\", \"source\": \".dagger\"}",
    ".dagger/main.go": """
    package main

    // Test runs nothing here: WithExec([]string{"npm", "test"})
    func (m *Shop) Test(ctx context.Context) (string, error) {
      return m.base().WithExec([]string{"go", "test", "./..."}).Stdout(ctx)
    }

    func (m *Shop) BuildImage(src *dagger.Directory) *dagger.Container {
      return dag.Container().WithExec([]string{"sh", "-c", "make x && make y"})
    }

    func (m *Shop) Publish(ctx context.Context) (string, error) {
      return m.BuildImage(nil).Publish(ctx, "acme/shop:1.0")
    }
    """,
  ]

  @Test func `Dagger runs the functions of the module and those they call`() async {
    var found = await steps("dagger call test --source=.", Self.dagger)
    #expect(
      found == [
        "dagger call test --source=.", "go test ./... | tests",
      ])
    found = await steps("dagger call publish", Self.dagger)
    #expect(
      found == [
        "dagger call publish", "sh -c make x && make y", "make x", "make y",
        "docker push acme/shop:1.0 | publishes-image",
      ])
  }

  @Test(arguments: [
    (
      "src/shop/main.py",
      "@object_type\nclass Shop:\n    @function\n    async def unit_tests(self) -> str:\n        return await dag.container().with_exec([\"pytest\", \"-q\"]).stdout()\n",
      "pytest -q | tests"
    ),
    (
      "src/index.ts",
      "@object()\nexport class Shop {\n  @func()\n  async unitTests(source: Directory): Promise<string> {\n    return dag.container().withExec([\"npx\", \"vitest\"]).stdout()\n  }\n}\n",
      "vitest | tests"
    ),
  ])
  func `Modules of Dagger may be in other languages`(
    _ path: String, _ text: String, _ step: String
  ) async {
    let files = ["dagger.json": "{\"name\": \"shop\"}", path: text]
    let found = await steps("dagger call unit-tests", files)
    #expect(found == ["dagger call unit-tests", step])
  }

  @Test func `Fabric runs the tasks of its file`() async {
    let old =
      "from fabric.api import *\ndef test():\n    local(\"pytest\")\ndef x():\n    run(\"y\")\n"
    var found = await steps("fab test", ["fabfile.py": old])
    #expect(found == ["fab test", "pytest | tests"])
    let new =
      "from fabric import task\n@task\ndef roll_out(c):\n    c.run(\"docker compose up -d\")\ndef other(c):\n    c.run(\"y\")\n"
    found = await steps("fab roll-out", ["fabfile.py": new])
    #expect(
      found == [
        "fab roll-out", "docker compose up -d | runs-container",
      ])
  }
}

import Catalogue
import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

@Suite struct WordsAloneTests {
  private static let workflow = ".github/workflows/ci.yml"
  private static let program = [
    "go.mod": "module example.org/acme\n", "main.go": "package main\n\nfunc main() {}\n",
    "main_test.go": "package main\n\nfunc TestA(t *testing.T) {}\n",
  ]

  private func repository(_ path: String, _ text: String) -> SmallRepository {
    SmallRepository(Self.program.merging([path: text]) { first, _ in first })
  }

  private func runs(_ path: String, _ text: String) async -> [ToolUse] {
    await repository(path, text).facts.pipelines.flatMap { pipeline in
      pipeline.jobs.flatMap { $0.steps.flatMap(\.uses) }
    }
  }

  @Test func `A pipeline that says the names of all tools runs none of them`() async {
    let tools = BuiltInKnowledge.catalogue.tools
    #expect(tools.count > 400)
    let lines = tools.flatMap { tool in
      let name = tool.name.filter { $0 != "'" && $0 != "\\" }
      return ["echo 'Running \(name)'", "echo \(tool.id)", "# \(tool.id)", "printf '%s' '\(name)'"]
    }
    let script = lines.map { "          " + $0 + "\n" }.joined()
    let text = "on: push\njobs:\n  a:\n    steps:\n      - run: |\n\(script)"
    let facts = await repository(Self.workflow, text).facts
    let steps = facts.pipelines.flatMap { $0.jobs.flatMap(\.steps) }
    #expect(facts.pipelines.count == 1)
    #expect(steps.flatMap(\.uses) == [])
    #expect(facts.deliveries == [])
    #expect(facts.ladder == [:])
  }

  @Test func `A pipeline that says the catalogue's own examples runs none of them`() async {
    let words = BuiltInKnowledge.catalogueFiles.flatMap(\.lines)
      .filter { $0.hasPrefix("      - ") }.map { $0.dropFirst(8).filter { !"'\"\\".contains($0) } }
    #expect(words.count > 1_000)
    let script = words.map { "    - echo '\($0)'\n" }.joined()
    let found = await runs(".gitlab-ci.yml", "say:\n  script:\n\(script)")
    #expect(found.map(\.excerpt) == [])
  }

  @Test func `A README that names tools uses none of them`() async {
    let text = BuiltInKnowledge.catalogue.tools.map { "- \($0.name) (\($0.id))\n" }.joined()
    let facts = await SmallRepository(["README.md": text, "docs/guide.md": text]).facts
    #expect(facts.uses == [])
    #expect(facts.deliveries == [])
  }

  @Test(arguments: [
    (
      "a comment in the file",
      "on: push\njobs:\n  a:\n    steps:\n      # - run: go test ./...\n      - run: echo\n"
    ),
    (
      "a comment in a script",
      "on: push\njobs:\n  a:\n    steps:\n      - run: |\n          # go test ./...\n          echo\n"
    ),
    ("the name of a step", "on: push\njobs: {a: {steps: [{name: go test ./..., run: echo}]}}\n"),
    ("the name of a job", "on: push\njobs: {go-test: {name: go test, steps: [{run: echo}]}}\n"),
    ("a variable", "on: push\njobs: {a: {env: {X: go test ./...}, steps: [{run: echo $X}]}}\n"),
    (
      "a job that is turned off",
      "on: push\njobs: {a: {if: false, steps: [{run: go test ./...}]}}\n"
    ),
    (
      "a job that is turned off in an expression",
      "on: push\njobs: {a: {if: \"${{ false }}\", steps: [{run: go test ./...}]}}\n"
    ),
    (
      "a step that is turned off",
      "on: push\njobs: {a: {steps: [{if: false, run: go test ./...}, {run: echo}]}}\n"
    ),
    ("a condition", "on: push\njobs: {a: {steps: [{run: 'if which go-test; then echo; fi'}]}}\n"),
    ("help", "on: push\njobs: {a: {steps: [{run: pytest --help}, {run: pytest --version}]}}\n"),
  ])
  func `A workflow that only mentions a test runs none`(_ name: String, _ text: String) async {
    let found = await runs(Self.workflow, text)
    #expect(found.filter { $0.capabilities.contains(.tests) }.map(\.excerpt) == [])
    #expect(await repository(Self.workflow, text).status(of: "ci.test") == "unmet")
  }

  @Test(arguments: [
    ".github/workflows/ci.yml.disabled", ".github/workflows/ci.yml.bak",
    ".github/workflows/ci.yml.example", ".github/workflows/ci.yml.sample",
    ".github/workflows/old/ci.yml", "workflows/ci.yml", "examples/.github/workflows/ci.yml",
    "vendor/a/.github/workflows/ci.yml", "templates/ci.yml", ".github/ci.yml",
  ])
  func `A workflow that the host does not read is none`(_ path: String) async {
    let text = "on: push\njobs: {a: {steps: [{run: go test ./...}]}}\n"
    let facts = await repository(path, text).facts
    #expect(facts.pipelines == [])
    #expect(await repository(path, text).status(of: "ci.pipeline") == "unmet")
  }

  @Test(arguments: [
    ("a rule that never holds", "a: {script: [go test ./...], rules: [{when: never}]}\n"),
    ("a job that never runs", "a: {script: [go test ./...], when: never}\n"),
    ("a hidden job", ".a: {script: [go test ./...]}\nb: {script: [echo]}\n"),
    ("a comment", "a:\n  script:\n    # - go test ./...\n    - echo\n"),
    ("words", "go test ./...: {script: [echo go test ./...]}\n"),
  ])
  func `A job of GitLab that only mentions a test runs none`(
    _ name: String, _ text: String
  ) async {
    #expect(await runs(".gitlab-ci.yml", text).filter { $0.capabilities.contains(.tests) } == [])
    #expect(await repository(".gitlab-ci.yml", text).status(of: "ci.test") == "unmet")
  }

  @Test(arguments: [
    (workflow, "on: push\njobs: {a: {steps: [{run: go test ./...}]}}\n", "met"),
    (workflow, "on: push\njobs: {a: {steps: [{run: go test ./... || true}]}}\n", "partial"),
    (workflow, "on: push\njobs: {a: {steps: [{run: 'go test ./... || :'}]}}\n", "partial"),
    (
      workflow, "on: push\njobs: {a: {steps: [{run: go test ./..., continue-on-error: true}]}}\n",
      "partial"
    ),
    (
      workflow, "on: push\njobs: {a: {continue-on-error: true, steps: [{run: go test ./...}]}}\n",
      "partial"
    ),
    (".gitlab-ci.yml", "a: {script: [go test ./...]}\n", "met"),
    (".gitlab-ci.yml", "a: {script: [go test ./... || true]}\n", "partial"),
    (".gitlab-ci.yml", "a: {script: [go test ./...], allow_failure: true}\n", "partial"),
    (workflow, "on: push\njobs: {a: {steps: [{run: pytest}]}}\n", "unmet"),
  ])
  func `A test whose failure is ignored counts half, one of another language not at all`(
    _ path: String, _ text: String, _ status: String
  ) async {
    #expect(await repository(path, text).status(of: "ci.test") == status)
  }

  @Test(arguments: ["ci.quality", "security.scan"])
  func `A check whose failure is ignored counts nothing`(_ id: String) async {
    func status(_ ending: String) async -> String? {
      let text = """
        on: push
        jobs: {a: {steps: [{run: golangci-lint run\(ending)}, {run: gitleaks detect\(ending)}]}}
        """
      return await repository(Self.workflow, text).status(of: id)
    }
    #expect(await status("") == "met")
    #expect(await status(" || true") == "unmet")
  }
}

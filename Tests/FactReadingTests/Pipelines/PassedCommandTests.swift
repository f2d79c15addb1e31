import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

/// Commands that a job hands to a workflow of another repository.
@Suite struct PassedCommandTests {
  @Test(arguments: [
    ("gradle-command: './gradlew assemble check'", ["./gradlew assemble check"]),
    ("command: go test ./...", ["go test ./..."]),
    ("script: |\n        npm ci\n        npm test", ["npm ci", "npm test"]),
    ("test_command: make tests", ["make tests", "pytest"]),
    ("postbuild_script: |\n        npm ci\n        npm test", ["npm ci", "npm test"]),
    ("dry-run: go test ./...", []), ("manuscript: go test ./...", []),
    ("commands-file: build.sh", []), ("environment: go test ./...", []),
  ])
  func `They are read as if the job ran them`(_ input: String, _ commands: [String]) async throws {
    let repository = SmallRepository([
      "Makefile": "tests:\n\tpytest\n",
      ".github/workflows/a.yml": """
      on: push
      jobs:
        check:
          uses: acme/ci/.github/workflows/whatever.yml@v1
          with:
            \(input)
      """,
    ])
    let job = try #require(await repository.facts.pipelines.flatMap(\.jobs).first)
    #expect(job.steps.first?.action?.name == "acme/ci/.github/workflows/whatever.yml")
    #expect(job.steps.dropFirst().map { $0.words.joined(separator: " ") } == commands)
  }

  @Test(arguments: [
    ("pre_command: npm ci", ["npm ci"]), ("install-commands: npm ci", ["npm ci"]),
    ("build_script: |\n            npm ci\n            npm test", ["npm ci", "npm test"]),
    ("script_path: build.sh", []), ("command_timeout: 10m", []),
    // The name of a script, and what the program starts by elsewhere.
    ("build-script: build", []), ("startup-command: npm start", []),
  ])
  func `Those that a step hands to an action are read in the same way`(
    _ input: String, _ commands: [String]
  ) async throws {
    let repository = SmallRepository([
      ".github/workflows/a.yml": """
      on: push
      jobs:
        check:
          steps:
            - uses: acme/whatever@v1
              with:
                \(input)
      """
    ])
    let job = try #require(await repository.facts.pipelines.flatMap(\.jobs).first)
    #expect(job.steps.first?.action?.name == "acme/whatever")
    #expect(job.steps.dropFirst().map { $0.words.joined(separator: " ") } == commands)
  }

  @Test func `Steps of the same job in a local workflow name the call that led there`() async {
    let facts = await SmallRepository([
      ".github/workflows/a.yml": """
      on: push
      jobs:
        check: {uses: ./.github/workflows/b.yml, with: {command: go test ./...}}
      """,
      ".github/workflows/b.yml": """
      on: {workflow_call: {inputs: {command: {type: string}}}}
      jobs:
        run:
          uses: acme/ci/.github/workflows/whatever.yml@v1
          with: {command: "${{ inputs.command }}"}
      """,
    ]).facts
    let steps = facts.pipelines.flatMap(\.jobs).flatMap(\.steps)
    let step = steps.first { $0.words == ["go", "test", "./..."] }
    #expect(step?.via.map(\.path.text) == [".github/workflows/a.yml"])
  }
}

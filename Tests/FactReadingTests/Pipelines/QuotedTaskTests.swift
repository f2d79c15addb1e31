import FactModel
import TestSupport
import Testing

/// Runners whose tasks stand in TOML, in quotes, or in the input of an action.
@Suite struct QuotedTaskTests {
  private func work(_ line: String, _ files: [String: String] = [:]) async -> [String] {
    var files = files
    files[".gitlab-ci.yml"] = "job:\n  script:\n    - |\n      \(line)\n"
    return await SmallRepository(files).work
  }

  private static let mise = """
    [tasks]
    lint = "ruff check"
    [tasks.unit]
    run = ["pytest", "go test ./..."]
    [tasks.ci]
    depends = ["lint", { task = "unit" }]
    """

  @Test(
    arguments: [
      ("mise run unit", ["pytest | tests", "go test ./... | builds tests"]),
      ("mise r ci", ["ruff check | lints", "pytest | tests", "go test ./... | builds tests"]),
      (
        "mise run lint ::: unit x",
        ["ruff check | lints", "pytest | tests", "go test ./... | builds tests"]
      ),
      ("mise run other", []), ("mise tasks ls", []),
    ] as [(String, [String])])
  func `mise runs the tasks of its file`(_ line: String, _ expected: [String]) async {
    #expect(await work(line, ["mise.toml": Self.mise]) == expected)
  }

  @Test(
    arguments: [
      (
        "pixi run test",
        [
          "pixi.toml":
            "[tasks]\ntest = { cmd = 'pytest', depends-on = ['lint'] }\nlint = 'ruff check'\n"
        ],
        ["ruff check | lints", "pytest | tests"]
      ),
      (
        "pixi run -e dev unit-tests",
        ["pyproject.toml": "[tool.pixi.feature.dev.tasks]\nunit-tests = 'pytest'\n"],
        ["pytest | tests"]
      ),
      ("pixi run pytest -q", [:], ["pytest -q | tests"]), ("pixi run test", [:], []),
    ] as [(String, [String: String], [String])])
  func `pixi runs the tasks of its file, or a program`(
    _ line: String, _ files: [String: String], _ expected: [String]
  ) async {
    #expect(await work(line, files) == expected)
  }

  @Test(
    arguments: [
      ("sbt 'clean; coverage; test'", ["measures-coverage", "tests"]),
      ("sbt ';clean;Test / test'", ["tests"]), ("sbt 'testOnly *Unit'", ["tests"]),
      ("sbt core/test", ["tests"]), ("sbt '++2.13.1 test'", ["tests"]),
      ("sbt 'runMain acme.Load test'", []), ("sbt 'show version'", []),
    ] as [(String, [String])])
  func `Words in quotes are commands of sbt`(_ line: String, _ expected: [String]) async {
    let found = await work(line).flatMap { line in
      line.split(separator: "|").dropFirst().flatMap { $0.split(separator: " ").map(String.init) }
    }
    #expect(found == expected)
  }

  @Test func `The command for a development container is followed`() async {
    let workflow = """
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - uses: devcontainers/ci@v0.3
              with:
                runCmd: make test
      """
    let files = [
      ".github/workflows/ci.yml": workflow, "Makefile": "test:\n\tpytest\n",
    ]
    #expect(await SmallRepository(files).work.contains("pytest | tests"))
  }
}

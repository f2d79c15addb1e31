import FactModel
import TestSupport
import Testing

@Suite struct BuiltProgramTests {
  private func status(_ script: String, _ files: [String: String]) async -> String? {
    let pipeline =
      "test:\n  script:\n" + script.split(separator: "\n").map { "    - \($0)\n" }.joined()
    var files = files
    files[".gitlab-ci.yml"] = pipeline
    return await SmallRepository(files, kind: .tool).status(of: "deploy.verify")
  }

  private static let cargo = [
    "Cargo.toml": "[package]\nname = \"coin\"\n[[bin]]\nname = \"coins\"\npath = \"src/main.rs\"\n"
  ]
  private static let node = ["package.json": "{\"name\": \"@acme/coin\", \"bin\": \"coin.js\"}\n"]
  private static let python = ["pyproject.toml": "[project.scripts]\ncoin = \"coin:main\"\n"]
  private static let go = [
    "go.mod": "module example.org/acme/v2\n", "cmd/coin/main.go": "package main\n",
  ]

  @Test(arguments: [
    ("cargo run -- 3", cargo), ("go run . version", go), ("dotnet run --project app", [:]),
    ("swift run coin", [:]), ("java -jar target/coin-1.0.jar", [:]),
    ("cargo install --path .\ncoins --version", cargo), ("go install ./...\ncoin -h", go),
    ("pip install .\ncoin 3", python), ("npm link\ncoin 3", node),
    ("npm install -g .\ncoin 3", node), ("go build\n./coin --help", go),
    ("podman build -t coin .\npodman run -t coin --version", [:]),
  ])
  func `A program that was built and is run is tried`(
    _ script: String, _ files: [String: String]
  ) async {
    #expect(await status(script, files) == "met")
  }

  @Test(arguments: [
    ("build", "met"), ("lint", "unmet"),
  ])
  func `Tests behind a fetched artifact try what another job built`(
    _ needed: String, _ expected: String
  ) async {
    let upload = "[{run: go build ./...}, {uses: actions/upload-artifact@v4, with: {path: coin}}]"
    let pipeline = """
      on: push
      jobs:
        build: {steps: \(upload)}
        lint: {steps: [{run: go vet ./...}]}
        test:
          needs: \(needed)
          steps: [{uses: actions/download-artifact@v4}, {run: go test ./...}]
      """
    let files = [".github/workflows/a.yml": pipeline]
    let status = await SmallRepository(files, kind: .tool).status(of: "deploy.verify")
    #expect(status == expected)
  }

  @Test(arguments: [
    ("cargo run -p xtask", cargo), ("go run example.org/lint@v1 .", go),
    ("coins --version", cargo), ("cargo install --path .\ncoin2", cargo),
    ("cargo install coins\ncoins", cargo), ("pip install coin\ncoin", python),
    ("go run ./scripts/gen", go), ("./coin --help\ngo build", go),
    ("make\n./configure --help", [:]), ("podman run -t coin --version", [:]),
  ])
  func `Helpers of the build and programs of others are not what was built`(
    _ script: String, _ files: [String: String]
  ) async {
    #expect(await status(script, files) == "unmet")
  }
}

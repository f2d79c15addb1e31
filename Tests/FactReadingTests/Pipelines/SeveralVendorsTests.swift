import FactModel
import TestSupport
import Testing

@Suite struct SeveralVendorsTests {
  private static let travis = "language: go\nscript: go test ./...\n"
  private static let actions =
    "on: [push]\njobs:\n  test: {steps: [{run: go test ./...}]}\n  lint: {steps: [{run: go vet ./...}]}\n"
  private static let gitLab = "deploy:\n  script: helm upgrade api ./chart\n"
  private static let broken = "on: [push\njobs: {a: {steps: [{run: go test ./...}]}}\n"
  private static let code = [
    "go.mod": "module example.org/a\n", "a_test.go": "package a\nfunc TestA(t *testing.T) {}\n",
  ]

  private func facts(_ files: [String: String]) async -> (vendors: [String], warnings: [String]) {
    let facts = await SmallRepository(files.merging(Self.code) { $1 }).facts
    return (facts.pipelines.map(\.vendor), facts.warnings.map { "\($0)" })
  }

  @Test func `Two vendors with work of their own are both read`() async {
    let found = await facts([
      ".github/workflows/ci.yml": Self.actions, ".gitlab-ci.yml": Self.gitLab,
    ])
    #expect(found.vendors == ["github-actions", "gitlab-ci"])
    #expect(found.warnings == [])
  }

  @Test func `What may be left over from a migration counts, with a warning`() async {
    let found = await facts([".github/workflows/ci.yml": Self.actions, ".travis.yml": Self.travis])
    #expect(found.vendors == ["github-actions", "travis-ci"])
    #expect(
      found.warnings == [
        ".travis.yml:1:1: warning: changes are tested here and by .github/workflows/ci.yml; "
          + "both count as live: remove the one that is no longer used"
      ])
  }

  @Test func `A vendor's file with a fault does not hide another vendor's`() async {
    let files = [".github/workflows/ci.yml": Self.broken, ".travis.yml": Self.travis]
    let found = await facts(files)
    #expect(found.vendors.contains("travis-ci"))
    #expect(found.warnings.count == 1)
    #expect(found.warnings.first?.hasPrefix(".github/workflows/ci.yml:2:1: error: ") == true)
    let repository = SmallRepository(files.merging(Self.code) { $1 })
    #expect(await repository.status(of: "ci.test") == "met")
    #expect(await repository.status(of: "ci.on-change") == "met")
  }

  @Test func `Files that are switched off by their names are no pipelines`() async {
    let found = await facts([
      ".github/workflows/ci.yml": Self.actions, ".travis.yml.bak": Self.travis,
      ".circleci/config.yml.disabled": Self.travis, "Jenkinsfile.old/README": "x",
    ])
    #expect(found.vendors == ["github-actions"])
    #expect(found.warnings == [])
  }
}

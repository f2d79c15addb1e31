import Inventory
import SourceModel
import Testing

@Suite struct EvidencePathsTests {
  @Test(arguments: [
    "main.go", "src/vendor.go", "Dockerfile", ".github/workflows/ci.yml", "test/data.yml",
    "tests/test_basket.py", "data/loader.py", "src/data/a.py", "templates/page.html",
    "charts/shop/templates/deployment.yaml", "docs/example.md", "examples.md", "src/sampler/a.c",
    "vendored.txt", "testing/run.sh", "src/fixture.py", "demo.tf",
  ])
  func theTeamsOwnFilesCount(_ path: String) {
    #expect(EvidencePaths.isEvidence(RelativePath(path)))
  }

  @Test(arguments: [
    "vendor/github.com/x/Dockerfile", "a/node_modules/b/.travis.yml", "third_party/x/main.tf",
    "Pods/X/a.m", "Carthage/x", "lib/site-packages/a.py", "pkg/testdata/ci.yml",
    "fixtures/.gitlab-ci.yml", "src/__fixtures__/Dockerfile", "tests/unit/data/Jenkinsfile",
    "test/data/a.yml", "spec/golden/out.yml", "__snapshots__/a.snap", "scaffold/Dockerfile",
    "skeleton/ci.yml", "{{cookiecutter.name}}/Dockerfile", "a/{{ name }}/ci.yml",
    "examples/k8s/deployment.yml", "sample/a.tf", "demo/Dockerfile", "VENDOR/a", "Examples/a.yml",
    ".yarn/sdks/eslint/package.json",
  ])
  func codeOfOthersTestDataTemplatesAndExamplesDoNot(_ path: String) {
    #expect(!EvidencePaths.isEvidence(RelativePath(path)))
  }

  @Test func samplesInManyLanguagesBelowTestsDoNot() {
    let samples = [
      "Go/a.go", "Rust/a.rs", "C/a.c", "Ruby/a.rb", "Perl/a.pl", "Docker/a.dockerfile",
    ]
    .map { RelativePath("tests/syntax/source/" + $0) }
    let own = [
      "tests/e2e/docker-compose.yml", "tests/package.json", "tests/unit/a.go",
      "tests/syntax/run.sh",
      "src/langs/go/a.go",
    ].map { RelativePath($0) }
    #expect(EvidencePaths.evidence(among: samples + own) == own)
    #expect(EvidencePaths.evidence(among: samples.dropLast() + own) == samples.dropLast() + own)
  }

  @Test func rolesThatGalaxyInstalledDoNot() {
    let own = ["roles/acme.web/tasks/main.yml", "roles/shop/meta/main.yml", "site.yml"]
      .map { RelativePath($0) }
    let installed = ["meta/.galaxy_install_info", "tests/test.yml"]
      .map { RelativePath("roles/acme.nginx/" + $0) }
    #expect(EvidencePaths.evidence(among: installed + own) == own)
  }

  @Test func valuesForTryingAChartDoNot() {
    let paths = [
      "charts/a/Chart.yaml", "charts/a/ci/some-values.yaml", "charts/a/ci/deploy.yaml",
      "b/ci/some-values.yaml",
    ].map { RelativePath($0) }
    #expect(
      EvidencePaths.evidence(among: paths).map(\.text) == [
        "charts/a/Chart.yaml", "charts/a/ci/deploy.yaml", "b/ci/some-values.yaml",
      ])
  }

  @Test func aRepositoryKeepsAllPathsBesideThoseThatCount() {
    let paths = ["vendor/a.go", "b.go"].map { RelativePath($0) }
    let repository = Repository(name: "shop", allPaths: paths, source: MemoryFileSource([:]))
    #expect(repository.allPaths.map(\.text) == ["b.go", "vendor/a.go"])
    #expect(repository.files.map(\.text) == ["b.go"])
  }
}

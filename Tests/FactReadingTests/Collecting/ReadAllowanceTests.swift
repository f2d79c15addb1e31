import FactModel
import SourceModel
import TestSupport
import Testing

/// Files that ask for others over and over cost no more than a limit, and the report says so.
@Suite struct ReadAllowanceTests {
  private static let large = String(repeating: "# words that say nothing\n", count: 30_000)
  private static let again = "found that other files ask for this one over and over"

  @Test func `Scripts that are called again and again are read up to a limit`() async {
    let calls = Array(repeating: "./a.sh, ./b.sh", count: 60).joined(separator: ", ")
    let facts = await SmallRepository([
      ".gitlab-ci.yml": "a: {script: [\(calls), make test]}\n",
      "a.sh": Self.large + "go vet ./...\n", "b.sh": Self.large + "go vet ./...\n",
      "Makefile": "test:\n\tgo test ./...\n",
    ]).facts
    let steps = facts.pipelines.flatMap(\.jobs).flatMap(\.steps)
    let followed = steps.filter { $0.words.contains("vet") }.map(\.place.path.text)
    // The first one is kept.
    #expect(followed.count { $0 == "a.sh" } == 60)
    #expect((10..<60).contains(followed.count { $0 == "b.sh" }))
    #expect(steps.count { $0.words == ["./b.sh"] } == 60)
    // What was not read before is still read.
    #expect(steps.contains { $0.words == ["go", "test", "./..."] })
    #expect(facts.warnings.map(\.place?.path.text) == ["b.sh"])
    #expect(facts.warnings.allSatisfy { $0.message.english.hasPrefix(Self.again) })
  }

  @Test func `What a script runs depends on its arguments`() async {
    let facts = await SmallRepository([
      ".gitlab-ci.yml": "a: {script: [./a.sh vet, ./a.sh test, ./a.sh vet]}\n",
      "a.sh": "case \"$1\" in\nvet) go vet ./... ;;\ntest) go test ./... ;;\nesac\n",
    ]).facts
    let words = facts.pipelines.flatMap(\.jobs).flatMap(\.steps).map { $0.words.prefix(2) }
    #expect(words.filter { $0.first == "go" } == [["go", "vet"], ["go", "test"], ["go", "vet"]])
  }

  @Test func `Commands of more words than any job has are read up to a limit`() async {
    let calls = Array(repeating: "npm run a", count: 100).joined(separator: ", ")
    let words = String(repeating: "x ", count: 40_000)
    let facts = await SmallRepository([
      ".gitlab-ci.yml": "a: {script: [\(calls)]}\n",
      "package.json": "{\"scripts\": {\"a\": \"echo \(words)\"}}",
    ]).facts
    let steps = facts.pipelines.flatMap(\.jobs).flatMap(\.steps)
    #expect((20..<100).contains(steps.count { $0.words.first == "echo" }))
    #expect(facts.warnings.map(\.place?.path.text) == ["package.json"])
    #expect(facts.warnings.allSatisfy { $0.message.english.contains("bytes; from here on") })
  }

  @Test func `Bundles that many scripts use over and over are put in up to a limit`() async {
    let names = (0..<2_000).map { "l\($0)" }
    let libraries = names.map { "\($0) = \"acme:\($0):1.0\"\n" }.joined()
    let bundle = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let uses = String(repeating: "  api(libs.bundles.all)\n", count: 4)
    let scripts = (0..<30).map { ("m\($0)/build.gradle.kts", "dependencies {\n\(uses)}\n") }
    let catalogue = "[libraries]\n\(libraries)[bundles]\nall = [\(bundle)]\n"
    let facts = await SmallRepository(
      Dictionary(
        uniqueKeysWithValues: scripts + [("gradle/libs.versions.toml", catalogue)])
    ).facts
    #expect(facts.dependencies.isEmpty)
    #expect(facts.warnings.map(\.place?.path.text) == ["gradle/libs.versions.toml"])
    #expect(facts.warnings.allSatisfy { $0.message.english.hasPrefix(Self.again) })
  }

  private static func values(beside chart: String) -> SmallRepository {
    let files = (0..<60).map { number in
      ("chart/values-\(number).yaml", "image: {repository: acme/app, tag: \"\"}\n")
    }
    return SmallRepository(
      Dictionary(uniqueKeysWithValues: files + [("chart/Chart.yaml", chart)]))
  }

  @Test func `Files that ask too much of one beside them are read for themselves`() async {
    let tree = Self.values(beside: Self.large + "name: app\n")
    let facts = await tree.facts
    // Without the chart nobody knows that nothing fills the tag in.
    #expect(facts.images.map(\.pinning) == Array(repeating: .filled, count: 60))
    #expect(facts.warnings.map(\.place?.path.text) == ["chart/Chart.yaml"])
    #expect(facts.warnings.allSatisfy { $0.message.english.hasPrefix(Self.again) })
    #expect(await tree.facts.warnings == facts.warnings)
  }

  @Test func `Files that ask for one beside them are given it`() async {
    let facts = await Self.values(beside: "name: app\n").facts
    #expect(facts.images.map(\.pinning) == Array(repeating: .absent, count: 60))
    #expect(facts.warnings.isEmpty)
  }

  @Test func `Files that share one beside them take it in`() async {
    let files = (0..<40).map { ("requirements-\($0).txt", "-r base.txt\n") }
    let tree = Dictionary(uniqueKeysWithValues: files + [("base.txt", "django>=5.0\n")])
    let facts = await SmallRepository(tree).facts
    #expect(facts.manifests.count { $0.lockPlace?.path.text == "base.txt" } == 40)
    #expect(facts.warnings.isEmpty)
  }

  @Test func `Tasks that call more than can be told are followed no further`() async {
    let names = (0..<2_000).map { "t\($0)" }
    let tasks = names.map { "task \($0): []\n" }.joined()
    let calls = Array(repeating: "rake all", count: 200).joined(separator: ", ")
    let facts = await SmallRepository([
      ".gitlab-ci.yml": "a: {script: [\(calls), go vet]}\n",
      "Rakefile": "task all: %w[\(names.joined(separator: " "))]\n" + tasks,
    ]).facts
    #expect(
      facts.pipelines.flatMap(\.jobs).flatMap(\.steps).contains { $0.words == ["go", "vet"] })
    #expect(facts.warnings.map(\.place?.path.text) == [".gitlab-ci.yml"])
    #expect(
      facts.warnings.allSatisfy { $0.message.english.contains("60000 scripts and targets") })
  }
}

import FactModel
import SourceModel
import TestSupport
import Testing

/// What is left out of a pipeline that is too large is said.
@Suite struct PipelineLimitsTests {
  @Test func `A pipeline of more than a thousand jobs is read up to there`() async {
    let jobs = (0..<1_003).map { "  j\($0): {steps: [{run: make}]}\n" }.joined()
    let facts = await facts("on: push\njobs:\n" + jobs)
    #expect(facts.pipelines.map(\.jobs.count) == [1_000])
    #expect(
      facts.warnings.map(\.description) == [
        ".github/workflows/a.yml:1:1: warning: found more than 1000 jobs; "
          + "the rest is left out"
      ])
  }

  @Test func `A job of thousands of commands is read up to the limit`() async {
    let lines = String(repeating: "          echo a\n", count: 5_100)
    let facts = await facts("on: push\njobs:\n  a:\n    steps:\n      - run: |\n" + lines)
    #expect(facts.pipelines.first?.jobs.map(\.steps.count) == [4_999])
    #expect(
      facts.warnings.map(\.description) == [
        ".github/workflows/a.yml:3:3: warning: read 4999 commands of at most 5000, the steps "
          + "around them among these; the rest is left out"
      ])
  }

  @Test func `The commands of all workflows are read up to a limit together`() async {
    let jobs = (0..<30).map {
      "  j\($0): {steps: [{run: \"\(String(repeating: "a;", count: 2_400))\"}]}\n"
    }
    let text = "on: push\njobs:\n" + jobs.joined()
    let facts = await facts(text)
    let count = facts.pipelines.flatMap(\.jobs).reduce(0) { $0 + $1.steps.count }
    #expect((19_000...20_000).contains(count))
    #expect(
      facts.warnings.map(\.description) == [
        ".github/workflows/a.yml:1:1: warning: read \(count) commands of at most 20000, the steps "
          + "around them among these; the rest is left out"
      ])
  }

  @Test func `The commands of all vendors count together`() async {
    let script = String(repeating: "a;", count: 2_400)
    let workflow =
      "on: push\njobs:\n" + (0..<10).map { "  j\($0): {steps: [{run: \"\(script)\"}]}\n" }.joined()
    let others = (0..<10).map { "j\($0): {script: \"\(script)\"}\n" }.joined()
    let facts = await SmallRepository([
      ".github/workflows/a.yml": workflow, ".gitlab-ci.yml": others,
    ]).facts
    let count = facts.pipelines.flatMap(\.jobs).reduce(0) { $0 + $1.steps.count }
    #expect((19_000...20_000).contains(count))
    #expect(Set(facts.pipelines.map(\.vendor)) == ["github-actions", "gitlab-ci"])
    #expect(
      facts.warnings.map(\.description).filter {
        $0.contains("read \(count) commands of at most 20000")
      }.count
        == 1)
  }

  @Test func `The jobs of all pipelines are read up to a limit together`() async {
    let jobs = (0..<1_000).map { "  j\($0): {runs-on: u}\n" }.joined()
    let files = (10..<35).map { (".github/workflows/w\($0).yml", "on: push\njobs:\n" + jobs) }
    let facts = await SmallRepository(Dictionary(uniqueKeysWithValues: files)).facts
    #expect(facts.pipelines.map(\.jobs.count) == [Int](repeating: 1_000, count: 20))
    #expect(
      facts.warnings.map(\.description).filter { $0.contains("jobs") } == [
        ".github/workflows/w30.yml:1:1: warning: found more than 20000 jobs in all pipelines; "
          + "from here on none is read"
      ])
  }

  @Test(arguments: [
    (".buildkite/pipeline.yml", "steps:\n", "  - command: make\n"),
    (".gitlab-ci.yml", "", "j%: {script: make}\n"),
    (
      ".circleci/config.yml",
      "version: 2.1\njobs: {a: {docker: [{image: x}], steps: [run: make]}}\nworkflows:\n  w:\n    jobs:\n      - {a: {type: approval}}\n",
      "      - a: {name: j%}\n"
    ),
    ("azure-pipelines.yml", "jobs:\n", "  - {job: j%, steps: [{script: make}]}\n"),
    (
      ".github/workflows/a.yml", "on: push\njobs:\n  n: {if: false, steps: [{run: make}]}\n",
      "  j%: {steps: [{run: make}]}\n"
    ),
  ])
  func `Readers of every vendor go on until it shows`(
    _ path: String, _ head: String, _ job: String
  ) async {
    let jobs = (0..<1_100).map { job.replacing("%", with: "\($0)") }.joined()
    let facts = await SmallRepository([path: head + jobs]).facts
    #expect(facts.pipelines.map(\.jobs.count) == [1_000])
    #expect(
      facts.warnings.map(\.message.english) == [
        "found more than 1000 jobs; the rest is left out"
      ])
  }

  @Test func `What fits is read without a word`() async {
    let facts = await facts("on: push\njobs: {a: {steps: [{run: make}]}}\n")
    #expect(facts.pipelines.map(\.jobs.count) == [1])
    #expect(facts.warnings.isEmpty)
  }

  private func facts(_ workflow: String) async -> Facts {
    await SmallRepository([".github/workflows/a.yml": workflow]).facts
  }
}

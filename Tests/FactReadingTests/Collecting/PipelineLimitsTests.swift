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
        ".github/workflows/a.yml:3:3: warning: found 4999 commands; "
          + "what comes behind 5000 is left out"
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

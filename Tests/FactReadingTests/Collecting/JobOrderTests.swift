import SourceModel
import TestSupport
import Testing

@testable import FactModel

/// Which jobs wait for which, however they are written to wait.
@Suite struct JobOrderTests {
  private func pipeline(_ jobs: [String: String]) async throws -> Pipeline {
    let lines = jobs.sorted { $0.key < $1.key }
      .map { "  \($0.key): {\($0.value), steps: [{run: make}]}\n" }
    let text = "on: push\njobs:\n" + lines.joined()
    let facts = await SmallRepository([".github/workflows/a.yml": text]).facts
    return try #require(facts.pipelines.first)
  }

  private func pipeline(_ needs: [String: [String]]) async throws -> Pipeline {
    try await pipeline(needs.mapValues { "needs: [\($0.joined(separator: ", "))]" })
  }

  /// The jobs that a job waits for.
  private func jobs(before id: String, in pipeline: Pipeline) -> Set<String> {
    let order = JobOrder(pipeline.jobs)
    guard let job = pipeline.jobs.firstIndex(where: { $0.id == id }) else { return [] }
    let waited = pipeline.jobs.indices.filter {
      order.job(order.numbers[job], waitsFor: order.numbers[$0])
    }
    return Set(waited.map { pipeline.jobs[$0].id })
  }

  @Test func `A job waits over the jobs between, and for nothing beside it`() async throws {
    let order = try await pipeline(["a": [], "b": ["a"], "c": ["b"], "d": ["a"]])
    #expect(jobs(before: "c", in: order) == ["a", "b"])
    #expect(jobs(before: "a", in: order).isEmpty)
    #expect(jobs(before: "d", in: order) == ["a"])
    #expect(order.jobs(behind: ["a"]) == ["b", "c", "d"])
    #expect(order.jobs(behind: ["nowhere"]).isEmpty)
  }

  @Test func `Jobs that wait in a ring wait for each other and for themselves`() async throws {
    let order = try await pipeline(["a": ["c"], "b": ["a"], "c": ["b"], "d": ["d"]])
    #expect(jobs(before: "a", in: order) == ["a", "b", "c"])
    #expect(order.jobs(behind: ["a"]) == ["a", "b", "c"])
    #expect(jobs(before: "d", in: order) == ["d"])
  }

  @Test func `Every way through a ladder is walked once`() async throws {
    // Two jobs on each rung, each of which waits for both of the rung below: 2^60 ways down.
    var needs: [String: [String]] = ["a0": [], "b0": []]
    for rung in 1...60 {
      for side in ["a", "b"] { needs["\(side)\(rung)"] = ["a\(rung - 1)", "b\(rung - 1)"] }
    }
    let order = try await pipeline(needs)
    #expect(jobs(before: "a60", in: order).count == 120)
    #expect(order.jobs(behind: ["b0"]).count == 120)
  }

  @Test func `A job waits for its own decision, or for the first of those before it`() async throws
  {
    var pipeline = try await pipeline(["a": [], "b": ["a"], "c": ["b"], "d": [], "e": ["c", "d"]])
    let place = pipeline.place
    pipeline.jobs[0].gate = Gate(.manual, at: Place(place.path, line: 1))
    pipeline.jobs[3].gate = Gate(.approval, at: Place(place.path, line: 4))
    #expect(pipeline.gates.map { $0?.place.position.line } == [1, 1, 1, 4, 1])
    pipeline.jobs[0].gate = nil
    #expect(pipeline.gates.map { $0?.place.position.line } == [nil, nil, nil, 4, 4])
    pipeline.jobs[3].gate = nil
    #expect(pipeline.gates.allSatisfy { $0 == nil })
  }
}

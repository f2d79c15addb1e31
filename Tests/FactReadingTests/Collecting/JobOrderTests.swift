import FactModel
import SourceModel
import TestSupport
import Testing

/// Which jobs wait for which, however they are written to wait.
@Suite struct JobOrderTests {
  private func pipeline(_ needs: [String: [String]]) async throws -> Pipeline {
    let jobs = needs.sorted { $0.key < $1.key }
      .map { "  \($0.key): {needs: [\($0.value.joined(separator: ", "))], steps: [{run: make}]}\n" }
    let text = "on: push\njobs:\n" + jobs.joined()
    let facts = await SmallRepository([".github/workflows/a.yml": text]).facts
    return try #require(facts.pipelines.first)
  }

  @Test func `A job waits over the jobs between, and for nothing beside it`() async throws {
    let order = try await pipeline(["a": [], "b": ["a"], "c": ["b"], "d": ["a"]])
    #expect(order.jobs(before: "c") == ["a", "b"])
    #expect(order.jobs(behind: ["a"]) == ["b", "c", "d"])
    #expect(order.jobs(before: "c").contains("a"))
    #expect(!order.jobs(before: "a").contains("c"))
    #expect(!order.jobs(before: "d").contains("b"))
    #expect(order.jobs(before: "nowhere").isEmpty)
  }

  @Test func `Jobs that wait in a ring wait for each other and for themselves`() async throws {
    let order = try await pipeline(["a": ["c"], "b": ["a"], "c": ["b"], "d": ["d"]])
    #expect(order.jobs(before: "a") == ["a", "b", "c"])
    #expect(order.jobs(behind: ["a"]) == ["a", "b", "c"])
    #expect(order.jobs(before: "d") == ["d"])
  }

  @Test func `Every way through a ladder is walked once`() async throws {
    // Two jobs on each rung, each of which waits for both of the rung below: 2^60 ways down.
    var needs: [String: [String]] = ["a0": [], "b0": []]
    for rung in 1...60 {
      for side in ["a", "b"] { needs["\(side)\(rung)"] = ["a\(rung - 1)", "b\(rung - 1)"] }
    }
    let order = try await pipeline(needs)
    #expect(order.jobs(before: "a60").count == 120)
    #expect(order.jobs(behind: ["b0"]).count == 120)
  }
}

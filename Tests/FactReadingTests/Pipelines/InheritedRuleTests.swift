import FactModel
import TestSupport
import Testing

@Suite struct InheritedRuleTests {
  @Test func `A job runs only where those run that it waits for`() async throws {
    let facts = await SmallRepository([
      ".circleci/config.yml": """
      version: 2.1
      jobs:
        test: {docker: [{image: a}], steps: [{run: go test ./...}]}
        deploy: {docker: [{image: a}], steps: [{run: kubectl apply -f k8s}]}
        accept: {docker: [{image: a}], steps: [{run: make accept}]}
      workflows:
        all:
          jobs:
            - test
            - deploy: {requires: [test], filters: {branches: {only: main}}}
            - accept: {requires: [deploy]}
      """
    ]).facts
    let jobs = try #require(facts.pipelines.first?.jobs)
    #expect(
      jobs.map { job in "\(job.name): \(job.conditions.map(\.text).joined(separator: " "))" }
        == ["test: ", "deploy: main", "accept: main"])
  }
}

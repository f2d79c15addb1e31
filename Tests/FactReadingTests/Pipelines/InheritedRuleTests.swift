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

  @Test func `Rules are handed on in any order of jobs and by any name`() async throws {
    let facts = await SmallRepository([
      ".circleci/config.yml": """
      version: 2.1
      jobs:
        test: {parameters: {p: {type: string}}, docker: [{image: a}], steps: [{run: make test}]}
        deploy: {docker: [{image: a}], steps: [{run: kubectl apply -f k8s}]}
        accept: {docker: [{image: a}], steps: [{run: make accept}]}
      workflows:
        all:
          jobs:
            - accept: {requires: [deploy, deploy]}
            - deploy: {requires: [tests]}
            - test:
                matrix: {alias: tests, parameters: {p: [a, b]}}
                filters: {branches: {only: main}}
      """
    ]).facts
    let jobs = try #require(facts.pipelines.first?.jobs)
    #expect(
      jobs.map { job in "\(job.name): \(job.conditions.map(\.text).joined(separator: " "))" }
        == ["accept: main", "deploy: main", "test-a: main", "test-b: main"])
  }
}

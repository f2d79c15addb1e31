import FactModel
import TestSupport
import Testing

/// What starts a job of Concourse.
@Suite struct ConcourseStartTests {
  @Test(arguments: [
    ("true", false), ("((auto_deploy))", false), ("{{auto_deploy}}", false), ("false", true),
  ])
  func `A variable may let new versions start a job`(_ trigger: String, _ isManual: Bool) async {
    let text = """
      resources: [{name: code, type: git, source: {uri: x}}]
      jobs:
        - name: ship
          plan:
            - {get: code, trigger: \(trigger)}
            - task: push
              config:
                platform: linux
                run: {path: sh, args: [-c, cf push shop]}

      """
    let facts = await SmallRepository(["ci/pipeline.yml": text]).facts
    let jobs = facts.pipelines.flatMap(\.jobs)
    #expect(jobs.map { $0.events.contains(.manual) } == [isManual])
    #expect(jobs.map { $0.events.contains(.push) } == [!isManual])
  }
}

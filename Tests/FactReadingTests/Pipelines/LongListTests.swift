import FactModel
import TestSupport
import Testing

/// What readers keep where a file lists or names more than any team writes.
@Suite struct LongListTests {
  @Test func `A job of Zuul is what its variants make of it, wherever it runs`() async throws {
    let facts = await SmallRepository([
      "zuul.yaml": """
      - job: {name: unit, run: unit.yaml, files: [a, b]}
      - job: {name: unit, voting: false, files: [c, [d, e]]}
      - job: {name: unit, branches: stable, voting: true}
      - project: {check: {jobs: [unit, unit, unit]}}
      """,
      "unit.yaml": """
      - hosts: all
        tasks:
          - shell: make a
            when: [zuul.branch == "main", zuul.tag is defined]
      """,
    ]).facts
    let jobs = facts.pipelines.flatMap(\.jobs)
    #expect(jobs.map(\.id) == ["unit", "unit (2)", "unit (3)"])
    #expect(!jobs.contains { !$0.ignoresFailure })
    let job = try #require(jobs.last)
    #expect(job.conditions.map(\.text) == ["files: c, d, e"])
    let step = try #require(job.steps.first)
    #expect(step.words == ["make", "a"])
    #expect(
      step.conditions.map(\.text) == [#"zuul.branch == "main" and zuul.tag is defined"#])
  }

  @Test(arguments: [
    (
      "zuul.yaml", "- job: {name: a, run: x, files: [%]}\n- project: {check: {jobs: [a]}}\n",
      "files: f0, f1, "
    ),
    (
      ".prow.yaml",
      "presubmits:\n- {name: a, always_run: true, branches: [%], spec: {containers: [{image: a, command: [make]}]}}\n",
      "branches: f0, f1, "
    ),
  ])
  func `Of a rule that lists thousands of names the beginning is kept`(
    _ path: String, _ text: String, _ start: String
  ) async throws {
    let names = (0..<5_000).map { "f\($0)" }.joined(separator: ", ")
    let facts = await SmallRepository([
      path: text.replacing("%", with: names), "x.yaml": "- hosts: a\n  tasks: [{shell: make}]\n",
    ]).facts
    let rule = try #require(facts.pipelines.flatMap(\.jobs).flatMap(\.conditions).first)
    #expect(rule.text.hasPrefix(start))
    #expect(rule.text.hasSuffix("…"))
    #expect(rule.text.count == 2_000)
  }

  @Test
  func `Jobs of Concourse know their groups, the tags that start them and the folders made before`()
    async throws
  {
    let facts = await SmallRepository([
      "ci/pipeline.yml": """
      resources:
        - {name: repo, type: git, source: {uri: a, branch: main}}
        - {name: tags, type: git, source: {uri: a, tag_filter: "v*"}}
      groups:
        - {name: all, jobs: [unit, release, after]}
        - {name: some, jobs: [unit]}
        - {name: others, jobs: [unit, after]}
      jobs:
        - name: unit
          plan:
            - {get: repo, trigger: true}
            - {task: a, config: {outputs: [{name: made}], run: {path: make, args: [one]}}}
            - {task: b, file: made/ci/task.yml}
            - {task: c, config: {inputs: [{name: made, path: src}], run: {path: src/check.sh}}}
        - name: release
          plan: [{get: tags, trigger: true}, {task: a, config: {run: {path: make}}}]
        - name: after
          plan:
            - {get: tags, trigger: true, passed: [release]}
            - {get: tags, trigger: true}
            - {task: a, config: {run: {path: make}}}
      """,
      "ci/task.yml": "run: {path: make, args: [two]}\n", "check.sh": "go test ./...\n",
    ]).facts
    let jobs = try #require(facts.pipelines.first?.jobs)
    #expect(jobs.map(\.name) == ["unit", "release", "after"])
    #expect(jobs.map(\.stage) == ["some", nil, "others"])
    #expect(jobs.map(\.events) == [[.push], [.tag], [.tag]])
    #expect(
      jobs.map { $0.conditions.map(\.text) } == [[], ["tag_filter: v*"], ["tag_filter: v*"]])
    let words = jobs[0].steps.map(\.words)
    #expect(words.contains(["make", "one"]))
    #expect(words.contains(["make", "two"]))
    #expect(words.contains(["go", "test", "./..."]))
  }

  @Test func `Blocks of Semaphore that run nothing hand on what they wait for, each job once`()
    async throws
  {
    let facts = await SmallRepository([
      ".semaphore/semaphore.yml": """
      version: v1.0
      global_job_config:
        env_vars: [{name: A, value: "1"}, {name: B, value: "2"}]
        prologue: {commands: [make before]}
      blocks:
        - {name: b0, task: {jobs: [{commands: [make a]}]}}
        - {name: b1, dependencies: [b0, b0]}
        - {name: b2, dependencies: [b1, b0]}
        - {name: b3, dependencies: [b1, b2], task: {env_vars: [{name: B, value: "3"}], jobs: [{commands: [make b]}]}}
      """
    ]).facts
    let job = try #require(facts.pipelines.first?.jobs.last)
    #expect(job.needs == ["b0"])
    #expect(job.steps.map(\.words) == [["make", "before"], ["make", "b"]])
    #expect(job.steps.last?.environment == ["A": "1", "B": "3"])
  }

  @Test func `Names that no host takes are cut, others are not`() async throws {
    let long = String(repeating: "e", count: 5_000)
    func job(_ name: String) async throws -> Job {
      let text = """
        on: {push: {branches: [\(name)]}}
        jobs: {a: {name: \(name), environment: \(name), steps: [{name: \(name), run: make}]}}
        """
      let facts = await SmallRepository([".github/workflows/a.yml": text]).facts
      #expect(facts.pipelines.first?.triggers.first?.branches.first?.count ?? 0 <= 1_000)
      return try #require(facts.pipelines.first?.jobs.first)
    }
    let cut = String(repeating: "e", count: 999) + "…"
    let found = try await job(long)
    #expect(found.name == cut)
    #expect(found.environment?.name == cut)
    #expect(found.steps.first?.name == cut)
    let usual = try await job("production-of-the-shop")
    #expect(usual.name == "production-of-the-shop")
    #expect(usual.environment?.name == "production-of-the-shop")
  }
}

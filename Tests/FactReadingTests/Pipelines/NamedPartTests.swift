import FactModel
import TestSupport
import Testing

/// What parts of a pipeline name of each other: inputs in texts, stages before stages, rows of a matrix.
@Suite struct NamedPartTests {
  /// A file, and those of its inputs that its steps use.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var path: String
    var text: String
    var used: [String]
  }

  private static let cases = [
    Case(
      testDescription: "Cloud Build", path: "cloudbuild.yaml",
      text: """
        substitutions: {_A_B_D: a, _B_C: b, _C: c, _A: d, _C_D: e}
        steps: [{name: alpine, args: [make, '$_A_B_C']}]

        """, used: ["_B_C", "_C", "_A"]),
    Case(
      testDescription: "Bamboo", path: "bamboo-specs/bamboo.yml",
      text: """
        version: 2
        plan: {project-key: A, key: B, name: c}
        triggers: []
        variables: {tag: a, other: b, region: c}
        stages: [S: {jobs: [J]}]
        J: {tasks: [{script: ['make ${bamboo.tag} other', 'echo $bamboo_region']}]}

        """, used: ["tag", "region"]),
    Case(
      testDescription: "TeamCity", path: ".teamcity.yml",
      text: """
        parameters: {tag: {value: a}, ta: {value: b}, other: {value: c}}
        jobs: {a: {steps: [{type: script, script-content: make %tag% other}]}}

        """, used: ["tag"]),
    Case(
      testDescription: "TeamCity in Kotlin", path: ".teamcity/settings.kts",
      text: """
        import jetbrains.buildServer.configs.kotlin.*
        version = "2024.03"
        project { buildType(A) }
        object A : BuildType({
          name = "a"
          params {
            text("tag", "", display = ParameterDisplay.PROMPT)
            text("env.REGION", "", display = ParameterDisplay.PROMPT)
            text("other", "", display = ParameterDisplay.PROMPT)
          }
          steps { script { scriptContent = "make %tag% %env.REGION% other" } }
        })

        """, used: ["tag", "REGION"]),
  ]

  @Test(arguments: cases)
  func `An input is used where a text has its name`(_ example: Case) async {
    let facts = await SmallRepository([example.path: example.text]).facts
    let inputs = facts.pipelines.flatMap(\.triggers).flatMap(\.inputs)
    #expect(inputs.filter(\.isUsed).map(\.name) == example.used)
  }

  @Test(
    arguments: zip(
      ["build", "release", "after", "unknown"], [false, true, true, true]))
  func `A pipeline of GoCD waits for the decision before the stage that it names`(
    _ stage: String, _ waits: Bool
  ) async {
    let facts = await SmallRepository([
      "a.gocd.yaml": """
      templates:
        t:
          stages:
            - build: {jobs: {j: {tasks: [{exec: {command: make}}]}}}
            - "#{name}": {approval: manual, jobs: {j: {tasks: [{exec: {command: make}}]}}}
            - after: {jobs: {j: {tasks: [{exec: {command: make}}]}}}
      pipelines:
        first: {template: t, parameters: {name: release}, materials: {m: {git: a}}}
        second:
          materials: {m: {git: a}, u: {pipeline: first, stage: \(stage)}}
          stages: [s: {jobs: {j: {tasks: [{exec: {command: make}}]}}}]

      """
    ]).facts
    let second = facts.pipelines.first { $0.name == "second" }
    #expect((second?.jobs.first?.gate != nil) == waits)
    // The change of the repository comes through the first one.
    #expect(second?.triggers.map(\.event) == [.upstream])
  }

  @Test func `A matrix of CircleCI makes no job of the rows that it excludes`() async {
    let facts = await SmallRepository([
      ".circleci/config.yml": """
      version: 2.1
      jobs:
        test:
          parameters: {p: {type: string}, q: {type: string}}
          docker: [{image: alpine}]
          steps: [{run: make << parameters.p >> << parameters.q >>}]
      workflows:
        all:
          jobs:
            - test:
                matrix:
                  parameters: {p: [a, b], q: [x, y]}
                  exclude: [{q: x, p: a}, {p: b, other: y}]

      """
    ]).facts
    let words = facts.pipelines.flatMap(\.jobs).flatMap(\.steps).map(\.words)
    #expect(words == [["make", "a", "y"], ["make", "b", "x"], ["make", "b", "y"]])
  }

  @Test func `Steps of Drone of one name are told apart, and groups wait for those they name`()
    async
  {
    let facts = await SmallRepository([
      ".drone.yml": """
      kind: pipeline
      name: first
      steps: [{name: a, image: alpine, commands: [make]}, {name: a, image: alpine, commands: [make]}]
      ---
      kind: pipeline
      name: second
      depends_on: [first, second]
      steps: [{name: b, image: alpine, commands: [make]}]

      """
    ]).facts
    let jobs = facts.pipelines.flatMap(\.jobs)
    #expect(jobs.map(\.id) == ["first/a", "first/a 2", "second/b"])
    #expect(jobs.map(\.needs) == [[], ["first/a"], ["first/a", "first/a 2"]])
  }
}

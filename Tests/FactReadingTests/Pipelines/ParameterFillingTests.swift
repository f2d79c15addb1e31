import FactModel
import SourceModel
import TestSupport
import Testing

/// What stands in the texts of Argo's and Tekton's templates once their parameters are filled in.
@Suite struct ParameterFillingTests {
  private static let workflow = """
    apiVersion: argoproj.io/v1alpha1
    kind: Workflow
    metadata: {name: a}
    spec:
      entrypoint: main
      arguments:
        parameters:
          - {name: level, value: one}
          - {name: level-of-tests, value: two}
          - {name: asked}
      templates:
        - name: part
          inputs: {parameters: [{name: x, value: own}, {name: y}]}
          container:
            image: alpine
            command: [make, "{{inputs.parameters.x}}", "{{unknown}}-{{ inputs.parameters.y }}"]
        - name: main
          dag:
            tasks:
              - name: last
                template: part
                dependencies: [first, second]
                arguments: {parameters: [{name: y, value: "{{workflow.parameters.asked}}"}]}
              - name: second
                template: part
                dependencies: [first]
                arguments:
                  parameters: [{name: x, value: "{{workflow.parameters.level-of-tests}}"}]
              - {name: first, template: part, arguments: {parameters: [{name: x, value: given}]}}

    """

  @Test func `Each task of Argo gets what is passed to it, after those that it waits for`() async {
    let facts = await SmallRepository(["argo/workflow.yaml": Self.workflow]).facts
    let jobs = facts.pipelines.flatMap(\.jobs)
    #expect(jobs.map(\.id) == ["first", "second", "last"])
    #expect(jobs.map(\.needs) == [[], ["first"], ["first", "second"]])
    #expect(
      jobs.flatMap(\.steps).map(\.words) == [
        ["make", "given", "{{unknown}}-{{ inputs.parameters.y }}"],
        ["make", "two", "{{unknown}}-{{ inputs.parameters.y }}"],
        ["make", "own", "{{unknown}}-{{workflow.parameters.asked}}"],
      ])
  }

  @Test func `A parameter of Argo is used where its whole name stands`() async {
    let facts = await SmallRepository(["argo/workflow.yaml": Self.workflow]).facts
    let inputs = facts.pipelines.flatMap(\.triggers).flatMap(\.inputs)
    #expect(inputs.filter(\.isUsed).map(\.name) == ["level-of-tests", "asked"])
  }

  @Test func `Lists and texts of Tekton stand where they are asked for`() async {
    let facts = await SmallRepository([
      "tekton/task.yaml": """
      apiVersion: tekton.dev/v1
      kind: TaskRun
      metadata: {name: a}
      spec:
        params:
          - {name: target, value: unit}
          - {name: rest, value: [x, y]}
          - {name: once, value: z}
        taskSpec:
          params:
            - {name: target, default: all}
            - {name: flags, default: [-j, "4"]}
            - {name: rest, default: w}
            - {name: once, default: [v, w]}
            - {name: none}
          steps:
            - image: a
              command: [make, "$(params.flags[*])", "$(params.target)", "$(params.rest)"]
            - {image: a, command: [make, "$(params.once[*])", "$(params.none)"]}
            - {image: a, script: 'make $(params.flags) $(params["target"])'}
      """
    ]).facts
    #expect(
      facts.pipelines.flatMap(\.jobs).flatMap(\.steps).map(\.words) == [
        ["make", "-j", "4", "unit", "x y"], ["make", "z", "$(params.none)"],
        ["make", "-j", "4", "unit"],
      ])
  }

  @Test(arguments: [
    (
      "argo/workflow.yaml",
      """
      apiVersion: argoproj.io/v1alpha1
      kind: WorkflowTemplate
      metadata: {name: a}
      spec:
        entrypoint: main
        arguments: {parameters: [{name: a, value: %}]}
        templates:
          - name: main
            container:
              image: a
              args:

      """, "        - '{{workflow.parameters.a}}'\n"
    ),
    (
      "tekton/task.yaml",
      """
      apiVersion: tekton.dev/v1
      kind: TaskRun
      metadata: {name: a}
      spec:
        taskSpec:
          params: [{name: a, default: %}]
          steps:

      """, "      - {image: a, script: $(params.a)}\n"
    ),
  ])
  func `All texts together take so much of long parameters`(
    _ path: String, _ head: String, _ use: String
  ) async {
    let long = head.replacing("%", with: String(repeating: "b", count: 90_000))
    func warnings(_ uses: Int) async -> [String] {
      let text = long + String(repeating: use, count: uses)
      return await SmallRepository([path: text]).facts.warnings.map(\.message.english)
    }
    #expect(await warnings(2).isEmpty)
    #expect(
      await warnings(60) == [
        "found templates that grow too large with their parameters; from here on none is read"
      ])
  }
}

import FactModel
import TestSupport
import Testing

/// Which of several objects of one name a pipeline in a cluster means.
@Suite struct ClusterObjectTests {
  private static func task(_ target: String, kind: String = "Task") -> String {
    """
    ---
    apiVersion: tekton.dev/v1
    kind: \(kind)
    metadata: {name: build}
    spec: {steps: [{name: a, image: a, script: make \(target)}]}

    """
  }

  private static func pipeline(_ name: String) -> String {
    """
    apiVersion: tekton.dev/v1
    kind: Pipeline
    metadata: {name: \(name)}
    spec: {tasks: [{name: a, taskRef: {name: build}}]}

    """
  }

  /// What the tasks of each pipeline run.
  private func targets(_ files: [String: String]) async -> [String: [String]] {
    let facts = await SmallRepository(files).facts
    return facts.pipelines.reduce(into: [:]) { found, pipeline in
      found[pipeline.name] = pipeline.jobs.flatMap(\.steps).compactMap(\.words.last)
    }
  }

  @Test func `The nearest object counts, then the first`() async {
    let found = await targets([
      "apps/tekton/pipeline.yaml": Self.pipeline("inner"),
      "apps/tekton/task.yaml": Self.task("inner") + Self.task("later"),
      "other/tekton/pipeline.yaml": Self.pipeline("other"),
      "tekton/pipeline.yaml": Self.pipeline("outer"), "tekton/task.yaml": Self.task("outer"),
    ])
    #expect(found == ["inner": ["inner"], "other": ["inner"], "outer": ["outer"]])
  }

  @Test func `Of two kinds that stand as near the first one counts`() async {
    let found = await targets([
      "tekton/a.yaml": Self.task("cluster", kind: "ClusterTask"), "tekton/b.yaml": Self.task("own"),
      "tekton/pipeline.yaml": Self.pipeline("p"),
    ])
    #expect(found == ["p": ["own"]])
    let near = await targets([
      "tekton/a.yaml": Self.task("own"), "tekton/p/b.yaml": Self.task("near", kind: "ClusterTask"),
      "tekton/p/pipeline.yaml": Self.pipeline("p"),
    ])
    #expect(near == ["p": ["near"]])
  }
}

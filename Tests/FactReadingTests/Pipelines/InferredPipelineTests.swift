import FactModel
import Rubrics
import SourceModel
import TestSupport
import Testing

@Suite struct InferredPipelineTests {
  private static let settings = """
    import jetbrains.buildServer.configs.kotlin.*

    project { buildType(Test) }

    object Test : BuildType({
        name = "Test"
        steps { script { scriptContent = "go test ./..." } }
        triggers { vcs {} }
    })

    """

  @Test(arguments: [
    (
      ".drone.yml",
      "kind: pipeline\nsteps:\n- name: test\n  image: golang\n  commands: [go test ./...]\n",
      "runs Go"
    ),
    (
      ".drone.star", "def main(ctx):\n  return {\"commands\": [\"go test ./...\"]}\n",
      "runs Go, inferred from a program"
    ),
    (
      ".drone.jsonnet", "{ commands: ['go test ./...'] }\n",
      "runs Go, inferred from a program"
    ),
    (".teamcity/settings.kts", settings, "runs Go, inferred from a program"),
  ])
  func `The evidence of a pipeline that a program writes says that it is inferred`(
    path: String, text: String, what: String
  ) async throws {
    let repository = SmallRepository([
      path: text, "go.mod": "module example.org/acme\n",
      "a_test.go": "package acme\n\nfunc TestA(t *testing.T) {}\n",
    ])
    let assessment = try #require(await repository.assessment)
    let test = try #require(assessment.criteria.first { $0.id == "ci.test" })
    #expect(test.evidence.map(\.what.english) == [what])
  }
}

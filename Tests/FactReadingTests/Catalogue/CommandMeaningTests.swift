import Catalogue
import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

/// What commands of the same tool mean that do different things with tests.
@Suite struct CommandMeaningTests {
  @Test(arguments: [
    ("test", true), ("connectedDebugAndroidTest", true), (":app:connectedAndroidTest", true),
    ("integrationTest", true), ("testDebugUnitTest", true),
    ("assembleDebugAndroidTest", false), (":app:assembleAndroidTest", false),
    ("compileDebugAndroidTest", false),
    ("test assembleDebugAndroidTest", true), ("integrationTest assembleAndroidTest", true),
    ("assembleDebugAndroidTest connectedCheck", true),
  ])
  func `Tests that are only put together do not run`(_ tasks: String, _ runs: Bool) {
    for program in ["gradle", "./gradlew"] {
      let words = [program] + tasks.split(separator: " ").map(String.init)
      let uses = BuiltInKnowledge.catalogue.uses(
        ofCommand: words, at: Place(RelativePath("ci.yml")))
      #expect(uses.contains { $0.capabilities.contains(.tests) } == runs)
    }
  }

  @Test(arguments: [
    // A word for the image's program, and a command for its shell.
    ("hashicorp/packer:1.14 build web.pkr.hcl", "image-tools"), ("node:24 eslint .", "eslint"),
    ("python:3.14 build --wheel", "python-build"),
  ])
  func `The program of an image takes the words that it knows`(
    _ command: String, _ tool: String
  ) async {
    let facts = await SmallRepository([
      ".github/workflows/a.yml": """
      on: push
      jobs: {a: {steps: [{run: 'docker run --rm -v .:/shop \(command)'}]}}
      """
    ]).facts
    let uses = facts.pipelines.flatMap(\.jobs).flatMap(\.steps).flatMap(\.uses)
    #expect(uses.map(\.tool) == [tool])
  }

  @Test(arguments: [
    ("cluster.kubectl", "apply -f k8s", Capability.deploys),
    ("cluster.kubectl", "rollout status deploy/shop", .verifies),
    ("k3d.kubectl", "apply -f k8s", nil), ("cluster.kubectl", "get pods", nil),
    ("log.info", "kubectl apply -f k8s", nil),
    ("pages.build", "shop", nil),
  ])
  func `A method that is named for a program is given its words`(
    _ name: String, _ text: String, _ capability: Capability?
  ) {
    let place = Place(RelativePath("Jenkinsfile"))
    let uses = BuiltInKnowledge.catalogue.uses(
      ofAction: ActionUse(
        kind: .step, name: "jenkins/" + name, inputs: [ActionUse.Input("1", text, at: place)]),
      at: place)
    let isShown = capability.map { wanted in uses.contains { $0.capabilities.contains(wanted) } }
    #expect(isShown ?? uses.isEmpty)
  }

  @Test(arguments: [
    ("laravel.yml", "lint", true), ("lint.yml", "check", true), ("lint-sync.yml", "lint", false),
  ])
  func `What a workflow is called says more than what its caller's job is called`(
    _ file: String, _ job: String, _ lints: Bool
  ) {
    let uses = BuiltInKnowledge.catalogue.uses(
      ofAction: ActionUse(kind: .pipeline, name: "acme/ci/.github/workflows/\(file)"), named: job,
      at: Place(RelativePath("ci.yml")))
    #expect(uses.contains { $0.capabilities.contains(.lints) } == lints)
  }

  // What a caller's job is called says nothing of the workflows that its own workflow calls.
  @Test func `A workflow behind another is told by what its own caller calls it`() async {
    let facts = await SmallRepository([
      ".github/workflows/a.yml": """
      on: push
      jobs:
        vpc-test:
          uses: ./.github/workflows/b.yml
        test:
          uses: acme/ci/.github/workflows/laravel.yml@v1
      """,
      ".github/workflows/b.yml": """
      on: workflow_call
      jobs:
        secrets:
          uses: acme/ci/.github/workflows/secrets.yml@v1
      """,
    ]).facts
    let testing = facts.pipelines.flatMap(\.jobs).filter { job in
      job.steps.contains { step in step.uses.contains { $0.capabilities.contains(.tests) } }
    }
    #expect(testing.map(\.id) == ["test"])
  }
}

import FactModel
import SourceModel
import TestSupport
import Testing

/// An action that builds an image runs what its Dockerfile says, as the command does.
@Suite struct ActionsImageTests {
  private static let dockerfile = """
    FROM python AS base
    FROM base AS test
    RUN pytest
    FROM base
    RUN pip install .

    """
  private static let files = [
    "Dockerfile": dockerfile, "ci/Dockerfile": dockerfile, "api/Dockerfile": dockerfile,
    "web/Dockerfile": "FROM node\nRUN npm ci\n",
    "unit.Dockerfile": "FROM python\nRUN pytest\n",
    "tests/test_a.py": "def test_a():\n    assert 1\n",
  ]

  private func status(_ with: String, step: String = "", job: String = "{}") async -> String? {
    var files = Self.files
    files[".github/workflows/ci.yml"] = """
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          strategy: \(job)
          defaults: {run: {working-directory: web}}
          steps:
            - uses: docker/build-push-action@v6
              with: \(with)
              \(step)

      """
    return await SmallRepository(files).status(of: "ci.test")
  }

  @Test(arguments: [
    "{target: test}", "{context: ., target: test}", "{context: ., file: unit.Dockerfile}",
    "{file: ./ci/Dockerfile, target: test}", "{context: api, target: test}",
    "{context: '{{defaultContext}}:api', target: test}",
    "{context: '${{ github.workspace }}/api', target: test}",
    "{context: ., file: '${{ github.workspace }}/unit.Dockerfile', push: true, tags: a/b}",
  ])
  func `The stages that the target needs run`(_ with: String) async {
    #expect(await status(with) == "met", "\(with)")
  }

  @Test(arguments: [
    "{context: .}", "{context: ., file: ci/Dockerfile}", "{context: web, target: test}",
    "{context: none, target: test}", "{context: 'https://example.org/other.git', target: test}",
  ])
  func `Other stages do not run`(_ with: String) async {
    #expect(await status(with) == "unmet", "\(with)")
  }

  @Test func `A matrix may name the image`() async {
    let status = await status(
      "{context: '${{ matrix.service }}', target: test}", job: "{matrix: {service: [web, api]}}")
    #expect(status == "met")
  }

  @Test func `The failure of a build may be ignored`() async {
    #expect(await status("{target: test}", step: "continue-on-error: true") == "partial")
  }

  @Test func `The commands are told to come from the action`() async throws {
    let facts = await SmallRepository(
      Self.files.merging([
        ".github/workflows/ci.yml":
          "on: push\njobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n"
          + "        with: {target: test}\n"
      ]) { $1 }
    ).facts
    let steps = facts.pipelines.flatMap(\.jobs).flatMap(\.steps)
    #expect(steps.map { $0.words.joined(separator: " ") } == ["", "pytest"])
    let last = try #require(steps.last)
    #expect(last.place.description == "Dockerfile:3:1")
    #expect(last.via.map(\.description) == [".github/workflows/ci.yml:5:15"])
  }
}

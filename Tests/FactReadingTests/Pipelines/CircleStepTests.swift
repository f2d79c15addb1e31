import FactModel
import TestSupport
import Testing

/// What the steps of a job of CircleCI run.
@Suite struct CircleStepTests {
  private func commands(_ job: String, and files: [String: String]) async -> Set<String> {
    var files = files
    files[".circleci/config.yml"] = """
      version: 2.1
      orbs: {node: circleci/node@7.1.0}
      jobs:
        check: {\(job)}
      workflows: {all: {jobs: [check]}}

      """
    let facts = await SmallRepository(files).facts
    let steps = facts.pipelines.flatMap(\.jobs).flatMap(\.steps)
    return Set(steps.map { $0.words.joined(separator: " ") })
  }

  @Test(arguments: [
    ("~/shop", "~/shop/ci/check.sh", true), ("~/shop", "bash ~/shop/ci/check.sh", true),
    ("~/shop", "cd ~/shop/ci && ./check.sh", true), ("/srv/shop", "/srv/shop/ci/check.sh", true),
    ("~/shop", "~/shopping/ci/check.sh", false), ("~/shop", "~/ci/check.sh", false),
    ("~/shop", "/srv/shop/ci/check.sh", false), ("/", "/ci/check.sh", false),
  ])
  func `A script may be named by the folder of the checkout`(
    _ folder: String, _ line: String, _ isFollowed: Bool
  ) async {
    let job =
      "docker: [{image: a}], working_directory: \(folder), steps: [checkout, {run: '\(line)'}]"
    let found = await commands(job, and: ["ci/check.sh": "#!/bin/sh\ngo test ./...\n"])
    #expect(found.contains("go test ./...") == isFollowed, "\(found)")
  }

  @Test func `A script that is found is not judged by its name`() async {
    let text = """
      version: 2.1
      jobs:
        tell:
          working_directory: ~/shop
          docker: [{image: a}]
          steps: [checkout, {run: ~/shop/tell_of_deploy.sh}]
      workflows: {all: {jobs: [tell]}}

      """
    let facts = await SmallRepository([
      ".circleci/config.yml": text,
      "tell_of_deploy.sh": "#!/bin/sh\ncurl -X POST https://chat.example.org --data deployed\n",
    ]).facts
    #expect(facts.deliveries == [])
  }

  @Test(arguments: [
    ("npm-run: lint", "eslint ."), ("yarn-run: lint", "eslint ."),
    ("npm-run: style, app-dir: ~/project/web", "stylelint ."),
  ])
  func `An input of an orb may name a script of the package`(
    _ inputs: String, _ command: String
  ) async {
    let job = "docker: [{image: a}], steps: [checkout, node/run: {\(inputs)}]"
    let found = await commands(
      job,
      and: [
        "package.json": #"{"scripts": {"lint": "eslint ."}}"#,
        "web/package.json": #"{"scripts": {"style": "stylelint ."}}"#,
      ])
    #expect(found.contains(command), "\(found)")
  }
}

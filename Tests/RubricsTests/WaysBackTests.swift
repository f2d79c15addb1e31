import FactModel
import Rubrics
import SourceModel
import TestSupport
import Testing

/// A service with a file that may hold a way back, and what the report says of it.
struct WayBackCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var files: [String: String]
  var status: String
  /// Whether the report says that no pipeline calls it.
  var isLoose: Bool

  init(_ path: String, _ text: String, _ status: String, isLoose: Bool = false, run: String = "") {
    testDescription = "\(path): \(text.split(separator: "\n").last ?? "")"
    let steps = ["kubectl apply -f deploy", run].filter { !$0.isEmpty }.map { "{run: \($0)}" }
    files = [
      path: text,
      ".github/workflows/deploy.yml": """
      on: {push: {branches: [main]}}
      jobs: {deploy: {steps: [\(steps.joined(separator: ", "))]}}
      """,
    ]
    self.status = status
    self.isLoose = isLoose
  }
}

@Suite struct WaysBackTests {
  @Test(arguments: [
    WayBackCase(
      "scripts/rollback.sh", "kubectl rollout undo deployment/shop\n", "met", isLoose: true),
    WayBackCase(
      "scripts/rollback.sh", "kubectl rollout undo deployment/shop\n", "met",
      run: "./scripts/rollback.sh"),
    WayBackCase("bin/rollback", "#!/bin/sh\nhelm rollback shop \"$1\"\n", "met", isLoose: true),
    WayBackCase(
      "scripts/rollback.py", "import subprocess\nsubprocess.run(['helm', 'rollback', 'shop'])\n",
      "met", isLoose: true),
    WayBackCase("Makefile", "rollback:\n\targocd app rollback shop\n", "met", isLoose: true),
    WayBackCase(
      "package.json", #"{"scripts": {"rollback": "helm rollback shop"}}"#, "met", isLoose: true),
    WayBackCase("justfile", "rollback:\n  helm rollback shop\n", "met", isLoose: true),
    WayBackCase(
      "Taskfile.yml", "version: '3'\ntasks:\n  rollback: {cmds: [helm rollback shop]}\n", "met",
      isLoose: true),
    WayBackCase(
      "scripts/deploy.sh", "kubectl rollout status deploy/a || kubectl rollout undo deploy/a\n",
      "met", isLoose: true),
    WayBackCase(
      "ops/rollback.sh", "ln -sfn releases/$1 /srv/shop/current\nsystemctl restart shop\n", "met",
      isLoose: true),
    WayBackCase(
      "ops/rollback.sh", "git checkout \"$1\"\ndocker compose up -d\n", "met", isLoose: true),
    WayBackCase(
      "ops/rollback.sh",
      "aws ecs update-service --cluster a --service a --task-definition \"a:$1\"\n", "met",
      isLoose: true),
    WayBackCase("scripts/rollback.sh", "echo kubectl rollout undo deployment/shop\n", "unmet"),
    // What ends a rollout that hangs before the next one goes forward.
    WayBackCase("scripts/deploy.sh", "cf cancel-deployment shop || true\ncf push shop\n", "unmet"),
    WayBackCase(
      "scripts/deploy.sh",
      "cf cancel-deployment a || true\ncf push a\ncf cancel-deployment b || true\ncf push b\n",
      "unmet", run: "./scripts/deploy.sh"),
    WayBackCase(
      "scripts/deploy.sh", "cf push shop || cf cancel-deployment shop || true\ncf push jobs\n",
      "met", isLoose: true),
    WayBackCase("scripts/rollback.sh", "# kubectl rollout undo deployment/shop\nexit 0\n", "unmet"),
    WayBackCase("scripts/rollback.sh", "npx knex migrate:rollback\n", "unmet"),
    WayBackCase("tests/rollback.sh", "kubectl rollout undo deployment/shop\n", "unmet"),
    WayBackCase(
      "docs/a.md", "Nothing of it.\n", "unmet",
      run: "kind create cluster && helm install a . --atomic"),
  ])
  func reportSaysWhetherAWayBackIsWired(_ sample: WayBackCase) async throws {
    let assessment = try #require(
      await SmallRepository(sample.files, kind: .service).assessment)
    let result = try #require(assessment.criteria.first { $0.id == "deploy.rollback" })
    #expect(result.status.rawValue == sample.status)
    let isLoose = result.evidence.contains { $0.what.english.contains("not wired to a pipeline") }
    #expect(isLoose == sample.isLoose)
  }
}

import FactModel
import TestSupport
import Testing

@Suite struct VerificationTests {
  private static func workflow(_ jobs: String) -> [String: String] {
    [".github/workflows/a.yml": "on: push\njobs: {\(jobs)}\n"]
  }

  private static let deploying = "deploy: {steps: [{run: kubectl apply -f k8s}]}"
  private static let smoke = "smoke: {steps: [{run: pytest e2e}]}"

  @Test(arguments: [
    ("\(deploying), try: {needs: deploy, steps: [{run: npx tsx smoke-test.ts}]}", true),
    ("\(deploying), try: {needs: deploy, steps: [{run: echo smoke-test.ts}]}", false),
    ("build: {steps: [{run: npx tsx smoke-test.ts}]}", false),
    ("a: {steps: [{run: kubectl apply -f k8s}, {run: docker compose up -d --wait}]}", true),
    ("a: {steps: [{run: docker compose up -d --wait}]}", false),
    ("a: {name: Smoke test, steps: [{run: pytest e2e}]}", true),
    ("a: {name: Test, steps: [{run: pytest e2e}]}", false),
    ("\(smoke), deploy: {needs: smoke, steps: [{run: kubectl apply -f k8s}]}", false),
    (
      "\(smoke), build: {needs: smoke, steps: [{run: make}]}, "
        + "deploy: {needs: build, steps: [{run: kubectl apply -f k8s}]}", false
    ),
    (
      "deploy-staging: {steps: [{run: acme-ship staging}]}, "
        + "smoke: {needs: deploy-staging, steps: [{run: pytest e2e}]}, "
        + "live: {needs: smoke, steps: [{run: kubectl apply -f k8s}]}", true
    ),
    ("\(deploying), \(smoke)", true),
  ])
  func `What is deployed is tried behind it`(_ jobs: String, _ isVerified: Bool) async {
    let facts = await SmallRepository(Self.workflow(jobs)).facts
    let uses = facts.pipelines.flatMap(\.jobs).flatMap(\.steps).flatMap(\.uses)
    #expect(uses.contains { $0.capabilities.contains(.verifies) } == isVerified)
  }

  @Test(arguments: [
    (["migrations/1.sql", "migrations/2.sql"], true), (["migrations/1.sql"], false),
  ])
  func `Migrations may be carried in a program`(_ paths: [String], _ isMigrated: Bool) async {
    var files = Dictionary(uniqueKeysWithValues: paths.map { ($0, "SELECT 1;\n") })
    files["store.go"] = "package a\n\n//go:embed migrations/*.sql\nvar files embed.FS\n"
    let facts = await SmallRepository(files).facts
    #expect(facts.uses.contains { $0.capabilities.contains(.migrates) } == isMigrated)
  }
}

import FactModel
import TestSupport
import Testing

/// Tasks of Gradle that run tests under names that do not say so.
@Suite struct GradleTaskTests {
  private func runsTests(_ command: String, _ script: String, at path: String) async -> Bool {
    let facts = await SmallRepository([
      ".github/workflows/ci.yml": "on: push\njobs: {a: {steps: [{run: '\(command)'}]}}\n",
      path: "plugins { id 'java' }\n\(script)\n",
    ]).facts
    return facts.pipelineUses.contains { $0.capabilities.contains(.tests) }
  }

  @Test(arguments: [
    ("build.gradle", "tasks.register('integration', Test) {\n}"),
    ("build.gradle", "tasks.create(\"integration\", Test)"),
    ("build.gradle", "task integration(type: Test) {\n}"),
    ("build.gradle.kts", "tasks.register<Test>(\"integration\") {\n}"),
    ("build.gradle.kts", "val integration by tasks.registering(Test::class) {\n}"),
    ("shop/gradle/functional.gradle", "tasks.register('integration', Test)"),
  ])
  func `A task of the type for tests runs them`(_ path: String, _ script: String) async {
    #expect(await runsTests("./gradlew integration", script, at: path))
    #expect(await runsTests("gradle clean :shop:integration", script, at: path))
    #expect(await !runsTests("gradle clean -x integration", script, at: path))
    #expect(await !runsTests("gradle --dry-run integration", script, at: path))
  }

  @Test(arguments: [
    "tasks.register('integration', Copy)", "// tasks.register('integration', Test)",
    "task integration(type: Exec)", "tasks.register('other', Test)",
  ])
  func `A task of another type does not`(_ script: String) async {
    #expect(await !runsTests("./gradlew integration", script, at: "build.gradle"))
  }
}

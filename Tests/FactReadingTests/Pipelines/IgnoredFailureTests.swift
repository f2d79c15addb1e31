import FactModel
import TestSupport
import Testing

/// A runner that is told to end well whatever fails checks nothing.
@Suite struct IgnoredFailureTests {
  /// Whether the failure of each command that tests is ignored.
  private func ignored(_ line: String) async -> [Bool] {
    let files = [
      "Makefile": "test:\n\tgo test ./...\n",
      ".gitlab-ci.yml": "job:\n  script:\n    - \(line)\n",
    ]
    let facts = await SmallRepository(files).facts
    return facts.pipelines.flatMap(\.jobs).flatMap(\.steps)
      .filter { step in step.uses.contains { $0.capabilities.contains(.tests) } }
      .map(\.ignoresFailure)
  }

  @Test(arguments: [
    "mvn -fn verify", "./mvnw --fail-never -B verify", "mvn -Dmaven.test.failure.ignore package",
    "mvn verify -Dmaven.test.failure.ignore=true", "mvn -fn verify checkstyle:check",
  ])
  func `Maven may ignore what fails`(_ line: String) async {
    #expect(await ignored(line) == [true])
  }

  @Test(arguments: [
    "mvn verify", "mvn -fae verify", "mvn -Dmaven.test.failure.ignore=false verify",
    // The goal of another plugin still fails.
    "mvn -Dmaven.test.failure.ignore verify checkstyle:check",
  ])
  func `Other calls of Maven fail`(_ line: String) async {
    #expect(await ignored(line) == [false])
  }

  @Test(arguments: [
    ("make -i test", true), ("make --ignore-errors test", true), ("make -ki test", true),
    ("make test", false), ("make -k test", false), ("make -I ci test", false),
    ("make -j4 test", false),
  ])
  func `Make ignores the failures of its recipes where it is told to`(
    _ line: String, _ isIgnored: Bool
  ) async {
    let found = await ignored(line)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0 == isIgnored }, "\(line): \(found)")
  }
}

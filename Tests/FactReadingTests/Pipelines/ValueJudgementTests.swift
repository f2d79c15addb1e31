import FactModel
import TestSupport
import Testing

/// A step, and what the whole pipeline is judged to be.
struct JudgedStep: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let path: String
  let text: String
  let statuses: [String: String]

  /// A workflow with one job.
  init(_ testDescription: String, job: String, _ statuses: [String: String]) {
    self.testDescription = testDescription
    path = ".github/workflows/ci.yml"
    text = "on: push\njobs: {a: {runs-on: ubuntu-latest, \(job)}}\n"
    self.statuses = statuses
  }

  /// A pipeline of GitLab.
  init(_ testDescription: String, gitLab text: String, _ statuses: [String: String]) {
    self.testDescription = testDescription
    path = ".gitlab-ci.yml"
    self.text = text
    self.statuses = statuses
  }
}

/// A command is judged by the values that the files say of its variables, and shown as it is written.
@Suite struct ValueJudgementTests {
  private static let files = [
    "pom.xml": """
    <project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId>\
    <version>1</version></project>

    """,
    "src/test/java/ATest.java": """
    import org.junit.jupiter.api.Test;
    class ATest { @Test void a() {} }

    """,
    "Cargo.toml": "[package]\nname = \"a\"\nversion = \"0.1.0\"\n",
    "src/lib.rs": "#[cfg(test)]\nmod tests {\n  #[test]\n  fn a() {}\n}\n",
    "pyproject.toml": "[project]\nname = \"app\"\nversion = \"1.0\"\n",
    "tests/test_a.py": "def test_a():\n    assert 1\n",
    "tsconfig.json": #"{"compilerOptions": {"noEmit": true}}"#,
    "package.json": #"{"name": "app"}"#,
  ]

  private func repository(_ path: String, _ text: String) -> SmallRepository {
    SmallRepository(Self.files.merging([path: text]) { $1 })
  }

  private func steps(_ text: String) async -> [Step] {
    await repository(".github/workflows/ci.yml", text).facts.pipelines.flatMap(\.jobs)
      .flatMap(\.steps)
  }

  private static let judged = [
    JudgedStep(
      "each value of a matrix",
      job: "strategy: {matrix: {c: [test, clippy]}}, steps: [{run: 'cargo ${{ matrix.c }}'}]",
      ["ci.test": "met", "ci.quality": "met"]),
    JudgedStep(
      "no value that the matrix does not have",
      job: "strategy: {matrix: {c: [build, clippy]}}, steps: [{run: 'cargo ${{ matrix.c }}'}]",
      ["ci.test": "unmet", "ci.quality": "met"]),
    JudgedStep(
      "each word of a loop",
      job: "steps: [{run: 'for t in pytest mypy; do uv run $t; done'}]",
      ["ci.test": "met", "ci.quality": "met"]),
    JudgedStep(
      "all words of loops in loops",
      job: "steps: [{run: 'for a in -q -v; do for t in mypy pytest; do $t $a; done; done'}]",
      ["ci.test": "met", "ci.quality": "met"]),
    JudgedStep(
      "a variable of the step", job: "steps: [{run: mvn $GOAL, env: {GOAL: verify}}]",
      ["ci.test": "met"]),
    JudgedStep(
      "a variable of the script", job: #"steps: [{run: "GOAL=verify\nmvn -B $GOAL"}]"#,
      ["ci.test": "met"]),
    JudgedStep(
      "options that add something",
      job: "steps: [{run: pytest $OPTIONS, env: {OPTIONS: --cov=app --cov-report=xml}}]",
      ["ci.test": "met", "ci.coverage": "met"]),
    JudgedStep(
      "options that take something away",
      job: "steps: [{run: mvn $OPTIONS package, env: {OPTIONS: -DskipTests}}]",
      ["ci.test": "unmet"]),
    JudgedStep(
      "options behind an option",
      gitLab: """
        variables: {MAVEN_CLI_OPTS: "-s .m2/settings.xml -DskipTests"}
        build: {script: [mvn -B $MAVEN_CLI_OPTS package]}

        """, ["ci.test": "unmet"]),
    JudgedStep(
      "what a branch sets beside what is written",
      job: """
        steps: [{run: "SKIP=\\nif [ -n \\"$FAST\\" ]; then SKIP=-DskipTests; fi\\nmvn $SKIP verify"}]
        """, ["ci.test": "met"]),
    JudgedStep(
      "a program within another one",
      job: "steps: [{run: $CHECK, env: {CHECK: uv run pytest}}]", ["ci.test": "met"]),
    JudgedStep(
      "no failure that the value ignores",
      job: """
        strategy: {matrix: {c: ['pytest || true']}}, steps: [{run: 'uv run ${{ matrix.c }}'}]
        """, ["ci.test": "unmet"]),
    JudgedStep(
      "settings of a compiler that writes nothing",
      job: """
        strategy: {matrix: {p: [tsconfig.json]}}, steps: [{run: 'npx tsc -p ${{ matrix.p }}'}]
        """, ["ci.build": "unmet", "ci.quality": "met"]),
  ]

  @Test(arguments: judged)
  func `A command is judged by the values of its variables`(_ row: JudgedStep) async {
    let repository = repository(row.path, row.text)
    for (id, status) in row.statuses {
      #expect(await repository.status(of: id) == status, "\(id)")
    }
  }

  @Test func `Reports show a command as it is written, once for all its values`() async throws {
    let steps = await steps(
      """
      on: push
      jobs:
        a:
          strategy: {matrix: {c: [test, clippy, test], os: [x, y]}}
          steps: [{run: 'cargo ${{ matrix.c }}'}]

      """)
    #expect(steps.map(\.words) == [["cargo", "${{ matrix.c }}"]])
    let uses = try #require(steps.first).uses
    #expect(Set(uses.map(\.excerpt)) == ["cargo ${{ matrix.c }}"])
    #expect(Set(uses).count == uses.count)
  }

  @Test func `What stays on the machine by the value of a variable is delivered nowhere`() async {
    for (registry, count) in [("localhost:5000", 0), ("ghcr.io/acme", 1)] {
      let facts = await repository(
        ".github/workflows/cd.yml",
        """
        on: {push: {branches: [main]}}
        env: {REGISTRY: '\(registry)'}
        jobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'docker push $REGISTRY/app:1.0'}]}}

        """
      ).facts
      #expect(facts.deliveries.count == count, "\(registry)")
    }
  }
}

import FactModel
import SourceModel
import TestSupport
import Testing

/// A pipeline, and the words of all its commands, those that it leads to behind each.
struct FollowedCommands: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let files: [String: String]
  let commands: [String]

  init(_ testDescription: String, _ files: [String: String], _ commands: [String]) {
    self.testDescription = testDescription
    self.files = files
    self.commands = commands
  }

  /// A workflow with one job.
  init(_ testDescription: String, job: String, _ commands: [String]) {
    let workflow = "on: push\nenv: {TARGET: test}\njobs: {a: {runs-on: ubuntu-latest, \(job)}}\n"
    self.init(testDescription, [".github/workflows/ci.yml": workflow], commands)
  }
}

/// What a command calls is known where the files say the values of what names it.
@Suite struct KnownValueTests {
  private static let files = [
    "Makefile": """
    DIRS = x y
    lint:
    \tgolangci-lint run
    test:
    \tgo test ./...
    deploy:
    \tkubectl apply -f k8s
    each:
    \tfor d in $(DIRS); do $(MAKE) -C $$d test; done
    all: $(DIRS)
    $(DIRS):
    \t$(MAKE) -C $@ test

    """,
    "x/Makefile": "test:\n\tpytest\n",
    "package.json": #"{"scripts": {"lint": "eslint .", "unit": "jest"}}"#,
    "web/package.json": #"{"scripts": {"unit": "vitest"}}"#,
    "ci.sh": "case $1 in\n  unit) jest ;;\n  deploy) kubectl apply -f k8s ;;\nesac\n",
    "ci/unit.sh": "pytest\n",
    "named.sh": "make \"$T\"\n",
  ]

  private func commands(_ files: [String: String]) async -> [String] {
    await SmallRepository(Self.files.merging(files) { $1 }).facts.pipelines.flatMap(\.jobs)
      .flatMap(\.steps).filter { $0.action == nil }.map { $0.words.joined(separator: " ") }
  }

  private static let lintAndTest = ["golangci-lint run", "go test ./..."]

  private static let ofMatrices = [
    FollowedCommands(
      "a target",
      job: "strategy: {matrix: {t: [lint, test]}}, steps: [{run: 'make ${{ matrix.t }}'}]",
      ["make ${{ matrix.t }}"] + lintAndTest),
    FollowedCommands(
      "a script of a package",
      job: "strategy: {matrix: {s: [lint, unit]}}, steps: [{run: 'npm run ${{ matrix.s }}'}]",
      ["npm run ${{ matrix.s }}", "eslint .", "jest"]),
    FollowedCommands(
      "the folder of a step",
      job: """
        strategy: {matrix: {d: [y, x]}}, \
        steps: [{run: make test, working-directory: '${{ matrix.d }}'}]
        """, ["make test", "pytest"]),
    FollowedCommands(
      "the folder of a job",
      job: """
        strategy: {matrix: {d: [web]}}, \
        defaults: {run: {working-directory: '${{ matrix.d }}'}}, steps: [{run: npm run unit}]
        """, ["npm run unit", "vitest"]),
    FollowedCommands(
      "a folder that the shell goes to",
      job: "strategy: {matrix: {d: [y, x]}}, steps: [{run: 'cd ${{ matrix.d }} && make test'}]",
      ["cd ${{ matrix.d }}", "make test", "pytest"]),
    FollowedCommands(
      "a part of a path",
      job: "strategy: {matrix: {t: [unit]}}, steps: [{run: './ci/${{ matrix.t }}.sh'}]",
      ["./ci/${{ matrix.t }}.sh", "pytest"]),
    FollowedCommands(
      "an argument that decides what a script does",
      job: "strategy: {matrix: {t: [unit]}}, steps: [{run: './ci.sh ${{ matrix.t }}'}]",
      ["./ci.sh ${{ matrix.t }}", "jest"]),
    FollowedCommands(
      "by a variable",
      job: """
        strategy: {matrix: {t: [lint, test]}}, \
        steps: [{run: make $T, env: {T: '${{ matrix.t }}'}}]
        """, ["make $T"] + lintAndTest),
    FollowedCommands(
      "not what the step leaves out",
      job: """
        strategy: {matrix: {t: [test, deploy]}}, \
        steps: [{if: "matrix.t != 'deploy'", run: 'make ${{ matrix.t }}'}]
        """, ["make ${{ matrix.t }}", "go test ./..."]),
    FollowedCommands(
      "what is included and what is not",
      job: """
        strategy: {matrix: {os: [a, b], t: [lint, deploy], exclude: [{t: deploy}], \
        include: [{os: c, t: test}]}}, steps: [{run: 'make ${{ matrix.t }}'}]
        """, ["make ${{ matrix.t }}"] + lintAndTest),
    FollowedCommands(
      "what is said beside others",
      job: """
        strategy: {matrix: {os: [a, b], include: [{os: a, t: lint}, {os: b, t: test}]}}, \
        steps: [{run: 'make ${{ matrix.t }}'}]
        """, ["make ${{ matrix.t }}"] + lintAndTest),
    FollowedCommands(
      "passed to a local action",
      [
        ".github/workflows/ci.yml": """
        on: push
        jobs:
          a:
            strategy: {matrix: {t: [lint, test]}}
            steps: [{uses: ./act, with: {target: '${{ matrix.t }}'}}]

        """,
        "act/action.yml": """
        inputs: {target: {required: true}}
        runs: {using: composite, steps: [{shell: bash, run: 'make ${{ inputs.target }}'}]}

        """,
      ], ["make lint", "golangci-lint run", "make test", "go test ./..."]),
    FollowedCommands(
      "GitLab's",
      [
        ".gitlab-ci.yml":
          "t: {parallel: {matrix: [{T: [lint, test], OS: [a, b]}]}, script: [make $T]}\n"
      ], ["make $T"] + lintAndTest),
    FollowedCommands(
      "GitLab's within variables",
      [
        ".gitlab-ci.yml": """
        t:
          parallel: {matrix: [{D: y}, {D: x}]}
          variables: {FOLDER: ./$D}
          script: ['cd $FOLDER', make test]

        """
      ], ["cd $FOLDER", "make test", "pytest"]),
  ]

  @Test(arguments: ofMatrices)
  func `What a matrix names is followed for all its values`(_ row: FollowedCommands) async {
    #expect(await commands(row.files) == row.commands)
  }

  private static let ofVariables = [
    FollowedCommands(
      "of a step", job: "steps: [{run: make $T, env: {T: test}}]", ["make $T", "go test ./..."]),
    FollowedCommands(
      "of a workflow, as an expression", job: "steps: [{run: 'make ${{ env.TARGET }}'}]",
      ["make ${{ env.TARGET }}", "go test ./..."]),
    FollowedCommands(
      "of the script", job: #"steps: [{run: "T=test\nmake $T"}]"#, ["make $T", "go test ./..."]),
    FollowedCommands(
      "with what holds otherwise", job: "steps: [{run: 'make ${GOAL:-test}'}]",
      ["make ${GOAL:-test}", "go test ./..."]),
    FollowedCommands(
      "for a script that is called", job: "steps: [{run: T=test ./named.sh}]",
      ["./named.sh", "make $T", "go test ./..."]),
    FollowedCommands(
      "with two targets", job: "steps: [{run: make $T, env: {T: lint test}}]",
      ["make $T"] + lintAndTest),
    FollowedCommands(
      "of a local action",
      [
        ".github/workflows/ci.yml":
          "on: push\njobs: {a: {steps: [{uses: ./act, with: {target: test}}]}}\n",
        "act/action.yml": """
        inputs: {target: {required: true}}
        runs:
          using: composite
          steps: [{shell: bash, run: 'make "$T"', env: {T: '${{ inputs.target }}'}}]

        """,
      ], ["make $T", "go test ./..."]),
    FollowedCommands(
      "of GitLab's jobs that share a script",
      [
        ".gitlab-ci.yml": """
        .m: {script: [make $T]}
        test: {extends: .m, variables: {T: test}}
        release: {extends: .m, variables: {T: deploy}}

        """
      ], ["make $T", "go test ./...", "make $T", "kubectl apply -f k8s"]),
    FollowedCommands("that nobody says", job: "steps: [{run: make $T}]", ["make $T"]),
    FollowedCommands(
      "that the shell works out", job: #"steps: [{run: "T=$(cat target)\nmake $T"}]"#,
      ["cat target", "make $T"]),
    FollowedCommands(
      "that are blank", job: "steps: [{run: $T, env: {T: ' '}}]", ["$T"]),
    FollowedCommands(
      "that name themselves", job: "steps: [{run: make $T, env: {T: $U, U: $T}}]", ["make $T"]),
  ]

  @Test(arguments: ofVariables)
  func `What a variable names is followed by its value`(_ row: FollowedCommands) async {
    #expect(await commands(row.files) == row.commands)
  }

  private static let ofLoops = [
    FollowedCommands(
      "targets", job: "steps: [{run: 'for t in lint test; do make $t; done'}]",
      ["make $t"] + lintAndTest),
    FollowedCommands(
      "targets in a variable",
      job: #"steps: [{run: "ALL='lint test'\nfor t in $ALL; do make $t; done"}]"#,
      ["make $t"] + lintAndTest),
    FollowedCommands(
      "folders of make", job: "steps: [{run: 'for d in y x; do make -C $d test; done'}]",
      ["make -C $d test", "pytest"]),
    FollowedCommands(
      "folders that the shell goes to",
      job: "steps: [{run: 'for d in y x; do (cd $d && make test); done'}]",
      ["cd $d", "make test", "pytest"]),
    FollowedCommands(
      "loops in loops",
      job: "steps: [{run: 'for a in y x; do for b in lint test; do make -C $a $b; done; done'}]",
      ["make -C $a $b", "pytest"]),
    FollowedCommands(
      "words that only the shell knows",
      job: "steps: [{run: 'for d in services/*; do make -C $d test; done'}]",
      ["make -C $d test"]),
    FollowedCommands(
      "in a recipe", job: "steps: [{run: make each}]",
      ["make each", "$(MAKE) -C $d test", "pytest"]),
    FollowedCommands(
      "targets of a list", job: "steps: [{run: make all}]",
      ["make all", "$(MAKE) -C $@ test", "pytest", "$(MAKE) -C $@ test"]),
  ]

  @Test(arguments: ofLoops)
  func `What a loop names is followed for each of its words`(_ row: FollowedCommands) async {
    #expect(await commands(row.files) == row.commands)
  }

  @Test func `A job of a matrix is one job, and what it delivers is delivered once`() async {
    let facts = await SmallRepository(
      Self.files.merging([
        ".github/workflows/cd.yml": """
        on: {push: {branches: [main]}}
        jobs:
          a:
            strategy: {matrix: {os: [a, b, c], node: [1, 2, 3, 4], t: [lint, deploy]}}
            steps: [{run: 'make ${{ matrix.t }}'}]

        """
      ]) { $1 }
    ).facts
    #expect(facts.pipelines.flatMap(\.jobs).map(\.id) == ["a"])
    #expect(facts.deliveries.map(\.excerpt) == ["kubectl apply -f k8s"])
  }

  @Test func `Choices without end are followed as far as some turns go`() async {
    let names = (0..<10).map { "m\($0)" }
    let values = (0..<10).map { "v\($0)" }.joined(separator: ", ")
    let axes = names.map { "\($0): [\(values)]" }.joined(separator: ", ")
    let words = names.map { "${{ matrix.\($0) }}" }.joined(separator: " ")
    let facts = await SmallRepository([
      ".github/workflows/ci.yml":
        "on: push\njobs: {a: {strategy: {matrix: {\(axes)}}, steps: [{run: 'make \(words)'}]}}\n",
      "Makefile": (0..<10).map { "v\($0):\n\tjest v\($0)\n" }.joined(),
    ]).facts
    let steps = facts.pipelines.flatMap(\.jobs).flatMap(\.steps)
    #expect(Set(steps.dropFirst().map { $0.words.joined(separator: " ") }).count == 10)
    #expect(facts.warnings.isEmpty)
  }

  @Test func `Loops that call loops come to an end, which is told`() async {
    let words = (0..<12).map(String.init).joined(separator: " ")
    let scripts = (0..<8).map { level in
      ("s\(level).sh", "for a in \(words); do ./s\(level + 1).sh $1-$a; done\n")
    }
    let facts = await SmallRepository(
      Dictionary(scripts, uniquingKeysWith: { $1 }).merging([
        ".gitlab-ci.yml": "a: {script: [./s0.sh x]}\n", "s8.sh": "jest $1\n",
      ]) { $1 }
    ).facts
    #expect(facts.warnings.contains { $0.description.contains("once more") })
  }
}

import TestSupport
import Testing

/// A step whose failure lets the job go on checks something where a later step asks how it ended.
@Suite struct ActionsOutcomeTests {
  private func status(
    of id: String = "ci.test", _ steps: String, command: String = "pytest"
  ) async -> String? {
    let lines = steps.split(separator: "\n").map { "      \($0)\n" }.joined()
    let workflow =
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
      + "      - {id: Check, run: \(command), continue-on-error: true}\n" + lines
    let files = [
      ".github/workflows/ci.yml": workflow, "pyproject.toml": "[project]\nname = \"a\"\n",
      "tests/test_a.py": "def test_a():\n    assert 1\n",
    ]
    return await SmallRepository(files).status(of: id)
  }

  private static let deciding = [
    "- {if: \"steps.check.outcome == 'failure'\", run: exit 1}",
    "- {if: \"${{ always() && steps.check.outcome != 'success' }}\", run: 'echo bad && exit 1'}",
    "- {if: \"contains(steps.*.outcome, 'failure')\", run: 'false'}",
    "- run: |\n    if [ \"${{ steps.check.outcome }}\" = failure ]; then\n      exit 1\n    fi",
    "- run: '[ \"${{ steps.check.outcome }}\" = success ] || exit 2'",
    "- run: test \"${{ steps.check.outcome }}\" = success",
    "- env: {RESULT: '${{ steps.check.outcome }}'}\n  run: '[ \"$RESULT\" = success ] || exit 1'",
    "- uses: actions/github-script@v7\n  if: steps.check.outcome == 'failure'\n"
      + "  with: {script: \"core.setFailed('tests failed')\"}",
  ]

  @Test(arguments: deciding)
  func `A failure that a later step decides about is not ignored`(_ step: String) async {
    #expect(await status(step) == "met", "\(step)")
    #expect(await status(of: "ci.quality", step, command: "ruff check .") == "met", "\(step)")
  }

  @Test(arguments: [
    "- {if: \"steps.check.outcome == 'failure'\", run: echo bad}",
    "- {if: \"steps.check.outcome == 'success'\", run: exit 1}",
    "- {if: \"steps.check.conclusion == 'failure'\", run: exit 1}",
    "- {if: \"steps.other.outcome == 'failure'\", run: exit 1}",
    "- {if: \"failure() && steps.check.outcome == 'failure'\", run: exit 1}",
    "- {if: \"steps.check.outcome == 'failure'\", run: exit 1, continue-on-error: true}",
    "- {if: \"steps.check.outcome == 'failure'\", run: exit 0}",
    "- run: |\n    echo \"${{ steps.check.outcome }}\"\n    [ -f report.xml ] || exit 1",
    "- uses: actions/github-script@v7\n  if: steps.check.outcome == 'failure'\n"
      + "  with: {script: \"core.notice('tests failed')\"}",
  ])
  func `A failure that is only told is ignored`(_ step: String) async {
    #expect(await status(step) == "partial", "\(step)")
    #expect(await status(of: "ci.quality", step, command: "ruff check .") == "unmet", "\(step)")
  }

  @Test func `Steps of a local action decide among themselves`() async {
    let action = """
      runs:
        using: composite
        steps:
          - {id: check, run: pytest, shell: bash, continue-on-error: true}
          - {if: "steps.check.outcome == 'failure'", run: exit 1, shell: bash}

      """
    let files = [
      ".github/workflows/ci.yml": "on: push\njobs: {a: {steps: [{uses: ./check}]}}\n",
      "check/action.yml": action, "pyproject.toml": "[project]\nname = \"a\"\n",
      "tests/test_a.py": "def test_a():\n    assert 1\n",
    ]
    #expect(await SmallRepository(files).status(of: "ci.test") == "met")
  }
}

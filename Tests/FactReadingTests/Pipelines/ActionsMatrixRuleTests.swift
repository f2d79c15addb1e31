import TestSupport
import Testing

/// A step whose rule asks for values of the matrix runs in the jobs that have them.
@Suite struct ActionsMatrixRuleTests {
  private func status(
    _ matrix: String, _ rule: String, running command: String = "pytest"
  ) async -> String? {
    let workflow = """
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          strategy: {matrix: \(matrix)}
          steps:
            - if: \(rule)
              run: \(command)

      """
    let files = [
      ".github/workflows/ci.yml": workflow, "pyproject.toml": "[project]\nname = \"a\"\n",
      "tests/test_a.py": "def test_a():\n    assert 1\n",
    ]
    return await SmallRepository(files).status(of: "ci.test")
  }

  @Test(arguments: [
    ("{task: [lint], run: [make lint], include: [{task: test, run: pytest -q}]}", "met"),
    ("{task: [lint, docs], run: [make $TASK], include: [{task: lint, run: pytest -q}]}", "met"),
    ("{task: [lint], run: [make lint], include: [{task: test, tool: pytest -q}]}", "unmet"),
  ])
  func `What is added to the lists is a job of its own`(
    _ matrix: String, _ status: String
  ) async {
    let found = await self.status(matrix, "true", running: "${{ matrix.run }}")
    #expect(found == status, "\(matrix)")
  }

  @Test(arguments: [
    ("{task: [lint, docs]}", "matrix.task == 'test'"),
    ("{task: [lint, docs], os: [a, b]}", "${{ matrix.task == 'test' && matrix.os == 'a' }}"),
    ("{include: [{task: lint}, {task: docs}]}", "matrix.task == 'test'"),
    ("{os: [windows-2022], include: [{os: macos-15}]}", "startsWith(matrix.os, 'ubuntu')"),
    ("{flag: [false]}", "matrix.flag"),
  ])
  func `No job of the matrix runs it`(_ matrix: String, _ rule: String) async {
    #expect(await status(matrix, rule) == "unmet", "\(matrix) \(rule)")
  }

  private static let many = "[" + (0..<30).map { "t\($0)" }.joined(separator: ", ") + ", test]"

  @Test(arguments: [
    ("{task: [lint, test]}", "matrix.task == 'test'"),
    ("{task: [lint], include: [{task: test}]}", "matrix.task == 'test'"),
    ("{task: \(many)}", "matrix.task == 'test'"),
    ("{os: [a, b], include: [{os: a, task: lint}]}", "matrix.task != 'lint'"),
    ("{task: [lint], os: [a], include: [{os: b}]}", "matrix.task != 'lint'"),
    ("{task: [lint, '${{ inputs.task }}']}", "matrix.task == 'test'"),
    ("{task: [lint], include: '${{ fromJSON(inputs.more) }}'}", "matrix.task == 'test'"),
    ("{task: '${{ fromJSON(inputs.all) }}'}", "matrix.task == 'test'"),
    ("{task: [lint, null]}", "matrix.task != 'lint'"),
    ("{python: [3.12, 3.13]}", "matrix.python == '3.12'"),
    ("{task: [lint]}", "matrix.task == 'lint' && github.ref == 'refs/heads/main'"),
  ])
  func `One of the jobs may run it`(_ matrix: String, _ rule: String) async {
    #expect(await status(matrix, rule) == "met", "\(matrix) \(rule)")
  }
}

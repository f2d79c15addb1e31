import TestSupport
import Testing

/// Workflows that put their repository into a folder run what stands in it all the same.
@Suite struct ActionsCheckoutTests {
  private static let files = [
    "Makefile": "test:\n\tpytest\n", "ci.sh": "#!/bin/sh\npytest\n",
    "docs/Makefile": "html:\n\techo html\n", "tests/test_a.py": "def test_a():\n    assert 1\n",
  ]

  private func status(_ steps: String, defaults: String = "{}") async -> String? {
    var files = Self.files
    let lines = steps.split(separator: "\n").map { "      \($0)\n" }.joined()
    files[".github/workflows/ci.yml"] =
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    defaults: \(defaults)\n    steps:\n"
      + lines
    return await SmallRepository(files).status(of: "ci.test")
  }

  private static let checkout = "- {uses: actions/checkout@v4, with: {path: app}}\n"

  @Test(arguments: [
    "- {run: make test, working-directory: app}", "- {run: make test, working-directory: ./app/}",
    "- {run: make test, working-directory: '${{ github.workspace }}/app'}",
    "- run: make -C app test", "- run: cd app && make test", "- run: app/ci.sh",
    "- run: cd \"$GITHUB_WORKSPACE/app\" && ./ci.sh",
  ])
  func `What stands in the folder of the checkout is followed`(_ step: String) async {
    #expect(await status(Self.checkout + step) == "met", "\(step)")
  }

  @Test func `The folder may be the default of the job`() async {
    let status = await status(
      Self.checkout + "- run: make test", defaults: "{run: {working-directory: app}}")
    #expect(status == "met")
  }

  @Test(arguments: [
    ("{path: 'src/${{ github.repository }}'}", "src/${{ github.repository }}"),
    ("{path: 'src/${{ github.repository }}/'}", "src/${{github.repository}}"),
    ("{path: app, repository: '${{ github.repository }}'}", "app"),
    (
      "{path: app, repository: '${{ github.event.pull_request.head.repo.full_name }}'}", "app"
    ),
    ("{path: app, ref: main}", "app"),
  ])
  func `The checkout may be told by expressions`(_ with: String, _ folder: String) async {
    let status = await status(
      "- {uses: actions/checkout@v4, with: \(with)}\n"
        + "- {run: make test, working-directory: '\(folder)'}")
    #expect(status == "met", "\(with)")
  }

  @Test(arguments: [
    "{path: app, repository: acme/other}", "{path: app, repository: '${{ matrix.plugin }}'}",
    "{path: other}",
  ])
  func `A folder of another repository is none of this one`(_ with: String) async {
    let status = await status(
      "- {uses: actions/checkout@v4, with: \(with)}\n- run: make -C app test")
    #expect(status == "unmet", "\(with)")
  }

  @Test(arguments: ["{path: app, ref: gh-pages}", "{path: docs}"])
  func `Beside the repository itself lies another branch or its own folder`(
    _ with: String
  ) async {
    let status = await status(
      "- uses: actions/checkout@v4\n- {uses: actions/checkout@v4, with: \(with)}\n"
        + "- run: make -C app test\n- run: make -C docs test")
    #expect(status == "unmet", "\(with)")
  }
}

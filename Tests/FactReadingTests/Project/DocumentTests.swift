import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

@Suite struct DocumentTests {
  private func kinds(_ path: String, _ text: String = "# Title\n\nSome words.\n") -> [String] {
    projectFacts(path, text).documents.map(\.kind.rawValue)
  }

  @Test(arguments: [
    ("CONTRIBUTING.md", "contributing"), (".github/CONTRIBUTING.md", "contributing"),
    ("docs/contributing.rst", "contributing"), ("CONTRIBUTING", "contributing"),
    ("src/CONTRIBUTING.md", ""), ("CONTRIBUTORS.md", ""),
    (".github/pull_request_template.md", "pull-request-template"),
    (".github/PULL_REQUEST_TEMPLATE/fix.md", "pull-request-template"),
    ("PULL_REQUEST_TEMPLATE.md", "pull-request-template"),
    (".gitlab/merge_request_templates/Default.md", "pull-request-template"),
    ("src/pull_request_template.md", ""),
    (".github/ISSUE_TEMPLATE/bug.yml", "issue-template"), (".github/ISSUE_TEMPLATE/config.yml", ""),
    (".gitlab/issue_templates/Bug.md", "issue-template"),
    (".github/ISSUE_TEMPLATE.md", "issue-template"),
    ("CODEOWNERS", "owners"), (".github/CODEOWNERS", "owners"), ("docs/CODEOWNERS", "owners"),
    (".gitlab/CODEOWNERS", "owners"), ("src/CODEOWNERS", ""), ("OWNERS", "owners"),
    ("pkg/api/OWNERS", "owners"), ("MAINTAINERS", "owners"), ("MAINTAINERS.md", "owners"),
    ("AUTHORS", ""), ("AUTHORS.md", ""),
    ("CHANGELOG.md", "changelog"), ("CHANGES.rst", "changelog"), ("HISTORY.md", "changelog"),
    ("NEWS", "changelog"), ("RELEASE_NOTES.md", "changelog"),
    ("packages/api/CHANGELOG.md", ""), ("docs/changes.rst", "changelog"), ("pages/news.md", ""),
    ("a/b/c/d/e/CHANGELOG.md", ""), ("src/changes.go", ""),
    ("docs/adr/0001-use-go.md", "decision"), ("docs/decisions/0001-a.md", "decision"),
    ("docs/adr/README.md", ""), ("docs/adr-0001.md", "decision"),
    ("docs/runbooks/api.md", "runbook"), ("docs/runbook.md", "runbook"),
    ("INCIDENTS.md", "runbook"),
    ("docs/disaster-recovery.md", "runbook"), ("docs/on-call.md", "runbook"),
    ("docs/postmortems/2024-01-02.md", "runbook"), ("docs/troubleshooting.md", "runbook"),
    ("docs/releasing.md", ""), ("docs/guide.md", ""),
    ("docs/slo.md", "objectives"), ("docs/service-level-objectives.md", "objectives"),
    ("docs/rollback.md", "rollback-guide"),
    (".gitignore", "ignore-file"), ("web/.gitignore", "ignore-file"), ("gitignore", ""),
  ])
  func `Documents are known by their usual places`(_ path: String, _ kind: String) {
    #expect(kinds(path) == (kind.isEmpty ? [] : [kind]))
  }

  @Test func `A component has a change log beside its manifest or in its documents`() async {
    let words = "# Title\n\nSome words.\n"
    let facts = await SmallRepository([
      "packages/api/package.json": "{\"name\": \"api\"}\n", "packages/api/HISTORY.md": words,
      "packages/api/docs/releases.md": words, "packages/NEWS.md": words,
      "src/web/changes.md": words,
    ]).facts
    #expect(
      facts.documents.filter { $0.kind == .changelog }.map(\.place.path.text).sorted() == [
        "packages/api/HISTORY.md", "packages/api/docs/releases.md",
      ])
  }

  @Test(arguments: [
    ("CONTRIBUTING.md", ""), ("CONTRIBUTING.md", "\n  \n"), ("CHANGELOG.md", "<!-- later -->\n"),
    (".gitignore", ""), (".gitignore", "# node_modules\n"), ("CODEOWNERS", "\n"),
    ("docs/troubleshooting.md", "# Local development\n\nSet up your machine.\n"),
  ])
  func `An empty document says nothing`(_ path: String, _ text: String) {
    #expect(kinds(path, text) == [])
  }

  @Test(arguments: [
    ("# Acme\n\nA shop for things that roll.\n", ["what"]),
    ("# Acme\n", []),
    ("", nil),
    ("# Acme\n\n[![ci](https://example.org/a.svg)](https://example.org)\n", []),
    ("# Acme\n\n## Install\n\nAsk Ann.\n", ["how"]),
    ("# Acme\n\n## Install\n", []),
    ("# Acme\n\n```sh\nmake build\n```\n", ["how"]),
    ("# Acme\n\n```json\n{\"a\": 1}\n```\n", []),
    ("# Acme\n\nA shop for things that roll.\n\n    npm install\n", ["how", "what"]),
    ("# Acme\n\nRun `make test` first.\n", ["how", "what"]),
    ("# Acme\n\nA shop, see [the guide](docs/install.md).\n", ["how", "what"]),
    ("# Acme\n\n[Home](https://example.org/install)\n", []),
    ("Acme\n====\n\nA shop for things that roll.\n\nUsage\n-----\n\nAsk Ann.\n", ["how", "what"]),
    ("# 가게\n\n굴러가는 물건을 파는 가게입니다.\n\n## 설치\n\n물어보세요.\n", ["how", "what"]),
    ("# Acme\n\n<!-- A shop for things that roll. -->\n", []),
    ("# Acme\n\nA shop.\n\n## Contributing\n\nAsk Ann first of all.\n", ["what"]),
  ])
  func `A README tells what the project is and how to work with it`(
    _ text: String, _ tells: [String]?
  ) {
    let documents = projectFacts("README.md", text).documents.filter { $0.kind == .readme }
    #expect(documents.map { $0.tells.sorted() } == (tells.map { [$0] } ?? []))
  }

  @Test(arguments: ["README", "README.rst", "readme.txt", "README.ko.md", "README.adoc"])
  func `A README has many names`(_ path: String) {
    #expect(kinds(path).first == "readme")
  }

  @Test(arguments: ["docs/README.md", "READ.md", "readme.go"])
  func `A README stands at the root and is a text`(_ path: String) {
    #expect(!kinds(path).contains("readme"))
  }

  @Test(arguments: [
    "Contributing", "How to contribute", "Pull requests", "Opening a merge request",
  ])
  func `A README may say how to contribute`(_ heading: String) {
    let text = "# Acme\n\nA shop.\n\n## \(heading)\n\nAsk Ann first of all.\n"
    let documents = projectFacts("README.md", text).documents
    #expect(documents.filter { $0.kind == .contributionPart }.map(\.place.position.line) == [5])
  }

  @Test func `A README may hold guides for deploying and going back`() {
    let text = "# Acme\n\n## Deployment\n\nPush.\n\n## Rollback\n\nPush the former one.\n"
    let documents = projectFacts("README.md", text).documents
    #expect(
      documents.map { "\($0.kind.rawValue):\($0.place.position.line)" } == [
        "readme:1", "rollback-guide:7", "deploy-guide:3",
      ])
  }
}

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
    ("packages/api/CHANGELOG.md", "changelog"),
    ("docs/changes.rst", "changelog"), ("pages/news.md", ""),
    ("a/b/c/d/e/CHANGELOG.md", ""), ("src/changes.go", ""),
    ("docs/adr/0001-use-go.md", "decision"), ("docs/decisions/0001-a.md", "decision"),
    ("docs/adr/README.md", ""), ("docs/adr-0001.md", "decision"),
    ("architecture-decision-record/0001-use-go.md", "decision"),
    ("docs/architecture_decision_records/use-go.md", "decision"),
    ("decision-tree/use-go.md", ""),
    ("source/runbooks/failover.html.md.erb", "runbook"), ("source/operations.html.md", "runbook"),
    ("source/postmortems/mail.md.erb", "runbook"), ("app/views/runbooks/show.html.erb", ""),
    ("app/views/incidents/index.text.erb", ""),
    ("docs/runbooks/api.md", "runbook"), ("docs/runbook.md", "runbook"),
    ("INCIDENTS.md", "runbook"),
    ("docs/disaster-recovery.md", "runbook"), ("docs/on-call.md", "runbook"),
    ("docs/postmortems/2024-01-02.md", "runbook"), ("docs/troubleshooting.md", "runbook"),
    ("docs/releasing.md", ""), ("docs/guide.md", ""),
    ("docs/slo.md", "objectives"), ("docs/service-level-objectives.md", "objectives"),
    ("docs/error-budget-policy.md", "objectives"), ("docs/service-levels.md", "objectives"),
    ("docs/slis-and-slos.md", "objectives"), ("docs/availability-targets.md", "objectives"),
    ("docs/reliability/objectives.md", "objectives"), ("docs/objectives.md", ""),
    ("docs/reliability/README.md", ""), ("docs/SLA.md", ""),
    ("docs/rollback.md", "rollback-guide"), ("docs/downgrading-shop.md", "rollback-guide"),
    ("docs/reverting-a-release.md", "rollback-guide"), ("docs/reverting-commits.md", ""),
    ("content/en/docs/v1/downgrades/downgrading-shop.md", ""),
    (".claude/commands/changelog.md", ""), (".cursor/rules/troubleshooting.md", ""),
    (".github/prompts/runbook.md", ""),
    ("docs/types/function-call-value.md", ""),
    (".azuredevops/pull_request_template.md", "pull-request-template"),
    (".azuredevops/pull_request_template/branches/main.md", "pull-request-template"),
    ("docs/changelog.md", "changelog"), ("docs/history.md", "changelog"),
    ("templates/history.html", ""), ("archetypes/news.md", ""), ("content/releases.md", ""),
    ("docs/adr/use-postgres.md", "decision"), ("docs/adr/0000-template.md", ""),
    ("docs/adr/adr-template.md", ""), ("docs/adr/0002-use-a-template.md", "decision"),
    ("rfcs/0042-new-queue.md", "decision"), ("doc/rfc/rfc2616.txt", ""),
    ("playbooks/README.md", ""), ("playbooks/roles/web/docs.md", ""),
    ("docs/playbooks/failover.md", "runbook"), ("docs/slos/api.md", "objectives"),
    (".gitignore", "ignore-file"), ("web/.gitignore", "ignore-file"), ("gitignore", ""),
  ])
  func `Documents are known by their usual places`(_ path: String, _ kind: String) {
    #expect(kinds(path) == (kind.isEmpty ? [] : [kind]))
  }

  @Test(arguments: [
    ("docs/operations.md", "# Shop\n\n## Service level objectives\n\n- 99.9 % answered\n", 3),
    ("docs/reliability/targets.md", "# SLOs\n\n99.9 % over 28 days.\n", 1),
    ("docs/reliability/targets.md", "# SLOs\n\n# Alerts\n\nNone.\n", nil),
    ("docs/monitoring.md", "# Monitoring\n\nSLOs will come.\n", nil),
    ("docs/product.md", "# Error budget\n\n0.1 % a month.\n", nil),
  ])
  func `Objectives may stand under a heading of their own`(
    _ path: String, _ text: String, _ line: Int?
  ) {
    let found = projectFacts(path, text).documents.first { $0.kind == .objectives }
    #expect(found.map { Int($0.place.position.line) } == line)
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
    (".github/CODEOWNERS", "# * @acme/developers\n"), ("OWNERS", "# approvers:\n# - ann\n"),
    ("CONTRIBUTING.md", "# Contributing\n"), ("CHANGELOG.md", "# Changelog\n"),
    ("docs/runbooks/api.md", "The API\n=======\n"),
    ("docs/troubleshooting.md", "# Local development\n\nSet up your machine.\n"),
  ])
  func `An empty document says nothing`(_ path: String, _ text: String) {
    #expect(kinds(path, text) == [])
  }

  @Test func `A template of comments is one for whoever fills it in`() {
    let text = "<!-- What changes, and why? -->\n"
    #expect(kinds(".github/pull_request_template.md", text) == ["pull-request-template"])
  }

  @Test func `A history below the root belongs to a component with a manifest`() {
    let text = "# History\n\n- 1.0: first\n"
    func kinds(_ others: String...) -> [Document.Kind] {
      projectFacts("api/HISTORY.md", text, beside: others).documents.map(\.kind)
    }
    #expect(kinds("api/package.json") == [.changelog])
    #expect(kinds("web/package.json") == [])
  }

  private static let readmes: [(String, [String]?)] = [
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
    ("# Acme\n\nA shop.\n\n## Contributing\n\nAsk Ann first of all.\n", []),
    ("# Acme\n\nA shop for all things.\n\n## Contributing\n", ["what"]),
    ("# Acme\n\n## Contributing\n\n### Tests\n\nAsk Ann.\n", ["how"]),
    // A rule behind a paragraph makes no heading of it.
    ("# Acme\n\nA shop for things that roll.\n\n---\n", ["what"]),
    // What a section on setting up says, says not what the project is.
    ("# Acme\n\n## Install\n\nAsk Ann for the archive and open it.\n", ["how"]),
    ("# Acme - a shop for things\n", ["what"]),
    ("---\ntitle: Acme, a shop for things\n---\n\n# Acme\n", []),
    ("---\n\nA shop for things that roll.\n", ["what"]),
    // A row of links is a menu.
    ("# Acme\n\n[Site](https://a.example) - [Read the docs](https://b.example/x)\n", []),
    ("# Acme\n\n## Use cases\n\nMany, many, many things.\n", ["what"]),
    ("# Acme\n\nA shop for all things.\n\n## How it works\n\nWell, it does.\n", ["what"]),
    // A guide that lies elsewhere is not in the tree.
    (
      "# Acme\n\nA shop for all things.\n\n## Install\n\nSee our [guide](https://a.example).\n",
      ["what"]
    ),
    (
      "# Acme\n\nA shop for all things.\n\n## Set-Up\n\nSee [the rules](CONTRIBUTING.md).\n",
      ["how", "what"]
    ),
    (
      "# Acme\n\nA shop for all things.\n\nSee [the rules](CONTRIBUTING.md) on running it.\n",
      ["how", "what"]
    ),
    (
      "# Acme\n\nA shop for all things.\n\nSee [the rules](CONTRIBUTING.md) on patches.\n",
      ["what"]
    ),
    (
      "# Acme\n\nA shop for all [steps][].\n\n[steps]: CONTRIBUTING.md#development-setup\n",
      ["how", "what"]
    ),
    // A picture, a footnote and a remark are no links to a guide.
    ("# Acme\n\nA shop for all things.\n\n![logo][]\n\n[logo]: docs/logo.png\n", ["what"]),
    ("# Acme\n\nA shop for all things[^1].\n\n[^1]: Use with care\n", ["what"]),
    ("# Acme\n\nA shop for all things.\n\n[note]: building needs care\n", ["what"]),
    ("# Acme\n\n```yaml\na: 1\n----\nb: 2\n```\n\nA shop for things that roll.\n", ["what"]),
    ("# Acme\n\n```\n# Install\n```\n", []),
    ("# Acme Framework\n", ["a library"]),
    ("# Acme library of things\n\n## The library\n", []),
    ("# Acme\n\n```\npipx install acme-cli\n```\n", ["commands of acme_cli", "how"]),
    ("# Acme\n\n```\n$ yarn global add acme@1.2\n```\n", ["commands of acme", "how"]),
    ("# Acme\n\n```\nnpm install acme\n```\n", ["how"]),
  ]

  @Test(arguments: readmes)
  func `A README tells what the project is and how to work with it`(
    _ text: String, _ tells: [String]?
  ) {
    let documents = projectFacts("README.md", text).documents.filter { $0.kind == .readme }
    #expect(documents.map { $0.tells.sorted() } == (tells.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("README.rst", "Acme\n~~~~\n\nA shop for things that roll.\n\nUsage\n~~~~~\n\nAsk Ann.\n"),
    ("README.rst", "====\nAcme\n====\n\nA shop for things.\n\n.. code::\n\n    make build\n"),
    ("README.adoc", "= Acme\n\nA shop for things that roll.\n\n----\nmake build\n----\n"),
  ])
  func `Other markups tell as much`(_ path: String, _ text: String) {
    let readme = projectFacts(path, text).documents.first { $0.kind == .readme }
    #expect(readme?.tells == ["what", "how"])
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

  @Test func `A README that tells who did what does not say how to contribute`() {
    let text = "# Acme\n\nA shop.\n\n## Team contributions\n\nAnn wrote the cart.\n"
    #expect(!projectFacts("README.md", text).documents.contains { $0.kind == .contributionPart })
  }

  @Test func `A README may hold guides for deploying and going back`() {
    let text = "# Acme\n\n## Deployment\n\nPush.\n\n## Rollback\n\nPush the former one.\n"
    let documents = projectFacts("README.md", text).documents
    #expect(
      documents.map { "\($0.kind.rawValue):\($0.place.position.line)" } == [
        "readme:1", "rollback-guide:7", "deploy-guide:3",
      ])
  }

  // https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys
  @Test(arguments: [
    ("setup-deploy-keys", false), ("Deploy tokens", false), ("Continuous deployment", false),
    ("Deploying by hand", true),
  ])
  func `A heading that speaks of keys is no guide for deploying`(_ heading: String, _ isGuide: Bool)
  {
    let text = "# Acme\n\nA shop for things.\n\n## \(heading)\n\nAsk Ann.\n"
    #expect(kinds("README.md", text).contains("deploy-guide") == isGuide)
    let both = text + "\n## Deployment\n\nPush.\n"
    #expect(kinds("README.md", both).contains("deploy-guide"))
  }

  @Test(arguments: [
    ("https://github.com/acme/shop/blob/main/CONTRIBUTING.md", true),
    ("https://github.com/acme/shop/blob/main/CONTRIBUTING.md#building", true),
    ("https://gitlab.example.com/acme/group/shop/-/blob/main/CONTRIBUTING.md", true),
    ("https://github.com/acme/shop/blob/main/docs/missing.md", false),
    ("https://github.com/acme/shop/wiki/CONTRIBUTING.md", false),
    ("https://acme.example/blob/CONTRIBUTING.md", false),
  ])
  func `A guide in the tree may be linked by its full address`(_ address: String, _ tells: Bool) {
    let text = "# Acme\n\nA shop for things.\n\n## Building\n\nSee the [guide](\(address)).\n"
    let facts = projectFacts("README.md", text, beside: ["CONTRIBUTING.md"])
    #expect(facts.documents.contains { $0.tells.contains("how") } == tells)
  }

  @Test func `A heading with nothing below it is no guide`() {
    let text = "# Acme\n\nA shop for things.\n\n## Deployment\n\n## Rollback\n\n## License\n"
    #expect(kinds("README.md", text) == ["readme"])
  }
}

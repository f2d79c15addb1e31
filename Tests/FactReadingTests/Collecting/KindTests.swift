import FactModel
import SourceModel
import TestSupport
import Testing

/// A small repository and its kind.
struct KindCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var kind: ProjectKind
  var files: [String: String]

  init(_ kind: ProjectKind, _ name: String, _ files: [String: String]) {
    testDescription = "\(kind.rawValue): \(name)"
    self.kind = kind
    self.files = files
  }

  static let server = [
    "go.mod": "module example.org/acme\n\nrequire github.com/gin-gonic/gin v1.10.0\n",
    "main.go": "package main\n\nfunc main() {}\n",
  ]

  static let library = [
    "package.json": #"{"name": "acme", "version": "1.0.0", "main": "index.js"}"#,
    "index.js": "export const a = 1\n",
  ]

  static func workflow(_ on: String, _ command: String) -> [String: String] {
    [".github/workflows/a.yml": "on: \(on)\njobs: {a: {steps: [{run: '\(command)'}]}}\n"]
  }

  static func and(_ left: [String: String], _ right: [String: String]) -> [String: String] {
    left.merging(right) { first, _ in first }
  }

  static let all: [KindCase] = [
    KindCase(
      .service, "a server that a pipeline deploys",
      and(server, workflow("push", "kubectl apply -f k8s"))),
    KindCase(.service, "a server whatever brings it out", server),
    KindCase(
      .service, "a server of whose framework only extensions are named",
      [
        "requirements.in": "Flask-Login==0.6.3\n",
        "application.py": "from flask import Flask\n\napp = Flask(\"shop\")\n",
      ]),
    KindCase(
      .service, "a server with the file of its platform",
      and(server, ["fly.toml": "app = \"shop\"\n"])),
    KindCase(
      .tool, "a server whose images a release tool's settings go with",
      and(
        and(server, [".releaserc": "{\"branches\": [\"main\"]}\n"]),
        workflow(
          "{push: {tags: [v*]}}",
          "docker build -t acme/shop:${{ github.ref_name }} . && docker push acme/shop:${{ github.ref_name }}"
        ))),
    KindCase(
      .site, "static pages that a pipeline puts up",
      [
        "hugo.toml": "title = \"a\"\n",
        ".github/workflows/a.yml": """
        on: push
        jobs: {a: {steps: [{run: hugo}, {uses: peaceiris/actions-gh-pages@v4}]}}
        """,
      ]),
    KindCase(
      .site, "a front end without a server",
      [
        "package.json": #"{"private": true, "dependencies": {"react-scripts": "5.0.0"}}"#,
        "src/index.js": "import React from 'react'\n",
      ]),
    KindCase(.library, "a package for others", library),
    KindCase(
      .library, "a package with pages for its documentation",
      and(
        library,
        [
          ".github/workflows/a.yml": """
          on: push
          jobs: {a: {steps: [{run: npx typedoc}, {uses: peaceiris/actions-gh-pages@v4}]}}
          """
        ])),
    KindCase(
      .tool, "a package that offers commands only",
      [
        "package.json": #"{"name": "acme", "version": "1.0.0", "bin": {"acme": "cli.js"}}"#,
        "cli.js": "console.log(1)\n",
      ]),
    KindCase(
      .tool, "a program that is released",
      and(
        ["go.mod": "module example.org/acme\n", "main.go": "package main\n\nfunc main() {}\n"],
        workflow("{push: {tags: [v*]}}", "goreleaser release"))),
    KindCase(
      .tool, "a server that is released as images under versions",
      and(
        server,
        workflow(
          "{push: {tags: [v*]}}", "docker push acme/shop:$GITHUB_REF_NAME"))),
    KindCase(
      .service, "a server whose every push makes an image",
      and(server, workflow("{push: {branches: [main]}}", "docker push acme/shop:latest"))),
    KindCase(
      .infrastructure, "resources alone",
      ["main.tf": "resource \"aws_s3_bucket\" \"a\" {}\n"]),
    KindCase(
      .infrastructure, "resources that a pipeline applies",
      and(
        ["main.tf": "resource \"aws_s3_bucket\" \"a\" {}\n"],
        workflow("push", "terraform apply -auto-approve"))),
    KindCase(
      .infrastructure, "a controller's objects",
      [
        "apps/shop.yaml": """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop}
        spec: {source: {repoURL: "https://example.org/acme/shop.git", path: k8s}}
        """
      ]),
    KindCase(
      .infrastructure, "playbooks",
      [
        "site.yml": "- hosts: all\n  roles: [web]\n", "inventory.ini": "[all]\nhost1\n",
        "roles/web/tasks/main.yml": "- apt: {name: nginx}\n",
      ]),
    KindCase(.other, "documents", ["README.md": "# Notes\n", "notes/a.md": "Words.\n"]),
    KindCase(.other, "nothing", [:]),
  ]
}

@Suite struct KindTests {
  @Test(arguments: KindCase.all + KindCase.signs + KindCase.owners)
  func `The kind follows the first rule that fits`(_ sample: KindCase) async {
    let project = await SmallRepository(sample.files).facts.project
    #expect(project.kind == sample.kind)
    #expect(project.kind == .other || !project.evidence.isEmpty)
  }

  @Test func `A kind that is said is not derived`() async {
    let project = await SmallRepository(KindCase.library, kind: .service).facts.project
    #expect(project.kind == .service)
    #expect(project.reason.english == "said by the call")
    #expect(project.evidence == [])
  }
}

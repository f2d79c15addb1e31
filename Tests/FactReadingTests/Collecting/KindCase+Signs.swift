import FactModel

extension KindCase {
  private static let listening = [
    "main.go": "package main\n\nfunc main() { http.ListenAndServe(\":8080\", nil) }\n"
  ]
  private static let manifests = [
    "k8s/a.yaml": "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: a}\n",
    "k8s/b.yaml": "kind: Service\napiVersion: v1\nmetadata: {name: a}\n",
  ]
  private static func cookbook(in folder: String) -> [String: String] {
    [
      folder + "metadata.rb": "name 'shop'\nversion '1.0.0'\nchef_version '>= 17'\n",
      folder + "recipes/default.rb": "package 'nginx'\n",
      folder + "resources/site.rb": "property :name, String\n",
    ]
  }
  private static let collection = [
    "galaxy.yml": "namespace: acme\nname: shop\nversion: 1.0.0\n",
    "roles/web/tasks/main.yml": "- apt: {name: nginx}\n",
  ]
  private static let page = ["content/index.md": "# Shop\n", "hugo.toml": "title = \"a\"\n"]

  /// What single signs do, or do not do, to the kind.
  static let signs: [KindCase] = [
    KindCase(
      .service, "a server without a framework beside its manifests", and(listening, manifests)),
    KindCase(
      .service, "code that a recipe takes to a machine of the team's own",
      [
        "package.json": #"{"name": "acme", "private": true}"#, "index.php": "<?php echo 1;\n",
        "config/deploy/production.rb": "server 'a.acme.test', roles: %w[app]\n",
      ]),
    KindCase(
      .library, "a cookbook with its tests",
      and(
        cookbook(in: ""), ["spec/unit/site_spec.rb": "describe 'site' do\nend\n", "Gemfile": "\n"])
    ),
    KindCase(
      .infrastructure, "cookbooks of a team's own machines",
      and(cookbook(in: "cookbooks/shop/"), cookbook(in: "cookbooks/mail/"))),
    KindCase(.library, "a collection for others", collection),
    KindCase(
      .infrastructure, "a collection that sets up machines of the team's own",
      and(collection, ["inventory/shop.ini": "[shop]\nweb1.acme.test\n"])),
    KindCase(
      .tool, "a program that has metadata",
      [
        "metadata.rb": "class Metadata\n  name 'a'\n  version '1'\nend\n", "Gemfile": "\n",
        "recipes/bread.rb": "puts 1\n",
      ]),
    KindCase(
      .tool, "a command-line program that may listen too",
      and(
        listening, ["go.mod": "module example.org/acme\n\nrequire github.com/spf13/cobra v1.8.0\n"])
    ),
    KindCase(
      .library, "modules beside each other, none of them a program",
      [
        "web/go.mod": "module example.org/web\n\nrequire github.com/gorilla/mux v1.8.1\n",
        "web/web.go": "package web\n", "text/go.mod": "module example.org/text\n",
        "text/text.go": "package text\n",
      ]),
    KindCase(
      .service, "a program that a platform runs",
      [
        "package.json": #"{"name": "acme", "private": true}"#, "index.js": "start()\n",
        "railway.json": "{\"deploy\": {\"startCommand\": \"node index.js\"}}\n",
      ]),
    KindCase(
      .tool, "a program whose tests need a server",
      [
        "go.mod": "module example.org/acme\n", "main.go": "package main\n",
        "integrationtest/go.mod": "module a\n\nrequire github.com/gin-gonic/gin v1.10.0\n",
      ]),
    KindCase(
      .site, "pages that a platform hosts, manifests in their content",
      and(and(page, manifests), ["netlify.toml": "[build]\ncommand = \"hugo\"\n"])),
    KindCase(
      .service, "a front end beside much code of its server",
      and(
        ["ui/package.json": #"{"private": true, "dependencies": {"@angular/core": "17.0.0"}}"#],
        Dictionary(uniqueKeysWithValues: (0..<20).map { ("srv/src/A\($0).java", "class A {}\n") }))),
    KindCase(
      .library, "a package whose tests put something up",
      and(
        library,
        [
          ".github/workflows/a.yml": """
          on: push
          jobs:
            e2e-tests: {steps: [{run: kubectl apply -f k8s}]}
            check: {steps: [{run: ./e2e/deploy.sh}]}
          """,
          "e2e/deploy.sh": "kubectl apply -f k8s\n",
        ])),
    KindCase(
      .service, "a server with resources for a production of its own",
      and(
        and(server, ["Dockerfile": "FROM alpine:3.20\n"]),
        and(
          ["infra/prod/main.tf": "resource \"aws_s3_bucket\" \"a\" {}\n"],
          workflow("{push: {tags: [v*]}}", "docker push acme/shop:$GITHUB_REF_NAME")))),
    KindCase(
      .tool, "images alone that are released under versions",
      and(
        ["10/Dockerfile": "FROM alpine:3.20\n"],
        workflow("{push: {tags: [v*]}}", "docker push acme/shop:$GITHUB_REF_NAME"))),
    KindCase(
      .tool, "an operator for the clusters of others",
      and(
        and(manifests, ["main.go": "package main\n", "go.mod": "module example.org/acme\n"]),
        ["PROJECT": "layout:\n- go.kubebuilder.io/v4\nprojectName: shop\n"])),
    KindCase(
      .tool, "a program whose chart is released with its images",
      and(
        and(manifests, ["main.go": "package main\n", "go.mod": "module example.org/acme\n"]),
        workflow("{push: {tags: [v*]}}", "docker push acme/shop:$GITHUB_REF_NAME"))),
    KindCase(
      .tool, "a hook for the commits of others",
      and(manifests, [".pre-commit-hooks.yaml": "- id: a\n  entry: a\n  language: docker\n"])),
    KindCase(
      .library, "a chart for others",
      [
        "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "shop/templates/a.yaml": "kind: Service\napiVersion: v1\nmetadata: {name: a}\n",
        "shop/values.yaml": "a: 1\n",
      ]),
    KindCase(
      .infrastructure, "a chart with values for environments",
      [
        "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "shop/templates/a.yaml": "kind: Service\napiVersion: v1\nmetadata: {name: a}\n",
        "shop/values-production.yaml": "a: 1\n",
      ]),
    KindCase(
      .library, "a package of Go with commands beside it",
      [
        "go.mod": "module example.org/acme\n", "a.go": "package acme\n", "b.go": "package acme\n",
        "cmd/acme/main.go": "package main\n",
      ]),
    KindCase(
      .tool, "a program whose shell for telephones is a package",
      and(
        and(
          [
            "go.mod": "module example.org/acme\n", "main.go": "package main\n",
            "ios/Package.swift": "let p = Package(name: \"a\", products: [.library(name: \"a\")])",
          ], [:]), workflow("{push: {tags: [v*]}}", "goreleaser release"))),
    KindCase(
      .tool, "a program whose pages document it",
      [
        "index.php": "<?php\n", "Dockerfile": "FROM php:8.3\n",
        ".github/workflows/a.yml": """
        on: {push: {tags: [v*]}}
        jobs: {a: {steps: [{run: 'docker push acme/shop:$GITHUB_REF_NAME'}, {run: mkdocs build}, \
        {uses: peaceiris/actions-gh-pages@v4}]}}
        """,
      ]),
    KindCase(
      .infrastructure, "pipelines that deploy what stands elsewhere",
      and(workflow("push", "cf push shop -p release"), ["Makefile": "up:\n\tfly sp\n"])),
    KindCase(
      .service, "a server among sources beside the clusters' files",
      and(
        workflow("push", "kubectl apply -f k8s"),
        [
          "src/shop/package.json": #"{"dependencies": {"express": "5.0.0"}}"#,
          "src/shop/index.js": "require('express')().listen(80)\n",
          "k8s/a.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n",
          "k8s/b.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n",
        ])),
    KindCase(
      .library, "a client that only speaks HTTP",
      [
        "pyproject.toml": """
        [project]
        name = "acme"
        version = "1.0.0"
        dependencies = ["aiohttp"]
        [build-system]
        requires = ["hatchling"]
        """,
        "acme/__init__.py": "import aiohttp\n", "Dockerfile": "FROM python:3.13\n",
      ]),
  ]
}

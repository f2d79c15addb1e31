import FactModel

extension KindCase {
  private static let operated = [
    "main.go": "package main\n", "go.mod": "module example.org/acme\n",
    "PROJECT": "layout:\n- go.kubebuilder.io/v4\nprojectName: shop\n",
  ]
  private static let jvm = [
    "pom.xml": """
    <project><groupId>acme</groupId><artifactId>shop</artifactId><version>1</version>
    <dependencies><dependency><groupId>io.dropwizard</groupId><artifactId>dropwizard-core</artifactId>
    <version>4.0.0</version></dependency></dependencies></project>
    """,
    "src/main/java/Shop.java": "class Shop {}\n",
  ]
  private static let python = [
    "pyproject.toml": """
    [project]
    name = "acme-shop"
    version = "1.0.0"
    dependencies = ["fastapi"]
    [build-system]
    requires = ["hatchling"]
    """,
    "acme/shop.py": "import fastapi\n",
  ]
  private static let rust = [
    "Cargo.toml":
      "[package]\nname = \"shop\"\nversion = \"1.0.0\"\n[dependencies]\naxum = \"0.8\"\n",
    "src/main.rs": "fn main() {}\n", "Dockerfile": "FROM rust:1.90\n",
  ]
  private static let commands = [
    "package.json": #"{"name": "@acme/rolls", "version": "1.0.0", "bin": "cli.js"}"#,
    "cli.js": "export const a = 1\n",
  ]

  private static func released(_ copying: String, in job: String) -> [String: String] {
    [
      ".github/workflows/a.yml": """
      on: {push: {tags: [v*]}}
      jobs:
        image: {steps: [{run: 'docker push acme/shop:$GITHUB_REF_NAME'}]}
        \(job): {steps: [{run: '\(copying)'}]}
      """
    ]
  }

  /// Whose deployments and packages those of a tree are.
  static let owners: [KindCase] = [
    KindCase(
      .tool, "an operator that its tests install",
      and(
        operated,
        [
          ".github/workflows/a.yml": """
          on: push
          jobs: {test: {environment: test, steps: [{run: kubectl apply -f config}]}}
          """
        ])),
    KindCase(
      .service, "an operator that the team itself runs",
      and(operated, workflow("push", "kubectl apply -f config -n production"))),
    KindCase(
      .service, "a server whose images a deployer is told of",
      and(
        jvm,
        workflow(
          "push",
          "mvn deploy && docker push acme/shop:$GITHUB_SHA && sed -i s/tag:.*/tag:1/ shop.yaml && git push"
        ))),
    KindCase(
      .tool, "a server that is published beside its image",
      and(
        and(python, ["Dockerfile": "FROM python:3.13\n"]),
        released("uv publish", in: "package"))),
    KindCase(
      .service, "a server whose versions go to the registry of a cloud account",
      and(
        rust,
        workflow(
          "{push: {tags: [v*]}}",
          "docker login --username AWS --password-stdin $R && docker push $R/shop:$GITHUB_REF_NAME")
      )),
    KindCase(
      .tool, "a server whose versions go to a public registry too",
      and(
        rust,
        workflow(
          "{push: {tags: [v*]}}",
          "docker login -u AWS $R && docker login -u acme && docker push acme/shop:$GITHUB_REF_NAME"
        ))),
    KindCase(
      .service, "a server with the variables of its own production",
      and(
        and(
          rust,
          [
            "infra/main.tf": "resource \"aws_s3_bucket\" \"a\" {}\n",
            "infra/prod.tfvars": "size = 3\n",
          ]), workflow("{push: {tags: [v*]}}", "docker push acme/shop:$GITHUB_REF_NAME"))),
    KindCase(
      .service, "a front end beside the package of its server",
      [
        "web/package.json": #"{"private": true, "dependencies": {"react-scripts": "5.0.0"}}"#,
        "web/src/index.js": "import React from 'react'\n",
        "web/src/app.js": "export const a = 1\n", "web/src/b.js": "export const b = 1\n",
        "server/pyproject.toml": "[project]\nname = \"shop\"\nversion = \"1.0.0\"\n",
        "server/shop/main.py": "a = 1\n",
      ]),
    KindCase(
      .tool, "a program whose files a release takes to the place of downloads",
      and(rust, released("scp shop root@dl.acme.example:/srv/downloads", in: "publish-release"))),
    KindCase(
      .service, "a program that a tag takes to a machine",
      and(rust, released("scp shop root@acme.example:/srv/shop", in: "deploy-release"))),
    KindCase(
      .service, "a program that a cluster keeps running",
      [
        "build.gradle": "dependencies { implementation 'info.picocli:picocli:4.7.6' }\n",
        "src/main/java/Shop.java": "class Shop {}\n", "src/main/java/Roll.java": "class Roll {}\n",
        "Dockerfile": "FROM eclipse-temurin:21\n",
        "charts/shop/Chart.yaml": "name: shop\nversion: 1.0.0\n",
        "charts/shop/templates/a.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n",
      ]),
    KindCase(
      .site, "pages beside little infrastructure for them",
      and(
        workflow("push", "git clone git@github.com:acme/acme.github.io.git && git push"),
        [
          "src/archetypes/default.md": "---\n", "src/content/a.md": "# A\n",
          "src/content/b.md": "# B\n", "dns/main.tf": "resource \"aws_route53_zone\" \"a\" {}\n",
        ])),
    KindCase(
      .library, "a package that a release tool publishes",
      [
        "package.json": """
        {"name": "acme", "version": "1.0.0", "keywords": ["rolls"],
        "devDependencies": {"semantic-release": "24.0.0", "typedoc": "0.28.0"}}
        """, "lib/rolls.ts": "export const a = 1\n",
      ]),
    KindCase(
      .tool, "a package that is installed for its commands",
      and(
        commands,
        [
          "README.md": """
          # Rolls

          ```
          npm install -g @acme/rolls@latest
          import rolls from '@acme/rolls'
          ```
          """
        ])),
    KindCase(
      .library, "a package that calls itself a library",
      and(commands, ["README.md": "# Acme Rolling Library\n\nRolls things.\n"])),
    KindCase(
      .library, "a package with a module beside its commands",
      [
        "package.json": """
        {"name": "rolls", "main": "./index.js", "bin": {"rolls": "./bin/rolls.js"},
         "browser": {"./index.js": "./browser.js"}}
        """, "index.js": "module.exports = 1\n", "bin/rolls.js": "1\n",
        "README.md": "# Rolls\n\nRun `rolls`.\n",
      ]),
    KindCase(
      .library, "a published package below a private root with commands of its own",
      and(
        [
          "package.json":
            #"{"name": "a", "private": true, "bin": {"preview": "p.sh"}, "workspaces": ["lib"]}"#,
          "lib/package.json":
            #"{"name": "rolls", "exports": "./a.js", "publishConfig": {"access": "public"}}"#,
          "lib/a.js": "export const a = 1\n",
        ], workflow("{push: {tags: [v*]}}", "npm publish --workspace rolls"))),
    KindCase(
      .library, "a module whose resources have blocks named provider",
      [
        "main.tf": """
        resource "aws_eks_cluster" "c" {
          encryption_config {
            provider {
              key_arn = var.key
            }
          }
        }
        """, "variables.tf": "variable \"key\" {}\n", "outputs.tf": "output \"a\" { value = 1 }\n",
        "versions.tf":
          "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n",
      ]),
    KindCase(
      .tool, "a program with a server's library whose files are released",
      [
        "go.mod": """
        module example.org/acme

        require (
        \tgithub.com/go-chi/chi/v5 v5.2.0
        \tgithub.com/urfave/cli/v2 v2.27.0
        )
        """, "main.go": "package main\n\nfunc main() {}\n",
        ".github/workflows/a.yml": """
        on: {push: {tags: [v*]}}
        jobs: {a: {steps: [{run: go build -o dist/acme .}, {run: gh release create v1 dist/acme}]}}
        """,
      ]),
  ]
}

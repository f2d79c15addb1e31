import FactModel
import Rubrics
import SourceModel
import TestSupport
import Testing

@Suite struct AdviceTests {
  private func advice(
    _ criterion: String, _ files: [String: String], kind: ProjectKind? = nil
  ) async throws -> ChosenAdvice {
    let assessment = try #require(await SmallRepository(files, kind: kind).assessment)
    let result = try #require(assessment.criteria.first { $0.id == criterion })
    return try #require(result.advice)
  }

  private static let composer = """
    {"name": "example/shop", "require": {"monolog/monolog": "^3.0"}}
    """
  private static let npm = """
    {"name": "shop", "private": true, "devDependencies": {"vite": "^7.0.0"}}
    """

  @Test func `Tests are run as the main manifest would have it`() async throws {
    let found = try await advice(
      "ci.test",
      [
        "composer.json": Self.composer, "assets/package.json": Self.npm, "src/Cart.php": "<?php\n",
        "tests/CartTest.php": "<?php\nclass CartTest { public function testNone() {} }\n",
      ], kind: .service)
    #expect(found.how.english.contains("Composer"))
    let text = try #require(found.snippet?.text)
    #expect(text.contains("composer install") && text.contains("pull_request:"))
  }

  @Test func `A part of a workflow goes into the one that checks changes`() async throws {
    let checkout = "    steps:\n      - uses: actions/checkout@v6\n      - run: "
    let found = try await advice(
      "ci.test",
      [
        "go.mod": "module example.com/shop\n\ngo 1.24\n", "main.go": "package main\n",
        "cart_test.go": "package main\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\n",
        ".github/workflows/a-format.yml":
          "on: [pull_request]\njobs:\n  a:\n    runs-on: x\n\(checkout)gofmt -l .\n",
        ".github/workflows/build.yml":
          "on: [pull_request]\njobs:\n  b:\n    runs-on: x\n\(checkout)go build ./...\n",
      ], kind: .service)
    #expect(found.at?.path.text == ".github/workflows/build.yml")
    #expect(found.snippet?.path == ".github/workflows/build.yml")
    #expect(found.snippet?.text.hasPrefix("jobs:") == true)
  }

  @Test func `A file that is there is pointed at under its own name`() async throws {
    let found = try await advice(
      "security.updates",
      ["server.py": "print(1)\n", ".github/dependabot.yaml": "version: 2\nupdates: []\n"],
      kind: .service)
    #expect(found.at?.path.text == ".github/dependabot.yaml")
    #expect(found.snippet?.path == ".github/dependabot.yaml")
    #expect(found.how.english.hasSuffix("is there already: change it accordingly."))
    #expect(found.how.korean.contains("이미"))
  }

  @Test func `Infrastructure of Terraform is planned and applied`() async throws {
    let files = [
      "go.mod": "module example.com/live\n\ngo 1.24\n",
      "cluster/main.tf": "resource \"aws_eks_cluster\" \"main\" {\n  name = \"main\"\n}\n",
    ]
    let deploy = try await advice("cd.deploy", files, kind: .infrastructure)
    #expect(deploy.snippet?.text.contains("terraform apply") == true)
    let test = try await advice("ci.test", files, kind: .infrastructure)
    #expect(test.snippet?.text.contains("terraform validate") == true)
  }

  @Test(arguments: ["cd.deploy", "cd.artifact", "deploy.split", "deploy.gate"])
  func `A workflow for versions that is there gets no second one beside it`(
    _ criterion: String
  ) async throws {
    let release =
      "on: {push: {tags: [v*]}}\njobs:\n  r:\n    runs-on: x\n    steps: [{run: cargo build --release}]\n"
    let found = try await advice(
      criterion,
      [
        "Cargo.toml": "[package]\nname = \"money\"\nversion = \"1.0.0\"\n", "src/lib.rs": "\n",
        ".github/workflows/versions.yml": release,
      ], kind: .library)
    #expect(found.how.english.contains("starts for new versions already"))
    #expect(found.at?.path.text == ".github/workflows/versions.yml")
    #expect(found.snippet == nil)
  }

  @Test func `What a controller follows is written again to go back`() async throws {
    let deploy =
      "on: push\njobs:\n  d:\n    runs-on: x\n    environment: production\n    steps:\n      - run: |\n"
      + "          git clone https://git.example.com/shop-live && cd shop-live\n"
      + "          sed -i \"s/tag:.*/tag:$GITHUB_SHA/\" values.yaml && git commit -am new && git push\n"
    let found = try await advice(
      "deploy.rollback", [".github/workflows/deploy.yml": deploy], kind: .service)
    #expect(found.how.english.contains("the version that this job writes"))
    #expect(found.at?.path.text == ".github/workflows/deploy.yml")
  }

  @Test func `A delivery with a workflow of its own lacks nothing but a trigger`() async throws {
    let steps = "    steps:\n      - uses: actions/checkout@v6\n      - run: "
    let release =
      "on:\n  push:\n    branches: [main]\njobs:\n  r:\n    runs-on: x\n\(steps)npm ci\n      - run: npm publish\n"
    let package = #"{"name": "money", "version": "1.0.0", "scripts": {"lint": "eslint ."}}"#
    let found = try await advice(
      "deploy.split",
      [
        "package.json": package,
        ".github/workflows/release.yml": release,
      ], kind: .library)
    #expect(found.how.english.contains("trigger of its own"))
    #expect(found.at?.path.text == ".github/workflows/release.yml")
  }
}

import CommandLineTool
import Foundation
import TestSupport
import Testing

/// Several repositories of one team, assessed as one.
@Suite struct TeamTests {
  private func withTeam(_ body: (TestFolder) async throws -> Void) async throws {
    try await TestFolder.with { folder in
      let app = try folder.folder("app")
      try app.fillWithService()
      try app.write("Dockerfile", "FROM node:24\nCOPY . .\nEXPOSE 8080\nCMD [\"node\", \".\"]\n")
      try app.write(
        "package.json",
        #"{"name": "shop", "scripts": {"test": "node --test", "start": "node ."}, "#
          + #""dependencies": {"express": "4.21.0"}}"#)
      try app.write("index.js", "require('express')().listen(8080)\n")
      try app.commit("Run in a container")
      let infra = try folder.folder("infra")
      try infra.git("init", "-q")
      try infra.write(
        ".github/workflows/deploy.yml",
        """
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - uses: actions/checkout@v4
              - run: helm upgrade --install shop ./chart

        """)
      try infra.write("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n")
      try infra.write(
        "chart/templates/deployment.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec:\n  template:\n"
          + "    spec:\n      containers:\n        - {name: shop, image: \"acme/shop:1.0.0\"}\n")
      try infra.commit("Begin")
      try await body(folder)
    }
  }

  private struct Found {
    var status: String
    var paths: [String]
  }

  private func found(_ id: String, _ words: String...) async throws -> Found {
    let json = try await ToolRun(words: ["-f", "json"] + words).json()
    let criteria = json["criteria"] as? [[String: Any]] ?? []
    let criterion = try #require(criteria.first { $0["id"] as? String == id })
    let evidence = criterion["evidence"] as? [[String: Any]] ?? []
    return Found(
      status: criterion["status"] as? String ?? "",
      paths: evidence.compactMap { $0["path"] as? String })
  }

  @Test(arguments: ["app/.github/..", "app/", "link", "./app"])
  func `One repository is no team of two, whatever it is called`(_ again: String) async throws {
    try await withTeam { folder in
      try folder.link("link", to: "app")
      let run = await ToolRun(folder.path("app"), folder.path(again))
      #expect(run.status == .wrongUse)
      #expect(run.errors.contains("found the path `\(folder.path(again))` twice"))
    }
  }

  @Test func whatOneRepositoryTestsAnotherDelivers() async throws {
    try await withTeam { folder in
      let (app, infra) = (folder.path("app"), folder.path("infra"))
      #expect(try await found("cd.deploy", app).status == "unmet")
      #expect(try await found("deploy.split", app).status == "unmet")
      #expect(try await found("deploy.split", infra).status != "met")
      let deploy = try await found("cd.deploy", app, infra)
      #expect(deploy.status == "met")
      #expect(deploy.paths.contains("infra/.github/workflows/deploy.yml"))
      let split = try await found("deploy.split", app, infra)
      #expect(split.status == "met")
      #expect(split.paths.contains("app/.github/workflows/ci.yml"))
      #expect(split.paths.contains("infra/.github/workflows/deploy.yml"))
    }
  }

  @Test func whatIsAskedOfTheRootIsAskedOfEachRoot() async throws {
    try await withTeam { folder in
      let readme = try await found("source.readme", folder.path("infra"), folder.path("app"))
      #expect(readme.status == (try await found("source.readme", folder.path("app"))).status)
      #expect(readme.paths.contains("app/README.md"))
    }
  }

  @Test func theTeamIsWhatOneOfItsRepositoriesIs() async throws {
    try await withTeam { folder in
      let json = try await ToolRun("-f", "json", folder.path("infra"), folder.path("app")).json()
      #expect(json["kind"] as? String == "service")
      #expect((json["repository"] as? [String: Any])?["path"] as? String == "infra")
      let repositories = json["repositories"] as? [[String: Any]] ?? []
      #expect(repositories.map { $0["path"] as? String } == ["infra", "app"])
      #expect(repositories.allSatisfy { $0["commit"] is String && $0["branch"] is String })
      #expect(repositories.map { $0["files"] as? Int } == [3, 8])
    }
  }

  /// The program shows no server of its own; that the second deploys is what makes it a service.
  @Test(arguments: [(true, "service"), (false, "infrastructure")])
  func aProgramThatAnotherDeploysIsAService(_ isInImage: Bool, _ kind: String) async throws {
    try await withTeam { folder in
      let app = try folder.folder("app")
      try app.write("package.json", #"{"name": "shop", "scripts": {"test": "node --test"}}"#)
      try app.write("index.js", "console.log(1)\n")
      if !isInImage { try app.remove("Dockerfile") }
      try app.commit("Do less")
      let json = try await ToolRun("-f", "json", folder.path("app"), folder.path("infra")).json()
      #expect(json["kind"] as? String == kind)
      let said = try await ToolRun(
        "-f", "json", "--kind", "library", folder.path("app"), folder.path("infra")
      ).json()
      #expect(said["kind"] as? String == "library")
    }
  }

  @Test func adviceGoesIntoTheRepositoryOfItsPlace() async throws {
    try await withTeam { folder in
      let json = try await ToolRun("-f", "json", folder.path("app"), folder.path("infra")).json()
      let steps = (json["next"] as? [String: Any])?["steps"] as? [[String: Any]] ?? []
      let paths = steps.flatMap { step in
        ["at", "snippet"].compactMap { (step[$0] as? [String: Any])?["path"] as? String }
      }
      #expect(!paths.isEmpty)
      #expect(paths.allSatisfy { $0.hasPrefix("app/") || $0.hasPrefix("infra/") })
    }
  }

  @Test func sameNamesAreToldApart() async throws {
    try await withTeam { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path("other"), withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        atPath: folder.path("infra"), toPath: folder.path("other/app"))
      let deploy = try await found("cd.deploy", folder.path("app"), folder.path("other/app"))
      #expect(deploy.paths.contains("app-2/.github/workflows/deploy.yml"))
    }
  }

  @Test func warningsAndTechnologiesSayWhichRepository() async throws {
    try await withTeam { folder in
      try folder.write("infra/.github/workflows/broken.yml", "on: [push\njobs: {\n")
      try folder.folder("infra").commit("Break")
      let json = try await ToolRun("-f", "json", folder.path("app"), folder.path("infra")).json()
      let warnings = json["warnings"] as? [[String: Any]] ?? []
      #expect(warnings.contains { $0["path"] as? String == "infra/.github/workflows/broken.yml" })
      let technologies = json["technologies"] as? [[String: Any]] ?? []
      let paths = technologies.compactMap { $0["path"] as? String }
      #expect(paths.contains("infra/chart/Chart.yaml"), "\(paths)")
    }
  }

  @Test func theFirstRepositorySpeaksForTheTeam() async throws {
    try await withTeam { folder in
      let waiver = """
        waivers:
          - criterion: deploy.rollback
            reason: later
            until: 2027-01-31

        """
      try folder.write("app/.devops-assess.yml", waiver + "min-stage: v5\n")
      try folder.write("infra/.devops-assess.yml", waiver)
      let run = await ToolRun("-f", "json", folder.path("app"), folder.path("infra"))
      #expect(run.status == .belowThreshold)
      let json = try run.json()
      #expect((json["waived"] as? [Any])?.count == 1)
      let warnings = (json["warnings"] as? [[String: Any]] ?? []).filter {
        $0["path"] as? String == "infra/.devops-assess.yml"
      }
      #expect(
        warnings.contains { ($0["message"] as? String)?.contains("do not count here") == true })
    }
  }

  @Test(arguments: [
    ("kind: nonsense\n", ".devops-assess.yml:1:7: error: found the kind `nonsense`"),
    ("rubric: none.yml\n", ".devops-assess.yml:1:9: error: found no rubric in `none.yml`"),
    ("rubric: own\n", "own/own.yml:1:1: error: found no `areas`"),
  ])
  func faultsSayWhichRepository(_ configuration: String, _ fault: String) async throws {
    try await withTeam { folder in
      let infra = try folder.folder("infra")
      try infra.write(".devops-assess.yml", configuration)
      try infra.write("own/own.yml", "name: own\n")
      try infra.commit("Say how we are assessed")
      let run = await ToolRun(folder.path("app"), folder.path("infra"))
      #expect(run.status == .wrongUse)
      #expect(run.errors.hasPrefix("infra/\(fault)"), "\(run.errors)")
      let alone = await ToolRun(folder.path("infra"))
      #expect(alone.errors.hasPrefix(fault), "\(alone.errors)")
    }
  }

  @Test func reportsNameAllRepositories() async throws {
    try await withTeam { folder in
      let (app, infra) = (folder.path("app"), folder.path("infra"))
      let terminal = await ToolRun(app, infra)
      #expect(terminal.output.contains(" + infra (main @ "))
      #expect(!terminal.output.contains(folder.path))
      let markdown = await ToolRun("-f", "markdown", app, infra)
      #expect(markdown.output.hasPrefix("## app + infra: v"))
      let explained = await ToolRun("explain", "cd.deploy", app, infra)
      #expect(explained.output.contains("infra/.github/workflows/deploy.yml:"))
    }
  }
}

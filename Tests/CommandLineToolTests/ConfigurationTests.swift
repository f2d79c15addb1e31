import BuiltInRubrics
import CommandLineTool
import Foundation
import TestSupport
import Testing

/// What a team writes into `.devops-assess.yml`, and what comes of it.
@Suite struct ConfigurationTests {
  private static let name = ".devops-assess.yml"

  private func withService(
    _ configuration: String? = nil, _ body: (TestFolder) async throws -> Void
  ) async throws {
    try await TestFolder.with { folder in
      let shop = try folder.folder("shop")
      try shop.fillWithService()
      if let configuration {
        try shop.write(Self.name, configuration)
        try shop.commit("Say how we are assessed")
      }
      try await body(shop)
    }
  }

  private func criterion(_ id: String, in run: ToolRun) throws -> [String: Any] {
    let criteria = try #require(try run.json()["criteria"] as? [[String: Any]], "\(run.errors)")
    return try #require(criteria.first { $0["id"] as? String == id })
  }

  private func messages(_ run: ToolRun) throws -> [String] {
    let warnings = try #require(try run.json()["warnings"] as? [[String: Any]], "\(run.errors)")
    return warnings.compactMap { $0["message"] as? String }
  }

  // MARK: - Where it stands

  @Test(arguments: [Self.name, ".github/\(Self.name)"])
  func `It is read at the top and in the host's folder`(_ place: String) async throws {
    try await withService { folder in
      try folder.write(place, "kind: library\n")
      try folder.commit("Say the kind")
      let configured = try await ToolRun("-fjson", folder.path).json()
      #expect(configured["kind"] as? String == "library")
      #expect(configured["kindReason"] as? String == "said by the configuration")
      let said = await ToolRun("-fjson", "--kind=service", folder.path)
      #expect(try said.json()["kind"] as? String == "service")
      #expect(try said.json()["kindReason"] as? String == "said by the call")
      let without = await ToolRun("-fjson", "--no-config", folder.path)
      #expect(try without.json()["kind"] as? String == "tool")
      let former = await ToolRun("-fjson", "--ref", "HEAD~1", folder.path)
      #expect(try former.json()["kind"] as? String == "tool")
      try folder.write(place, "kind: site\n")
      let committed = await ToolRun("-fjson", "--ref", "HEAD", folder.path)
      #expect(try committed.json()["kind"] as? String == "library")
    }
  }

  @Test func `Two of them are an error`() async throws {
    try await withService("kind: library\n") { folder in
      try folder.write(".github/\(Self.name)", "kind: library\n")
      let run = await ToolRun(folder.path)
      #expect(run.status == .wrongUse)
      #expect(
        run.errors == ".github/.devops-assess.yml:1:1: error: found a second configuration beside "
          + "`.devops-assess.yml`, expected one (remove one of them)\n")
      #expect(await ToolRun("--no-config", folder.path).status == .fine)
    }
  }

  @Test func `A call may name another one`() async throws {
    try await withService("kind: nonsense\n") { folder in
      try folder.write("../ours.yml", "kind: site\nexclude: [nowhere/**]\nmin-stage: v6\n")
      let faulty = await ToolRun("--config", folder.path("../ours.yml"), folder.path)
      #expect(faulty.status == .wrongUse)
      #expect(faulty.errors.hasPrefix("ours.yml:3:12: error: found the stage `v6`"))
      try folder.write("../ours.yml", "kind: site\nexclude: [nowhere/**]\n")
      let run = await ToolRun("-fjson", "--config", folder.path("../ours.yml"), folder.path)
      #expect(try run.json()["kind"] as? String == "site")
      // A file for many repositories need not fit each.
      #expect(try !messages(run).contains { $0.contains("nowhere") })
      #expect(!run.output.contains(folder.path))
    }
  }

  @Test func `A fault is status two in both commands`() async throws {
    try await withService("waivers:\n  - {criterion: ci.tests, reason: x, until: 2027-01-01}\n") {
      folder in
      for words in [[folder.path], ["explain", "ci.test", folder.path], ["-qfjson", folder.path]] {
        let run = await ToolRun(words: words)
        #expect(run.status == .wrongUse)
        #expect(run.output == "")
        #expect(
          run.errors.hasPrefix(
            ".devops-assess.yml:2:17: error: found the criterion `ci.tests`, expected one of "))
        #expect(run.errors.hasSuffix("(did you mean `ci.test`?)\n"))
      }
    }
  }

  @Test func `A link that leaves the repository is not followed`() async throws {
    try await withService { folder in
      try folder.write("../secret.yml", "kind: library\n")
      try folder.link(Self.name, to: "../secret.yml")
      try folder.commit("Link it")
      let run = await ToolRun(folder.path)
      #expect(run.status == .wrongUse)
      #expect(
        run.errors == ".devops-assess.yml:1:1: error: could not be read: it is a link that leaves "
          + "the repository\n")
      #expect(await ToolRun("--ref", "HEAD", folder.path).status == .wrongUse)
    }
  }

  @Test(arguments: ["nowhere.yml", Self.name, "nowhere/\(Self.name)"])
  func `A link that leads nowhere is no absent file`(_ target: String) async throws {
    try await withService { folder in
      try folder.link(Self.name, to: target)
      let says =
        ".devops-assess.yml:1:1: error: found a link that leads nowhere, expected a configuration "
        + "or none (correct or remove the link)\n"
      // Whether git tracks it yet or not.
      #expect(await ToolRun(folder.path).errors == says)
      #expect(await ToolRun("--ref", "HEAD", folder.path).status == .fine)
      #expect(
        await ToolRun("init", "--write", folder.path).errors
          == "found `.devops-assess.yml`, which stays as it is\n")
      try folder.commit("Link it")
      for words in [[folder.path], ["--ref", "HEAD", folder.path]] {
        let run = await ToolRun(words: words)
        #expect(run.status == .wrongUse)
        #expect(run.errors == says)
        #expect(run.output == "")
      }
      #expect(await ToolRun("--no-config", folder.path).status == .fine)
    }
  }

  @Test func `A configuration that is not checked out is an error, one taken away a warning`()
    async throws
  {
    try await withService("min-stage: v5\n") { folder in
      try folder.remove(Self.name)
      let gone = await ToolRun("-fjson", folder.path)
      #expect(gone.status == .fine)
      #expect(
        try messages(gone) == [
          "found no file for a configuration that git tracks, so none is read "
            + "(`git restore .devops-assess.yml`, or `git rm .devops-assess.yml`)"
        ])
      try folder.git("update-index", "--skip-worktree", Self.name)
      let leftOut = await ToolRun("-fjson", folder.path)
      #expect(leftOut.status == .wrongUse)
      #expect(
        leftOut.errors
          == ".devops-assess.yml:1:1: error: found a configuration that is not checked "
          + "out, expected its file (check it out, or name a configuration with `--config`)\n")
      let committed = await ToolRun("--ref", "HEAD", "--kind=service", folder.path)
      #expect(committed.status == .belowThreshold)
      try folder.git("update-index", "--no-skip-worktree", Self.name)
      try folder.commit("Ask for nothing")
      #expect(try messages(await ToolRun("-fjson", folder.path)) == [])
    }
  }

  @Test func `What others would not see is warned of`() async throws {
    try await withService { folder in
      try folder.write("devops-assess.yaml", "kind: library\n")
      try folder.commit("Misname it")
      let misnamed = await ToolRun("-fjson", folder.path)
      #expect(
        try messages(misnamed) == [
          "found a file that is not read, expected `.devops-assess.yml` (rename it)"
        ])
      #expect(try misnamed.json()["kind"] as? String == "tool")
      try folder.write(Self.name, "kind: library\n")
      let untracked = await ToolRun("-fjson", folder.path)
      #expect(try untracked.json()["kind"] as? String == "library")
      #expect(
        try messages(untracked) == [
          "found a configuration that git does not track, expected one for everybody "
            + "(`git add .devops-assess.yml`)"
        ])
    }
  }

  // MARK: - What it says of files

  @Test func `Files are left out, brought back and placed`() async throws {
    let configuration = """
      exclude: [.github/workflows/**]
      include: [examples/docs/**]
      paths: {ci/build.yml: gitlab-ci}
      related: [shop-infra]

      """
    try await withService(configuration) { folder in
      try folder.write("ci/build.yml", "test:\n  script: [npm test]\n")
      try folder.commit("Test")
      let run = await ToolRun("-fjson", folder.path)
      let test = try criterion("ci.test", in: run)
      #expect(test["status"] as? String == "met")
      let evidence = try #require(test["evidence"] as? [[String: Any]])
      let paths = evidence.compactMap { $0["path"] as? String }
      #expect(paths.contains("ci/build.yml"))
      #expect(!paths.contains(".github/workflows/ci.yml"))
      let repository = try #require(try run.json()["repository"] as? [String: Any])
      #expect(repository["excluded"] as? Int == 1)
      #expect(repository["related"] as? [String] == ["shop-infra"])
      #expect(
        try messages(run) == [
          "found the pattern `examples/docs/**`, which matches no file (correct or remove it)"
        ])
      let plain = await ToolRun("-fjson", "--no-config", folder.path)
      #expect(try messages(plain) == [])
      let explained = await ToolRun("explain", "ci.test", folder.path)
      #expect(explained.output.contains("ci/build.yml"))
      #expect(explained.errors.contains("examples/docs/**"))
    }
  }

  @Test func `Something must be left`() async throws {
    try await withService("exclude: [\"**\"]\n") { folder in
      let run = await ToolRun(folder.path)
      #expect(run.status == .wrongUse)
      #expect(
        run.errors.hasPrefix(".devops-assess.yml:1:11: error: found patterns that leave out "))
    }
  }

  @Test func `A rubric of the repository is read from it`() async throws {
    try await withService("rubric: .rubric\n") { folder in
      let missing = await ToolRun(folder.path)
      #expect(missing.status == .wrongUse)
      #expect(missing.errors.contains("found no rubric in `.rubric`"))
      try folder.write(".rubric/own.yml", "name: own\n")
      try folder.commit("Begin a rubric")
      let faulty = await ToolRun(folder.path)
      #expect(faulty.status == .wrongUse)
      #expect(faulty.errors.hasPrefix(".rubric/own.yml:1:1: error: found no `areas`"))
      #expect(await ToolRun("--no-config", folder.path).status == .fine)
    }
  }

  @Test(arguments: [".rubric/v1-v5.yml", ".rubric"])
  func `A rubric of the repository judges, and the call wins`(_ rubric: String) async throws {
    try await withService("rubric: \(rubric)\n") { folder in
      for (name, bytes) in BuiltInRubrics.files where !name.hasPrefix("catalogue/") {
        let text = String(decoding: bytes, as: UTF8.self)
        try folder.write(
          ".rubric/\(name)", text.replacing("version: \"1\"", with: "version: \"9\""))
      }
      try folder.commit("Judge by our own")
      func version(_ words: String...) async throws -> String? {
        let json = try await ToolRun(words: ["-fjson", folder.path] + words).json()
        return (json["rubric"] as? [String: Any])?["version"] as? String
      }
      #expect(try await version() == "9")
      #expect(try await version("--ref", "HEAD") == "9")
      #expect(try await version("--no-config") == "1")
      let own = await ToolRun("-q", folder.path)
      #expect(own.output.contains("own rubric in .rubric: "))
      let explained = await ToolRun("explain", "source.git", folder.path)
      #expect(explained.output.contains("own rubric in .rubric: "))
      let called = await ToolRun("-q", "--rubric", folder.path(".rubric"), folder.path)
      #expect(!called.output.contains("own rubric"))
      try folder.write("../other.yml", "rubric: nowhere\n")
      #expect(
        try await version(
          "--config", folder.path("../other.yml"), "--rubric", folder.path(".rubric"))
          == "9")
    }
  }

  @Test func `A rubric of a file that the call names stands beside that file`() async throws {
    try await withService { folder in
      let words = ["-fjson", "--config", folder.path("../team/team.yml"), folder.path]
      func version(_ others: String...) async throws -> String? {
        let json = try await ToolRun(words: words + others).json()
        return (json["rubric"] as? [String: Any])?["version"] as? String
      }
      try folder.write("../team/team.yml", "rubric: acme/acme.yml\n")
      try folder.write("../team/acme/acme.yml", "extends: v1-v5\nname: acme\nversion: \"7\"\n")
      try folder.write("acme/acme.yml", "extends: v1-v5\nname: acme\nversion: \"8\"\n")
      try folder.commit("Write a rubric of the same name")
      #expect(try await version() == "7")
      #expect(try await version("--ref", "HEAD") == "7")
      // It is one rubric, however many repositories there are.
      let infra = try folder.folder("../infra")
      try infra.write("main.tf", "resource \"aws_s3_bucket\" \"a\" {}\n")
      #expect(try await version(infra.path) == "7")
      try folder.write("../team/team.yml", "rubric: acme\n")
      #expect(try await version() == "7")
      try folder.write("../team/acme/acme.yml", "extends: v1-v5\nname: acme\n")
      let faulty = await ToolRun(words: words)
      #expect(faulty.status == .wrongUse)
      #expect(faulty.errors.hasPrefix("acme/acme.yml:1:1: error: found no `version`"))
      try folder.write("../team/team.yml", "rubric: own/own.yml\n")
      let missing = await ToolRun(words: words)
      #expect(missing.status == .wrongUse)
      #expect(missing.errors.contains("could not read the rubric: found nothing at "))
    }
  }

  // MARK: - What it says of criteria

  @Test(arguments: [("en", "waived until 2027-01-31: not yet"), ("ko", "2027-01-31까지 면제: not yet")])
  func `Both scores are shown, and the command says which counts`(
    _ language: String, _ says: String
  ) async throws {
    let configuration = """
      waivers: [{criterion: source.owners, reason: not yet, until: 2027-01-31}]
      attested: [{criterion: source.guide, evidence: wiki, by: Ada, date: 2026-11-01, until: 2027-01-31}]

      """
    try await withService(configuration) { folder in
      let run = await ToolRun("-fjson", folder.path)
      let json = try run.json()
      let score = try #require(json["score"] as? Double)
      let strict = try #require(json["strictScore"] as? Double)
      #expect(strict < score)
      #expect(try criterion("source.owners", in: run)["status"] as? String == "unmet")
      #expect(try criterion("source.owners", in: run)["standing"] as? String == "waived")
      #expect(try criterion("source.guide", in: run)["standing"] as? String == "attested")
      let outside = try await ToolRun("-fjson", "--no-waivers", folder.path).json()
      #expect(outside["score"] as? Double == strict)
      #expect(outside["strictScore"] as? Double == strict)
      let explained = await ToolRun("explain", "source.owners", folder.path, "--lang", language)
      #expect(explained.output.contains(says))
      let verbose = await ToolRun("-v", folder.path, "--lang", language)
      #expect(verbose.output.contains(says))
    }
  }

  @Test func `What somebody vouches with is quoted without its secrets`() async throws {
    let configuration = """
      waivers: [{criterion: source.owners, reason: "see token=hunter2", until: 2027-01-31}]
      attested: [{criterion: source.guide, evidence: "https://u:hunter2@wiki.example.com/r", by: Ada, date: 2026-11-01, until: 2027-01-31}]

      """
    try await withService(configuration) { folder in
      for format in ["terminal", "markdown", "html", "json"] {
        let run = await ToolRun("-v", "-f\(format)", folder.path)
        #expect(run.output.contains("wiki.example.com"))
        #expect(!run.output.contains("hunter2"))
      }
    }
  }

  @Test(arguments: ["abc", "-1", "99999999999999999999"])
  func `The day may be said, and must be one`(_ epoch: String) async throws {
    let configuration =
      "waivers: [{criterion: source.owners, reason: not yet, until: 2026-12-31}]\n"
    try await withService(configuration) { folder in
      let wrong = await ToolRun(folder.path, environment: ["SOURCE_DATE_EPOCH": epoch])
      #expect(wrong.status == .wrongUse)
      #expect(wrong.errors.contains("found `\(epoch)` in `SOURCE_DATE_EPOCH`"))
      let day = 1_798_761_600  // 2027-01-01
      for run in [
        await ToolRun("-fjson", folder.path, environment: ["SOURCE_DATE_EPOCH": "\(day)"]),
        await ToolRun("-fjson", folder.path, at: day),
      ] {
        let ended = try criterion("source.owners", in: run)
        #expect(ended["standing"] as? String == "found")
        #expect(try messages(run).contains { $0.contains("which ended on 2026-12-31") })
      }
      let before = await ToolRun("-fjson", folder.path, at: day - 1)
      #expect(try criterion("source.owners", in: before)["standing"] as? String == "waived")
    }
  }
}

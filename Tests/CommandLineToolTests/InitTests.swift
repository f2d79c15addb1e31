import BuiltInRubrics
import CommandLineTool
import FactReading
import Foundation
import Rubrics
import SourceModel
import TestSupport
import Testing

@Suite struct InitTests {
  /// The vendor, the pipeline that a team has, and the place and words of the proposed step.
  @Test(arguments: [
    (
      ".github/workflows/ci.yml", "on: push\njobs: {a: {runs-on: x, steps: [{run: make}]}}\n",
      ".github/workflows/devops-assess.yml", "fetch-depth: 0"
    ),
    (".gitlab-ci.yml", "a: {script: [make]}\n", ".gitlab-ci.yml", "GIT_DEPTH: \"0\""),
    (
      "Jenkinsfile", "pipeline { agent any\n stages { stage('a') { steps { sh 'make' } } } }\n",
      "Jenkinsfile", "stage('DevOps stage')"
    ),
    (
      ".circleci/config.yml",
      "version: 2.1\njobs: {build: {docker: [{image: a}], steps: [checkout, {run: make}]}}\n",
      ".circleci/config.yml", "store_artifacts"
    ),
    (
      "azure-pipelines.yml", "steps: [{script: make}]\n", "azure-pipelines.yml", "fetchDepth: \"0\""
    ),
    (
      "bitbucket-pipelines.yml", "pipelines: {default: [{step: {script: [make]}}]}\n",
      "bitbucket-pipelines.yml", "depth: full"
    ),
    (".travis.yml", "language: c\nscript: make\n", "the pipeline", "sha256sum -c -"),
  ])
  func `The step is written for the vendor that the team has`(
    _ path: String, _ pipeline: String, _ place: String, _ words: String
  ) async throws {
    try await TestFolder.with { folder in
      try folder.write(path, pipeline)
      let run = await ToolRun("init", folder.path)
      #expect(run.status == .fine, "\(run.errors)")
      #expect(run.errors == "")
      #expect(run.files == [:])
      let parts = run.output.split(separator: "\n# ── ").map(String.init)
      #expect(parts.count == 2)
      #expect(parts[0].hasPrefix("# ── .devops-assess.yml\n# How devops-assess looks"))
      #expect(parts[1].hasPrefix(place + "\n"))
      #expect(parts[1].contains(words))
      #expect(parts[1].contains("/tmp/devops-assess . -o "))
    }
  }

  @Test(arguments: ["en", "ko"])
  func `What is proposed is a configuration that holds today`(_ language: String) async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      let first = await ToolRun("init", folder.path, "--write", "--lang", language)
      #expect(first.status == .fine)
      let text = try #require(first.files["\(folder.path)/.devops-assess.yml"])
      #expect(
        first.errors
          == (language == "ko" ? "`.devops-assess.yml` 파일을 썼습니다\n" : "wrote `.devops-assess.yml`\n")
      )
      #expect(!first.output.contains("min-stage"))
      try folder.write(".devops-assess.yml", text)
      try folder.commit("Say how we are assessed")
      let run = await ToolRun(folder.path)
      #expect(run.status == .fine, "\(run.errors)")
      #expect(run.output.contains("The gate holds: "))
      // With every example taken over but the folders that are not there, it is right as well.
      let full = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        Self.isExample(line) ? String(line.dropFirst(2)) : String(line)
      }.filter { !$0.hasPrefix("rubric") && !$0.hasPrefix("min-score: 60") }
      try folder.write(".devops-assess.yml", full.joined(separator: "\n"))
      let all = await ToolRun("-fjson", "--kind", "service", folder.path)
      #expect(all.status != .wrongUse, "\(all.errors)")
      #expect(try (all.json()["waived"] as? [Any])?.count == 1, "\(full)")
      #expect(try (all.json()["attested"] as? [Any])?.count == 1)
    }
  }

  /// Whether a line of comment is a key, or what stands below one.
  private static func isExample(_ line: Substring) -> Bool {
    let words = line.dropFirst(2)
    return line.hasPrefix("# ")
      && (words.hasPrefix("  ")
        || words.prefix { $0 != " " && $0 != ":" }.count
          == words.prefix { $0 != ":" }.count && words.first?.isLowercase == true)
  }

  @Test func `A gate that would fail at once is not proposed`() async throws {
    try await TestFolder.with { folder in
      try folder.write("a.txt")
      let run = await ToolRun("init", folder.path)
      #expect(run.output.contains("\n# min-stage: v1\n"))
    }
  }

  @Test(arguments: [".devops-assess.yml", ".github/.devops-assess.yml"])
  func `What is there stays`(_ place: String) async throws {
    try await TestFolder.with { folder in
      try folder.write(place, "kind: tool\n")
      let run = await ToolRun("init", "--write", folder.path)
      #expect(run.status == .fine)
      #expect(run.files == [:])
      #expect(run.errors == "found `\(place)`, which stays as it is\n")
      #expect(try folder.text(place) == "kind: tool\n")
    }
  }

  @Test func `A file is made where there is none, and nothing is written through a link`()
    async throws
  {
    try await TestFolder.with { folder in
      try folder.write("a.txt")
      try folder.link("dangling", to: "outside.yml")
      let create = Console.process.create
      #expect(create("a", folder.path("new.yml")) == .done)
      #expect(try folder.text("new.yml") == "a")
      #expect(create("b", folder.path("new.yml")) == .exists)
      #expect(create("b", folder.path("dangling")) == .exists)
      #expect(!folder.exists("outside.yml"))
      #expect(create("b", folder.path("none/a.yml")) == .failed("No such file or directory"))
      #expect(try folder.text("new.yml") == "a")
      let run = await ToolRun("init", "--write", folder.path, refusal: "Read-only file system")
      #expect(run.status == .wrongUse)
      #expect(
        run.errors == "error: could not write `.devops-assess.yml`: Read-only file system\n")
    }
  }

  @Test func `The texts of the program are right, and their vendors known`() throws {
    let (texts, faults) = StartTexts.load(BuiltInRubrics.files)
    #expect(faults == [])
    let known = try #require(texts)
    let steps = PipelineReaders.all.compactMap { reader in
      known.step(for: reader.vendor)?.path.map { (reader, $0) }
    }
    // GitHub and its two relatives, GitLab, Jenkins, CircleCI, Azure and Bitbucket.
    #expect(steps.count == 8)
    for (reader, path) in steps { #expect(reader.isPipeline(RelativePath(path)), "\(path)") }
    #expect(known.step(for: nil)?.path == nil)
  }

  @Test(arguments: [
    ("configuration: {en: a, ko: b}", "1:1: error: found no `steps`"),
    ("configuration: {en: a}\nsteps: [{text: a}]", "1:16: error: found no `ko`"),
    ("configuration: {en: a, ko: b}\nsteps: [{texts: a}]", "2:10: error: found the key `texts`"),
  ])
  func `A fault of the texts is told`(_ text: String, _ fault: String) {
    let (texts, faults) = StartTexts.load([("advice/start.yml", Array(text.utf8))])
    #expect(texts == nil)
    #expect(faults.contains { $0.description.hasPrefix("advice/start.yml:\(fault)") }, "\(faults)")
  }
}

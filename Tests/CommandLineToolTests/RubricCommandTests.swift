import CommandLineTool
import Foundation
import TestSupport
import Testing

@Suite struct RubricCommandTests {
  /// A copy of the project's rubric, with a change in one file.
  private func withRubric(
    _ file: String, _ old: String, _ new: String, _ body: (TestFolder) async throws -> Void
  ) async throws {
    try await TestFolder.with { folder in
      let own = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../rubrics").standardizedFileURL
      try FileManager.default.copyItem(atPath: own.path, toPath: folder.path("rubric"))
      let rubric = try folder.folder("rubric")
      let text = try rubric.text(file)
      try #require(text.contains(old))
      let changed = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
      try rubric.write(file, changed.joined(separator: new))
      try await body(rubric)
    }
  }

  @Test func theListNamesEveryCriterionOnce() async {
    let run = await ToolRun("rubric", "list")
    #expect(run.status == .fine)
    #expect(run.errors == "")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 48 + 5)
    #expect(lines.count { $0.contains(" deploy.rollback ") } == 1)
    #expect(lines.first == "v1 Develop")
  }

  @Test func theTextsAreShownInBothLanguages() async {
    let english = await ToolRun("rubric", "show")
    #expect(english.output.contains("deploy.rollback ★"))
    #expect(english.output.contains("looked for:"))
    let korean = await ToolRun("rubric", "show", "--lang", "ko")
    #expect(korean.output.contains("롤백"))
  }

  @Test func aFaultHasItsPlaceAndItsMend() async throws {
    let file = "criteria/v2/source.git.yml"
    try await withRubric(file, "weight: 3", "wieght: 3") { rubric in
      for words in [
        ["rubric", "check", rubric.path], ["rubric", "list", rubric.path("v1-v5.yml")],
        ["--rubric", rubric.path, rubric.path],
      ] {
        let run = await ToolRun(words: words)
        #expect(run.status == .wrongUse)
        #expect(run.output == "")
        #expect(run.errors.contains("\(file):5:1: error: "), "\(run.errors)")
        #expect(run.errors.contains("did you mean `weight`?"), "\(run.errors)")
      }
    }
  }

  @Test func brokenYAMLHasItsPlace() async throws {
    try await withRubric("criteria/v2/source.git.yml", "weight: 3", "weight: [3") { rubric in
      let run = await ToolRun("rubric", "check", rubric.path)
      #expect(run.status == .wrongUse)
      #expect(run.errors.contains("criteria/v2/source.git.yml:"), "\(run.errors)")
      #expect(run.errors.contains(": error: "), "\(run.errors)")
    }
  }

  @Test func anotherRubricJudges() async throws {
    try await withRubric("v1-v5.yml", "name: v1-v5", "name: ours") { rubric in
      try await TestFolder.with { folder in
        try folder.write("a.txt")
        let json = try await ToolRun("--rubric", rubric.path, "-fjson", folder.path).json()
        #expect((json["rubric"] as? [String: Any])?["name"] as? String == "ours")
      }
    }
  }

  // MARK: - Explain

  @Test func aCriterionIsExplainedOnARepository() async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      let met = await ToolRun("explain", "ci.test", folder.path)
      #expect(met.status == .fine)
      #expect(met.errors == "")
      #expect(met.output.hasPrefix("ci.test ★"))
      #expect(met.output.contains("✓ met: "))
      #expect(met.output.contains("package.json:1  runs Node.js test runner: node --test"))
      let unmet = await ToolRun(
        "explain", "deploy.rollback", folder.path, "--lang", "ko", "--kind=service")
      #expect(unmet.output.contains("v4, 배포, 자동화, 가중치 3, 약 하루"))
      #expect(unmet.output.contains("✗ 미충족: "))
      #expect(unmet.output.contains("충족하려면:"))
    }
  }

  @Test func anExplanationSaysWhereItLookedAndWhatItIsWorth() async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      let met = await ToolRun("explain", "ci.test", folder.path)
      #expect(met.output.contains("looked at here:\n"))
      #expect(met.output.contains("  - tools at work in pipelines ("))
      #expect(met.output.contains(": .github/workflows/"))
      #expect(!met.output.contains("Meeting it adds"))
      let unmet = await ToolRun("explain", "monitor.alerts", folder.path, "--kind=service")
      let strategy = await ToolRun("explain", "deploy.strategy", folder.path, "--kind=service")
      #expect(strategy.output.contains("  - no workloads\n"))
      #expect(unmet.output.contains("Meeting it adds 1"))
      #expect(unmet.output.contains(" points to v5 and "))
      let korean = await ToolRun(
        "explain", "monitor.alerts", folder.path, "--kind=service", "--lang=ko")
      #expect(korean.output.contains("이 저장소에서 살펴본 것:\n"))
      #expect(korean.output.contains("충족하면 v5 점수가 1"))
    }
  }
}

import CommandLineTool
import Foundation
import TestSupport
import Testing

/// The gate of a team in a repository of its own: one that passes, and each way to fail.
@Suite struct GateTests {
  /// A service whose configuration asks for what it has, with one criterion set aside.
  private func withGate(
    _ body: (TestFolder, _ stage: String, _ score: String) async throws -> Void
  ) async throws {
    try await TestFolder.with { folder in
      let shop = try folder.folder("shop")
      try shop.fillWithService()
      let waiver = "waivers: [{criterion: source.owners, reason: small team, until: 2026-12-31}]\n"
      try shop.write(".devops-assess.yml", "kind: service\n" + waiver)
      try shop.commit("Set owners aside")
      let json = try await ToolRun("-fjson", shop.path).json()
      let stage = try #require(json["stage"] as? String)
      let tenths = Int(((try #require(json["score"] as? Double)) * 10).rounded())
      let score = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
      try shop.write(
        ".devops-assess.yml",
        "kind: service\nmin-stage: \(stage)\nmin-score: \(score)\n" + waiver)
      try await body(shop, stage, score)
    }
  }

  @Test(arguments: [
    ("en", "The gate holds: stage ", "is at least "), ("ko", "게이트 통과: ", "이상입니다"),
  ])
  func `It holds what is written down`(
    _ language: String, _ verdict: String, _ says: String
  ) async throws {
    try await withGate { folder, _, _ in
      for format in ["terminal", "markdown", "json"] {
        let run = await ToolRun(folder.path, "-f", format, "--lang", language)
        #expect(run.status == .fine, "\(run.errors)")
        #expect(run.errors == "")
        #expect(run.output.contains(verdict))
        #expect(run.output.contains(says))
      }
    }
  }

  @Test(arguments: [
    ("en", "The gate does not hold: found stage ", "expected at least v5"),
    ("ko", "게이트 미통과: ", "v5 이상이어야 합니다"),
  ])
  func `A stage that is not reached fails, and the call wins`(
    _ language: String, _ verdict: String, _ says: String
  ) async throws {
    try await withGate { folder, _, _ in
      let run = await ToolRun(folder.path, "--min-stage", "v5", "--lang", language)
      #expect(run.status == .belowThreshold)
      #expect(run.output.contains(verdict))
      #expect(run.errors.contains(says))
      // What the configuration asks for beside it holds, and is not told as a failure.
      #expect(run.errors.split(separator: "\n").count == 1)
      try folder.write(".devops-assess.yml", "min-stage: v5\n")
      #expect(await ToolRun(folder.path).status == .belowThreshold)
      #expect(await ToolRun(folder.path, "--min-stage", "v1").status == .fine)
    }
  }

  @Test func `A score that is not reached fails, stage by stage`() async throws {
    try await withGate { folder, _, score in
      let run = await ToolRun(folder.path, "--min-score", "100")
      #expect(run.status == .belowThreshold)
      #expect(
        run.errors == "error: found an overall score of \(score), expected at least 100\n")
      let stage = await ToolRun(folder.path, "--min-score", "v5=90")
      #expect(stage.errors.contains("found a score of v5 of "))
      try folder.write(".devops-assess.yml", "kind: service\nmin-score: {overall: 1, v5: 90}\n")
      #expect(await ToolRun(folder.path).errors == stage.errors)
      #expect(await ToolRun(folder.path, "--min-score", "v5=0").status == .fine)
    }
  }

  @Test(arguments: ["en", "ko"])
  func `What a former report had and this one has not fails`(_ language: String) async throws {
    try await withGate { folder, stage, _ in
      let former = await ToolRun("-fjson", folder.path)
      try folder.write("../former.json", former.output)
      let words = [folder.path, "--baseline", folder.path("../former.json"), "--lang", language]
      let same = await ToolRun(words: words)
      #expect(same.status == .fine, "\(same.errors)")
      #expect(
        same.output.contains(
          language == "ko" ? "달라진 기준이 없습니다." : "No criterion differs."))
      // Lines may move as they like.
      try folder.write(
        ".github/workflows/ci.yml", "\n\n" + (try folder.text(".github/workflows/ci.yml")))
      let moved = await ToolRun(words: words)
      #expect(moved.output.contains(language == "ko" ? "달라진 기준이 없습니다." : "No criterion differs."))
      try folder.remove(".github")
      try folder.write("CODEOWNERS", "* @ada @bob\n")
      try folder.commit("Remove the pipeline")
      let lost = await ToolRun(words: words + ["--no-config", "--kind", "service"])
      #expect(lost.status == .belowThreshold)
      if language == "ko" {
        #expect(lost.errors.contains("더는 충족되지 않는 기준이"))
        #expect(lost.output.contains("잃음 `ci.pipeline`"))
        #expect(lost.output.contains("더는 없음: .github/workflows/ci.yml"))
        #expect(lost.output.contains("게이트 미통과: "))
      } else {
        #expect(lost.errors.contains(" no longer met, expected all that the baseline has: "))
        #expect(lost.output.contains("lost `ci.pipeline`"))
        #expect(lost.output.contains("no longer in .github/workflows/ci.yml"))
        #expect(lost.output.contains("gained `source.owners`"))
        #expect(lost.output.contains("The gate does not hold: "))
      }
      #expect(lost.errors.contains(" \(stage)") == lost.errors.contains("found stage"))
    }
  }

  @Test func `A baseline that cannot be read is status two, with its place`() async throws {
    try await withGate { folder, _, _ in
      for (text, says) in [
        ("{\n  \"schemaVersion\": 1,,\n}", "former.json:2:22: error: "),
        ("[]", "former.json:1:1: error: found no `schemaVersion`, expected a report written with"),
        ("", "former.json:1:1: error: "),
      ] {
        try folder.write("../former.json", text)
        let run = await ToolRun(folder.path, "--baseline", folder.path("../former.json"))
        #expect(run.status == .wrongUse)
        #expect(run.output == "")
        #expect(run.errors.contains(says), "\(run.errors)")
      }
    }
  }

  @Test func `A baseline with a stage that the rubric lacks is status two`() async throws {
    try await withGate { folder, stage, _ in
      let former = await ToolRun("-fjson", folder.path)
      let stated = "\n  \"stage\": \"\(stage)\""
      try #require(former.output.contains(stated))
      let unknown = former.output.replacing(stated, with: "\n  \"stage\": \"v7\"")
      for (text, status) in [(former.output, ExitStatus.fine), (unknown, .wrongUse)] {
        try folder.write("../former.json", text)
        let run = await ToolRun(folder.path, "--baseline", folder.path("../former.json"))
        #expect(run.status == status, "\(run.errors)")
        #expect(
          run.errors.contains("found the stage `v7`, expected one of v0, v1") == (text == unknown))
      }
    }
  }

  @Test(arguments: [
    (
      "en", "found an overall score of ",
      "warning: found a waiver of `source.owners`, which ended on 2026-12-31"
    ),
    ("ko", "전체 점수는 ", "경고: `source.owners` 면제의 기한이 2026-12-31에 끝났습니다"),
  ])
  func `A waiver that ended counts no more`(
    _ language: String, _ says: String, _ warning: String
  ) async throws {
    try await withGate { folder, _, score in
      let lastDay = 1_798_761_600 - 1  // 2026-12-31
      #expect(await ToolRun(folder.path, at: lastDay).status == .fine)
      let run = await ToolRun(folder.path, "--lang", language, at: lastDay + 1)
      #expect(run.status == .belowThreshold)
      #expect(run.errors.contains(says))
      #expect(run.errors.contains(score))
      #expect(run.output.contains(".devops-assess.yml:4:11: \(warning)"))
      let outside = await ToolRun(folder.path, "--no-waivers", at: lastDay)
      #expect(outside.status == .belowThreshold)
    }
  }
}

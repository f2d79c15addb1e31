import CommandLineTool
import Foundation
import TestSupport
import Testing

@Suite struct AssessCommandTests {
  private func withService(_ body: (TestFolder) async throws -> Void) async throws {
    try await TestFolder.with { folder in
      let shop = try folder.folder("shop")
      try shop.fillWithService()
      try await body(shop)
    }
  }

  @Test func theReportAloneIsOnStandardOutput() async throws {
    try await withService { folder in
      let run = await ToolRun(folder.path)
      #expect(run.status == .fine)
      #expect(run.errors == "")
      #expect(run.output.hasPrefix("shop (main @ "))
      #expect(run.output.contains("★ "))
      #expect(run.output.hasSuffix("devops-assess -v\n"))
      #expect(!run.output.contains(folder.path))
    }
  }

  @Test func theSameInputGivesTheSameBytes() async throws {
    try await withService { folder in
      for format in ["terminal", "markdown", "json"] {
        let first = await ToolRun(folder.path, "-v", "--format", format)
        let second = await ToolRun("-vf", format, folder.path)
        #expect(first.status == .fine)
        #expect(first.output == second.output)
        #expect(!first.output.contains(folder.path))
      }
    }
  }

  @Test func jsonAndMarkdownAreWrittenOnRequest() async throws {
    try await withService { folder in
      let json = try await ToolRun("assess", "--format=json", folder.path).json()
      #expect(json["schemaVersion"] as? Int == 1)
      #expect((json["repository"] as? [String: Any])?["path"] as? String == "shop")
      #expect((json["repository"] as? [String: Any])?["branch"] as? String == "main")
      #expect((json["criteria"] as? [Any])?.count == 48)
      let markdown = await ToolRun("-f", "markdown", folder.path)
      #expect(markdown.output.hasPrefix("## shop: v"))
    }
  }

  @Test func filesAreWrittenBesideTheReport() async throws {
    try await withService { folder in
      let run = await ToolRun(
        folder.path, "-o", "a.md", "--output=b.json", "-ojson=c.txt", "--output", "d.txt",
        "--color=always")
      #expect(run.status == .fine)
      #expect(run.files.keys.sorted() == ["a.md", "b.json", "c.txt", "d.txt"])
      #expect(run.files["a.md"]?.hasPrefix("## shop") == true)
      #expect(run.files["b.json"] == run.files["c.txt"])
      #expect(run.output.contains("\u{1B}["))
      #expect(run.files["d.txt"]?.contains("\u{1B}") == false)
    }
  }

  @Test func aFileThatCannotBeWrittenIsSaid() async throws {
    try await withService { folder in
      let run = await ToolRun(folder.path, "-o", "no/a.md", refusal: "No such folder")
      #expect(run.status == .wrongUse)
      #expect(run.errors == "error: could not write `no/a.md`: No such folder\n")
    }
  }

  @Test func filesAreWholeWhereTheTerminalIsQuiet() async throws {
    try await withService { folder in
      let loud = await ToolRun(folder.path, "-o", "a.md", "-o", "a.html")
      let quiet = await ToolRun("-q", folder.path, "-o", "a.md", "-o", "a.html")
      #expect(quiet.output.split(separator: "\n").count == 2)
      #expect(quiet.files == loud.files)
    }
  }

  @Test func quietSaysTheVerdictAndVerboseEverything() async throws {
    try await withService { folder in
      let quiet = await ToolRun("-q", folder.path)
      #expect(quiet.output.split(separator: "\n").count == 2)
      let plain = await ToolRun(folder.path)
      let verbose = await ToolRun("--verbose", folder.path)
      #expect(verbose.output.contains("test/shop.test.js:2"))
      #expect(!plain.output.contains("test/shop.test.js:2"))
      #expect(plain.output.contains(quiet.output.split(separator: "\n")[0]))
    }
  }

  @Test func koreanIsSpokenOnRequest() async throws {
    try await withService { folder in
      let run = await ToolRun("--lang", "ko", folder.path)
      #expect(run.status == .fine)
      #expect(run.output.contains("점수"))
      #expect(!run.output.contains("reached"))
    }
  }

  @Test func theKindMayBeSaid() async throws {
    try await withService { folder in
      let json = try await ToolRun("--kind", "library", "-fjson", folder.path).json()
      #expect(json["kind"] as? String == "library")
    }
  }

  @Test func aRevisionIsAssessedWithoutCheckingItOut() async throws {
    try await withService { folder in
      try folder.remove(".github")
      try folder.commit("Remove the pipeline")
      func status(of run: ToolRun) throws -> String? {
        let criteria = try #require(try run.json()["criteria"] as? [[String: Any]])
        return criteria.first { $0["id"] as? String == "ci.pipeline" }?["status"] as? String
      }
      #expect(try status(of: await ToolRun("-fjson", folder.path)) == "unmet")
      #expect(try status(of: await ToolRun("-fjson", "--ref", "HEAD~1", folder.path)) == "met")
      let wrong = await ToolRun("--ref", "mian", folder.path)
      #expect(wrong.status == .nothingAssessed)
      #expect(wrong.errors.contains("did you mean `main`?"))
    }
  }

  // MARK: - Thresholds

  @Test func thresholdsAreComparedWithWhatIsShown() async throws {
    try await withService { folder in
      let json = try await ToolRun("-fjson", folder.path).json()
      let tenths = Int(((try #require(json["score"] as? Double)) * 10).rounded())
      func text(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }
      let exact = await ToolRun("--min-score", text(tenths), folder.path)
      #expect(exact.status == .fine)
      let more = await ToolRun("--min-score", text(tenths + 1), folder.path)
      #expect(more.status == .belowThreshold)
      #expect(exact.output.contains("\nThe gate holds: the overall score of "))
      #expect(more.output.contains("\nThe gate does not hold: found an overall score of "))
      #expect(more.errors.hasPrefix("error: found an overall score of "))
      #expect(
        more.errors.contains("expected at least \(text(tenths + 1))".replacing(".0", with: "")))
    }
  }

  @Test func stagesHaveThresholdsOfTheirOwn() async throws {
    try await withService { folder in
      let json = try await ToolRun("-fjson", "--kind=service", folder.path).json()
      let stage = try #require(json["stage"] as? String)
      #expect(["v1", "v2", "v3"].contains(stage), "\(stage)")
      #expect(await ToolRun("--min-stage", stage, "--kind=service", folder.path).status == .fine)
      let high = await ToolRun(
        "--min-stage=v5", "--min-score=v5=100", "--kind=service", folder.path, "-fjson")
      #expect(high.status == .belowThreshold)
      #expect(high.errors.contains("found stage \(stage), expected at least v5"))
      #expect(high.errors.contains("found a score of v5 of "))
      #expect(try high.json()["stage"] as? String == stage)
      let both = await ToolRun("--min-score", "v1=10", "--min-score", "v5=0", folder.path)
      #expect(both.status == .fine)
    }
  }

  // MARK: - Nothing to assess

  @Test func whatCannotBeAssessedIsStatusThree() async throws {
    try await TestFolder.with { folder in
      try folder.write("file.txt")
      let empty = try folder.folder("empty")
      try empty.git("init", "-q")
      for (words, reason) in [
        ([folder.path("none")], "found nothing at"), ([folder.path("file.txt")], "found a file at"),
        ([empty.path], "found no files to assess"),
        ([folder.path, "--ref", "main"], "found no git repository"),
      ] {
        let run = await ToolRun(words: words)
        #expect(run.status == .nothingAssessed, "\(words)")
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("error: \(reason)"), "\(run.errors)")
      }
    }
  }

  @Test func aFileThatCannotBeReadIsAWarning() async throws {
    try await withService { folder in
      try folder.write(".github/workflows/ci.yml", "on: push\njobs: [\n")
      let run = await ToolRun("-fjson", folder.path)
      #expect(run.status == .fine)
      let warnings = try #require(try run.json()["warnings"] as? [[String: Any]])
      #expect(warnings.contains { $0["path"] as? String == ".github/workflows/ci.yml" })
    }
  }
}

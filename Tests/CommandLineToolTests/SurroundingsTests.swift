import CommandLineTool
import TestSupport
import Testing

/// What the program takes from where it runs, and what it gives to it.
@Suite struct SurroundingsTests {
  private func withService(_ body: (TestFolder) async throws -> Void) async throws {
    try await TestFolder.with { folder in
      let shop = try folder.folder("shop")
      try shop.fillWithService()
      try await body(shop)
    }
  }

  // MARK: - GitHub's runner

  @Test func theRunnerIsToldASummaryOutputsAndAnnotations() async throws {
    try await withService { folder in
      let run = await ToolRun(
        words: ["--github", "--min-stage", "v5", "--kind=service", "-q", folder.path],
        environment: ["GITHUB_STEP_SUMMARY": "summary", "GITHUB_OUTPUT": "outputs"])
      #expect(run.status == .belowThreshold)
      #expect(run.files["summary"]?.hasPrefix("## shop: v") == true)
      let outputs = try #require(run.files["outputs"]).split(separator: "\n")
      #expect(outputs.map { $0.prefix { $0 != "=" } } == ["stage", "score"])
      #expect(!run.output.contains("::"))
      let annotations = run.errors.split(separator: "\n").filter { $0.hasPrefix("::") }
      #expect((2...10).contains(annotations.count))
      #expect(annotations[0].hasPrefix("::error title=devops-assess::The gate does not hold: "))
      // The folder lies outside of the one in which this runs, as no checkout of a runner does.
      #expect(annotations[1].hasPrefix("::warning title="))
      #expect(!run.errors.contains(",line="))
    }
  }

  @Test func elsewhereItIsSaidThatThereIsNoRunner() async throws {
    try await withService { folder in
      let run = await ToolRun("--github", "-q", folder.path)
      #expect(run.status == .fine)
      #expect(run.errors.contains("warning: found no `GITHUB_STEP_SUMMARY`"))
      #expect(run.errors.contains("warning: found no `GITHUB_OUTPUT`"))
    }
  }

  // MARK: - Language

  @Test(arguments: [
    (["LANG": "ko_KR.UTF-8"], true), (["LANG": "en_US.UTF-8"], false), (["LC_ALL": "ko"], true),
    (["LC_ALL": "C", "LANG": "ko_KR"], false), (["LC_ALL": "", "LC_MESSAGES": "ko@x"], true),
    (["LANG": "kok_IN"], false), ([:], false),
  ])
  func theSurroundingsChooseTheLanguage(_ environment: [String: String], _ isKorean: Bool)
    async throws
  {
    try await withService { folder in
      let run = await ToolRun(words: ["-q", folder.path], environment: environment)
      #expect(run.output.contains("점수") == isKorean)
      let asked = await ToolRun(words: ["-q", "--lang=en", folder.path], environment: environment)
      #expect(!asked.output.contains("점수"))
    }
  }

  // MARK: - Shells and the manual

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsKnowEveryCommandAndOption(_ shell: String) async {
    let run = await ToolRun("completions", shell)
    #expect(run.status == .fine)
    for word in ["explain", "completions", "min-stage", "sarif", "deploy.rollback", "github"] {
      #expect(run.output.contains(word), "\(word)")
    }
  }

  @Test func anUnknownShellIsAskedAbout() async {
    let run = await ToolRun("completions", "fisch")
    #expect(run.status == .wrongUse)
    #expect(run.errors.contains("did you mean `fish`?, expected one of bash, zsh, fish"))
  }

  @Test func theManualHoldsEveryOption() async {
    let run = await ToolRun("help", "--man")
    #expect(run.status == .fine)
    #expect(run.output.contains(".It Fl f , Fl Fl format Ar FORMAT\n"))
    #expect(run.output.contains(".Sh EXIT STATUS\n"))
    #expect(await ToolRun("help").output == ToolRun("--help").output)
  }
}

import CommandLineTool
import Foundation
import TestSupport
import Testing

/// Rubrics that change the built-in one.
@Suite struct RubricExtensionTests {
  private static let head = "extends: v1-v5\nname: acme\nversion: \"1\"\n"

  private static let criterion = """
    id: source.license
    stage: v1
    area: source
    effect: sharing
    weight: 5
    effort: hour
    title: {en: License, ko: 라이선스}
    question: {en: "Is there a license?", ko: "라이선스가 있습니까?"}
    why: {en: "Others know what they may do.", ko: "다른 사람이 무엇을 해도 되는지 압니다."}
    met:
      some: files
      where: {path: {like: "LICENSE*"}}
    looked-for:
      - {en: "a file LICENSE", ko: "LICENSE 파일"}
    says:
      met: {en: "there is a license", ko: "라이선스가 있음"}
      unmet: {en: "there is no license", ko: "라이선스가 없음"}
    next:
      - how: {en: "Add a file LICENSE.", ko: "LICENSE 파일을 추가합니다."}
    examples:
      - name: with
        status: met
        files: {LICENSE: "MIT"}
      - name: without
        status: unmet
        files: {README.md: "# A"}

    """

  private func withRubric(
    _ text: String, _ body: (TestFolder) async throws -> Void
  ) async throws {
    try await TestFolder.with { folder in
      try folder.write("rubric/acme.yml", Self.head + text)
      try folder.folder("shop").fillWithService()
      try await body(folder)
    }
  }

  @Test func criteriaAreAddedDroppedAndChanged() async throws {
    let text = """
      reached-at: 80
      drop: [source.hooks]
      change:
        source.git: {weight: 5, required: false, effort: day, title: {en: Versions, ko: 버전}}
      add:
        v1: [source.license]

      """
    try await withRubric(text) { folder in
      try folder.write("rubric/criteria/v1/source.license.yml", Self.criterion)
      let rubric = folder.path("rubric/acme.yml")
      let check = await ToolRun("rubric", "check", rubric)
      #expect(check.status == .fine, "\(check.errors)")
      let json = try await ToolRun("-f", "json", "--rubric", rubric, folder.path("shop")).json()
      #expect((json["rubric"] as? [String: Any])?["name"] as? String == "acme")
      let criteria = json["criteria"] as? [[String: Any]] ?? []
      #expect(criteria.count == 48)
      func criterion(_ id: String) -> [String: Any]? {
        criteria.first { $0["id"] as? String == id }
      }
      #expect(criterion("source.hooks") == nil)
      #expect(criterion("source.license")?["status"] as? String == "unmet")
      #expect(criterion("source.git")?["weight"] as? Int == 5)
      #expect(criterion("source.git")?["required"] as? Bool == false)
    }
  }

  @Test func whatIsSaidAndLookedForMayBeOnesOwn() async throws {
    let text = """
      change:
        deploy.rollback:
          says: {unmet: {en: nobody can go back, ko: 되돌릴 수 없음}}
          looked-for: [{en: our way back, ko: 우리의 롤백}]

      """
    try await withRubric(text) { folder in
      let words = [
        "explain", "deploy.rollback", "--kind=service", "--rubric", folder.path("rubric/acme.yml"),
        folder.path("shop"),
      ]
      let english = await ToolRun(words: words)
      #expect(english.output.contains("✗ unmet: nobody can go back\n"), "\(english)")
      #expect(english.output.contains("looked for:\n  - our way back\n\n"))
      let korean = await ToolRun(words: words + ["--lang=ko"])
      #expect(korean.output.contains("✗ 미충족: 되돌릴 수 없음\n"))
      #expect(korean.output.contains("  - 우리의 롤백\n"))
      let shown = await ToolRun("rubric", "show", folder.path("rubric/acme.yml"))
      #expect(shown.output.contains("  unmet: nobody can go back\n"))
    }
  }

  @Test func theSetFileThatIsNamedIsTheOne() async throws {
    try await withRubric("drop: [source.hooks]\n") { folder in
      try folder.write("rubric/other.yml", "extends: v1-v5\nname: other\nversion: \"1\"\n")
      let (named, other) = (folder.path("rubric/acme.yml"), folder.path("rubric/other.yml"))
      let dropped = await ToolRun("rubric", "list", named)
      #expect(dropped.status == .fine, "\(dropped.errors)")
      #expect(!dropped.output.contains("source.hooks"))
      #expect(await ToolRun("rubric", "list", other).output.contains("source.hooks"))
      let folderAlone = await ToolRun("rubric", "list", folder.path("rubric"))
      #expect(folderAlone.status == .wrongUse)
      #expect(folderAlone.errors.contains("other.yml:1:1: error: found a second set file beside"))
      for words in [["rubric", "check"], ["--rubric"]] {
        let missing = await ToolRun(words: words + [folder.path("rubric/none.yml")])
        #expect(missing.status == .wrongUse)
        #expect(missing.errors.contains("could not read the rubric: found nothing at `"))
      }
      let shop = try folder.folder("shop")
      try shop.write("rubric/acme.yml", try folder.text("rubric/acme.yml"))
      try shop.write("rubric/other.yml", try folder.text("rubric/other.yml"))
      try shop.write(".devops-assess.yml", "rubric: rubric/other.yml\n")
      try shop.commit("Judge by our own")
      let json = try await ToolRun("-fjson", shop.path).json()
      #expect((json["rubric"] as? [String: Any])?["name"] as? String == "other")
      try shop.write(".devops-assess.yml", "rubric: rubric/none.yml\n")
      let none = await ToolRun(shop.path)
      #expect(none.errors.contains("found no rubric in `rubric/none.yml`"), "\(none.errors)")
    }
  }

  @Test(arguments: [
    "catalogue/acme.yaml", "criteria/v1/source.license.yaml", "criteria/v1/source.license.YML",
  ])
  func aFileOfAnotherEndingIsToldAndNotPassedOver(_ name: String) async throws {
    try await withRubric("") { folder in
      try folder.write("rubric/\(name)", Self.criterion)
      let says =
        "\(name):1:1: error: found a file that is not read, expected its name to end in `.yml` "
        + "(rename it)\n"
      for named in ["rubric", "rubric/acme.yml"] {
        let run = await ToolRun("rubric", "list", folder.path(named))
        #expect(run.status == .wrongUse)
        #expect(run.errors == says)
      }
      let shop = try folder.folder("shop")
      try shop.write("rubric/acme.yml", Self.head)
      try shop.write("rubric/\(name)", Self.criterion)
      try shop.write(".devops-assess.yml", "rubric: rubric/acme.yml\n")
      try shop.commit("Judge by our own")
      #expect(await ToolRun(shop.path).errors == "rubric/" + says)
    }
  }

  @Test func aSetFileOfAnotherEndingIsToldToo() async throws {
    try await TestFolder.with { folder in
      try folder.write("rubric/acme.yaml", Self.head)
      for named in ["rubric", "rubric/acme.yaml"] {
        let run = await ToolRun("rubric", "list", folder.path(named))
        #expect(run.status == .wrongUse)
        #expect(run.errors.hasPrefix("acme.yaml:1:1: error: found a file that is not read"))
      }
    }
  }

  @Test func examplesOfOwnCriteriaAreTried() async throws {
    try await withRubric("add: {v1: [source.license]}\n") { folder in
      let wrong = Self.criterion.replacingOccurrences(of: "LICENSE: \"MIT\"", with: "A: \"MIT\"")
      try folder.write("rubric/criteria/v1/source.license.yml", wrong)
      let run = await ToolRun("rubric", "check", folder.path("rubric"))
      #expect(run.status == .wrongUse)
      #expect(run.errors.contains("criteria/v1/source.license.yml:"), "\(run.errors)")
    }
  }

  @Test(arguments: [
    ("drop: [source.hoks]\n", "acme.yml:4:8: error: ", "did you mean `source.hooks`?"),
    ("change: {source.git: {wieght: 2}}\n", "acme.yml:4:23: error: ", "did you mean `weight`?"),
    ("change: {source.git: {weight: 9}}\n", "acme.yml:4:31: error: ", "from 1 to 5"),
    (
      "change: {source.git: {says: {mett: {en: a, ko: 가}}}}\n", "acme.yml:4:30: error: ",
      "did you mean `met`?"
    ),
    (
      "change: {source.git: {says: {unmet: {en: a., ko: 가}}}}\n", "acme.yml:4:42: error: ",
      "found a full stop"
    ),
    (
      "change: {source.git: {says: {met: {en: a}}}}\n", "acme.yml:4:35: error: ", "`ko`"
    ),
    ("change: {source.git: {looked-for: []}}\n", "acme.yml:4:35: error: ", "empty"),
    ("add: {v9: [a.b]}\n", "acme.yml:4:7: error: ", "expected one of v1, v2, v3, v4, v5"),
    ("add: {v1: [source.git]}\n", "acme.yml:4:12: error: ", "`change` it"),
    ("add: {v1: [a.b]}\n", "acme.yml:4:12: error: ", "criteria/v1/a.b.yml"),
    ("stages: []\n", "acme.yml:4:1: error: ", "expected one of add, change, drop"),
  ])
  func faultsHaveTheirPlaces(_ text: String, _ place: String, _ words: String) async throws {
    try await withRubric(text) { folder in
      let run = await ToolRun("rubric", "check", folder.path("rubric"))
      #expect(run.status == .wrongUse)
      #expect(run.errors.contains(place), "\(run.errors)")
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test func onlyTheBuiltInRubricIsExtended() async throws {
    try await TestFolder.with { folder in
      try folder.write("acme.yml", "extends: v1-v6\nname: acme\nversion: \"1\"\n")
      let run = await ToolRun("rubric", "check", folder.path)
      #expect(run.status == .wrongUse)
      #expect(run.errors.contains("acme.yml:1:10: error: found the rubric `v1-v6`"))
    }
  }
}

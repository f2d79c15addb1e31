import Foundation
import Rubrics
import Testing

@testable import Reports

@Suite struct HTMLReportTests {
  private func page(
    _ assessment: Assessment = SampleAssessment.shop, _ language: Language = .english,
    _ detail: ReportOptions.Detail = .summary
  ) -> String {
    ReportFormat.html.text(
      of: assessment, ReportOptions(language: language, detail: detail, version: "1.2.3"))
  }

  @Test func everyRepositoryOfATeamIsNamedWithWhatWasReadOfIt() {
    var team = SampleAssessment.shop
    team.companions = [
      RepositorySummary(path: "infra", commit: "0123456789abcdef", branch: "trunk", files: 7)
    ]
    let text = page(team)
    #expect(text.contains("<strong translate=\"no\">infra</strong>"))
    #expect(text.contains("trunk @ 01234567 · 7 files"))
    #expect(text.contains("<title>\(team.repository.path) + infra: "))
    #expect(text.contains(" · infra 0123456789abcdef</p>"))
  }

  @Test(arguments: Language.allCases)
  func everyLinkLeadsToOnePlaceInThePage(_ language: Language) throws {
    let outline = try HTMLOutline(page(SampleAssessment.shop, language))
    #expect(Set(outline.ids).count == outline.ids.count)
    #expect(!outline.targets.isEmpty)
    for target in outline.targets {
      #expect(
        target.hasPrefix("#") && outline.ids.contains(String(target.dropFirst())), "\(target)")
    }
  }

  @Test func thePageAsksForNothingElse() throws {
    let outline = try HTMLOutline(page())
    for name in ["src", "srcset", "style", "action", "onclick", "xlink:href"] {
      #expect(!outline.attributeNames.contains(name))
    }
    for tag in ["link", "img", "iframe", "object", "embed", "base", "form"] {
      #expect(!outline.tags.contains(tag))
    }
    let styles = try #require(outline.scripts.first)
    #expect(!styles.contains("url(") && !styles.contains("@import"))
  }

  @Test func thePolicyAllowsThePagesOwnStyleAndScriptAlone() throws {
    let text = page()
    let outline = try HTMLOutline(text)
    #expect(outline.scripts.count == 2)
    for script in outline.scripts { #expect(text.contains("'\(SHA256.source(of: script))'")) }
    #expect(text.contains("default-src 'none'") && !text.contains("unsafe-inline"))
  }

  @Test(arguments: [
    ("", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "sha256-JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
    ),
  ])
  func digestsAreThoseOfTheStandard(_ text: String, _ source: String) {
    #expect(SHA256.source(of: text) == source)
  }

  @Test(arguments: ReportOptions.Detail.allCases, Language.allCases)
  func headingsSkipNoLevel(_ detail: ReportOptions.Detail, _ language: Language) throws {
    let outline = try HTMLOutline(page(SampleAssessment.shop, language, detail))
    let levels = outline.tags.compactMap { tag in
      tag.count == 2 && tag.first == "h" ? tag.last?.wholeNumberValue : nil
    }
    #expect(levels.first == 1 && levels.filter { $0 == 1 }.count == 1)
    for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1) }
  }

  @Test func theVerdictTheGateAndEveryCriterionAreThere() {
    let assessment = SampleAssessment.shop
    let text = page()
    let gate = GateText(assessment: assessment, language: .english)
    #expect(text.contains(gate.score))
    #expect(gate.verdict.map(text.contains) == true)
    for result in assessment.criteria {
      #expect(text.contains("data-criterion=\"\(result.id)\""))
      #expect(gate.standing(result).map(text.contains) != false)
    }
    for change in gate.changes { #expect(text.contains(HTMLMarkup.prose(change).text)) }
  }

  @Test func theKoreanPageSaysNoneOfTheEnglishWords() {
    let english = HTMLWording(language: .english)
    let text = page(SampleAssessment.shop, .korean)
    #expect(text.contains("<html lang=\"ko\">"))
    for word in [english.skip, english.criteria, english.copy, english.ladder, english.noMatch] {
      #expect(!text.contains(">\(word)<"), "\(word)")
    }
  }

  @Test func whatIsPastedKeepsItsLinesAndTabs() {
    var assessment = SampleAssessment.shop
    assessment.next?.steps[0].snippet?.text = "all:\n\t@echo \"<b>\" && true\n"
    let wanted = "all:\n\t@echo &quot;&lt;b&gt;&quot; &amp;&amp; true</code>"
    #expect(page(assessment).contains(wanted))
  }
}

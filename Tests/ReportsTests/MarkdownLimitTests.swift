import FactModel
import Reports
import Rubrics
import SourceModel
import Testing

/// A Markdown report fits where it goes: the least important is left out first, and that is told.
@Suite struct MarkdownLimitTests {
  private func text(_ limit: Int) -> String {
    var assessment = SampleAssessment.shop
    let what = Phrase("runs tests", "테스트 실행")
    for index in assessment.criteria.indices {
      assessment.criteria[index].evidence = (1...10).map { line in
        Evidence(
          place: Place(RelativePath("ci.yml"), line: line), excerpt: "make test", what: what)
      }
    }
    return ReportFormat.markdown.text(
      of: assessment, ReportOptions(byteLimit: limit, version: "1.2.3"))
  }

  @Test func `Evidence goes first, then details, warnings, and the steps, never the verdict`() {
    let whole = text(.max)
    #expect(!whole.contains("_Shortened to fit"))
    var last = whole.utf8.count
    for (lost, kept) in [
      ("`ci.yml:4`", "`ci.yml:3`"), ("`ci.yml:2`", "`ci.yml:1`"),
      ("`ci.yml:1`", "**Infrastructure**"),
      ("**Infrastructure**", "found a tab in the indentation"),
      ("found a tab in the indentation", "- [ ] **"), ("- [ ] **", "## shop: v2"),
    ] {
      let shorter = text(last - 1)
      #expect(shorter.utf8.count < last)
      #expect(shorter.contains("_Shortened to fit"))
      #expect(shorter.contains(kept), "\(kept)")
      #expect(!shorter.contains(lost), "\(lost)")
      last = shorter.utf8.count
    }
    #expect(text(10) == "")
  }
}

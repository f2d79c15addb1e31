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

  @Test func `Evidence of what is met goes first, the steps last, never the verdict`() {
    let whole = text(.max)
    #expect(!whole.contains("_Left out to fit"))
    func places(_ text: String) -> Int { text.ranges(of: "`ci.yml:4`").count }
    var last = whole.utf8.count
    for (told, lost, kept) in [
      ("places of what is met", "", "`ci.yml:4`"),
      ("places beyond the first of each criterion", "`ci.yml:4`", "`ci.yml:1`"),
      ("the criteria", "`ci.yml:1`", "**Infrastructure**"),
      ("criteria and infrastructure", "**Infrastructure**", "found a tab in the indentation"),
      ("criteria, infrastructure and warnings", "found a tab in the indentation", "- [ ] **"),
      ("all but the verdict", "- [ ] **", "## shop: v2"),
    ] {
      let shorter = text(last - 1)
      #expect(shorter.utf8.count < last)
      #expect(shorter.contains("_Left out to fit: \(told);"))
      #expect(shorter.contains(kept), "\(kept)")
      #expect(lost.isEmpty || !shorter.contains(lost), "\(lost)")
      #expect(places(shorter) < places(whole))
      last = shorter.utf8.count
    }
    #expect(text(10) == "")
  }
}

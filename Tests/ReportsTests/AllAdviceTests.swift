import Reports
import Rubrics
import SourceModel
import Testing

@Suite struct AllAdviceTests {
  @Test(arguments: ReportFormat.allCases)
  func `A format says whether it tells the advice of every criterion`(_ format: ReportFormat) {
    func texts(_ advice: ChosenAdvice?) -> [String] {
      var assessment = SampleAssessment.shop
      for index in assessment.criteria.indices { assessment.criteria[index].advice = advice }
      return ReportOptions.Detail.allCases.map { detail in
        format.text(of: assessment, ReportOptions(detail: detail, version: "1.2.3"))
      }
    }
    let advice = ChosenAdvice(
      how: Phrase("Ask the neighbours.", "이웃에게 묻습니다."), at: Place(RelativePath("doc/a.md")))
    #expect((texts(advice) != texts(nil)) == format.tellsAllAdvice)
  }
}

import Reports
import Rubrics
import SourceModel
import Testing

@Suite struct TeamTextTests {
  private func text(
    _ format: ReportFormat, _ language: Language, _ detail: ReportOptions.Detail
  ) -> String {
    var assessment = SampleAssessment.shop
    assessment.repository.excluded = 3
    assessment.repository.related = ["infra", "https://git.example.org/a"]
    return format.text(
      of: assessment,
      ReportOptions(language: language, detail: detail, width: nil, version: "1.2.3"))
  }

  @Test(arguments: [
    (
      Language.english, "leaves out 3 files",
      "Repositories of the same team, not looked into: infra, "
    ),
    (Language.korean, "파일 3개를 제외했습니다", "같은 팀의 다른 저장소 (살펴보지 않음): infra, "),
  ])
  func `What is left out is always told, and other repositories in the details`(
    _ language: Language, _ excluded: String, _ related: String
  ) {
    for format in [ReportFormat.terminal, .markdown] {
      #expect(text(format, language, .full).contains(excluded))
      #expect(text(format, language, .full).contains(related))
      #expect(text(format, language, .summary).contains(excluded))
    }
    #expect(!text(.terminal, language, .summary).contains(related))
    #expect(text(.json, language, .full).contains("\"excluded\": 3"))
    #expect(text(.json, language, .full).contains("\"infra\""))
  }

  @Test(arguments: [("acme/rubric", "acme/rubric"), ("", ".")])
  func `A rubric that the repository brought is told`(_ folder: String, _ shown: String) {
    var assessment = SampleAssessment.shop
    for detail in [ReportOptions.Detail.verdict, .summary, .full] {
      let options = ReportOptions(detail: detail, width: nil, version: "1.2.3")
      let formats = [
        ReportFormat.terminal, .markdown, .html, .sarif, .junit, .gitlab, .badge, .json,
      ]
      for format in formats {
        let own = format == .json ? "\"folder\": \"\(folder)\"" : "own rubric in \(shown): "
        assessment.repository.rubric = nil
        #expect(!format.text(of: assessment, options).contains(own), "\(format)")
        assessment.repository.rubric = RelativePath(folder)
        #expect(format.text(of: assessment, options).contains(own), "\(format)")
      }
    }
  }
}

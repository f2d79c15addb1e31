import FactModel
import Reports
import Rubrics
import SourceModel
import Testing

@Suite struct GitHubAnnotationsTests {
  @Test func `The gate comes first, then the steps, each at its place`() {
    let text = GitHubAnnotations(SampleAssessment.shop, ReportOptions(version: "1")).text
    #expect(
      text == """
        ::error title=devops-assess::The gate does not hold: found an overall score of 61.5, expected at least 70
        ::warning file=Dockerfile,line=1,title=v3 Deliveries by a machine::Deliveries by a machine: no delivery was found. Does a machine deliver?
        ::warning file=.github/workflows/ci.yml,line=14,title=v3 Tests by a machine::Tests by a machine: tests run, and their failure is ignored. Let it fail.

        """)
  }

  @Test(arguments: [
    ("", "file=Dockerfile,line=1,"), ("services/shop", "file=services/shop/Dockerfile,line=1,"),
    ("a,b", "file=a%2Cb/Dockerfile,line=1,"), (nil, ""),
  ])
  func `A file is named from the folder in which the program is run, or not at all`(
    _ origin: String?, _ file: String
  ) {
    var assessment = SampleAssessment.shop
    assessment.repository.origin = origin.map { RelativePath($0) }
    let lines = GitHubAnnotations(assessment, ReportOptions(version: "1")).text
      .split(separator: "\n")
    #expect(lines[1].hasPrefix("::warning \(file)title=v3 Deliveries by a machine::"))
  }

  @Test func `Nothing that a file is called ends a property or begins a command`() {
    var assessment = SampleAssessment.shop
    assessment.gate = []
    assessment.criteria[1].evidence[0].place = Place(RelativePath("a,line=1::error::%\n::b"))
    assessment.criteria[1].reason = Phrase("100 %\r\n::error::x", "x")
    let lines = GitHubAnnotations(assessment, ReportOptions(version: "1")).text
      .split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines[1].hasPrefix("::warning file=a%2Cline=1%3A%3Aerror%3A%3A%25\\u{a}%3A%3Ab,line=1,"))
    #expect(lines[1].contains("100 %25\\u{d}\\u{a}::error::x"))
  }
}

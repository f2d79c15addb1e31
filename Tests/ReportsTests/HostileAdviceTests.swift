import Rubrics
import SourceModel
import Testing

@testable import Reports

/// A repository may bring its own rubric, whose advice stands in the reports.
@Suite struct HostileAdviceTests {
  private func report(_ text: String, _ format: ReportFormat) -> String {
    var assessment = SampleAssessment.shop
    for index in assessment.criteria.indices {
      assessment.criteria[index].standing = .found
      assessment.criteria[index].advice = ChosenAdvice(
        how: Phrase(text, text), at: Place(RelativePath("a/\(text).yml"), line: 3))
    }
    assessment.gate = [
      GateCheck(
        name: text, holds: false, says: Phrase(text, text),
        criteria: assessment.criteria.map(\.id))
    ]
    let options = ReportOptions(
      language: .english, detail: .full, width: nil, version: "1.2.3")
    return format.text(of: assessment, options)
  }

  private static let texts = [
    "x\n::error file=a.js,line=1::owned", "x\r\n ::set-output name=a::b", "x\n##[error]y",
    "x\n##vso[task.complete]y", "\n::warning::x\n", "x\u{2028}::error::y",
  ]

  @Test(arguments: texts, ReportFormat.allCases)
  func `No line that advice brings is obeyed by a runner`(_ text: String, _ format: ReportFormat) {
    for line in report(text, format).unicodeScalars.split(separator: "\n").map({ String($0) }) {
      let obeyed = line.lowercased().matches(of: /##[a-z]*\[|^\s*::.*::/)
      #expect(obeyed.isEmpty, "\(line)")
    }
  }

  @Test(arguments: texts)
  func `Advice adds no line to the report for test viewers`(_ text: String) {
    let (found, calm) = (report(text, .junit), report("x", .junit))
    #expect(found.contains(" a/x") || found.contains(" a/\\u{"))
    #expect(found.utf8.count { $0 == 0x0A } == calm.utf8.count { $0 == 0x0A })
  }
}

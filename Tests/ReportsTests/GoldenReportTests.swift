import Foundation
import Reports
import Rubrics
import TestSupport
import Testing

/// A report of the sample assessment, and the file that holds what it must be.
struct GoldenReport: Sendable, CustomTestStringConvertible {
  let name: String
  let format: ReportFormat
  var options = ReportOptions(version: "1.2.3")

  var testDescription: String { name }

  static let all = [
    GoldenReport(name: "terminal-en.txt", format: .terminal),
    GoldenReport(
      name: "terminal-ko.txt", format: .terminal,
      options: ReportOptions(language: .korean, version: "1.2.3")),
    GoldenReport(
      name: "terminal-full.txt", format: .terminal,
      options: ReportOptions(detail: .full, version: "1.2.3")),
    GoldenReport(
      name: "terminal-verdict.txt", format: .terminal,
      options: ReportOptions(detail: .verdict, version: "1.2.3")),
    GoldenReport(
      name: "terminal-narrow.txt", format: .terminal,
      options: ReportOptions(detail: .full, width: 40, version: "1.2.3")),
    GoldenReport(
      name: "terminal-colour.txt", format: .terminal,
      options: ReportOptions(isColoured: true, version: "1.2.3")),
    GoldenReport(name: "markdown-en.md", format: .markdown),
    GoldenReport(
      name: "markdown-ko.md", format: .markdown,
      options: ReportOptions(language: .korean, version: "1.2.3")),
    GoldenReport(name: "report.json", format: .json),
    GoldenReport(name: "sarif-en.sarif", format: .sarif),
    GoldenReport(
      name: "sarif-ko.sarif", format: .sarif,
      options: ReportOptions(language: .korean, version: "1.2.3")),
    GoldenReport(name: "junit-en.xml", format: .junit),
    GoldenReport(
      name: "junit-ko.xml", format: .junit,
      options: ReportOptions(language: .korean, version: "1.2.3")),
    GoldenReport(name: "gitlab.json", format: .gitlab),
    GoldenReport(
      name: "gitlab-ko.json", format: .gitlab,
      options: ReportOptions(language: .korean, version: "1.2.3")),
    GoldenReport(
      name: "report-ko.csv", format: .csv,
      options: ReportOptions(language: .korean, version: "1.2.3")),
    GoldenReport(name: "report.csv", format: .csv), GoldenReport(name: "badge.svg", format: .badge),
    GoldenReport(name: "shields.json", format: .shields),
    GoldenReport(name: "html-en.html", format: .html),
    GoldenReport(
      name: "html-ko.html", format: .html,
      options: ReportOptions(language: .korean, version: "1.2.3")),
  ]

  var text: String { format.text(of: SampleAssessment.shop, options) }
}

@Suite struct GoldenReportTests {
  @Test(arguments: GoldenReport.all)
  func reportsSayWhatTheyAreMeantTo(_ report: GoldenReport) throws {
    let actual = report.text
    let file = Golden(folder: "reports", name: report.name)
    if Golden.isRecording {
      try file.record(actual)
      Issue.record("wrote \(report.name): review it, then run without UPDATE_GOLDEN")
      return
    }
    let expected = try #require(
      file.text, "no \(report.name): UPDATE_GOLDEN=1 swift test --filter GoldenReportTests")
    guard actual != expected else { return }
    Issue.record("\(Golden.difference(expected, actual, in: report.name))")
  }
}

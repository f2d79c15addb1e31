import Foundation
import Reports
import Rubrics
import SourceModel
import Testing

/// What trackers of findings and viewers of tests are told.
@Suite struct FindingReportTests {
  private func text(_ format: ReportFormat, _ assessment: Assessment) -> String {
    format.text(of: assessment, ReportOptions(version: "1.2.3"))
  }

  private func results(_ assessment: Assessment) throws -> [[String: Any]] {
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(text(.sarif, assessment).utf8))
        as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    return try #require(run["results"] as? [[String: Any]])
  }

  @Test func `What is met or attested is no finding, what is waived is suppressed`() throws {
    let results = try results(SampleAssessment.shop)
    #expect(results.map { $0["ruleId"] as? String } == ["ci.test", "cd.deploy", "source.owners"])
    #expect(results.map { $0["level"] as? String } == ["note", "warning", "note"])
    let suppressions = results.map { ($0["suppressions"] as? [Any])?.count }
    #expect(suppressions == [0, 0, 1])
  }

  @Test func `A fingerprint stays while lines move`() throws {
    var moved = SampleAssessment.shop
    moved.criteria[1].evidence[0].place?.position.line += 40
    let before = try results(SampleAssessment.shop).map {
      $0["partialFingerprints"] as? NSDictionary
    }
    let after = try results(moved).map { $0["partialFingerprints"] as? NSDictionary }
    #expect(before == after)
    #expect(text(.sarif, SampleAssessment.shop) != text(.sarif, moved))
  }

  @Test func `What stands nowhere is shown at a file of the tree`() {
    var assessment = SampleAssessment.shop
    assessment.kindEvidence = []
    let paths = ["src/b.c", "a.c", "readme.txt"].map { RelativePath($0) }
    for (files, front) in [(paths, "readme.txt"), (Array(paths[..<2]), "a.c")] {
      assessment.repository.front = RepositorySummary.front(of: files)
      #expect(text(.gitlab, assessment).contains("\"path\": \"\(front)\""))
    }
  }

  @Test func `Files are named from the folder in which the program is run`() {
    func values(_ key: String, _ format: ReportFormat, _ assessment: Assessment) -> [String] {
      text(format, assessment).split(separator: "\n").filter { $0.contains("\"\(key)\": ") }
        .map { String($0.split(separator: "\"")[3]) }
    }
    func paths(_ assessment: Assessment) -> [String] {
      // What is waived is no finding for GitLab, and the third for code scanning.
      Array(values("uri", .sarif, assessment).prefix(2)) + values("path", .gitlab, assessment)
    }
    var assessment = SampleAssessment.shop
    let workflow = ".github/workflows/ci.yml"
    #expect(paths(assessment) == [workflow, "Dockerfile", workflow, "Dockerfile"])
    assessment.repository.origin = RelativePath("services/shop")
    #expect(
      paths(assessment) == [
        "services/shop/\(workflow)", "services/shop/Dockerfile", "services/shop/\(workflow)",
        "services/shop/Dockerfile",
      ])
    #expect(!text(.json, assessment).contains("services/shop"))
    // Of a folder that lies elsewhere, the path inside is all that can be said.
    assessment.repository.origin = nil
    #expect(paths(assessment) == [workflow, "Dockerfile", workflow, "Dockerfile"])
  }

  @Test func `Of several repositories each file is named from its own`() {
    var assessment = SampleAssessment.shop
    assessment.repository.folder = "shop"
    assessment.repository.origin = RelativePath("services/shop")
    var companion = RepositorySummary(path: "infra")
    companion.folder = "infra"
    assessment.companions = [companion]
    assessment.kindEvidence = []
    assessment.repository.front = RelativePath("README.md")
    for (origin, file) in [("platform/infra", "platform/infra/ci.yml"), (nil, "infra/ci.yml")]
      as [(String?, String)]
    {
      assessment.companions[0].origin = origin.map { RelativePath($0) }
      assessment.criteria[1].evidence[0].place = Place(RelativePath("infra/ci.yml"), line: 3)
      let report = text(.gitlab, assessment)
      #expect(report.contains("\"path\": \"\(file)\""))
      #expect(report.contains("\"fingerprint\": \"ci.test:\(file)\""))
      #expect(report.contains("\"path\": \"services/shop/README.md\""))
    }
  }

  @Test(arguments: [("a.sarif", "sarif"), ("a.sarif.json", "sarif"), ("a.json", "json")])
  func `A file's ending says its format`(_ name: String, _ format: String) {
    #expect(ReportFormat(fileName: name)?.rawValue == format)
  }

  @Test func `A path is a relative reference`() throws {
    var assessment = SampleAssessment.shop
    assessment.criteria[1].evidence[0].place = Place(RelativePath("a b/한#1.yml"), line: 3)
    let uris = text(.sarif, assessment).split(separator: "\n").filter { $0.contains("\"uri\"") }
    #expect(uris.first?.contains("\"a%20b/%ED%95%9C%231.yml\"") == true)
  }

  @Test func `A case fails only because the gate does`() {
    let failing = text(.junit, SampleAssessment.shop)
    #expect(failing.contains("failures=\"2\" errors=\"0\">\n  <testsuite name=\"v2"))
    var calm = SampleAssessment.shop
    calm.gate = []
    let passing = text(.junit, calm)
    #expect(!passing.contains("<failure"))
    #expect(passing.contains("<skipped message=\"unmet: no delivery was found\"/>"))
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)"])
  func `A spreadsheet takes no text for a formula`(_ formula: String) {
    var assessment = SampleAssessment.shop
    assessment.repository.path = formula
    for row in text(.csv, assessment).split(separator: "\r\n").dropFirst() {
      #expect(row.hasPrefix("'" + formula))
    }
  }

  @Test(arguments: [(0, "b3261e"), (1, "8a4b00"), (2, "7a5d00"), (3, "0b5cad")])
  func `A badge has the colour of the stages reached`(_ reached: Int, _ colour: String) {
    var assessment = SampleAssessment.shop
    for index in assessment.stages.indices {
      assessment.stages[index].isApplicable = true
      assessment.stages[index].isReached = index < reached
    }
    #expect(text(.shields, assessment).contains("\"\(colour)\""))
    #expect(text(.badge, assessment).contains("fill=\"#\(colour)\""))
  }
}

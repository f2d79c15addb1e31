import Foundation
import Reports
import Rubrics
import Testing

@Suite struct JSONReportTests {
  private func object(_ assessment: Assessment = SampleAssessment.shop) throws -> [String: Any] {
    let text = ReportFormat.json.text(of: assessment, ReportOptions(version: "1.2.3"))
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The keys of the contract: what holds them, by its path from the top, and the keys in order.
  private static let contract: [(holder: [String], keys: [String])] = [
    (
      [],
      [
        "schemaVersion", "tool", "rubric", "repository", "repositories", "kind", "kindReason",
        "stage",
        "strictStage", "score", "strictScore", "summary", "milestones", "stages", "areas",
        "effects", "criteria", "ladder", "orchestration", "evidenceOf", "technologies", "next",
        "waived", "attested", "gate", "baseline", "warnings",
      ]
    ),
    (["tool"], ["name", "version"]), (["rubric"], ["name", "version"]),
    (["repository"], ["path", "commit", "branch", "files", "excluded", "related"]),
    (["milestones"], ["id", "status", "criteria"]),
    (["stages"], ["id", "title", "score", "reached", "applicable", "missing"]),
    (
      ["criteria"],
      [
        "id", "stage", "area", "effect", "weight", "required", "status", "standing", "reason",
        "evidence", "lookedFor",
      ]
    ),
    (["criteria", "evidence"], ["path", "line", "column", "excerpt", "what"]),
    (["evidenceOf", "docker"], ["path", "line", "what"]),
    (["technologies"], ["name", "category", "path", "line"]), (["next"], ["stage", "steps"]),
    (
      ["next", "steps"],
      ["criterion", "title", "why", "effort", "gain", "how", "at", "snippet"]
    ),
    (["next", "steps", "at"], ["path", "line"]),
    (["next", "steps", "snippet"], ["path", "language", "text"]),
    (["waived"], ["criterion", "reason", "until"]),
    (["attested"], ["criterion", "evidence", "by", "date", "until"]),
    (["gate"], ["holds", "verdict", "checks"]),
    (["gate", "checks"], ["name", "holds", "says", "criteria"]),
    (["baseline"], ["stage", "score", "note", "gained", "lost", "changed"]),
    (["baseline", "lost"], ["criterion", "before", "after", "lostPaths", "gainedPaths"]),
    (["warnings"], ["path", "line", "column", "message"]),
  ]

  @Test(arguments: contract)
  func theKeysAreThoseOfTheContract(_ holder: [String], _ keys: [String]) throws {
    var value: Any = try object()
    for key in holder {
      value = try #require((value as? [String: Any])?[key])
      if let items = value as? [[String: Any]] { value = try #require(items.first) }
    }
    let found = try #require(value as? [String: Any])
    #expect(Set(found.keys) == Set(keys))
    // Foundation keeps no order, so the text shows it.
    let text = ReportFormat.json.text(of: SampleAssessment.shop, ReportOptions(version: "1.2.3"))
    if holder.isEmpty {
      let top = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }.compactMap {
        $0.split(separator: "\"").dropFirst().first.map(String.init)
      }
      #expect(top == keys)
    }
  }

  @Test func numbersAreWhatIsShown() throws {
    let object = try object()
    #expect(object["schemaVersion"] as? Int == 1)
    #expect(object["score"] as? Double == 61.5)
    #expect(object["strictScore"] as? Double == 60.1)
    #expect((object["areas"] as? [String: Any])?["deploy"] is NSNull)
  }

  @Test func whatIsNotThereIsNull() throws {
    var assessment = SampleAssessment.shop
    assessment.next = nil
    assessment.repository.commit = nil
    let object = try object(assessment)
    #expect(object["next"] is NSNull)
    #expect((object["repository"] as? [String: Any])?["commit"] is NSNull)
  }

  @Test func aWarningSaysHowToMendIt() throws {
    let warnings = try #require(try object()["warnings"] as? [[String: Any]])
    #expect(warnings.last?["message"] as? String == "the clone is shallow (fetch all of it)")
  }

  @Test(arguments: [
    ("report.md", ReportFormat.markdown), ("a/report.MARKDOWN", .markdown),
    ("report.json", .json), ("report.txt", .terminal), ("report.html", .html), ("r.HTM", .html),
    ("report.pdf", nil), ("report", nil),
    ("", nil),
  ])
  func theEndingOfAFileSaysItsFormat(_ name: String, _ format: ReportFormat?) {
    #expect(ReportFormat(fileName: name) == format)
  }
}

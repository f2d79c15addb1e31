import FactModel
import Rubrics
import SourceModel
import Testing

@Suite struct BaselineTests {
  private static let path = RelativePath("former.json")

  /// A former report of four criteria, with other text where a case asks for it.
  private static func report(_ old: String = "", _ new: String = "") -> String {
    let text = """
      {"schemaVersion": 1, "rubric": {"name": "small", "version": "2"}, "kind": "service",
       "stage": "s1", "score": 61.5, "criteria": [
       {"id": "a", "status": "met", "standing": "found",
        "evidence": [{"path": "a-met", "line": 1}, {"path": null}, {"path": "old/a-met", "line": 2}]},
       {"id": "b", "status": "unmet", "standing": "found", "evidence": [{"path": "x"}]},
       {"id": "c", "status": "unmet", "standing": "waived", "evidence": []},
       {"id": "d", "status": "partial", "standing": "attested"}]}
      """
    return old.isEmpty ? text : text.replacing(old, with: new)
  }

  private static func read(_ text: String) -> (Baseline?, [String]) {
    let (baseline, faults) = BaselineReader.baseline(in: Array(text.utf8), of: path)
    return (baseline, faults.map(\.description))
  }

  // MARK: - Reading

  @Test func `What is compared is read`() throws {
    let (read, faults) = Self.read(Self.report())
    #expect(faults == [])
    let baseline = try #require(read)
    #expect(baseline.stage == "s1")
    #expect(baseline.score.description == "61.5")
    #expect(baseline.rubric == RubricIdentity(name: "small", version: "2"))
    // What is waived does not apply, and what is attested counts as met.
    #expect(baseline.criteria.map(\.counted) == [.met, .unmet, .notApplicable, .met])
    // What speaks against a criterion shows nothing.
    #expect(baseline.criteria.map(\.paths) == [["a-met", "old/a-met"], [], [], []])
  }

  @Test(arguments: [
    ("", "", "1:1: error: "),
    ("{\"schemaVersion\": 1,", "{\"schemaVersion\": 1", "1:21: error: "),
    ("\"schemaVersion\": 1, ", "", "1:1: error: found no `schemaVersion`, expected a report"),
    (
      "\"schemaVersion\": 1", "\"schemaVersion\": \"x\"", "1:19: error: found `x`, expected a whole"
    ),
    ("\"name\": \"small\", ", "", "1:32: error: found no `rubric.name`, expected a report"),
    ("\"stage\": \"s1\", ", "", "1:1: error: found no `stage`, expected a report to have it"),
    ("61.5", "\"many\"", "2:26: error: found the score `many`, expected a number from 0 to 100"),
    ("\"criteria\": [", "\"criteria\": 1, \"x\": [", "2:44: error: found no list of `criteria`"),
    ("\"id\": \"a\", ", "", "3:2: error: found no `id`, expected a report to have it"),
    ("\"status\": \"met\", ", "", "3:2: error: found no `status`, expected a criterion to have it"),
    ("\"met\"", "\"mett\"", "3:24: error: found the status `mett`, expected one of met, n/a"),
    ("\"b\"", "\"a\"", "5:9: error: found the criterion `a` twice, expected it once"),
  ])
  func `A report that cannot be read is told with the place`(
    _ old: String, _ new: String, _ fault: String
  ) {
    let (baseline, faults) = Self.read(old.isEmpty ? "" : Self.report(old, new))
    #expect(baseline == nil)
    #expect(faults.contains { $0.hasPrefix("former.json:\(fault)") }, "\(faults)")
  }

  @Test func `Of another form, what cannot be read is left out`() throws {
    let text = Self.report("\"schemaVersion\": 1", "\"schemaVersion\": 2")
      .replacing("\"status\": \"met\"", with: "\"status\": \"splendid\"")
    let (read, faults) = Self.read(text)
    #expect(faults == [])
    let baseline = try #require(read)
    #expect(baseline.criteria.map(\.id) == ["b", "c", "d"])
    let comparison = baseline.comparison(with: try assess(met: ["a"]))
    #expect(
      comparison.note?.english.hasPrefix("The baseline has version 2 of the report's") == true)
    #expect(comparison.lost.map(\.criterion) == ["d"])
  }

  @Test(arguments: [
    ("s1", "2", nil), ("v0", "2", nil), ("banana", "1", nil),
    (
      "banana", "2",
      "former.json:2:11: error: found the stage `banana`, expected one of s1, v0"
    ),
  ])
  func `A stage that the same rubric lacks is told`(
    _ stage: String, _ version: String, _ fault: String?
  ) throws {
    let text = Self.report("\"s1\"", "\"\(stage)\"")
      .replacing("\"version\": \"2\"", with: "\"version\": \"\(version)\"")
    let baseline = try #require(Self.read(text).0)
    let rubric = try #require(SmallRubric(criteria: [SmallCriterion(id: "a")]).rubric)
    #expect(baseline.faults(by: rubric).map(\.description) == (fault.map { [$0] } ?? []))
  }

  // MARK: - Comparing

  private func assess(
    met: [String], partial: [String] = [], waived: [String] = []
  ) throws -> Assessment {
    let criteria = ["a", "b", "c", "d"].map { SmallCriterion(id: $0, isRequired: $0 == "a") }
    let rubric = try #require(SmallRubric(criteria: criteria).rubric)
    let found = facts(met: met, partial: partial)
    return Assessor(rubric).assessment(
      of: found, repository: RepositorySummary(path: "acme"),
      statements: TeamStatements(
        waivers: waived.map { Waiver(criterion: $0, reason: "x", until: "2027-01-01") }))
  }

  private func compare(
    _ assessment: Assessment, _ old: String = "", _ new: String = ""
  ) throws -> (Comparison, [GateCheck]) {
    let baseline = try #require(Self.read(Self.report(old, new)).0)
    let comparison = baseline.comparison(with: assessment)
    return (comparison, baseline.checks(of: comparison, assessment))
  }

  @Test func `What is met and was not is gained, and nothing is lost`() throws {
    let (comparison, checks) = try compare(try assess(met: ["a", "b", "d"]))
    #expect(comparison.gained.map(\.criterion) == ["b"])
    #expect(comparison.gained.map(\.gainedPaths) == [["b-met"]])
    #expect(comparison.lost == [])
    #expect(comparison.note == nil)
    // `a` is shown by one of its two places, `c` is no longer waived.
    #expect(comparison.changed.map(\.criterion) == ["a", "c", "d"])
    #expect(comparison.changed[0].lostPaths == ["old/a-met"])
    #expect((comparison.changed[1].before, comparison.changed[1].after) == (.notApplicable, .unmet))
    #expect(comparison.changed[2].gainedPaths == ["d-met"])
    #expect(checks.map(\.holds) == [true])
    #expect(checks.map(\.says.english) == ["nothing is lost since the baseline"])
  }

  @Test func `What shows less than before is not told to be gone`() throws {
    let weaker = try assess(met: [], partial: ["a"])
    let path = try #require(
      weaker.criteria.first { $0.id == "a" }?.evidence.first?.place?.path.text)
    let (comparison, _) = try compare(weaker, "\"a-met\"", "\"\(path)\"")
    let lost = try #require(comparison.lost.first { $0.criterion == "a" })
    #expect((lost.before, lost.after) == (.met, .partial))
    #expect(lost.lostPaths == ["old/a-met"])
  }

  @Test func `What was met and is not fails, with its paths`() throws {
    let (comparison, checks) = try compare(try assess(met: [], partial: ["a", "d"]))
    #expect(comparison.lost.map(\.criterion) == ["a", "d"])
    #expect(comparison.lost[0].lostPaths == ["a-met", "old/a-met"])
    #expect(
      checks.map(\.says.english) == [
        "found stage v0, expected at least s1 as in the baseline",
        "found 2 criteria no longer met, expected all that the baseline has: a, d",
      ])
    #expect(checks.allSatisfy { !$0.holds && !$0.says.korean.isEmpty })
  }

  @Test func `What the team sets aside is no loss`() throws {
    let (comparison, checks) = try compare(try assess(met: ["a", "b", "c"], waived: ["d"]))
    #expect(comparison.lost == [])
    #expect(comparison.changed.last?.criterion == "d")
    #expect(comparison.changed.last?.after == .notApplicable)
    #expect(checks.map(\.holds) == [true])
  }

  @Test func `Another rubric is explained, and only criteria are compared`() throws {
    let (comparison, checks) = try compare(
      try assess(met: ["b"]), "\"version\": \"2\"}", "\"version\": \"1\"}")
    #expect(
      comparison.note?.english
        == "The baseline was made with the rubric small 1 and this report with small 2: criteria "
        + "that both have are compared, stages are not.")
    #expect(checks.map(\.says.english).count == 1)
    #expect(checks[0].says.english.contains("no longer met"))
  }

  @Test func `A criterion that only one of them has is neither lost nor gained`() throws {
    let (comparison, _) = try compare(
      try assess(met: ["a", "b"]), "\"id\": \"b\"", "\"id\": \"z\"")
    #expect(comparison.gained == [])
    let alone = comparison.changed.filter { $0.before == nil || $0.after == nil }
    #expect(alone.map(\.criterion) == ["b", "z"])
    #expect(alone.map(\.after) == [.met, nil])
    #expect(alone[1].title == Phrase("z", "z"))
  }

  @Test func `Another kind is explained`() throws {
    let (comparison, _) = try compare(try assess(met: ["a"]), "\"service\"", "\"library\"")
    #expect(comparison.note?.english.contains("of the kind library") == true)
    #expect(comparison.note?.korean.contains("library") == true)
  }

  @Test func `Which of many paths were kept says nothing`() throws {
    let many = (0..<10).map { "{\"path\": \"p\($0)\"}" }.joined(separator: ", ")
    let (comparison, _) = try compare(
      try assess(met: ["a", "d"]),
      "{\"path\": \"a-met\", \"line\": 1}, {\"path\": null}, {\"path\": \"old/a-met\", \"line\": 2}",
      many)
    #expect(!comparison.changed.contains { $0.criterion == "a" })
  }
}

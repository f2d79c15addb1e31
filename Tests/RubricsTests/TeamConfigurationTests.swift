import FactModel
import Rubrics
import SourceModel
import Testing

/// A configuration with a fault, and what is said of it.
struct FaultyConfiguration: Sendable, CustomTestStringConvertible {
  var text: String
  var faults: [String]

  var testDescription: String { text }

  init(_ text: String, _ faults: String...) {
    self.text = text
    self.faults = faults
  }

  private static let keys =
    "attested, exclude, include, kind, min-score, min-stage, paths, related, rubric, waivers"
  private static let score = "expected a number from 0 to 100 with one decimal at most"

  static let all = [
    FaultyConfiguration(
      "waiver: []",
      "1:1: error: found the key `waiver`, expected one of \(keys) "
        + "(did you mean `waivers`?)"),
    FaultyConfiguration("- a", "1:1: error: found a list, expected the configuration, a mapping"),
    FaultyConfiguration("kind: [", "1:7: error: `[` is never closed"),
    FaultyConfiguration("kind: service\nkind: site", "2:1: error: "),
    FaultyConfiguration(
      "kind: site\n---\nkind: site", "3:1: error: found 2 documents, expected one"),
    FaultyConfiguration(
      "kind: servise", "1:7: error: found the kind `servise`, expected one of ",
      "(did you mean `service`?)"),
    FaultyConfiguration(
      "min-stage: s3",
      "1:12: error: found the stage `s3`, expected one of s1, s2 (did you mean `s1`?)"),
    FaultyConfiguration("min-score: 101", "1:12: error: found `101`, \(score)"),
    FaultyConfiguration("min-score: 60.55", "1:12: error: found `60.55`, \(score)"),
    FaultyConfiguration("min-score: [60]", "1:12: error: found a list, \(score)"),
    FaultyConfiguration("min-score:", "1:11: error: found nothing, \(score)"),
    FaultyConfiguration(
      "min-score: {}",
      "1:12: error: found an empty mapping, expected scores by stages and `overall`"),
    FaultyConfiguration(
      "min-score: {s9: 1, s1: x}",
      "1:13: error: found the stage `s9`, expected one of overall, s1, s2",
      "1:24: error: found `x`, \(score)"),
    FaultyConfiguration("exclude: docs", "1:10: error: found `docs`, expected a list of patterns"),
    FaultyConfiguration(
      "exclude: []", "1:10: error: found an empty list, expected a list of patterns"),
    FaultyConfiguration(
      "exclude: ['[']", "1:11: error: found the pattern `[`, expected one that can match"),
    FaultyConfiguration(
      "exclude: ['\(String(repeating: "{a,b}", count: 1_001))']",
      "1:10: error: found 1001 choices in patterns, expected at most 1000"),
    FaultyConfiguration(
      "exclude: [a, '\(String(repeating: "{a,b}", count: 11))']",
      "1:14: error: found choices that multiply out to too many patterns, expected at most 1024 "
        + "of one (write several patterns)"),
    FaultyConfiguration(
      "include: ['{\(String(repeating: "a,", count: 1_024))b}']",
      "1:11: error: found choices that multiply out to too many patterns"),
    FaultyConfiguration(
      "include: [../other/**]",
      "1:11: error: found the pattern `../other/**`, expected one inside the repository"),
    FaultyConfiguration(
      "paths: [a]", "1:8: error: found a list, expected patterns with the CI vendor"),
    FaultyConfiguration(
      "paths: {ci.yml: gitlab}",
      "1:17: error: found the CI vendor `gitlab`, expected one of gitlab-ci, jenkins"),
    FaultyConfiguration(
      "rubric: ../team.yml",
      "1:9: error: found the rubric `../team.yml`, expected a path inside the repository"),
    FaultyConfiguration("rubric: /etc/team.yml", "1:9: error: found the rubric `/etc/team.yml`"),
    FaultyConfiguration("rubric: C:\\team.yml", "1:9: error: found the rubric "),
    FaultyConfiguration("related: [{a: b}]", "1:11: error: found a mapping, expected a text"),
    FaultyConfiguration(
      "waivers: [{criterion: a}]", "1:11: error: found no `reason`, expected a waiver to have it",
      "1:11: error: found no `until`, expected a waiver to have it"),
    FaultyConfiguration(
      "waivers:\n  - {criterion: aa, reason: '', until: 2027-02-30, why: x}",
      "2:17: error: found the criterion `aa`, expected one of a, b",
      "2:29: error: found an empty text, expected words",
      "2:40: error: found `2027-02-30`, expected a day such as `2027-01-31`",
      "2:52: error: found the key `why`, expected one of criterion, reason, until"),
    FaultyConfiguration(
      "waivers:\n  - {criterion: a, reason: x, until: 2027-01-01}\n"
        + "  - {criterion: a, reason: y, until: 2020-01-01}",
      "3:5: error: found a second waiver of `a`, expected one (remove one of them)"),
    FaultyConfiguration(
      "attested: [{criterion: a, evidence: x, by: Ada, date: 2026-01-01}]",
      "1:12: error: found no `until`, expected an attestation to have it"),
    FaultyConfiguration(
      "attested: [{criterion: a, evidence: x, by: Ada, date: 2026-01-02, until: 2026-01-01}]",
      "1:74: error: found `2026-01-01`, expected a day after `2026-01-02`"),
    FaultyConfiguration(
      "attested: [{criterion: a, evidence: [x], by: Ada, date: now, until: 2026-01-01}]",
      "1:37: error: found a list, expected a text", "1:57: error: found `now`, expected a day"),
  ]
}

@Suite struct TeamConfigurationTests {
  private func read(
    _ text: String, today: String = "2026-11-26"
  ) throws -> (configuration: TeamConfiguration?, faults: [String]) {
    let rubric = try #require(
      SmallRubric(criteria: [SmallCriterion(id: "a"), SmallCriterion(id: "b", stage: "s2")]).rubric)
    let reader = TeamConfigurationReader(
      rubric, vendors: ["gitlab-ci", "jenkins"], today: try #require(CalendarDay(today)))
    let (configuration, faults) = reader.configuration(
      in: Array(text.utf8), of: RelativePath(".devops-assess.yml"))
    return (configuration, faults.map(\.description))
  }

  @Test(arguments: FaultyConfiguration.all)
  func `A fault is told with its place, and nothing is read`(_ case: FaultyConfiguration) throws {
    let (configuration, faults) = try read(`case`.text)
    #expect(configuration == nil)
    let told = faults.joined(separator: "\n")
    for fault in `case`.faults { #expect(told.contains(fault), "\(told)") }
    #expect(faults.allSatisfy { $0.hasPrefix(".devops-assess.yml:") })
  }

  @Test func `Of many faults the first are told, and how many more there are`() throws {
    let keys = (0..<150).map { "key\($0): x\n" }.joined()
    let (configuration, faults) = try read(keys)
    #expect(configuration == nil)
    #expect(faults.count == 101)
    #expect(faults.first?.hasPrefix(".devops-assess.yml:1:1: error: found the key `key0`") == true)
    #expect(faults.last == ".devops-assess.yml:1:1: error: and 50 more")
  }

  @Test(arguments: [
    (
      "exclude: [&a 'LONG', *a, *a, *a, *a, *a, *a, *a, *a]",
      "1:10: error: found patterns of 4500000 bytes, aliases included, expected at most 4000000"
    ),
    (
      "related: [&a 'LONG', *a, *a, *a, *a, *a, *a, *a, *a]",
      "error: found more than 4000000 bytes of texts, aliases included, expected fewer"
    ),
    ("kind: LONG", "1:7: error: found the kind `aaaa"),
  ])
  func `A long text is neither repeated by aliases nor told whole`(
    _ text: String, _ fault: String
  ) throws {
    let long = String(repeating: "a", count: 500_000)
    let (configuration, faults) = try read(text.replacing("LONG", with: long))
    #expect(configuration == nil)
    #expect(faults.count == 1)
    #expect(faults.first?.contains(fault) == true)
    #expect(faults.joined().utf8.count < 1_000)
  }

  @Test func `All keys are read`() throws {
    let (read, faults) = try read(
      """
      kind: library
      min-stage: s2
      min-score: {overall: 61.5, s1: 70}
      exclude: [legacy/**, "*.gen.yml"]
      include: [examples/shop/**]
      paths: {"ci/*.yml": gitlab-ci, ci/Build: jenkins}
      rubric: ./rubrics/team.yml
      waivers:
        - {criterion: a, reason: "two\\n lines", until: 2029-01-31}
      attested:
        - {criterion: b, evidence: "https://wiki.example.org", by: Ada, date: 2026-11-26, until: 2026-11-26}
      related: [https://git.example.org/infra, shop]
      """)
    #expect(faults == [])
    let configuration = try #require(read)
    #expect(configuration.kind == .library)
    #expect(configuration.thresholds.stage == "s2")
    #expect(
      configuration.thresholds.scores == [
        Thresholds.Minimum(score: Score(tenths: 615)),
        Thresholds.Minimum(stage: "s1", score: Score(tenths: 700)),
      ])
    #expect(configuration.excluded.map(\.value.pattern) == ["legacy/**", "*.gen.yml"])
    #expect(configuration.included.map(\.place.position.line) == [5])
    #expect(configuration.rubric?.text == "rubrics/team.yml")
    #expect(configuration.statements.waivers.map(\.reason) == ["two lines"])
    #expect(configuration.statements.waivers.map(\.place?.position.line) == [9])
    #expect(configuration.statements.attestations.map(\.by) == ["Ada"])
    #expect(configuration.related == ["https://git.example.org/infra", "shop"])
    #expect(configuration.warnings == [])
    let paths = ["ci/a.yml", "ci/Build", "src/a.yml"].map { RelativePath($0) }
    #expect(
      configuration.vendors(of: paths) == [paths[0]: "gitlab-ci", paths[1]: "jenkins"])
    #expect(
      configuration.unusedPatterns(among: paths).map(\.description) == [
        ".devops-assess.yml:4:11: warning: found the pattern `legacy/**`, which matches no file "
          + "(correct or remove it)",
        ".devops-assess.yml:4:22: warning: found the pattern `*.gen.yml`, which matches no file "
          + "(correct or remove it)",
        ".devops-assess.yml:5:11: warning: found the pattern `examples/shop/**`, which matches no "
          + "file (correct or remove it)",
      ])
  }

  @Test func `Each of many choices counts`() throws {
    let choices = String(repeating: "{a,b}", count: 10)
    let (read, faults) = try read("exclude: ['\(choices)']")
    #expect(faults == [])
    let configuration = try #require(read)
    let glob = try #require(configuration.excluded.first).value
    #expect(glob.matches("aaaaaaaaaa"))
    #expect(glob.matches("bbbbbbbbbb"))
  }

  @Test(arguments: ["", "# kind: library\n", "---\n", "{}", "~"])
  func `A text that says nothing is no fault`(_ text: String) throws {
    let (configuration, faults) = try read(text)
    #expect(faults == [])
    #expect(try #require(configuration).thresholds == Thresholds())
  }

  /// The first day after the end, and the last one before.
  @Test(arguments: [("2026-11-27", false), ("2026-11-26", true), ("2026-01-01", true)])
  func `What is out of date counts no more, and is warned of`(
    _ today: String, _ counts: Bool
  ) throws {
    let (read, faults) = try read(
      """
      waivers: [{criterion: a, reason: x, until: 2026-11-26}]
      attested: [{criterion: b, evidence: x, by: Ada, date: 2026-01-01, until: 2026-11-26}]
      """, today: today)
    #expect(faults == [])
    let configuration = try #require(read)
    #expect(configuration.statements.waivers.count == (counts ? 1 : 0))
    #expect(configuration.statements.attestations.count == (counts ? 1 : 0))
    let hint =
      "(the criterion counts again: meet it, or renew what is said with a later day)"
    #expect(
      configuration.warnings.map(\.description)
        == (counts
          ? []
          : [
            ".devops-assess.yml:1:11: warning: found a waiver of `a`, which ended on 2026-11-26 \(hint)",
            ".devops-assess.yml:2:12: warning: found an attestation of `b`, which ended on 2026-11-26 \(hint)",
          ]))
  }

  @Test func `An attestation counts from its date on`() throws {
    let text =
      "attested: [{criterion: b, evidence: x, by: Ada, date: 2026-12-01, until: 2027-01-01}]"
    let before = try #require(try read(text).configuration)
    #expect(before.statements.attestations == [])
    #expect(before.warnings.map(\.message.english).first?.contains("starts on 2026-12-01") == true)
    let after = try #require(try read(text, today: "2026-12-01").configuration)
    #expect(after.statements.attestations.count == 1)
    #expect(after.warnings == [])
  }

  @Test(arguments: [
    ("rubric: team", "team"), ("rubric: a/../../b", nil), ("rubric: /a", nil), ("rubric: [a", nil),
    ("kind: site", nil), ("rubric: .", ""),
  ])
  func `The rubric is known before the rest`(_ text: String, _ path: String?) {
    let file = RelativePath(".devops-assess.yml")
    let rubric = TeamConfigurationReader.rubric(in: Array(text.utf8), of: file)
    #expect(rubric?.value.text == path)
    #expect(rubric?.place == (path == nil ? nil : Place(file, line: 1, column: 9)))
  }
}

import FactModel
import Rubrics
import SourceModel
import Testing

/// A condition that asks for too much, and what is said of it.
struct GreedyCondition: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var condition: String
  var fault: String

  private static let conditions =
    "error: found more than 4000 conditions, tests and patterns, expected fewer"

  static let all = [
    GreedyCondition(
      testDescription: "many patterns", condition: like(list("'*a*b*'", 1_001)),
      fault: "14:41: error: found 1001 patterns, expected at most 1000"),
    GreedyCondition(
      testDescription: "a pattern of many choices", condition: like("'\(choices(1_001))'"),
      fault: "14:41: error: found 1001 choices in patterns, expected at most 1000"),
    GreedyCondition(
      testDescription: "a long pattern",
      condition: like("'\(String(repeating: "a", count: 257))'"),
      fault: "14:41: error: found a pattern of 257 bytes, expected at most 256"),
    GreedyCondition(
      testDescription: "patterns of choices", condition: like(list("'\(choices(10))'", 4)),
      fault: conditions),
    GreedyCondition(
      testDescription: "many conditions", condition: "{any: \(list("{some: files}", 4_000))}",
      fault: conditions),
    GreedyCondition(
      testDescription: "one condition by many aliases",
      condition: "{any: [&a {some: files}, \(list("*a", 4_000).dropFirst())}", fault: conditions),
  ]

  static func list(_ item: String, _ count: Int) -> String {
    "[" + Array(repeating: item, count: count).joined(separator: ", ") + "]"
  }

  static func like(_ patterns: String) -> String {
    "{some: files, where: {path: {like: \(patterns)}}}"
  }

  private static func choices(_ count: Int) -> String { String(repeating: "{a,b}", count: count) }
}

/// Conditions that ask for each of the facts.
private let costly = [
  "{some: documents, where: {path: {like: ['*a*b*c', '*d*0*9', '*d*1*9']}}}",
  "{some: documents, where: {path: {not: nope}}}",
  "{every: documents, where: {path: {not: nope}}}",
  "{at-least: 2, of: documents, distinct: path}",
]

/// A rubric may stand in the repository of a stranger, and then asks for no more than an honest one.
@Suite struct RubricLimitTests {
  private func faults(_ criterion: SmallCriterion) -> [String] {
    RubricLoader.load(SmallRubric(criteria: [criterion]).files).diagnostics.map(\.description)
  }

  @Test(arguments: GreedyCondition.all)
  func `What a criterion may not ask is a fault with its place`(_ sample: GreedyCondition) {
    let told = faults(SmallCriterion(id: "a", met: sample.condition))
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("criteria/s1/a.yml:14:") == true, "\(told)")
    #expect(told.first?.hasSuffix(sample.fault) == true, "\(told)")
  }

  @Test func `What a criterion may ask is far more than an honest one does`() {
    let patterns = GreedyCondition.like(GreedyCondition.list("'*a*b*'", 1_000))
    #expect(faults(SmallCriterion(id: "a", met: patterns)) == [])
    let conditions = "{any: \(GreedyCondition.list("{some: files}", 3_900))}"
    #expect(faults(SmallCriterion(id: "a", met: conditions)) == [])
  }

  @Test func `A rubric has a bounded number of criteria`() throws {
    let criteria = (0..<301).map { SmallCriterion(id: "c\($0)") }
    let files = SmallRubric(criteria: criteria).files
    #expect(SmallRubric(criteria: Array(criteria.dropLast())).rubric?.criteria.count == 300)
    let (rubric, faults) = RubricLoader.load(files)
    #expect(rubric == nil)
    #expect(faults.count == 1)
    #expect(
      faults.first?.message.english == "found 301 files of criteria, expected at most 300")
    // The same where the set alone names them.
    let named = RubricLoader.load(Array(files.prefix(1))).diagnostics
    #expect(named.map(\.message.english) == ["found 301 criteria, expected at most 300"])
    #expect(named.first?.place?.path == RelativePath("small.yml"))
  }

  // MARK: - What conditions cost

  private let facts = Facts(
    project: Project(kind: .service, reason: Phrase("said", "말함")),
    documents: (0..<500).map {
      Document(.runbook, place: Place(RelativePath("d\($0 % 50)"), line: 1 + $0 / 50))
    })

  private func judged(
    _ condition: String, within steps: Int
  ) throws -> (assessment: Assessment?, fault: Diagnostic?) {
    let small = SmallRubric(criteria: [
      SmallCriterion(id: "a"), SmallCriterion(id: "b", met: condition),
    ])
    return Assessor(try #require(small.rubric)).assessment(
      of: TeamFacts(facts), repository: RepositorySummary(path: "acme"),
      statements: TeamStatements(), within: steps)
  }

  @Test(arguments: costly)
  func `Conditions that cost more than they may are a fault of their criterion's file`(
    _ condition: String
  ) throws {
    let (assessment, fault) = try judged(condition, within: 10_000)
    #expect(assessment == nil)
    #expect(fault?.place?.path == RelativePath("criteria/s1/b.yml"))
    #expect(
      fault?.message.english.hasPrefix("found conditions or advice that ask too much") == true)
    let (enough, none) = try judged(condition, within: Assessor.stepLimit)
    #expect(none == nil)
    #expect(enough?.criteria.map(\.id) == ["a", "b"])
  }

  @Test func `What is asked again and again shows no more than what is asked once`() throws {
    let asked = "{some: documents, where: {path: {not: nope}}}"
    let once = try judged(asked, within: .max).assessment?.criteria.last
    let repeated = "{any: \(GreedyCondition.list(asked, 100))}"
    let often = try judged(repeated, within: .max).assessment?.criteria.last
    #expect(once?.status == .met)
    #expect(once?.evidence.count == 10)
    #expect(often?.evidence == once?.evidence)
  }
}

import FactModel
import Rubrics
import SourceModel
import Testing

@Suite struct ThresholdsTests {
  private static let criteria = [
    SmallCriterion(id: "a", stage: "s1"), SmallCriterion(id: "b", stage: "s2", notFor: ["service"]),
    SmallCriterion(id: "c", stage: "s3"), SmallCriterion(id: "d", stage: "s4"),
  ]

  @Test(arguments: [
    (["a", "c"], "s1", true), (["a", "c"], "s3", true), (["a", "c"], "s4", false),
    // What does not apply to the kind of project keeps nothing from being reached.
    (["a", "c"], "s2", true), (["c"], "s3", false), (["c"], "s2", false), ([], "s1", false),
  ])
  func `A stage holds where it and those below it that apply are reached`(
    _ met: [String], _ stage: String, _ holds: Bool
  ) throws {
    let assessment = try #require(assess(Self.criteria, facts(met: met)))
    let checks = Thresholds(stage: stage).checks(of: assessment)
    #expect(checks.map(\.name) == ["min-stage \(stage)"])
    #expect(checks.map(\.holds) == [holds])
  }

  /// What a rubric of five stages with one criterion each says of a service.
  private func assessment(
    met: [String], notFor: [String], waived: [String]
  ) throws -> Assessment {
    let criteria = ["a", "b", "c", "d", "e"].enumerated().map { index, id in
      SmallCriterion(
        id: id, stage: "s\(index + 1)", notFor: notFor.contains(id) ? ["service"] : [])
    }
    let rubric = try #require(SmallRubric(criteria: criteria).rubric)
    let waivers = waived.map { Waiver(criterion: $0, reason: "later", until: "2027-01-31") }
    return Assessor(rubric).assessment(
      of: facts(met: met), repository: RepositorySummary(path: "acme"),
      statements: TeamStatements(waivers: waivers))
  }

  @Test(arguments: LeftOutStage.all)
  func `A stage that does not apply is told as such`(_ stage: LeftOutStage) throws {
    let assessment = try assessment(met: stage.met, notFor: stage.notFor, waived: stage.waived)
    let checks = stage.asked.checks(of: assessment)
    #expect(checks.map(\.holds) == [true])
    #expect(checks.map(\.says.english) == [stage.english])
    #expect(checks.map(\.says.korean) == [stage.korean])
  }

  @Test func `What applies and is not reached still fails`() throws {
    let assessment = try assessment(met: ["a"], notFor: ["c"], waived: ["d"])
    for stage in ["s2", "s3", "s4", "s5"] {
      let checks = Thresholds(stage: stage).checks(of: assessment)
      #expect(checks.map(\.holds) == [false])
      #expect(
        checks.first?.says.english.hasPrefix("found stage s1, expected at least \(stage): s2 has ")
          == true)
    }
  }
}

/// A threshold on a stage that does not apply, and what is said of it.
struct LeftOutStage: Sendable, CustomTestStringConvertible {
  var met: [String] = []
  var notFor: [String] = []
  var waived: [String] = []
  var asked: Thresholds
  var english: String
  var korean: String

  var testDescription: String { english }

  private static let score = Thresholds(scores: [
    Thresholds.Minimum(stage: "s5", score: Score(tenths: 900))
  ])

  static let all = [
    LeftOutStage(
      met: ["a", "b"], notFor: ["c", "d", "e"], asked: Thresholds(stage: "s5"),
      english: "s3 to s5 do not apply to this kind of project, and every stage that applies is "
        + "reached",
      korean: "해당하는 단계에는 모두 도달했습니다 (s3–s5 단계는 이 종류의 프로젝트에 해당하지 않음)"),
    LeftOutStage(
      met: ["a", "b"], notFor: ["c", "d"], asked: Thresholds(stage: "s3"),
      english: "s3 does not apply to this kind of project, and every stage below that applies is "
        + "reached",
      korean: "그 아래에서 해당하는 단계에는 모두 도달했습니다 (s3 단계는 이 종류의 프로젝트에 해당하지 않음)"),
    LeftOutStage(
      met: ["a", "b"], notFor: ["c"], waived: ["d", "e"], asked: Thresholds(stage: "s5"),
      english: "s3 does not apply to this kind of project, all that s4 to s5 ask for is waived, "
        + "and every stage that applies is reached",
      korean: "해당하는 단계에는 모두 도달했습니다 (s3 단계는 이 종류의 프로젝트에 해당하지 않음, "
        + "s4–s5 단계는 해당하는 기준이 모두 면제됨)"),
    // A stage above it that is reached says it already.
    LeftOutStage(
      met: ["c"], notFor: ["b"], waived: ["a"], asked: Thresholds(stage: "s2"),
      english: "stage s3 is at least s2", korean: "s3 단계로 s2 이상입니다"),
    LeftOutStage(
      notFor: ["a"], asked: Thresholds(stage: "s1"),
      english: "s1 does not apply to this kind of project, so s1 is not asked",
      korean: "s1 조건은 적용하지 않습니다 (s1 단계는 이 종류의 프로젝트에 해당하지 않음)"),
    LeftOutStage(
      met: ["a"], notFor: ["e"], asked: score,
      english: "s5 does not apply to this kind of project, so s5=90 is not asked",
      korean: "s5=90 조건은 적용하지 않습니다 (s5 단계는 이 종류의 프로젝트에 해당하지 않음)"),
    LeftOutStage(
      met: ["a"], waived: ["e"], asked: score,
      english: "all that s5 asks for is waived, so s5=90 is not asked",
      korean: "s5=90 조건은 적용하지 않습니다 (s5 단계는 해당하는 기준이 모두 면제됨)"),
  ]
}

@Suite struct GainTests {
  @Test func `Meeting a criterion adds to its stage and to the whole`() throws {
    let criteria = [
      SmallCriterion(id: "a", stage: "s1", weight: 3), SmallCriterion(id: "b", stage: "s1"),
      SmallCriterion(id: "c", stage: "s2", weight: 4), SmallCriterion(id: "d", stage: "s2"),
    ]
    let assessment = try #require(
      assess(criteria, facts(met: ["a"], partial: ["b"], none: ["d"])))
    #expect(assessment.gain(ofMeeting: "b")?.ofStage.description == "12.5")
    #expect(assessment.gain(ofMeeting: "b")?.overall.description == "6.3")
    #expect(assessment.gain(ofMeeting: "c")?.ofStage.description == "100")
    #expect(assessment.gain(ofMeeting: "c")?.overall.description == "50")
    #expect(assessment.gain(ofMeeting: "a") == nil)
    #expect(assessment.gain(ofMeeting: "d") == nil)
  }
}

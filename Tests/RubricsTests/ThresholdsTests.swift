import FactModel
import Rubrics
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

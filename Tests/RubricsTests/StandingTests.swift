import FactModel
import Rubrics
import SourceModel
import Testing

/// What a team sets aside or vouches for changes the score that counts, never what was found.
@Suite struct StandingTests {
  private static let criteria = [
    SmallCriterion(id: "a", weight: 1, isRequired: true), SmallCriterion(id: "b", weight: 3),
  ]

  private func waiver(_ criterion: String) -> Waiver {
    Waiver(
      criterion: criterion, reason: "one person", until: "2027-01-31",
      place: Place(RelativePath(".devops-assess.yml"), line: 2))
  }

  private func attestation(_ criterion: String) -> Attestation {
    Attestation(
      criterion: criterion, evidence: "the wiki", by: "Ada", date: "2026-11-02",
      until: "2027-01-31")
  }

  private func assess(_ facts: Facts, _ statements: TeamStatements) throws -> Assessment {
    let rubric = try #require(SmallRubric(criteria: Self.criteria).rubric)
    return Assessor(rubric).assessment(
      of: facts, repository: RepositorySummary(path: "acme"), statements: statements)
  }

  @Test func `A waived criterion is not asked for, and stays unmet`() throws {
    let assessment = try assess(facts(met: ["b"]), TeamStatements(waivers: [waiver("a")]))
    #expect(assessment.criteria.map(\.status) == [.unmet, .met])
    #expect(assessment.criteria[0].standing == .waived(waiver("a")))
    #expect(assessment.waived.map(\.criterion) == ["a"])
    #expect((assessment.stage, assessment.strictStage) == ("s1", "v0"))
    #expect(assessment.score.description == "100")
    #expect(assessment.strictScore.description == "75")
    #expect(assessment.milestones.map(\.status) == [.partial])
    #expect(assessment.next == nil)
  }

  @Test func `An attested criterion counts as met, and stays unmet`() throws {
    let statements = TeamStatements(attestations: [attestation("a")])
    let assessment = try assess(facts(partial: ["b"]), statements)
    #expect(assessment.criteria.map(\.status) == [.unmet, .partial])
    #expect(assessment.attested.map(\.by) == ["Ada"])
    #expect((assessment.stage, assessment.strictStage) == ("s1", "v0"))
    #expect(assessment.score.description == "62.5")
    #expect(assessment.strictScore.description == "37.5")
  }

  @Test func `What is met without it is told as unused, with its place`() throws {
    let statements = TeamStatements(
      waivers: [waiver("a"), waiver("b")], attestations: [attestation("b")])
    let assessment = try assess(facts(met: ["a"], partial: ["b"]), statements)
    #expect(assessment.waived.isEmpty)
    #expect(
      assessment.warnings.map(\.description) == [
        ".devops-assess.yml:2:1: warning: found a waiver of `a`, which is met without it (remove it)",
        ".devops-assess.yml:2:1: warning: found a waiver of `b`, which is attested too "
          + "(remove one of them)",
      ])
  }
}

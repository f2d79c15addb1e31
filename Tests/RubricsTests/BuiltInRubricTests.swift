import FactModel
import Rubrics
import SourceModel
import TestSupport
import Testing

@Suite struct BuiltInRubricTests {
  @Test func `The rubric of the program has no fault`() throws {
    #expect(BuiltInKnowledge.rubricFaults.map(\.description) == [])
    let rubric = try #require(BuiltInKnowledge.rubric)
    #expect(rubric.stages.map(\.id) == ["v1", "v2", "v3", "v4", "v5"])
    #expect(
      rubric.milestones.map(\.id) == ["git", "ci-cd", "ci-cd-split", "rollback", "monitoring"])
    #expect(rubric.reachedAt == 60)
  }

  @Test func `Every example of the rubric holds`() async throws {
    let rubric = try #require(BuiltInKnowledge.rubric)
    let runner = ExampleRunner(ExampleAssessor(rubric) { await SmallRepository($0).facts })
    #expect(runner.count >= 2 * rubric.criteria.count)
    #expect(await runner.faults().map(\.description) == [])
  }

  @Test func `Every advice that has a proof makes its criterion met`() async throws {
    let rubric = try #require(BuiltInKnowledge.rubric)
    let prover = AdviceProver(ExampleAssessor(rubric) { await SmallRepository($0).facts })
    #expect(prover.count >= 600)
    #expect(await prover.faults().map(\.description) == [])
  }

  @Test(arguments: ["v3", "v4", "v5"])
  func `Every snippet of the stages that deliver and operate has a proof`(_ stage: String) throws {
    let rubric = try #require(BuiltInKnowledge.rubric)
    let criteria = rubric.criteria.filter { $0.stage == stage }
    #expect(criteria.count > 10)
    for criterion in criteria {
      #expect(criterion.advice.contains { $0.snippet != nil }, "\(criterion.id)")
      for piece in criterion.advice where piece.snippet != nil && piece.proofs.isEmpty {
        Issue.record("\(piece.place): a snippet without a proof: \(piece.how.english)")
      }
    }
  }

  @Test(
    .enabled(
      if: NormativeText.isPresent, "the normative text is not here: \(NormativeText.path)"))
  func `The rubric says of every criterion what the normative text says`() throws {
    let rubric = try #require(BuiltInKnowledge.rubric)
    let rows = try NormativeText.rows()
    #expect(rows.count == 48)
    #expect(rubric.criteria.map(\.id) == rows.map(\.id))
    for (criterion, row) in zip(rubric.criteria, rows) {
      #expect(criterion.stage == row.stage, "\(row.id)")
      #expect(criterion.area == row.area, "\(row.id)")
      #expect(criterion.effect == row.effect, "\(row.id)")
      #expect(criterion.weight == row.weight, "\(row.id)")
      #expect(criterion.isRequired == row.isRequired, "\(row.id)")
      #expect((criterion.partial != nil) == row.hasPartial, "\(row.id)")
      // The last stage leaves out three kinds throughout.
      let throughout: Set<String> = row.stage == "v5" ? ["library", "tool", "other"] : []
      #expect(
        Set(criterion.notFor.map(\.rawValue)) == row.notFor.union(throughout), "\(row.id)")
    }
  }

  @Test(arguments: ProjectKind.allCases)
  func `A repository without anything reaches no stage`(_ kind: ProjectKind) async throws {
    let repository = SmallRepository([:], kind: kind).withoutGit
    let assessment = try #require(await repository.assessment)
    #expect(assessment.stage == "v0")
    #expect(assessment.criteria.count == 48)
    #expect(assessment.next?.stage == "v1")
    #expect(assessment.criteria.filter { $0.status == .met }.map(\.id) == [])
  }

  @Test func `Documents and the like are asked for the first two stages alone`() async throws {
    let assessment = try #require(await SmallRepository(["a.md": "Words.\n"]).assessment)
    #expect(assessment.kind == .other)
    #expect(assessment.stages.map(\.isApplicable) == [true, true, false, false, false])
  }

  @Test func `Every advice shown fits and every text has both languages`() throws {
    let rubric = try #require(BuiltInKnowledge.rubric)
    for criterion in rubric.criteria {
      #expect(Array(criterion.advice).last?.condition == nil, "\(criterion.id)")
      let texts = criterion.texts
      let phrases =
        [texts.title, texts.question, texts.why, texts.reasons.met, texts.reasons.unmet]
        + [texts.reasons.partial].compactMap { $0 } + texts.lookedFor + criterion.advice.map(\.how)
      for phrase in phrases {
        #expect(!phrase.english.isEmpty && !phrase.english.contains(where: isHangul), "\(phrase)")
        // A name such as README is the same in both.
        let isName = !phrase.english.contains(where: \.isLowercase)
        #expect(isName || phrase.korean.contains(where: isHangul), "\(phrase)")
      }
    }
    let names =
      rubric.stages.flatMap { [$0.title, $0.question] } + rubric.areas.map(\.title)
      + rubric.effects.flatMap { [$0.title, $0.why] }
      + rubric.outlooks.flatMap { [$0.says, $0.tooEarly].compactMap { $0 } }
    #expect(names.count >= 28)
    for phrase in names {
      #expect(!phrase.english.contains(where: isHangul), "\(phrase)")
      #expect(phrase.korean.contains(where: isHangul), "\(phrase)")
    }
  }

  private func isHangul(_ character: Character) -> Bool {
    character.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }
}

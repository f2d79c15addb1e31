import FactModel
import Rubrics
import SourceModel
import Testing

/// The documents that make criteria of a small rubric met, half met or not applicable.
func facts(
  met: [String] = [], partial: [String] = [], none: [String] = [], hint: [String] = [],
  kind: ProjectKind = .service
) -> Facts {
  let paths =
    met.map { "\($0)-met" } + partial.map { "\($0)-partial" } + none.map { "\($0)-none" }
    + hint.map { "\($0)-hint" }
  return Facts(
    project: Project(kind: kind, reason: Phrase("said", "말함")),
    documents: paths.map { Document(.runbook, place: Place(RelativePath($0), line: 4)) })
}

/// What a small rubric says of facts.
func assess(_ criteria: [SmallCriterion], _ facts: Facts, reachedAt: Int = 60) -> Assessment? {
  SmallRubric(criteria: criteria, reachedAt: reachedAt).rubric.map {
    Assessor($0).assessment(of: facts, repository: RepositorySummary(path: "acme"))
  }
}

@Suite struct ScoringTests {
  @Test(arguments: [
    (0, 0, "0"), (0, 7, "0"), (7, 7, "100"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 8, "12.5"),
    (3, 5, "60"), (599, 1000, "59.9"), (1, 2000, "0.1"), (1, 2001, "0"), (1999, 2000, "100"),
  ])
  func `A score has one decimal, rounded half up`(_ part: Int, _ whole: Int, _ text: String) {
    #expect(Score(part: part, of: whole).description == text)
  }

  @Test(
    arguments: zip(
      ["0", "60", "61.5", "100", "100.0", "100.1", "101", "1.25", "-1", ""],
      [0, 600, 615, 1000, 1000, nil, nil, nil, nil, nil] as [Int?]))
  func `A score is read from 0 to 100, with one decimal at most`(_ text: String, _ tenths: Int?) {
    #expect(Score(text)?.tenths == tenths)
  }

  /// Criteria of weights that sum up to the whole, the first of them with the part.
  private func stage(part: Int, of whole: Int) -> ([SmallCriterion], [String]) {
    func pieces(_ sum: Int, _ letter: String) -> [SmallCriterion] {
      (0..<((sum + 4) / 5)).map { index in
        SmallCriterion(id: "\(letter)\(index)", weight: min(5, sum - 5 * index))
      }
    }
    let met = pieces(part, "m")
    return (met + pieces(whole - part, "u"), met.map(\.id))
  }

  @Test(arguments: [
    (3, 5, "60", true), (59, 100, "59", false), (94, 157, "59.9", false), (95, 157, "60.5", true),
    (60, 100, "60", true),
    // What is printed is what is compared.
    (241, 402, "60", true), (240, 402, "59.7", false),
  ])
  func `A stage is reached from sixty on, as the score is shown`(
    _ part: Int, _ whole: Int, _ score: String, _ isReached: Bool
  ) throws {
    let (criteria, met) = stage(part: part, of: whole)
    let assessment = try #require(assess(criteria, facts(met: met)))
    let stage = try #require(assessment.stages.first)
    #expect(stage.score.description == score)
    #expect(stage.isReached == isReached)
    #expect(assessment.stage == (isReached ? "s1" : "v0"))
  }

  @Test func `Half met counts half, not applicable counts not`() throws {
    let criteria = [
      SmallCriterion(id: "a", weight: 3), SmallCriterion(id: "b", weight: 2),
      SmallCriterion(id: "c", weight: 5),
    ]
    let assessment = try #require(
      assess(criteria, facts(met: ["a"], partial: ["b"], none: ["c"])))
    #expect(assessment.criteria.map(\.status) == [.met, .partial, .notApplicable])
    #expect(
      assessment.criteria.map(\.reason.english) == [
        "it is there", "half of it is there", "it is not asked",
      ])
    #expect(assessment.score.description == "80")
    #expect(assessment.areas.map { $0.score?.description } == ["100", "50"])
    #expect(assessment.effects.map { $0.score?.description } == ["80"])
  }

  @Test func `A group of which nothing applies has no score`() throws {
    let criteria = [SmallCriterion(id: "a", weight: 1), SmallCriterion(id: "b", weight: 2)]
    let assessment = try #require(assess(criteria, facts(met: ["b"], none: ["a"])))
    #expect(assessment.areas.map { $0.score?.description } == [nil, "100"])
  }

  @Test(
    arguments: [
      ([], [], "v0", ["a"]), (["a"], [], "s1", []), ([], ["a"], "v0", ["a"]),
    ] as [([String], [String], String, [String])])
  func `A stage needs every required criterion fully`(
    _ met: [String], _ partial: [String], _ stage: String, _ missing: [String]
  ) throws {
    let criteria = [
      SmallCriterion(id: "a", isRequired: true), SmallCriterion(id: "b", weight: 5),
    ]
    let assessment = try #require(assess(criteria, facts(met: met + ["b"], partial: partial)))
    #expect(assessment.stage == stage)
    #expect(assessment.stages.map(\.missing) == [missing])
  }

  private let three = [
    SmallCriterion(id: "a", stage: "s1"),
    SmallCriterion(id: "b", stage: "s2", notFor: ["library"]),
    SmallCriterion(id: "c", stage: "s3"),
  ]

  @Test(arguments: [
    (["a", "b", "c"], ProjectKind.service, "s3", [true, true, true]),
    (["a", "c"], .service, "s1", [true, false, false]),
    (["b", "c"], .service, "v0", [false, false, false]),
    // A stage of which nothing applies is passed over, and not reached.
    (["a", "c"], .library, "s3", [true, false, true]),
    (["a", "b"], .library, "s1", [true, false, false]),
  ])
  func `A stage needs those below it that apply`(
    _ met: [String], _ kind: ProjectKind, _ stage: String, _ reached: [Bool]
  ) throws {
    let assessment = try #require(assess(three, facts(met: met, kind: kind)))
    #expect(assessment.stage == stage)
    #expect(assessment.stages.map(\.isReached) == reached)
    #expect(assessment.stages.map(\.isApplicable) == [true, kind == .service, true])
  }

  @Test func `What does not apply to a kind says so, in the verdict too`() throws {
    let assessment = try #require(assess(three, facts(met: ["a"], kind: .library)))
    #expect(assessment.criteria[1].status == .notApplicable)
    #expect(assessment.criteria[1].reason.english == "does not apply to a library")
    #expect(assessment.criteria[1].advice == nil)
    #expect(
      assessment.summary.english
        == "The team is at s1, Stage s1. To s3 it lacks 60 points; title c would bring enough. "
        + "s2 does not apply to this kind of project.")
  }

  /// What is met, and what the verdict says of the way from there.
  @Test(arguments: [
    ([], "To s1 it lacks title a and title b, and then points, which title c would bring."),
    (["c"], "To s1 it lacks title a and title b."), (["a", "c"], "To s1 it lacks title b."),
    (["a", "b"], "To s1 it lacks 10 points; title c would bring enough."),
  ])
  func `The verdict tells what is required from what brings points`(
    _ met: [String], _ says: String
  ) throws {
    let criteria = [
      SmallCriterion(id: "a", isRequired: true), SmallCriterion(id: "b", isRequired: true),
      SmallCriterion(id: "c", weight: 2),
    ]
    let assessment = try #require(assess(criteria, facts(met: met)))
    #expect(assessment.summary.english.hasSuffix(says))
  }

  @Test(
    arguments: [
      (["a", "b"], [], [], Status.met), (["a"], [], [], .partial), ([], ["a"], [], .partial),
      ([], [], [], .unmet), ([], [], ["a", "b"], .notApplicable), (["a"], [], ["b"], .met),
    ] as [([String], [String], [String], Status)])
  func `A word of the path is met with all its criteria and partial with some`(
    _ met: [String], _ partial: [String], _ none: [String], _ status: Status
  ) throws {
    let criteria = [SmallCriterion(id: "a"), SmallCriterion(id: "b")]
    let assessment = try #require(
      assess(criteria, facts(met: met, partial: partial, none: none)))
    #expect(assessment.milestones.map(\.status) == [status])
  }

  @Test func `Evidence names each place once, ten at most`() throws {
    let criteria = [SmallCriterion(id: "a", met: "{some: documents}")]
    let documents = (1...30).map { index in
      Document(.runbook, place: Place(RelativePath("d.md"), line: (index + 1) / 2))
    }
    let assessment = try #require(assess(criteria, Facts(documents: documents)))
    let lines = assessment.criteria[0].evidence.compactMap { $0.place?.position.line }
    #expect(lines.map { Int($0) } == Array(1...10))
  }
}

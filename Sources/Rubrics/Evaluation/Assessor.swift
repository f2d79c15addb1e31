package import FactModel
package import SourceModel

/// Judges facts by a rubric.
package struct Assessor: Sendable {
  /// How many places are kept for one criterion.
  static let evidenceLimit = 10

  /// Which criteria that are not met get a piece of advice.
  package enum Advised: Hashable, Sendable {
    /// Those that lead to the next stage.
    case way
    /// All of them.
    case all
  }

  let rubric: Rubric
  private let advised: Advised

  /// Makes an assessor.
  ///
  /// - Parameter advised: what needs advice; choosing it among many pieces takes much of a short run.
  package init(_ rubric: Rubric, advised: Advised = .all) {
    self.rubric = rubric
    self.advised = advised
  }

  /// The assessment of a repository's facts, and of what its team says beside them.
  package func assessment(
    of facts: Facts, repository: RepositorySummary, statements: TeamStatements = TeamStatements()
  ) -> Assessment {
    assessment(of: TeamFacts(facts), repository: repository, statements: statements)
  }

  /// The assessment of a team's repositories as one, and of what the team says beside them.
  package func assessment(
    of team: TeamFacts, repository: RepositorySummary, statements: TeamStatements = TeamStatements()
  ) -> Assessment {
    assessment(FactTable(team), repository, statements)
  }

  /// How many steps of a few nanoseconds an assessment may take by a rubric that stands in the assessed
  /// repository.
  package static let stepLimit = 200_000_000

  /// The same by a rubric that nobody vouches for, or what is wrong with the rubric.
  ///
  /// - Parameter steps: what its conditions and texts may cost, in steps of a few nanoseconds.
  package func assessment(
    of team: TeamFacts, repository: RepositorySummary, statements: TeamStatements,
    within steps: Int
  ) -> (assessment: Assessment?, fault: Diagnostic?) {
    let table = FactTable(team, budget: StepBudget(limit: steps))
    let assessment = assessment(table, repository, statements)
    guard table.budget.isOverrun else { return (assessment, nil) }
    let fault = Diagnostic(
      error: "found conditions or advice that ask too much of this many facts, expected less",
      at: table.budget.culprit, hint: "a rubric that you trust may be named by `--rubric`")
    return (nil, fault)
  }

  private func assessment(
    _ table: FactTable, _ repository: RepositorySummary, _ statements: TeamStatements
  ) -> Assessment {
    let team = table.team
    let project = team.project
    let evidence = Self.evidence(in: team)
    var results = rubric.criteria.map { criterion in
      var result = finding(of: criterion, table)
      result.standing = statements.standing(of: result.id, result.status)
      return result
    }
    let counted = results.map(\.counted)
    let scoring = Scoring(rubric: rubric, results: counted)
    let strict = Scoring(rubric: rubric, results: results)
    let stages = scoring.stages
    let stage = Self.reached(stages)
    var next = NextSteps(rubric: rubric, results: counted, stages: stages).next
    let way = Set((next?.steps ?? []).map(\.criterion))
    for (index, criterion) in rubric.criteria.enumerated()
    where results[index].isOpen && (advised == .all || way.contains(criterion.id)) {
      results[index].advice = advice(criterion, table)
    }
    next?.take(results)
    return Assessment(
      rubric: rubric.identity, repository: repository, kind: project.kind,
      kindReason: project.reason, kindEvidence: project.evidence, stage: stage,
      strictStage: Self.reached(strict.stages), score: scoring.overall,
      strictScore: strict.overall,
      summary: Verdict(
        stage: stage, stages: stages, results: counted, next: next, reachedAt: rubric.reachedAt
      ).summary,
      milestones: strict.milestones, stages: stages,
      areas: rubric.areas.map { area in
        GroupScore(
          id: area.id, title: area.title, score: scoring.score { $0.area == area.id })
      },
      effects: rubric.effects.map { effect in
        GroupScore(
          id: effect.id, title: effect.title, score: scoring.score { $0.effect == effect.id })
      },
      criteria: results, ladder: Rung.allCases.filter { evidence[$0.rawValue] != nil },
      orchestration: OrchestrationCapability.allCases.filter { evidence[$0.rawValue] != nil },
      outlook: outlook(counted, table), evidenceOf: evidence,
      technologies: Self.technologies(in: team),
      next: next, waived: statements.waivers.filter { Self.waives($0, results) },
      attested: statements.attestations.filter { Self.attests($0, results) },
      warnings: team.shown.flatMap(\.warnings) + statements.unused(in: results))
  }

  private static func reached(_ stages: [StageResult]) -> String {
    stages.last { $0.isReached }?.id ?? "v0"
  }

  private static func waives(_ waiver: Waiver, _ results: [CriterionResult]) -> Bool {
    results.contains { $0.standing == .waived(waiver) }
  }

  private static func attests(_ attestation: Attestation, _ results: [CriterionResult]) -> Bool {
    results.contains { $0.standing == .attested(attestation) }
  }

  // MARK: - One criterion

  /// What a criterion comes to, with advice.
  func result(of criterion: Criterion, _ table: FactTable) -> CriterionResult {
    var result = finding(of: criterion, table)
    if result.isOpen { result.advice = advice(criterion, table) }
    return result
  }

  /// What a criterion comes to, without advice.
  private func finding(of criterion: Criterion, _ table: FactTable) -> CriterionResult {
    var result = CriterionResult(
      id: criterion.id, title: criterion.texts.title, question: criterion.texts.question,
      stage: criterion.stage, area: criterion.area, effect: criterion.effect,
      weight: criterion.weight, isRequired: criterion.isRequired, status: .unmet,
      reason: criterion.texts.reasons.unmet, lookedFor: criterion.texts.lookedFor)
    table.budget.asker = criterion.place
    let kind = table.team.project.kind
    guard !criterion.notFor.contains(kind) else {
      result.status = .notApplicable
      result.reason = Self.doesNotApply(to: kind)
      return result
    }
    if let applicability = criterion.applicability,
      !table.holds(applicability.condition)
    {
      result.status = .notApplicable
      result.reason = applicability.otherwise
      return result
    }
    let met = table.finding(criterion.met)
    if met.holds {
      result.status = .met
      result.reason =
        reason(criterion, .met, table) ?? criterion.texts.reasons.met
      result.evidence = Self.evidence(met.evidence, table)
      return result
    }
    result.evidence = Self.evidence(met.counterEvidence, table)
    if let condition = criterion.partial {
      let partial = table.finding(condition)
      if partial.holds {
        result.status = .partial
        result.reason =
          reason(criterion, .partial, table) ?? criterion.texts.reasons.partial ?? result.reason
        // What is missing for the whole says more than what is there for the half.
        if result.evidence.isEmpty { result.evidence = Self.evidence(partial.evidence, table) }
      }
    }
    if result.status == .unmet, let reason = reason(criterion, .unmet, table) {
      result.reason = reason
    }
    return result
  }

  /// What is said of a status in the case that it is here.
  private func reason(
    _ criterion: Criterion, _ status: Status, _ table: FactTable
  ) -> Phrase? {
    criterion.texts.reasons.cases.first { said in
      said.status == status && table.holds(said.condition)
    }?.says
  }

  private static func doesNotApply(to kind: ProjectKind) -> Phrase {
    switch kind {
    case .service: Phrase("does not apply to a service", "서비스에는 해당하지 않음")
    case .site: Phrase("does not apply to a site", "사이트에는 해당하지 않음")
    case .infrastructure: Phrase("does not apply to infrastructure", "인프라에는 해당하지 않음")
    case .library: Phrase("does not apply to a library", "라이브러리에는 해당하지 않음")
    case .tool: Phrase("does not apply to a tool", "도구에는 해당하지 않음")
    case .other: Phrase("does not apply to this kind of repository", "이 종류의 저장소에는 해당하지 않음")
    }
  }

  // MARK: - Beside the stages

  /// What comes next on the infrastructure ladder.
  private func outlook(_ results: [CriterionResult], _ table: FactTable) -> Outlook? {
    table.budget.asker = nil
    for outlook in rubric.outlooks where table.holds(outlook.condition) {
      let missing = outlook.needs.compactMap { id in
        results.first { $0.id == id && ($0.status == .unmet || $0.status == .partial) }
      }
      if missing.isEmpty, let says = outlook.says { return Outlook(text: says) }
      if !missing.isEmpty, let tooEarly = outlook.tooEarly {
        let english = missing.map(\.title.english).joined(separator: ", ")
        let korean = missing.map(\.title.korean).joined(separator: ", ")
        return Outlook(
          text: Phrase(
            "\(tooEarly.english) First: \(english).", "\(tooEarly.korean) 먼저: \(korean)."),
          first: missing.map(\.id))
      }
    }
    return nil
  }

  // MARK: - What is shown beside the criteria

  private static func evidence(in team: TeamFacts) -> [String: [Evidence]] {
    var found: [String: [Evidence]] = [:]
    func add(_ name: String, _ places: [Place]) {
      found[name, default: []] += places.map {
        Evidence(place: $0, excerpt: "", what: Phrase(name, name))
      }
    }
    for facts in team.shown {
      for (rung, places) in facts.ladder { add(rung.rawValue, places) }
      for (capability, places) in facts.orchestration { add(capability.rawValue, places) }
    }
    return found
  }

  private static func technologies(in team: TeamFacts) -> [Technology] {
    var seen: Set<String> = []
    return team.shown.flatMap(\.uses).filter {
      seen.insert("\($0.category)/\($0.name)").inserted
    }
    .map { Technology(name: $0.name, category: $0.category, place: $0.place) }
    .sorted { ($0.category, $0.name) < ($1.category, $1.name) }
  }
}

extension CriterionResult {
  /// Whether something is left to do.
  fileprivate var isOpen: Bool { status == .partial || status == .unmet }
}

extension NextStage {
  /// Takes the advice of the criteria into the steps that meet them.
  fileprivate mutating func take(_ results: [CriterionResult]) {
    for index in steps.indices {
      guard let advice = results.first(where: { $0.id == steps[index].criterion })?.advice else {
        continue
      }
      (steps[index].how, steps[index].at) = (advice.how, advice.at)
      steps[index].snippet = advice.snippet
    }
  }
}

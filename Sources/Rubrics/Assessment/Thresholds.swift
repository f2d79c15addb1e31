package import SourceModel

/// What a team asks of an assessment.
package struct Thresholds: Hashable, Sendable {
  /// One score that must be reached.
  package struct Minimum: Hashable, Sendable {
    /// The stage whose score it is; `nil` for the overall one.
    package var stage: String?
    /// The least score.
    package var score: Score

    /// Makes a minimum.
    package init(stage: String? = nil, score: Score) {
      self.stage = stage
      self.score = score
    }
  }

  /// The stage that must be reached.
  package var stage: String?
  /// The scores that must be reached.
  package var scores: [Minimum]

  /// Makes thresholds.
  package init(stage: String? = nil, scores: [Minimum] = []) {
    self.stage = stage
    self.scores = scores
  }

  /// Whether each of them holds: the numbers compared are those that reports show.
  ///
  /// What does not apply cannot be reached and has no score: it keeps nothing from holding, and the
  /// check says so.
  package func checks(of assessment: Assessment) -> [GateCheck] {
    (stage.flatMap { check($0, assessment) }.map { [$0] } ?? [])
      + scores.map { check($0, assessment) }
  }

  private func check(_ wanted: String, _ assessment: Assessment) -> GateCheck? {
    guard let index = assessment.stages.firstIndex(where: { $0.id == wanted }) else { return nil }
    // A stage that does not apply cannot be reached, so the ones below it decide.
    let failed = assessment.stages[...index].first { $0.isApplicable && !$0.isReached }
    guard let failed else {
      return GateCheck(
        name: "min-stage \(wanted)", holds: true,
        says: assessment.reason(forHolding: index))
    }
    let lacking = failed.missing.joined(separator: ", ")
    return GateCheck(
      name: "min-stage \(wanted)", holds: false,
      says: Phrase(
        "found stage \(assessment.stage), expected at least \(wanted): \(failed.id) has a score of "
          + "\(failed.score)" + (lacking.isEmpty ? "" : " and lacks \(lacking)"),
        "\(assessment.stage) 단계입니다. \(wanted) 이상이어야 합니다: \(failed.id)의 점수는 \(failed.score)"
          + (lacking.isEmpty ? "" : ", 부족한 항목은 \(lacking)")),
      criteria: assessment.stages[...index].flatMap(\.missing))
  }

  private func check(_ minimum: Minimum, _ assessment: Assessment) -> GateCheck {
    let stage = minimum.stage.flatMap { id in assessment.stages.first { $0.id == id } }
    if let stage, !stage.isApplicable {
      let asked = "\(stage.id)=\(minimum.score)"
      let reason = assessment.reason(forLeavingOut: [stage])
      return GateCheck(
        name: "min-score \(asked)", holds: true,
        says: Phrase(
          "\(reason.english), so \(asked) is not asked",
          "\(asked) 조건은 적용하지 않습니다 (\(reason.korean))"))
    }
    let shown = stage?.score ?? assessment.score
    let name = stage.map { Phrase("score of \($0.id) of", "\($0.id) 점수") }
    let what = name ?? Phrase("overall score of", "전체 점수")
    let asked = "min-score \(stage.map { "\($0.id)=" } ?? "")\(minimum.score)"
    guard shown < minimum.score else {
      return GateCheck(
        name: asked, holds: true,
        says: Phrase(
          "the \(what.english) \(shown) is at least \(minimum.score)",
          "\(what.korean) \(shown)점으로 \(minimum.score)점 이상입니다"))
    }
    let article = stage == nil ? "an" : "a"
    return GateCheck(
      name: asked, holds: false,
      says: Phrase(
        "found \(article) \(what.english) \(shown), expected at least \(minimum.score)",
        "\(what.korean)는 \(shown)점입니다. \(minimum.score)점 이상이어야 합니다"))
  }
}

/// Whether one thing that a team asks holds.
package struct GateCheck: Hashable, Sendable {
  /// What was asked, `min-stage v3`; the same whether it holds or not.
  package var name: String
  /// Whether it does.
  package var holds: Bool
  /// What was found and what was asked, lower case, no full stop.
  package var says: Phrase
  /// The ids of the criteria because of which it does not hold; empty where a score alone is too low.
  package var criteria: [String]

  /// Makes a check.
  package init(name: String, holds: Bool, says: Phrase, criteria: [String] = []) {
    self.name = name
    self.holds = holds
    self.says = says
    self.criteria = criteria
  }
}

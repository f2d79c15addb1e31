/// What meeting a criterion would add.
package struct Gain: Hashable, Sendable {
  /// To the overall score, in points.
  package let overall: Score
  /// To the score of its stage, in points.
  package let ofStage: Score
}

extension Assessment {
  /// What meeting a criterion would add; `nil` where it counts as met, or does not apply.
  package func gain(ofMeeting id: String) -> Gain? {
    let counted = criteria.map(\.counted).filter { $0.status != .notApplicable }
    guard let result = counted.first(where: { $0.id == id }), result.missingHalves > 0 else {
      return nil
    }
    func points(among results: [CriterionResult]) -> Score {
      Score(part: result.missingHalves, of: results.reduce(0) { $0 + 2 * $1.weight })
    }
    return Gain(
      overall: points(among: counted),
      ofStage: points(among: counted.filter { $0.stage == result.stage }))
  }
}

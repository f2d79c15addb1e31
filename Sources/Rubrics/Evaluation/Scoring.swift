import FactModel

/// Scores by the weights of what applies.
struct Scoring {
  let rubric: Rubric
  let results: [CriterionResult]

  /// The score over all stages.
  var overall: Score { score { _ in true } ?? Score(tenths: 0) }

  /// The score of some criteria; `nil` where none of them applies.
  func score(_ isMeant: (CriterionResult) -> Bool) -> Score? {
    let meant = results.filter { $0.status != .notApplicable && isMeant($0) }
    guard !meant.isEmpty else { return nil }
    return Score(
      part: meant.reduce(0) { $0 + $1.halves }, of: meant.reduce(0) { $0 + 2 * $1.weight })
  }

  /// The stages: reached where every required criterion is met, the score is high enough, and every
  /// stage below that applies is reached.
  var stages: [StageResult] {
    var isReachable = true
    return rubric.stages.map { stage in
      let own = results.filter { $0.stage == stage.id && $0.status != .notApplicable }
      let missing = own.filter { $0.isRequired && $0.status != .met }.map(\.id)
      let score = score { $0.stage == stage.id } ?? Score(tenths: 0)
      let isEnough = missing.isEmpty && score >= Score(tenths: 10 * rubric.reachedAt)
      let isReached = isReachable && !own.isEmpty && isEnough
      if !own.isEmpty, !isReached { isReachable = false }
      return StageResult(
        id: stage.id, title: stage.title, question: stage.question,
        score: score, isReached: isReached, isApplicable: !own.isEmpty,
        missing: missing)
    }
  }

  /// The path in five words.
  var milestones: [Milestone] {
    rubric.milestones.map { landmark in
      let own = results.filter {
        landmark.criteria.contains($0.id) && $0.status != .notApplicable
      }
      let status: Status
      if own.isEmpty {
        status = .notApplicable
      } else if own.allSatisfy({ $0.status == .met }) {
        status = .met
      } else if own.contains(where: { $0.status == .met || $0.status == .partial }) {
        status = .partial
      } else {
        status = .unmet
      }
      return Milestone(
        id: landmark.id, title: landmark.title, status: status, criteria: landmark.criteria)
    }
  }
}

extension CriterionResult {
  /// What it counts, in halves of its weight.
  var halves: Int {
    switch status {
    case .met: 2 * weight
    case .partial: weight
    case .unmet, .notApplicable: 0
    }
  }
}

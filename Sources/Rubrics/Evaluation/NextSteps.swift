import SourceModel

/// Finds the cheapest criteria that lead to the next stage; how to meet them is not told yet.
struct NextSteps {
  private let rubric: Rubric
  private let results: [CriterionResult]
  private let stages: [StageResult]
  private let criteria: [String: Criterion]

  init(rubric: Rubric, results: [CriterionResult], stages: [StageResult]) {
    self.rubric = rubric
    self.results = results
    self.stages = stages
    criteria = Dictionary(rubric.criteria.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The way to the lowest stage that applies and is not reached; `nil` where all are.
  var next: NextStage? {
    guard let stage = stages.first(where: { $0.isApplicable && !$0.isReached }) else { return nil }
    let own = results.filter { $0.stage == stage.id && $0.status != .notApplicable }
    let open = own.filter { $0.status != .met }
    let required = open.filter(\.isRequired)
    let optional = open.filter { !$0.isRequired }
    let whole = own.reduce(0) { $0 + 2 * $1.weight }
    let done = own.reduce(0) { $0 + $1.halves } + required.reduce(0) { $0 + $1.missingHalves }
    // The least number of halves whose score, rounded as it is shown, reaches the stage.
    let needed = ((20 * rubric.reachedAt - 1) * whole + 1999) / 2000 - done
    let chosen = required + cheapest(of: optional, halves: needed)
    let order = Dictionary(uniqueKeysWithValues: results.enumerated().map { ($1.id, $0) })
    let steps = chosen.sorted { left, right in
      if left.isRequired != right.isRequired { return left.isRequired }
      let (a, b) = (effort(left), effort(right))
      if a != b { return a < b }
      if left.missingHalves != right.missingHalves {
        return left.missingHalves > right.missingHalves
      }
      return (order[left.id] ?? 0) < (order[right.id] ?? 0)
    }
    return NextStage(stage: stage.id, steps: steps.compactMap(step))
  }

  /// The set with the least effort that brings so many halves; of several the one that brings most.
  ///
  /// A table by halves: of the 300 criteria that a rubric may have, each misses ten at most.
  private func cheapest(of candidates: [CriterionResult], halves: Int) -> [CriterionResult] {
    guard halves > 0 else { return [] }
    let total = candidates.reduce(0) { $0 + $1.missingHalves }
    var least: [Int?] = Array(repeating: nil, count: total + 1)
    least[0] = 0
    // Which sums each candidate made cheaper, to find the members of a sum from the last one back.
    var isTaken = Array(
      repeating: Array(repeating: false, count: total + 1), count: candidates.count)
    for (index, candidate) in candidates.enumerated() {
      let (gain, work) = (candidate.missingHalves, effort(candidate))
      for sum in stride(from: total, through: gain, by: -1) {
        guard let before = least[sum - gain] else { continue }
        if let known = least[sum], known <= before + work { continue }
        least[sum] = before + work
        isTaken[index][sum] = true
      }
    }
    let enough = (min(halves, total)...total).filter { least[$0] != nil }
    guard var sum = enough.min(by: { (least[$0] ?? 0, -$0) < (least[$1] ?? 0, -$1) }) else {
      return []
    }
    var members: [CriterionResult] = []
    for index in candidates.indices.reversed() where isTaken[index][sum] {
      members.append(candidates[index])
      sum -= candidates[index].missingHalves
    }
    return members.reversed()
  }

  private func effort(_ result: CriterionResult) -> Int {
    criteria[result.id]?.effort.rawValue ?? 0
  }

  private func step(_ result: CriterionResult) -> NextStep? {
    guard let criterion = criteria[result.id] else { return nil }
    let applicable = results.filter { $0.status != .notApplicable }
    let whole = applicable.reduce(0) { $0 + 2 * $1.weight }
    let buys = rubric.effects.first { $0.id == result.effect }?.why
    return NextStep(
      criterion: result.id, title: result.title, why: Self.why(criterion.texts.why, buys),
      effort: criterion.effort, gain: Score(part: result.missingHalves, of: whole),
      how: criterion.texts.question)
  }

  /// The reason, and which effect it buys.
  private static func why(_ why: Phrase, _ effect: Phrase?) -> Phrase {
    guard let effect else { return why }
    return Phrase("\(why.english) (\(effect.english))", "\(why.korean) (\(effect.korean))")
  }
}

extension CriterionResult {
  /// What meeting it adds, in halves of its weight.
  var missingHalves: Int { 2 * weight - halves }
}

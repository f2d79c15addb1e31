import SourceModel

/// Finds the cheapest criteria that lead to the next stage; how to meet them is not told yet.
struct NextSteps {
  let rubric: Rubric
  let results: [CriterionResult]
  let stages: [StageResult]

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
  /// A table by halves: the number of criteria and weights are small.
  private func cheapest(of candidates: [CriterionResult], halves: Int) -> [CriterionResult] {
    guard halves > 0 else { return [] }
    struct Choice {
      var effort: Int
      var gain: Int
      var members: [Int]
    }
    let total = candidates.reduce(0) { $0 + $1.missingHalves }
    var best: [Choice?] = Array(repeating: nil, count: total + 1)
    best[0] = Choice(effort: 0, gain: 0, members: [])
    for (index, candidate) in candidates.enumerated() {
      let gain = candidate.missingHalves
      for sum in stride(from: total, through: gain, by: -1) {
        guard let before = best[sum - gain] else { continue }
        let choice = Choice(
          effort: before.effort + effort(candidate), gain: sum, members: before.members + [index])
        if let known = best[sum], known.effort <= choice.effort { continue }
        best[sum] = choice
      }
    }
    let enough = best.dropFirst(min(halves, total)).compactMap { $0 }
    let chosen = enough.min { ($0.effort, -$0.gain) < ($1.effort, -$1.gain) }
    return (chosen?.members ?? []).map { candidates[$0] }
  }

  private func effort(_ result: CriterionResult) -> Int {
    rubric.criterion(result.id)?.effort.rawValue ?? 0
  }

  private func step(_ result: CriterionResult) -> NextStep? {
    guard let criterion = rubric.criterion(result.id) else { return nil }
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

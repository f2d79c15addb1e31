import SourceModel

/// What is said of stages that do not apply, where a team asks for them.
extension Assessment {
  /// Why the team is as far as a stage, all stages up to it being reached that apply.
  ///
  /// - Parameter index: the stage's, in order.
  func reason(forHolding index: Int) -> Phrase {
    let wanted = stages[index].id
    let reached = stages.lastIndex { $0.isReached }
    if let reached, reached >= index {
      return Phrase(
        "stage \(stage) is at least \(wanted)", "\(stage) 단계로 \(wanted) 이상입니다")
    }
    let reason = reason(forLeavingOut: stages[(reached.map { $0 + 1 } ?? 0)...index])
    guard reached != nil else {
      return Phrase(
        "\(reason.english), so \(wanted) is not asked",
        "\(wanted) 조건은 적용하지 않습니다 (\(reason.korean))")
    }
    let isAllReached = stages[index...].allSatisfy { $0.isReached || !$0.isApplicable }
    return isAllReached
      ? Phrase(
        "\(reason.english), and every stage that applies is reached",
        "해당하는 단계에는 모두 도달했습니다 (\(reason.korean))")
      : Phrase(
        "\(reason.english), and every stage below that applies is reached",
        "그 아래에서 해당하는 단계에는 모두 도달했습니다 (\(reason.korean))")
  }

  /// Why stages that follow one another do not count, in a clause.
  func reason(forLeavingOut stages: some Sequence<StageResult>) -> Phrase {
    var runs: [(first: String, last: String, isWaived: Bool)] = []
    for stage in stages {
      let isWaived = isWaived(stage)
      if let last = runs.last, last.isWaived == isWaived {
        runs[runs.count - 1].last = stage.id
      } else {
        runs.append((stage.id, stage.id, isWaived))
      }
    }
    let clauses = runs.map { run -> Phrase in
      let isOne = run.first == run.last
      let english = isOne ? run.first : "\(run.first) to \(run.last)"
      let korean = isOne ? run.first : "\(run.first)–\(run.last)"
      return run.isWaived
        ? Phrase(
          "all that \(english) \(isOne ? "asks" : "ask") for is waived",
          "\(korean) 단계는 해당하는 기준이 모두 면제됨")
        : Phrase(
          "\(english) \(isOne ? "does" : "do") not apply to this kind of project",
          "\(korean) 단계는 이 종류의 프로젝트에 해당하지 않음")
    }
    return Phrase(
      clauses.map(\.english).joined(separator: ", "),
      clauses.map(\.korean).joined(separator: ", "))
  }

  /// Whether a stage that does not count would apply if nothing were waived.
  private func isWaived(_ stage: StageResult) -> Bool {
    criteria.contains { result in
      guard result.stage == stage.id, case .waived = result.standing else { return false }
      return true
    }
  }
}

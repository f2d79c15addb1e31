import FactModel

/// Puts the verdict into one or two sentences.
struct Verdict {
  let stage: String
  let stages: [StageResult]
  let results: [CriterionResult]
  let next: NextStage?

  /// The sentences.
  var summary: Phrase {
    let reached = stages.last { $0.isReached }
    let skipped = stages.filter { !$0.isApplicable }.map(\.id)
    var english: String
    var korean: String
    if let reached {
      english = "The team is at \(reached.id), \(reached.title.english)."
      korean = "팀은 \(reached.id) \(reached.title.korean) 단계에 있습니다."
    } else {
      english = "The team has not reached the first stage yet."
      korean = "팀은 아직 첫 단계에 도달하지 않았습니다."
    }
    if let next {
      let missing = next.steps.map(\.title.english).joined(separator: ", ")
      let lacking = next.steps.map(\.title.korean).joined(separator: ", ")
      english += " To \(next.stage) it lacks: \(missing)."
      korean += " \(next.stage)까지 부족한 것: \(lacking)."
    }
    if !skipped.isEmpty {
      let list = skipped.joined(separator: ", ")
      english += " \(list) \(skipped.count == 1 ? "does" : "do") not apply to this kind of project."
      korean += " \(list)은(는) 이 종류의 프로젝트에 해당하지 않습니다."
    }
    return Phrase(english, korean)
  }
}

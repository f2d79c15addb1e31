import SourceModel

/// Puts the verdict into one or two sentences.
struct Verdict {
  let stage: String
  let stages: [StageResult]
  let results: [CriterionResult]
  let next: NextStage?
  /// The score in percent from which a stage counts as reached.
  let reachedAt: Int

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
      let way = way(to: next)
      english += " " + way.english
      korean += " " + way.korean
    }
    if !skipped.isEmpty {
      let list = skipped.joined(separator: ", ")
      english += " \(list) \(skipped.count == 1 ? "does" : "do") not apply to this kind of project."
      korean += " 이 종류의 프로젝트에 해당하지 않는 단계: \(list)."
    }
    return Phrase(english, korean)
  }

  /// What lacks to the next stage: what it requires by name, the rest in points.
  private func way(to next: NextStage) -> Phrase {
    let required = Set(results.filter(\.isRequired).map(\.id))
    let needed = next.steps.filter { required.contains($0.criterion) }.map(\.title)
    let helpful = next.steps.filter { !required.contains($0.criterion) }.map(\.title)
    let score = stages.first { $0.id == next.stage }?.score ?? Score(tenths: 0)
    let points = Score(tenths: max(0, 10 * reachedAt - score.tenths))
    switch (needed.isEmpty, helpful.isEmpty) {
    case (true, true):
      return Phrase("The next is \(next.stage).", "다음 단계는 \(next.stage)입니다.")
    case (false, true):
      return Phrase(
        "To \(next.stage) it lacks \(Self.english(needed)).",
        "\(next.stage)까지 부족한 것: \(Self.korean(needed)).")
    case (true, false):
      return Phrase(
        "To \(next.stage) it lacks \(points) \(points.tenths == 10 ? "point" : "points"); "
          + "\(Self.english(helpful)) would bring enough.",
        "\(next.stage)까지 \(points)점 부족합니다. 채우는 방법: \(Self.korean(helpful)).")
    case (false, false):
      return Phrase(
        "To \(next.stage) it lacks \(Self.english(needed)), and then points, which "
          + "\(Self.english(helpful)) would bring.",
        "\(next.stage)까지 부족한 것: \(Self.korean(needed)). 남는 점수를 채우는 방법: "
          + "\(Self.korean(helpful)).")
    }
  }

  /// `a way back, tests in the pipeline and feature flags`.
  private static func english(_ titles: [Phrase]) -> String {
    let names = titles.map { inSentence($0.english) }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func korean(_ titles: [Phrase]) -> String {
    titles.map(\.korean).joined(separator: ", ")
  }

  /// A title without its capital, unless that belongs to a name such as `CI` or `README`.
  private static func inSentence(_ title: String) -> String {
    guard let first = title.first, first.isUppercase,
      title.dropFirst().first.map({ $0.isLowercase || $0 == " " }) ?? false
    else { return title }
    return first.lowercased() + title.dropFirst()
  }
}

import FactModel
package import SourceModel

extension Baseline {
  /// What is wrong with this report where it says that it was made with a rubric: a stage that the
  /// rubric lacks could never be lost.
  package func faults(by rubric: Rubric) -> [Diagnostic] {
    let known = Self.order(of: rubric.stages.map(\.id))
    guard self.rubric == rubric.identity, !known.contains(stage) else { return [] }
    var faults = FaultList(path: stagePlace.path)
    faults.addUnknown(stage, "stage", among: known, at: stagePlace.position)
    return faults.diagnostics
  }

  /// How an assessment differs from this report, criterion by criterion and path by path; lines may
  /// move as they like.
  package func comparison(with assessment: Assessment) -> Comparison {
    var comparison = Comparison(stage: stage, score: score, note: note(on: assessment))
    let known = Dictionary(criteria.map { ($0.id, $0) }) { first, _ in first }
    for result in assessment.criteria {
      let change = change(from: known[result.id], to: result)
      guard let change else { continue }
      switch Self.direction(change) {
      case .gained: comparison.gained.append(change)
      case .lost: comparison.lost.append(change)
      case .other: comparison.changed.append(change)
      }
    }
    let ids = Set(assessment.criteria.map(\.id))
    comparison.changed += criteria.filter { !ids.contains($0.id) }.map { former in
      Comparison.Change(
        criterion: former.id, title: Phrase(former.id, former.id), before: former.counted,
        after: nil)
    }
    return comparison
  }

  /// Whether nothing is lost; the stage counts only where the rubric is the same.
  package func checks(
    of comparison: Comparison, _ assessment: Assessment
  ) -> [GateCheck] {
    let failed = [lostStage(assessment), Self.lostCriteria(comparison)].compactMap { $0 }
    guard failed.isEmpty else { return failed }
    return [
      GateCheck(
        name: "baseline", holds: true,
        says: Phrase("nothing is lost since the baseline", "기준 보고서 이후 잃은 것이 없습니다"))
    ]
  }

  private func lostStage(_ assessment: Assessment) -> GateCheck? {
    let order = Self.order(of: assessment.stages.map(\.id))
    guard rubric == assessment.rubric, let before = order.firstIndex(of: stage),
      let after = order.firstIndex(of: assessment.stage), after < before
    else { return nil }
    return GateCheck(
      name: "baseline stage", holds: false,
      says: Phrase(
        "found stage \(assessment.stage), expected at least \(stage) as in the baseline",
        "\(assessment.stage) 단계입니다. 기준 보고서처럼 \(stage) 이상이어야 합니다"))
  }

  /// What a report may name as its stage, from none on.
  private static func order(of stages: [String]) -> [String] { ["v0"] + stages }

  private static func lostCriteria(_ comparison: Comparison) -> GateCheck? {
    let ids = comparison.lost.map(\.criterion)
    guard !ids.isEmpty else { return nil }
    let list = ids.joined(separator: ", ")
    let english = ids.count == 1 ? "1 criterion" : "\(ids.count) criteria"
    return GateCheck(
      name: "baseline criteria", holds: false,
      says: Phrase(
        "found \(english) no longer met, expected all that the baseline has: \(list)",
        "더는 충족되지 않는 기준이 \(ids.count)개 있습니다. 기준 보고서에서 충족된 것은 모두 충족되어야 합니다: \(list)"),
      criteria: ids)
  }

  // MARK: - One criterion

  private enum Direction {
    case gained, lost, other
  }

  /// What is set aside or does not apply any more is no loss, and what is new in the rubric no gain.
  private static func direction(_ change: Comparison.Change) -> Direction {
    switch (change.before, change.after) {
    case (.met, .partial), (.met, .unmet): .lost
    case (.partial, .met), (.unmet, .met), (.notApplicable, .met): .gained
    case (.met, .met), (.met, .notApplicable), (.met, nil), (nil, _), (.partial, _), (.unmet, _),
      (.notApplicable, _):
      .other
    }
  }

  private func change(from former: Criterion?, to result: CriterionResult) -> Comparison.Change? {
    let after = result.counted.status
    // What shows less than before is not gone.
    let present = Set(result.evidence.compactMap { $0.place?.path.text })
    let shown = result.status == .met ? present : []
    let isCut = former?.isCut == true || result.evidence.count >= Assessor.evidenceLimit
    let isSame = former?.counted == after
    // Which of many paths are kept says nothing.
    let arePathsSame = isCut || shown == former?.paths
    guard !isSame || !arePathsSame else { return nil }
    let before = former?.paths ?? []
    let areTold = former != nil && !(isCut && isSame)
    return Comparison.Change(
      criterion: result.id, title: result.title, before: former?.counted, after: after,
      lostPaths: areTold ? Self.sorted(before.subtracting(present)) : [],
      gainedPaths: areTold ? Self.sorted(shown.subtracting(before)) : [])
  }

  private static func sorted(_ paths: Set<String>) -> [String] {
    paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  // MARK: - What makes it hard

  private func note(on assessment: Assessment) -> Phrase? {
    var notes: [Phrase] = []
    if schemaVersion != Self.schemaVersion {
      notes.append(
        Phrase(
          "The baseline has version \(schemaVersion) of the report's form and not "
            + "\(Self.schemaVersion): what cannot be read in it is not compared.",
          "기준 보고서의 형식 버전이 다릅니다(기준 \(schemaVersion), 지금 \(Self.schemaVersion)). 읽을 수 없는 부분은 비교하지 않습니다."
        ))
    }
    if rubric != assessment.rubric {
      let before = "\(rubric.name) \(rubric.version)"
      let after = "\(assessment.rubric.name) \(assessment.rubric.version)"
      notes.append(
        Phrase(
          "The baseline was made with the rubric \(before) and this report with \(after): criteria "
            + "that both have are compared, stages are not.",
          "기준 보고서의 루브릭은 \(before), 이 보고서의 루브릭은 \(after)입니다. 둘 다 있는 기준만 비교하고 단계는 비교하지 않습니다."))
    }
    if kind != assessment.kind.rawValue {
      notes.append(
        Phrase(
          "The baseline is of the kind \(kind) and this report of the kind "
            + "\(assessment.kind.rawValue): other criteria apply.",
          "기준 보고서의 종류는 \(kind), 이 보고서의 종류는 \(assessment.kind.rawValue)입니다. 적용되는 기준이 다릅니다."))
    }
    guard !notes.isEmpty else { return nil }
    return Phrase(
      notes.map(\.english).joined(separator: " "), notes.map(\.korean).joined(separator: " "))
  }
}

import Rubrics
import SourceModel

/// What is said of thresholds, waivers and former assessments; the same in every format.
struct GateText {
  let assessment: Assessment
  let language: Language

  private func say(_ english: String, _ korean: String) -> String {
    Phrase(english, korean).text(in: language)
  }

  /// The verdict on what the team asks, in one line; `nil` where nothing is asked.
  var verdict: String? {
    guard !assessment.gate.isEmpty else { return nil }
    let failed = assessment.gate.filter { !$0.holds }
    let told = failed.isEmpty ? assessment.gate : failed
    let reasons = told.map { $0.says.text(in: language) }.joined(separator: "; ")
    return failed.isEmpty
      ? say("The gate holds: \(reasons)", "게이트 통과: \(reasons)")
      : say("The gate does not hold: \(reasons)", "게이트 미통과: \(reasons)")
  }

  /// Whether everything that the team asks holds.
  var holds: Bool { assessment.gate.allSatisfy(\.holds) }

  /// The score, and what the files alone come to where waivers or attestations make a difference.
  var score: String {
    let isSame =
      assessment.score == assessment.strictScore && assessment.stage == assessment.strictStage
    guard !isSame || !assessment.waived.isEmpty || !assessment.attested.isEmpty else {
      return assessment.score.description
    }
    let (stage, score) = (assessment.strictStage, assessment.strictScore)
    return say(
      "\(assessment.score) (\(stage) and \(score) without waivers and attestations)",
      "\(assessment.score) (면제와 확인을 빼면 \(stage), \(score))")
  }

  /// What differs from the former assessment, one line each; empty where none was given.
  var changes: [String] {
    guard let comparison = assessment.comparison else { return [] }
    let head = say(
      "Since the baseline: \(comparison.stage) → \(assessment.stage), "
        + "score \(comparison.score) → \(assessment.score)",
      "기준 보고서 이후: \(comparison.stage) → \(assessment.stage), "
        + "점수 \(comparison.score) → \(assessment.score)")
    let note = comparison.note.map { [$0.text(in: language)] } ?? []
    let isSame =
      comparison.lost.isEmpty && comparison.gained.isEmpty && comparison.changed.isEmpty
    guard !isSame else {
      return [head] + note + [say("No criterion differs.", "달라진 기준이 없습니다.")]
    }
    return [head] + note
      + comparison.lost.map { said(say("lost", "잃음"), $0) }
      + comparison.gained.map { said(say("gained", "얻음"), $0) }
      + comparison.changed.map { said(say("changed", "바뀜"), $0) }
  }

  private func said(_ what: String, _ change: Comparison.Change) -> String {
    let wording = Wording(language: language)
    let none = say("not there", "없음")
    let before = change.before.map(wording.status) ?? none
    let after = change.after.map(wording.status) ?? none
    let statuses = change.before == change.after ? "" : ": \(before) → \(after)"
    let lost = change.lostPaths.prefix(3).joined(separator: ", ")
    let gained = change.gainedPaths.prefix(3).joined(separator: ", ")
    let paths = [
      lost.isEmpty ? nil : say("no longer in \(lost)", "더는 없음: \(lost)"),
      gained.isEmpty ? nil : say("now in \(gained)", "이제 있음: \(gained)"),
    ]
    .compactMap { $0 }.joined(separator: "; ")
    return "\(what) `\(change.criterion)` \(change.title.text(in: language))\(statuses)"
      + (paths.isEmpty ? "" : " (\(paths))")
  }

  /// What the team says of a criterion; `nil` where the files alone decide.
  func standing(_ result: CriterionResult) -> String? { Self.standing(result, in: language) }

  /// What the team says of a criterion; `nil` where the files alone decide.
  static func standing(_ result: CriterionResult, in language: Language) -> String? {
    func say(_ english: String, _ korean: String) -> String {
      Phrase(english, korean).text(in: language)
    }
    return switch result.standing {
    case .found: nil
    case .waived(let waiver):
      say(
        "waived until \(waiver.until): \(waiver.reason)", "\(waiver.until)까지 면제: \(waiver.reason)")
    case .attested(let attestation):
      say(
        "attested by \(attestation.by) on \(attestation.date), until \(attestation.until): "
          + attestation.evidence,
        "\(attestation.date)에 확인(\(attestation.by)), \(attestation.until)까지: "
          + attestation.evidence)
    }
  }
}

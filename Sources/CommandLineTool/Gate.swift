import Rubrics
import SourceModel

/// The thresholds of a call.
struct Gate: Hashable {
  /// The stage that must be reached.
  var stage: String?
  /// The scores that must be reached, in tenths of a percent: of a stage, or overall.
  var scores: [Minimum] = []

  /// One score that must be reached.
  struct Minimum: Hashable {
    var stage: String?
    var score: Score
  }

  /// Reads `--min-stage` and `--min-score`.
  init(_ arguments: Arguments, stages: [String]) throws(UsageError) {
    if let stage = arguments.value("min-stage") {
      try Self.check(stage, among: stages, "--min-stage")
      self.stage = stage
    }
    for text in arguments.allValues("min-score") {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let stage = parts.count == 2 ? parts[0] : nil
      if let stage { try Self.check(stage, among: stages, "--min-score") }
      guard let number = parts.last, let tenths = Self.tenths(number) else {
        throw UsageError(
          message: "found `\(text)` for `--min-score`, expected a number from 0 to 100, or v3=70")
      }
      scores.append(Minimum(stage: stage, score: Score(tenths: tenths)))
    }
  }

  private static func check(
    _ stage: String, among stages: [String], _ option: String
  ) throws(UsageError) {
    guard !stages.contains(stage) else { return }
    let hint = Suggestion.nearest(to: stage, among: stages).map { ", did you mean `\($0)`?" }
    throw UsageError(
      message: "found the stage `\(stage)` for `\(option)`\(hint ?? ""), expected one of "
        + stages.joined(separator: ", "))
  }

  /// `61.5` in tenths.
  private static func tenths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }), (0...100).contains(whole), parts.count <= 2
    else {
      return nil
    }
    var tenth = 0
    if parts.count == 2 {
      guard parts[1].count == 1, let digit = Int(parts[1]) else { return nil }
      tenth = digit
    }
    let tenths = whole * 10 + tenth
    return tenths <= 1000 ? tenths : nil
  }

  /// What does not hold, in words with the number shown and the number asked for.
  func failures(of assessment: Assessment) -> [String] {
    var failures: [String] = []
    if let stage, let wanted = assessment.stages.firstIndex(where: { $0.id == stage }) {
      // A stage that does not apply cannot be reached, so the ones below it decide.
      let applicable = assessment.stages[...wanted].filter(\.isApplicable)
      if let missing = applicable.first(where: { !$0.isReached }) {
        failures.append(
          "found stage \(assessment.stage), expected at least \(stage): "
            + "\(missing.id) has a score of \(missing.score)"
            + (missing.missing.isEmpty
              ? "" : " and lacks \(missing.missing.joined(separator: ", "))"))
      }
    }
    for minimum in scores {
      let stage = minimum.stage.flatMap { id in assessment.stages.first { $0.id == id } }
      if let stage, !stage.isApplicable { continue }
      let shown = stage?.score ?? assessment.score
      guard shown < minimum.score else { continue }
      failures.append(
        "found \(minimum.stage.map { "a score of \($0) of " } ?? "an overall score of ")\(shown), "
          + "expected at least \(minimum.score)")
    }
    return failures
  }
}

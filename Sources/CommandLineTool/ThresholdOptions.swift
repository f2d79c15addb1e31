import Rubrics
import SourceModel

/// Reads the thresholds of a call.
enum ThresholdOptions {
  /// `--min-stage` and `--min-score`, which win over what the team wrote down, each for itself.
  static func thresholds(
    _ arguments: Arguments, stages: [String], written: Thresholds = Thresholds()
  ) throws(UsageError) -> Thresholds {
    var thresholds = Thresholds(stage: written.stage)
    if let stage = arguments.value("min-stage") {
      try check(stage, among: stages, "--min-stage")
      thresholds.stage = stage
    }
    for text in arguments.allValues("min-score") {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let stage = parts.count == 2 ? parts[0] : nil
      if let stage { try check(stage, among: stages, "--min-score") }
      guard let number = parts.last, let score = Score(number) else {
        throw UsageError(
          message: "found `\(text)` for `--min-score`, expected a number from 0 to 100, or v3=70")
      }
      thresholds.scores.append(Thresholds.Minimum(stage: stage, score: score))
    }
    let said = Set(thresholds.scores.map(\.stage))
    thresholds.scores = written.scores.filter { !said.contains($0.stage) } + thresholds.scores
    return thresholds
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
}

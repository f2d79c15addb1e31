import SourceModel

/// How much the conditions and texts of a rubric may cost on the facts of a repository.
///
/// A rubric that stands in the assessed repository is a stranger's: of a few lines, each may ask for each fact.
final class StepBudget {
  /// From how many steps of a few nanoseconds on nothing more is looked at.
  let limit: Int
  /// Where the criterion is written that steps are spent on.
  var asker: Place?
  private(set) var steps = 0
  /// Where the criterion is written that spent the last of them.
  private(set) var culprit: Place?

  init(limit: Int = .max) {
    self.limit = limit
  }

  /// Whether all is spent; what was found is then worth nothing.
  var isOverrun: Bool { steps > limit }

  /// How many steps are left.
  var left: Int { limit - steps }

  func spend(_ count: Int) {
    let wasOverrun = isOverrun
    steps += count
    if isOverrun, !wasOverrun { culprit = asker }
  }
}

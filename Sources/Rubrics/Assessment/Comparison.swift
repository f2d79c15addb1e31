package import SourceModel

/// How an assessment differs from a former one.
package struct Comparison: Hashable, Sendable {
  /// One criterion that differs.
  package struct Change: Hashable, Sendable {
    /// The criterion's id.
    package var criterion: String
    /// Its title; its id where the rubric knows it no more.
    package var title: Phrase
    /// What it was; `nil` where the former rubric did not have it.
    package var before: Status?
    /// What it is; `nil` where the rubric has it no more.
    package var after: Status?
    /// The paths that no longer show it, sorted.
    package var lostPaths: [String]
    /// The paths that now show it, sorted.
    package var gainedPaths: [String]

    /// Makes a change.
    package init(
      criterion: String, title: Phrase, before: Status?, after: Status?, lostPaths: [String] = [],
      gainedPaths: [String] = []
    ) {
      self.criterion = criterion
      self.title = title
      self.before = before
      self.after = after
      self.lostPaths = lostPaths
      self.gainedPaths = gainedPaths
    }
  }

  /// The stage before.
  package var stage: String
  /// The score before.
  package var score: Score
  /// What is met now and was not.
  package var gained: [Change]
  /// What was met and is not now: the gate does not hold.
  package var lost: [Change]
  /// What differs otherwise: half met before or now, other paths, other rubric.
  package var changed: [Change]
  /// What makes the two hard to compare, such as another version of the rubric.
  package var note: Phrase?

  /// Makes a comparison.
  package init(
    stage: String, score: Score, gained: [Change] = [], lost: [Change] = [],
    changed: [Change] = [], note: Phrase? = nil
  ) {
    self.stage = stage
    self.score = score
    self.gained = gained
    self.lost = lost
    self.changed = changed
    self.note = note
  }
}

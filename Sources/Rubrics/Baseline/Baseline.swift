package import SourceModel

/// What a former report said, as far as a later one is compared with it.
package struct Baseline: Hashable, Sendable {
  /// What it said of one criterion.
  package struct Criterion: Hashable, Sendable {
    /// Its id.
    package var id: String
    /// Its status as it counted, waivers and attestations heard.
    package var counted: Status
    /// The paths that showed it; none where it was not met by what the files show.
    package var paths: Set<String>
    /// Whether there may have been more paths than the report kept.
    package var isCut: Bool
  }

  /// The version of the report's form that is known.
  package static let schemaVersion = 1

  /// The version of its form.
  package var schemaVersion: Int
  /// The rubric that it was made with.
  package var rubric: RubricIdentity
  /// The kind of project that it was taken for.
  package var kind: String
  /// The stage that was reached.
  package var stage: String
  /// Where it names the stage.
  package var stagePlace: Place
  /// The score.
  package var score: Score
  /// The criteria in its order.
  package var criteria: [Criterion]
}

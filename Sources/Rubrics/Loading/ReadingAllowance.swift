import SourceModel

/// How much of a rubric or a configuration is read, which may stand in a repository of a stranger.
///
/// What aliases repeat is counted each time: a short file may repeat a long text many times.
struct ReadingAllowance {
  /// The most criteria of a rubric; the built-in one has 48.
  static let criteria = 300
  /// The most stages, areas, effects, milestones or outlooks; the built-in rubric has 9 outlooks.
  static let groups = 100
  /// The most conditions, tests, values and patterns of one file; the built-in criteria have up to 513, and
  /// the words of advice 852.
  static let conditionsPerFile = 4_000
  /// The most of them in one rubric; the built-in one has 6,424.
  static let conditionsPerRubric = 50_000
  /// The most bytes of all texts; those of the built-in rubric, its examples included, are 770,000.
  static let bytesPerRubric = 4_000_000

  /// A longer word is no slip of one that is known.
  private static let longestSlip = 64

  /// How many conditions may still be read.
  var conditions = Self.conditionsPerRubric
  /// How many bytes of texts may still be read.
  var bytes = Self.bytesPerRubric
  /// For how many faults the nearest right word may still be sought.
  private var suggestions = 100

  /// The right word that somebody most likely meant, as a hint.
  mutating func hint(for found: String, among allowed: [String]) -> String? {
    guard suggestions > 0, found.utf8.count <= Self.longestSlip else { return nil }
    suggestions -= 1
    return Suggestion.nearest(to: found, among: allowed.sorted()).map { "did you mean `\($0)`?" }
  }
}

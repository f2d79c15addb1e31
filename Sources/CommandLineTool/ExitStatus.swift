/// How the program ends, in every format.
package enum ExitStatus: Int32, Hashable, Sendable {
  /// Assessed; every threshold holds.
  case fine = 0
  /// Assessed; a threshold does not hold.
  case belowThreshold = 1
  /// The call, or a rubric, is wrong.
  case wrongUse = 2
  /// Nothing could be assessed.
  case nothingAssessed = 3
}

import Syntax

/// The choices of patterns, `{a,b}`, each of which multiplies what is tried.
enum PatternChoices {
  /// How many patterns that are tried together may have.
  private static let limit = 1_000

  /// Whether patterns have too many choices, or are too long to be looked at, which is a fault.
  static func areTooMany(in texts: [String], _ node: Node, _ faults: inout FaultList) -> Bool {
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    guard bytes <= ReadingAllowance.bytesPerRubric else {
      faults.add(
        "found patterns of \(bytes) bytes, aliases included, expected at most "
          + "\(ReadingAllowance.bytesPerRubric)", at: node.position)
      return true
    }
    let choices = texts.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "{") } }
    guard choices > limit else { return false }
    faults.addTooMany(choices, "choices in patterns", most: limit, at: node.position)
    return true
  }
}

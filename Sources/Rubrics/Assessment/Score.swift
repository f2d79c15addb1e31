/// A share of a hundred with one decimal; what is printed is what is compared.
package struct Score: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Tenths of a percent, 0…1000.
  package var tenths: Int

  /// Makes a score.
  package init(tenths: Int) {
    self.tenths = tenths
  }

  /// The share of a part in a whole, rounded half up; 0 where there is no whole.
  package init(part: Int, of whole: Int) {
    tenths = whole == 0 ? 0 : (part * 2000 + whole) / (2 * whole)
  }

  /// Reads `61.5` or `60`; `nil` for anything else, or beyond 100.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }), (0...100).contains(whole),
      parts.count <= 2
    else {
      return nil
    }
    var tenth = 0
    if parts.count == 2 {
      guard parts[1].count == 1, let digit = Int(parts[1]) else { return nil }
      tenth = digit
    }
    tenths = whole * 10 + tenth
    guard tenths <= 1000 else { return nil }
  }

  /// `61.5`, and `60` for a whole number.
  package var description: String {
    tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  package static func < (left: Score, right: Score) -> Bool { left.tenths < right.tenths }
}

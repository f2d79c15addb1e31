import Syntax

/// Make's rules with a pattern, `test-%`, which make every target that fits.
///
/// https://www.gnu.org/software/make/manual/make.html#Pattern-Match
struct PatternRules: Sendable {
  private struct Rule: Sendable {
    let target: BuildTarget
    let start: String
    let end: String

    init?(_ target: BuildTarget) {
      guard target.name.utf8.contains(UInt8(ascii: "%")), target.name != "%" else { return nil }
      let parts = target.name.split(separator: "%", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      (self.target, start, end) = (target, String(parts[0]), String(parts[1]))
    }

    func fits(_ name: String) -> Bool { name.hasPrefix(start) && name.hasSuffix(end) }
  }

  /// First those whose patterns say most of a name.
  private let rules: [Rule]
  private let longest: Int

  /// The rules among the targets of a file.
  init(_ targets: [BuildTarget] = []) {
    rules = targets.compactMap(Rule.init).sorted { left, right in
      let (a, b) = (left.target.name, right.target.name)
      return a.utf8.count == b.utf8.count ? a < b : a.utf8.count > b.utf8.count
    }
    longest = rules.first?.target.name.utf8.count ?? 0
  }

  /// The target of the first rule that fits a name.
  func target(for name: String) -> BuildTarget? { rules.first { $0.fits(name) }?.target }

  /// How much must be looked at for a name: each rule, and as much of it as the name may share.
  func looks(for name: String) -> Int {
    rules.count * (1 + min(longest, name.utf8.count) / 64)
  }
}

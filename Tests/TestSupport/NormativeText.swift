import Foundation

/// The text that the built-in rubric follows, which lies beside the project and not in it.
package enum NormativeText {
  /// One row of its tables.
  package struct Row: Sendable {
    /// The criterion's id.
    package let id: String
    /// Its stage's id, from the heading.
    package let stage: String
    /// Whether it bears a star.
    package let isRequired: Bool
    /// Its area.
    package let area: String
    /// Its effect.
    package let effect: String
    /// Its weight.
    package let weight: Int
    /// Whether it says what is partial.
    package let hasPartial: Bool
    /// The kinds of project to which it does not apply at all.
    package let notFor: Set<String>
  }

  /// Where it lies: `../shared/criteria.md` from the package's root.
  package static var path: String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return root.appending(path: "shared/criteria.md").path
  }

  /// Whether it is there.
  package static var isPresent: Bool { FileManager.default.isReadableFile(atPath: path) }

  /// The rows in order.
  package static func rows() throws -> [Row] {
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    var stage = ""
    var rows: [Row] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") { stage = String(line.dropFirst(3).prefix { $0 != " " }) }
      if let row = row(String(line), stage) { rows.append(row) }
    }
    return rows
  }

  private static let kinds: Set<String> = [
    "service", "site", "infrastructure", "library", "tool", "other",
  ]

  private static func row(_ line: String, _ stage: String) -> Row? {
    let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard line.hasPrefix("| `"), cells.count >= 8, let weight = Int(cells[4]) else { return nil }
    let name = cells[1].split(separator: "`").first.map(String.init) ?? ""
    // Behind a semicolon stand cases that do not depend on the kind alone.
    let first = cells[cells.count - 2].prefix { $0 != ";" }
    let notFor = first.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return Row(
      id: name, stage: stage, isRequired: cells[1].contains("★"), area: cells[2],
      effect: cells[3], weight: weight, hasPartial: line.lowercased().contains("partial"),
      notFor: kinds.intersection(notFor))
  }
}

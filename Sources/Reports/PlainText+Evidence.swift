import Rubrics
import SourceModel

extension PlainText {
  /// Evidence in lines of at most so many columns, its place in one piece.
  static func lines(of evidence: Evidence, _ what: String, to columns: Int) -> [String] {
    let excerpt = harmless(evidence.excerpt)
    let shown = excerpt.isEmpty ? what : "\(what): \(excerpt)"
    guard let place = evidence.place else { return wrapped(shown, to: columns) }
    return folded(harmless(place.pathAndLine), shown, to: columns)
  }

  /// The lines of something to paste, whole; a tab stays one.
  static func pasted(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.last == "" ? lines.dropLast() : lines[...]).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { harmless(String($0)) }
        .joined(separator: "\t")
    }
  }
}

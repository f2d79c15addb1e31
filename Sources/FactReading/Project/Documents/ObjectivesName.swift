import FactModel
import SourceModel

/// Names and headings of service objectives.
enum ObjectivesName {
  private static let words: Set<String> = ["slo", "slos", "sli", "slis"]
  private static let phrases = [
    "service level objective", "service level indicator", "service levels", "error budget",
    "service objective", "reliability objective", "reliability target", "availability objective",
    "availability target", "performance objective",
  ]
  private static let folders: Set<String> = [
    "slo", "slos", "service-levels", "service-level-objectives", "error-budgets",
  ]
  /// Folders in which objectives are those of the service.
  private static let operation: Set<String> = ["reliability", "sre", "monitoring", "observability"]

  /// Whether the words of a heading or of a file's name speak of objectives.
  static func speaks(_ words: [String]) -> Bool {
    let text = words.joined(separator: " ")
    return words.contains(where: Self.words.contains) || phrases.contains(where: text.contains)
  }

  /// Whether a document is one of objectives by the words of its name and its folders.
  static func isDocument(_ words: [String], in folders: [String]) -> Bool {
    if speaks(words) { return true }
    guard let last = folders.last else { return false }
    let isOfOperation = folders.contains(where: operation.contains)
    return Self.folders.contains(last)
      || isOfOperation && (last == "objectives" || words.contains("objectives"))
  }
}

/// Finds the part of a document that states service objectives under a heading of their own.
///
/// Only documents about operation are read for it, and the README.
struct ObjectivesPartReader: FileReader {
  private static let about: Set<String> = [
    "operations", "operating", "operation", "ops", "reliability", "sre", "monitoring",
    "observability", "alerting", "alerts", "production", "readme", "runbook", "architecture",
    "targets", "availability",
  ]

  private static let endings: Set<String> = ["md", "rst", "adoc"]

  var endings: Set<String>? { Self.endings }

  func wants(_ path: RelativePath) -> Bool {
    let isProse = Self.endings.contains(path.fileExtension) && path.depth <= 4
    guard isProse, path.name.lowercased() != "readme.md" || path.depth == 0 else { return false }
    return path.text.nameWords.contains(where: Self.about.contains)
      && DocumentName.kind(of: path) != .objectives
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    guard
      file.contains("SLO") || file.contains("bjective") || file.contains("rror budget")
        || file.contains("rror Budget")
    else { return facts }
    let lines = ProseLines(file.bytes, .init(fileExtension: file.path.fileExtension)).lines
    let index = lines.indices.first { index in
      let next = lines.indices.contains(index + 1) ? lines[index + 1] : nil
      // A heading with nothing below states nothing.
      return lines[index].isHeading && ObjectivesName.speaks(lines[index].text.nameWords)
        && next?.isHeading == false
    }
    guard let index else { return facts }
    facts.documents.append(Document(.objectives, place: file.place(line: lines[index].number)))
    return facts
  }
}

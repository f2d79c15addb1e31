import FactModel
import SourceModel

/// Finds guides for releases and for going back in the prose of other documents.
struct GuideReader: FileReader {
  private static let about: Set<String> = [
    "deploy", "deployment", "deploying", "deployments", "release", "releasing", "releases",
    "operations", "operating", "ops", "production", "rollback",
  ]

  private static let endings: Set<String> = ["md", "rst", "adoc"]

  var endings: Set<String>? { Self.endings }

  func wants(_ path: RelativePath) -> Bool {
    guard Self.endings.contains(path.fileExtension), path.depth <= 4,
      !path.isForAssistants
    else {
      return false
    }
    let words = path.text.nameWords
    return words.contains(where: Self.about.contains)
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    let prose = ProseLines(file.bytes, .init(fileExtension: file.path.fileExtension))
    let going = ["rollback", "roll back", "rolling back"]
    if let line = prose.lines.first(where: { line in
      let text = line.text.lowercased()
      return (line.isHeading || line.isCode) && going.contains(where: text.contains)
    }) {
      facts.documents.append(Document(.rollbackGuide, place: file.place(line: line.number)))
    }
    let deploys: Set<String> = ["deploy", "deployment", "deploying", "release", "releasing"]
    let isNamed = file.path.name.nameWords.contains(where: deploys.contains)
    // A guide that only cuts versions and writes notes deploys nothing.
    let isOfReleases = !file.path.name.nameWords.contains { $0.hasPrefix("deploy") }
    let line = prose.lines.first { line in
      line.isCode && !(isOfReleases && Self.isAboutNotes(line.text))
    }
    if isNamed, let line = line?.number {
      facts.documents.append(Document(.deployGuide, place: file.place(line: line)))
    }
    return facts
  }

  /// Whether a command of a release guide installs tools, cuts tags or writes notes.
  private static func isAboutNotes(_ text: String) -> Bool {
    let text = text.trimmingSpaces.drop { $0 == "$" || $0 == " " || $0 == "`" }
    return text.contains("release-notes") || text.contains("changelog")
      || ["git ", "gh release", "export "].contains(where: text.hasPrefix)
  }
}

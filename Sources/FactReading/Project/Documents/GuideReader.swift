import FactModel
import SourceModel

/// Finds guides for releases and for going back in the prose of other documents.
struct GuideReader: FileReader {
  func wants(_ path: RelativePath) -> Bool {
    let ending = path.fileExtension
    guard ending == "md" || ending == "rst" || ending == "adoc", path.depth <= 4 else {
      return false
    }
    let words = path.text.nameWords
    let about: Set<String> = [
      "deploy", "deployment", "deploying", "deployments", "release", "releasing", "releases",
      "operations", "operating", "ops", "production", "rollback",
    ]
    return words.contains(where: about.contains)
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
    if isNamed, let line = prose.lines.first(where: { $0.isCode })?.number {
      facts.documents.append(Document(.deployGuide, place: file.place(line: line)))
    }
    return facts
  }
}

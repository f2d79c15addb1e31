import FactModel
import SourceModel

/// Finds documents by their usual names and places, those that are empty left out.
struct DocumentReader: FileReader {
  func wants(_ path: RelativePath) -> Bool { DocumentName.kind(of: path) != nil }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    guard let kind = DocumentName.kind(of: file.path),
      let line = Self.firstContent(of: file, kind, context)
    else { return facts }
    facts.documents.append(Document(kind, place: file.place(line: line)))
    return facts
  }

  /// The line that shows that the document says something of its kind.
  private static func firstContent(
    of file: SourceFile, _ kind: Document.Kind, _ context: ReadingContext
  ) -> Int? {
    switch kind {
    case .pullRequestTemplate, .issueTemplate:
      // Whoever fills it in reads its comments.
      return ByteLines(file.bytes).first { !$0.trimmed.isEmpty }?.number
    case .owners where DocumentName.isRuleFile(file.path): return firstRule(in: file)
    case .changelog where !DocumentName.isChangelog(DocumentName.written(file.path), in: context):
      return nil
    case .readme, .contributing, .contributionPart, .owners, .changelog, .decision, .runbook,
      .rollbackGuide,
      .objectives, .deployGuide, .ignoreFile:
      break
    }
    let ending = DocumentName.written(file.path).fileExtension
    let prose = ProseLines(file.bytes, .init(fileExtension: ending))
    // A title alone says nothing.
    guard prose.lines.count > 1 || prose.lines.first?.isHeading == false else { return nil }
    return kind == .runbook && isAboutDevelopment(prose) ? nil : prose.firstContent
  }
}

extension DocumentReader {
  /// The first line of a file of rules that is neither empty nor a comment.
  fileprivate static func firstRule(in file: SourceFile) -> Int? {
    ByteLines(file.bytes).first { line in
      let text = line.trimmed
      return !text.isEmpty && text.first != UInt8(ascii: "#")
    }?.number
  }

  /// Whether a document's title says that it is for developers' machines.
  fileprivate static func isAboutDevelopment(_ lines: ProseLines) -> Bool {
    guard let title = lines.headings.first?.text.nameWords else { return false }
    let words: Set<String> = [
      "local", "development", "setup", "install", "installation", "build", "building", "compile",
    ]
    return title.contains(where: words.contains)
  }
}

/// Finds the ignore file at the root or in a component; an empty one says nothing.
struct IgnoreFileReader: FileReader {
  var endings: Set<String>? { [""] }

  func wants(_ path: RelativePath) -> Bool { path.name == ".gitignore" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    if let line = DocumentReader.firstRule(in: file) {
      facts.documents.append(Document(.ignoreFile, place: file.place(line: line)))
    }
    return facts
  }
}

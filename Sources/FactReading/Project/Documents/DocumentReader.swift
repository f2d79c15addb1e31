import FactModel
import SourceModel

/// Finds documents by their usual names and places, those that are empty left out.
struct DocumentReader: FileReader {
  func wants(_ path: RelativePath) -> Bool { DocumentName.kind(of: path) != nil }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    guard let kind = DocumentName.kind(of: file.path),
      kind != .changelog || Self.isOfComponent(file.path.folder, context)
    else { return facts }
    let lines = ProseLines(file.bytes)
    guard let first = lines.firstContent, kind != .runbook || !Self.isAboutDevelopment(lines)
    else { return facts }
    facts.documents.append(Document(kind, place: file.place(line: first)))
    return facts
  }
}

extension DocumentReader {
  private static let guides: Set<String> = ["docs", "doc", "documentation"]

  /// Whether a folder is the repository's root or a component's, or holds the documents of one.
  fileprivate static func isOfComponent(_ folder: RelativePath, _ context: ReadingContext) -> Bool {
    if folder.text.isEmpty { return true }
    if let last = folder.parts.last?.lowercased(), guides.contains(last) {
      return isOfComponent(folder.folder, context)
    }
    let start = folder.text + "/"
    return context.files.contains { path in
      path.text.hasPrefix(start) && path.folder == folder
        && ManifestReaders.all.contains { $0.wants(path) }
    }
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
  func wants(_ path: RelativePath) -> Bool { path.name == ".gitignore" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    let rule = ByteLines(file.bytes).first { line in
      let text = line.trimmed
      return !text.isEmpty && text.first != UInt8(ascii: "#")
    }
    if let rule {
      facts.documents.append(Document(.ignoreFile, place: file.place(line: rule.number)))
    }
    return facts
  }
}

/// Documents by their names.
enum DocumentName {
  private static let proseEndings: Set<String> = [
    "", "md", "markdown", "rst", "txt", "adoc", "asciidoc", "org", "mdx", "html", "textile",
  ]

  /// What a file is by its path; the README has a reader of its own.
  static func kind(of path: RelativePath) -> Document.Kind? {
    let folder = path.folder.text.lowercased()
    let name = path.name.lowercased()
    let stem = path.stem.lowercased()
    if let owners = owners(path, folder, name, stem) { return owners }
    if let template = template(folder, name, stem) { return template }
    guard proseEndings.contains(path.fileExtension) else { return nil }
    let words = stem.nameWords
    let usual = ["", ".github", "docs", "doc", ".gitlab", "documentation"]
    if usual.contains(folder),
      stem.hasPrefix("contributing") || words == ["contribute"]
        || words == ["how", "to", "contribute"] || words == ["contribution", "guide"]
    {
      return .contributing
    }
    if isChangelog(stem, words), path.depth <= 3 { return .changelog }
    if isDecision(folder, name) { return .decision }
    if let operation = operation(path, words) { return operation }
    return nil
  }

  // https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
  private static func owners(
    _ path: RelativePath, _ folder: String, _ name: String, _ stem: String
  ) -> Document.Kind? {
    let places = ["", ".github", "docs", ".gitlab", ".bitbucket", ".gitea", ".forgejo"]
    if name == "codeowners", places.contains(folder) { return .owners }
    if path.name == "OWNERS" || path.name == "OWNERS_ALIASES" { return .owners }
    if stem == "maintainers" || stem == "owners", path.depth <= 1,
      proseEndings.contains(path.fileExtension)
    {
      return .owners
    }
    return nil
  }

  private static func template(_ folder: String, _ name: String, _ stem: String) -> Document.Kind? {
    let places = ["", ".github", "docs", ".gitea", ".forgejo"]
    if stem.hasPrefix("pull_request_template"), places.contains(folder) {
      return .pullRequestTemplate
    }
    if folder.hasSuffix("pull_request_template") || folder == ".gitlab/merge_request_templates" {
      return .pullRequestTemplate
    }
    if stem == "issue_template", places.contains(folder) { return .issueTemplate }
    if folder == ".github/issue_template" || folder == ".gitlab/issue_templates" {
      return name == "config.yml" ? nil : .issueTemplate
    }
    return nil
  }

  private static func isChangelog(_ stem: String, _ words: [String]) -> Bool {
    let stems: Set<String> = [
      "changelog", "changes", "history", "news", "releases", "release_notes", "release-notes",
      "releasenotes", "change_log", "change-log", "relnotes", "whatsnew",
    ]
    return stems.contains(stem) || stem.hasPrefix("changelog") || stem.hasPrefix("release-notes")
      || words.prefix(2) == ["change", "log"]
  }

  // https://adr.github.io
  private static func isDecision(_ folder: String, _ name: String) -> Bool {
    let stem = name.prefix { $0 != "." }
    if stem.hasPrefix("adr-") || stem.hasPrefix("adr_"), stem.contains(where: \.isNumber) {
      return true
    }
    let folders = ["adr", "adrs", "decisions", "rfcs", "rfc"]
    let last = folder.split(separator: "/").last.map(String.init) ?? ""
    guard
      folders.contains(last) || last.hasSuffix("-decisions") || last.hasSuffix("-records")
        || last == "architecture-decision-records" || last == "decision-records"
    else { return false }
    return name.contains(where: \.isNumber)
  }

  private static let operations: Set<String> = [
    "runbook", "runbooks", "playbook", "incident", "incidents", "postmortem", "postmortems",
    "oncall", "outage", "outages", "troubleshooting", "troubleshoot", "disaster",
  ]

  private static func operation(_ path: RelativePath, _ words: [String]) -> Document.Kind? {
    guard !path.fileExtension.isEmpty, path.fileExtension != "html" else { return nil }
    let folders = path.folder.parts.map { $0.lowercased() }
    let stem = words.joined(separator: " ")
    if words.contains("slo") || words.contains("slos") || stem.contains("service level objective") {
      return .objectives
    }
    if words.contains("rollback") || stem.contains("roll back") { return .rollbackGuide }
    let isOperation =
      words.contains(where: operations.contains) || stem.contains("on call")
      || stem.contains("admin tasks") || words.contains("investigation")
      || words == ["operations"] || words == ["operating"]
      || stem.contains("post mortem") || stem.contains("disaster recovery")
      || stem.contains("known issues in production")
    let isInFolder = folders.contains { folder in
      [
        "runbook", "runbooks", "playbooks", "incidents", "postmortems", "post-mortems", "on-call",
        "oncall", "operations-guide", "troubleshooting",
      ].contains(folder)
    }
    return isOperation || isInFolder ? .runbook : nil
  }
}

import FactModel
import SourceModel

/// Documents by their names.
enum DocumentName {
  /// The endings of files of prose; a name without one may be prose too.
  static let proseEndings: Set<String> = [
    "", "md", "markdown", "rst", "txt", "adoc", "asciidoc", "org", "mdx", "html", "textile",
  ]

  /// The endings of markup that pages are made of.
  private static let markups: Set<String> = [
    "md", "markdown", "rst", "adoc", "asciidoc", "org", "textile",
  ]

  /// The path without the endings that only say what is made of the text: `runbooks/api.html.md.erb`
  /// is `runbooks/api.md`.
  ///
  /// https://middlemanapp.com/basics/templating-language/
  static func written(_ path: RelativePath) -> RelativePath {
    let isTemplate = path.fileExtension == "erb"
    let source = isTemplate ? RelativePath(String(path.text.dropLast(".erb".count))) : path
    let ending = source.fileExtension
    guard markups.contains(ending) else { return path }
    guard source.stem.hasSuffix(".html") else { return source }
    return RelativePath("\(source.text.dropLast(".html.".count + ending.count)).\(ending)")
  }

  /// What a file is by its path; the README has a reader of its own.
  static func kind(of path: RelativePath) -> Document.Kind? {
    guard !ProgramFile.isProgram(path) else { return nil }
    let path = written(path)
    // All but templates are prose, which most files are not.
    let isProse = proseEndings.contains(path.fileExtension)
    guard isProse || path.text.lowercased().contains("template"), !path.isForAssistants else {
      return nil
    }
    let folder = path.folder.text.lowercased()
    let name = path.name.lowercased()
    let stem = path.stem.lowercased()
    if let owners = owners(path, folder, name, stem) { return owners }
    if let template = template(folder, name, stem) { return template }
    guard isProse else { return nil }
    let words = stem.nameWords
    if isGuide(stem, words), guideFolders.contains(folder) { return .contributing }
    if isChangelog(stem, words), path.depth <= 3 { return .changelog }
    if isDecision(folder, name) { return .decision }
    return operation(path, words)
  }

  private static let guideFolders: Set<String> = [
    "", ".github", "docs", "doc", ".gitlab", "documentation",
  ]

  private static func isGuide(_ stem: String, _ words: [String]) -> Bool {
    stem.hasPrefix("contributing") || words == ["contribute"]
      || words == ["how", "to", "contribute"] || words == ["contribution", "guide"]
  }

  // https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
  private static func owners(
    _ path: RelativePath, _ folder: String, _ name: String, _ stem: String
  ) -> Document.Kind? {
    if name == "codeowners", ownerFolders.contains(folder) { return .owners }
    if path.name == "OWNERS" { return .owners }
    if stem == "maintainers" || stem == "owners", path.depth <= 1,
      proseEndings.contains(path.fileExtension)
    {
      return .owners
    }
    return nil
  }

  private static let ownerFolders: Set<String> = [
    "", ".github", "docs", ".gitlab", ".bitbucket", ".gitea", ".forgejo",
  ]

  /// Whether a file of owners is one of rules, in which `#` begins a comment.
  static func isRuleFile(_ path: RelativePath) -> Bool {
    path.name.uppercased() == "CODEOWNERS" || path.name == "OWNERS"
  }

  // https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests
  // https://learn.microsoft.com/azure/devops/repos/git/pull-request-templates
  private static func template(_ folder: String, _ name: String, _ stem: String) -> Document.Kind? {
    guard folder.contains("template") || stem.contains("template") else { return nil }
    if stem.hasPrefix("pull_request_template"), templateFolders.contains(folder) {
      return .pullRequestTemplate
    }
    let parts = folder.split(separator: "/")
    let isInPlace = parts.firstIndex(of: "pull_request_template").map { index in
      templateFolders.contains(parts[..<index].joined(separator: "/"))
    }
    if isInPlace == true || folder == ".gitlab/merge_request_templates" {
      return .pullRequestTemplate
    }
    if stem == "issue_template", templateFolders.contains(folder) { return .issueTemplate }
    if folder == ".github/issue_template" || folder == ".gitlab/issue_templates" {
      return name == "config.yml" ? nil : .issueTemplate
    }
    return nil
  }

  private static let templateFolders: Set<String> = [
    "", ".github", "docs", ".gitea", ".forgejo", ".azuredevops", ".vsts",
  ]

  private static func isChangelog(_ stem: String, _ words: [String]) -> Bool {
    isPlainChangelog(stem, words) || words.count == 1 && changelogWords.contains(words[0])
  }

  private static let changelogWords: Set<String> = ["news", "history", "changes", "releases"]
  private static let changelogStems: Set<String> = ["releasenotes", "relnotes", "whatsnew"]

  /// Whether the name can mean nothing else.
  private static func isPlainChangelog(_ stem: String, _ words: [String]) -> Bool {
    changelogStems.contains(stem) || stem.hasPrefix("changelog")
      || words.starts(with: ["change", "log"]) || words.starts(with: ["release", "notes"])
  }

  /// Whether a file named like a changelog is one: `news.html` below the root is a page, and
  /// `History.md` belongs to a component where that has a manifest.
  static func isChangelog(_ path: RelativePath, in context: ReadingContext) -> Bool {
    guard path.depth > 0 else { return true }
    guard path.fileExtension != "html" else { return false }
    let stem = path.stem.lowercased()
    if isPlainChangelog(stem, stem.nameWords) { return true }
    let isInDocuments = ["docs", "doc"].contains(path.folder.name.lowercased())
    let component = isInDocuments ? path.folder.folder : path.folder
    return component.text.isEmpty || manifests.contains { context.has($0, in: component) }
  }

  private static let manifests = [
    "package.json", "Cargo.toml", "pyproject.toml", "setup.py", "go.mod", "pom.xml", "Chart.yaml",
    "build.gradle", "build.gradle.kts", "composer.json", "mix.exs", "Package.swift", "pubspec.yaml",
    "Gemfile", "rebar.config", "CMakeLists.txt", "galaxy.yml",
  ]

  // https://adr.github.io
  private static func isDecision(_ folder: String, _ name: String) -> Bool {
    let stem = name.prefix { $0 != "." }
    let place = RelativePath(folder).name
    let isNamed = stem.hasPrefix("adr-") || stem.hasPrefix("adr_")
    let isAmongDecisions = decisionFolders.contains(place.nameWords.joined(separator: "-"))
    let mayBe =
      mixedFolders.contains(place) || place.hasSuffix("-decisions") || place.hasSuffix("-records")
    guard isNamed || isAmongDecisions || mayBe else { return false }
    let words = String(stem).nameWords.filter { !$0.allSatisfy(\.isNumber) }
    guard words.isEmpty || !words.allSatisfy(decisionAsides.contains) || words == ["adr"] else {
      return false
    }
    let hasNumber = stem.contains(where: \.isNumber)
    if isAmongDecisions || isNamed && hasNumber { return true }
    // `rfc/rfc2616.txt` is a standard that the program follows.
    let isStandard = stem.hasPrefix("rfc") && stem.dropFirst(3).allSatisfy(\.isNumber)
    return mayBe && hasNumber && !isStandard
  }

  private static let decisionAsides: Set<String> = [
    "adr", "decision", "record", "default", "readme", "index", "template", "about",
  ]
  /// Folders of nothing but decisions.
  private static let decisionFolders: Set<String> = [
    "adr", "adrs", "architecture-decision", "architecture-decisions",
    "architecture-decision-record", "architecture-decision-records", "architecture-decision-log",
    "architectural-decisions", "architectural-decision-records", "decision-record",
    "decision-records",
  ]
  /// Folders in which what has a number is a decision.
  private static let mixedFolders: Set<String> = ["decisions", "rfcs", "rfc"]

  private static let operations: Set<String> = [
    "runbook", "runbooks", "incident", "incidents", "postmortem", "postmortems",
    "oncall", "outage", "outages", "troubleshooting", "troubleshoot", "disaster", "investigation",
  ]

  private static func operation(_ path: RelativePath, _ words: [String]) -> Document.Kind? {
    guard !path.fileExtension.isEmpty, path.fileExtension != "html" else { return nil }
    let folders = path.folder.parts.map { $0.lowercased() }
    if ObjectivesName.isDocument(words, in: folders) { return .objectives }
    if GoingBack.isIn(words, of: path) { return .rollbackGuide }
    let isOperation =
      words.contains(where: operations.contains) || words == ["operations"]
      || words == ["operating"] || operationPhrases.contains { Words.contains($0, in: words) }
    let isInFolder = folders.contains(where: operationFolders.contains)
    return isOperation || isInFolder || isInPlaybooks(folders, words) ? .runbook : nil
  }

  private static let operationPhrases = [
    "on call", "admin tasks", "post mortem", "post mortems", "disaster recovery",
    "known issues in production",
  ]
  private static let operationFolders: Set<String> = [
    "runbook", "runbooks", "incidents", "postmortems", "post-mortems", "on-call", "oncall",
    "operations-guide", "troubleshooting",
  ]

  /// Whether it is one of the playbooks for people; Ansible's lie in folders of the same name.
  private static func isInPlaybooks(_ folders: [String], _ words: [String]) -> Bool {
    let isNamed = folders.contains("playbooks") || words.contains("playbook")
    return isNamed && !folders.contains("roles") && !folders.contains("ansible")
      && words != ["readme"]
  }
}

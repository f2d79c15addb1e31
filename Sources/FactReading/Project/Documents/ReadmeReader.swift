import FactModel
import SourceModel

/// Reads the README at the root: whether it says what the project is, how to work with it, and how
/// to contribute or deploy.
struct ReadmeReader: FileReader {
  var endings: Set<String>? { DocumentName.proseEndings }

  func wants(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    guard path.depth == 0, DocumentName.proseEndings.contains(path.fileExtension) else {
      return false
    }
    return name == "readme" || name.hasPrefix("readme.") || name.hasPrefix("readme_")
      || name.hasPrefix("readme-")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    let prose = ProseLines(file.bytes, .init(fileExtension: file.path.fileExtension))
    guard let first = prose.firstContent else { return facts }
    let meaning = ReadmeMeaning(prose, in: context)
    var tells: Set<String> = []
    if meaning.saysWhat { tells.insert("what") }
    if meaning.saysHow { tells.insert("how") }
    tells.formUnion(Self.imports(prose).map { "imports " + $0.packageSpelling })
    tells.formUnion(Self.commandPackages(prose).map { "commands of " + $0.packageSpelling })
    if Self.isTitledLibrary(prose) { tells.insert("a library") }
    facts.documents.append(Document(.readme, tells: tells, place: file.place(line: first)))
    if let line = Self.contributionHeading(prose) {
      facts.documents.append(Document(.contributionPart, place: file.place(line: line)))
    }
    if let heading = prose.heading(withAnyOf: ["rollback", "rollbacks", "롤백"]) {
      facts.documents.append(Document(.rollbackGuide, place: file.place(line: heading.number)))
    }
    let deploys: Set<String> = ["deploy", "deployment", "deploying", "releasing", "배포"]
    // What happens by itself is not done by hand, and deploy keys deploy nothing:
    // https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys
    let others: Set<String> = [
      "automatic", "automated", "automatically", "continuous", "key", "keys", "token", "tokens",
    ]
    if let heading = prose.heading(withAnyOf: deploys, andNoneOf: others) {
      facts.documents.append(Document(.deployGuide, place: file.place(line: heading.number)))
    }
    return facts
  }

  /// The line of a heading that speaks of contributing, or of the requests that propose a change.
  private static func contributionHeading(_ prose: ProseLines) -> Int? {
    let words: Set<String> = ["contributing", "contribute", "contributions", "기여"]
    // "Team contributions" tells who did what.
    let others: Set<String> = ["team", "member", "members", "individual", "student", "students"]
    if let heading = prose.heading(withAnyOf: words),
      others.isDisjoint(with: heading.text.nameWords)
    {
      return heading.number
    }
    let requests: Set<String> = [
      "pull request", "pull requests", "merge request", "merge requests",
    ]
    return prose.headings.first { line in
      let named = line.text.nameWords
      return zip(named, named.dropFirst()).contains { requests.contains("\($0) \($1)") }
    }?.number
  }

  /// Whether a title says that it is a library or a framework: its last word.
  private static func isTitledLibrary(_ prose: ProseLines) -> Bool {
    let names: Set<String> = ["library", "framework", "라이브러리", "프레임워크"]
    return prose.headings.prefix(2).contains { heading in
      heading.level == 1 && (heading.text.nameWords.last.map(names.contains) ?? false)
    }
  }

  /// The packages that code in the README installs for their commands, outside of any project.
  ///
  /// https://docs.npmjs.com/cli/commands/npm-install#global, https://pipx.pypa.io/stable/docs/,
  /// https://docs.astral.sh/uv/concepts/tools/
  private static func commandPackages(_ prose: ProseLines) -> [String] {
    prose.lines.firstResultsOfEach(20) { line in
      guard line.isCode else { return [] }
      let words = line.text.split(separator: " ").drop { $0 == "$" || $0 == "sudo" }
      let isOutside =
        switch words.first {
        case "npm", "pnpm", "bun": words.contains("-g") || words.contains("--global")
        case "yarn": words.dropFirst().first == "global"
        case "pipx": words.dropFirst().first == "install"
        case "uv": words.dropFirst().prefix(2).elementsEqual(["tool", "install"])
        default: false
        }
      guard isOutside else { return [] }
      let verbs: Set<Substring> = ["add", "global", "i", "install", "tool"]
      return words.dropFirst().filter { !$0.hasPrefix("-") && !verbs.contains($0) }
        .map(Self.withoutVersion)
    }
  }

  /// `acme` of `acme@latest`, `@acme/cli` of `@acme/cli@2`.
  private static func withoutVersion(_ package: Substring) -> String {
    guard let mark = package.lastIndex(of: "@"), mark > package.startIndex else {
      return String(package)
    }
    return String(package[..<mark])
  }

  /// The packages that code in the README imports, at most 20.
  private static func imports(_ prose: ProseLines) -> [String] {
    prose.lines.firstResults(20) { line in
      guard line.isCode else { return nil }
      let words = line.text.split { " '\"();{},".contains($0) }
      guard let first = words.first, words.count > 1 else { return nil }
      switch first {
      case "from" where words.contains("import"), "use": return root(of: words[1])
      case "import":
        let from = words.firstIndex(of: "from").flatMap { words[at: $0 + 1] }
        return from.map(String.init) ?? root(of: words[1])
      case "require", "require_relative", "gem": return String(words[1])
      default:
        guard let call = words.firstIndex(of: "require") else { return nil }
        return words[at: call + 1].map(String.init)
      }
    }
  }

  /// `flask` of `flask.views`, `serde` of `serde::de`.
  private static func root(of name: Substring) -> String {
    String(name.prefix { $0 != "." && $0 != ":" })
  }
}

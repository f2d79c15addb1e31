import FactModel
import SourceModel

/// Reads the README at the root: whether it says what the project is, how to work with it, and how
/// to contribute or deploy.
struct ReadmeReader: FileReader {
  private static let endings: Set<String> = [
    "", "md", "markdown", "rst", "txt", "adoc", "asciidoc", "org", "mdx", "html", "textile",
  ]

  func wants(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    guard path.depth == 0, Self.endings.contains(path.fileExtension) else { return false }
    return name == "readme" || name.hasPrefix("readme.") || name.hasPrefix("readme_")
      || name.hasPrefix("readme-")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    let prose = ProseLines(file.bytes)
    guard let first = prose.firstContent else { return facts }
    var tells: Set<String> = []
    if Self.saysWhat(prose) { tells.insert("what") }
    if Self.saysHow(prose) { tells.insert("how") }
    tells.formUnion(Self.imports(prose).map { "imports " + $0.packageSpelling })
    facts.documents.append(Document(.readme, tells: tells, place: file.place(line: first)))
    if let line = Self.contributionHeading(prose) {
      facts.documents.append(Document(.contributionPart, place: file.place(line: line)))
    }
    if let line = Self.heading(prose, ["rollback", "rollbacks"]) {
      facts.documents.append(Document(.rollbackGuide, place: file.place(line: line)))
    }
    if let line = Self.deployHeading(prose) {
      facts.documents.append(Document(.deployGuide, place: file.place(line: line)))
    }
    return facts
  }

  /// A sentence outside of headings, badges and code.
  private static func saysWhat(_ prose: ProseLines) -> Bool {
    prose.lines.contains { line in
      guard !line.isHeading, !line.isCode, !line.text.hasPrefix("[!["), !line.text.hasPrefix("![")
      else { return false }
      let text = line.text.withoutMarkup
      return text.split(whereSeparator: \.isWhitespace).count >= 4
        || text.unicodeScalars.count { $0.value >= 0x2E80 } >= 8
    }
  }

  private static let hows: Set<String> = [
    "install", "installation", "installing", "usage", "use", "using", "run", "running", "build",
    "building", "start", "started", "quickstart", "setup", "deploy", "deployment", "deploying",
    "develop", "development", "developing", "testing", "tests", "example", "examples", "quick",
    "requirements", "prerequisites", "configuration", "bootstrap", "compiling", "compile",
    "getting", "how", "guide", "documentation", "docs", "tutorial", "synopsis", "local",
    "사용법", "설치", "실행", "시작하기", "빌드", "배포", "사용", "安装", "使用", "运行", "快速开始",
    "インストール", "使い方",
  ]

  /// A block of code with commands, or a heading that promises how, with words below it.
  private static func saysHow(_ prose: ProseLines) -> Bool {
    if prose.lines.contains(where: { $0.isCode && isCommand($0.text) }) { return true }
    for (index, line) in prose.lines.enumerated() where line.isHeading {
      let isHow = line.text.nameWords.contains(where: hows.contains)
      guard isHow, index + 1 < prose.lines.count, !prose.lines[index + 1].isHeading else {
        continue
      }
      return true
    }
    // Commands in running text, or a link to a guide.
    return prose.lines.contains { line in
      let text = line.text
      return text.contains("`") && isCommand(text.codeSpan) || isGuideLink(text)
    }
  }

  /// How many words of a line stand outside of links to other sites.
  private static func wordsOutsideLinks(_ text: String) -> Int {
    var rest = text[...]
    var count = 0
    while let open = rest.firstIndex(of: "["),
      let link = rest[open...].firstRange(of: "](http"),
      let close = rest[link.upperBound...].firstIndex(of: ")")
    {
      count += rest[..<open].split(whereSeparator: \.isWhitespace).count
      rest = rest[rest.index(after: close)...]
    }
    let plain = rest.split(whereSeparator: \.isWhitespace).filter { !$0.hasPrefix("http") }
    return count + plain.count
  }

  private static func isCommand(_ text: String) -> Bool {
    let words = text.drop { $0 == "$" || $0 == ">" || $0 == "%" || $0 == "#" || $0 == " " }
    guard let first = words.split(separator: " ").first else { return false }
    let known: Set<Substring> = [
      "npm", "npx", "yarn", "pnpm", "bun", "pip", "pip3", "pipx", "python", "python3", "poetry",
      "uv", "go", "cargo", "make", "cmake", "mvn", "./mvnw", "gradle", "./gradlew", "docker",
      "docker-compose", "kubectl", "helm", "terraform", "ansible-playbook", "ansible-galaxy",
      "bundle", "gem", "rake", "rails", "bin/rails", "composer", "php", "dotnet", "swift", "mix",
      "git", "brew", "apt", "apt-get", "curl", "wget", "java", "node", "deno", "sudo", "cd",
      "flux", "kustomize", "just", "task", "nix", "sbt", "lein", "conda", "export", "bash", "sh",
    ]
    return known.contains(first) || first.hasPrefix("./") || first.hasPrefix("bin/")
  }

  private static func isGuideLink(_ text: String) -> Bool {
    guard let open = text.firstRange(of: "](") else { return false }
    let target = text[open.upperBound...].prefix { $0 != ")" }.lowercased()
    guard !target.hasPrefix("http"), !target.hasPrefix("#"), !target.isEmpty else { return false }
    return target.nameWords.contains(where: hows.contains)
  }

  /// The packages that code in the README imports, at most 20.
  private static func imports(_ prose: ProseLines) -> [String] {
    prose.lines.lazy.filter(\.isCode).compactMap { line -> String? in
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
    }.prefix(20).map { $0 }
  }

  /// `flask` of `flask.views`, `serde` of `serde::de`.
  private static func root(of name: Substring) -> String {
    String(name.prefix { $0 != "." && $0 != ":" })
  }

  /// The line of a heading with one of the words.
  static func heading(_ prose: ProseLines, _ words: Set<String>) -> Int? {
    prose.headings.first { $0.text.nameWords.contains(where: words.contains) }?.number
  }

  /// A heading that speaks of contributing, or of the requests that propose a change.
  private static func contributionHeading(_ prose: ProseLines) -> Int? {
    let words: Set<String> = ["contributing", "contribute", "contributions"]
    let requests = [
      ("pull", "request"), ("pull", "requests"), ("merge", "request"), ("merge", "requests"),
    ]
    return prose.headings.first { line in
      let named = line.text.nameWords
      return named.contains(where: words.contains)
        || zip(named, named.dropFirst()).contains { pair in requests.contains { $0 == pair } }
    }?.number
  }

  private static func deployHeading(_ prose: ProseLines) -> Int? {
    heading(prose, ["deploy", "deployment", "deploying", "releasing", "배포"])
  }
}

extension String {
  /// The text without tags and links' targets.
  fileprivate var withoutMarkup: String {
    var depth = 0
    return reduce(into: "") { result, character in
      switch character {
      case "<": depth += 1
      case ">": depth = Swift.max(0, depth - 1)
      default: if depth == 0 { result.append(character) }
      }
    }
  }

  /// The first text between backquotes.
  fileprivate var codeSpan: String {
    let parts = split(separator: "`", omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : ""
  }
}

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
    let prose = ProseLines(file.bytes)
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

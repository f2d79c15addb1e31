import SourceModel

/// What the words of a README tell: what the project is, and how to build, run, install, use or
/// deploy it.
struct ReadmeMeaning {
  private let prose: ProseLines
  private let context: ReadingContext

  /// Takes the lines of a README, and the files to which it may lead.
  init(_ prose: ProseLines, in context: ReadingContext) {
    self.prose = prose
    self.context = context
  }

  // MARK: - What it is

  private static let otherTopics: Set<String> = [
    "contributing", "contribute", "contributors", "license", "licence", "credits", "authors",
    "acknowledgements", "acknowledgments", "support", "changelog", "todo", "라이선스", "기여",
  ]

  /// A sentence about the project, outside of code, badges, menus and sections on other topics; or
  /// a title that is one: `Acme - a shop for things`.
  var saysWhat: Bool {
    var skipped: Int?
    for line in prose.lines {
      if line.isHeading {
        if let level = skipped, line.level > level { continue }
        let isOther = line.level > 1 && Self.isAboutOtherThings(line.text)
        skipped = isOther ? line.level : nil
        if Self.isSentence(line.text, words: 5), !isOther { return true }
      } else if skipped == nil, !line.isCode, Self.isSentence(line.text, words: 3) {
        return true
      }
    }
    return false
  }

  private static func isAboutOtherThings(_ heading: String) -> Bool {
    let words = heading.nameWords
    return isHow(heading) || words.contains(where: otherTopics.contains)
  }

  private static func isSentence(_ line: String, words least: Int) -> Bool {
    // Directives and attributes of reStructuredText and AsciiDoc, images, rows of badges.
    let marks = [".. ", ":", "image:", "[![", "![", "|", "[["]
    guard !marks.contains(where: line.hasPrefix) else { return false }
    let text = ProseLine(line)
    let words = text.plain.split(whereSeparator: \.isWhitespace)
    let named = words.count { $0.contains(where: \.isLetter) }
    // Words of Chinese, Japanese and Korean are long or stand without spaces.
    let wide = text.outsideLinks.unicodeScalars.count { $0.value >= 0x2E80 }
    return named >= least && text.wordsOutsideLinks >= 2 || wide >= 8
  }

  // MARK: - How to work with it

  private static let hows: Set<String> = [
    "install", "installation", "installing", "usage", "use", "using", "run", "running", "build",
    "building", "start", "started", "quickstart", "setup", "deploy", "deployment", "deploying",
    "develop", "development", "developing", "testing", "tests", "example", "examples", "quick",
    "requirements", "prerequisites", "configuration", "bootstrap", "compiling", "compile",
    "getting", "guide", "documentation", "docs", "tutorial", "synopsis", "local",
    "사용법", "설치", "실행", "시작하기", "빌드", "배포", "사용", "安装", "使用", "运行", "快速开始",
    "インストール", "使い方",
  ]

  private static func isHow(_ heading: String) -> Bool {
    let words = heading.nameWords
    // `Use cases`, `Style guide` and `How it works` tell no way to run anything.
    if words.contains("cases") || words.contains("case") || words.contains("style") { return false }
    if ["how to", "set up", "setting up"].contains(where: { Words.contains($0, in: words) }) {
      return true
    }
    return words.contains(where: hows.contains)
  }

  /// A block of code with commands, commands in running text, a link to a guide in the tree, or a
  /// heading that promises how, with words below it.
  var saysHow: Bool {
    let tells = prose.lines.contains { line in
      if line.isCode { return Self.isCommand(line.text) }
      let text = ProseLine(line.text)
      return text.codeSpans.contains(where: Self.isCommand) || linksToGuide(text)
    }
    return tells
      || prose.lines.indices.contains { index in
        prose.lines[index].isHeading && Self.isHow(prose.lines[index].text)
          && hasWords(prose.section(at: index))
      }
  }

  /// Whether words stand below a heading, and more than the address of a guide elsewhere.
  private func hasWords(_ section: ArraySlice<ProseLines.Line>) -> Bool {
    let content = section.filter { !$0.isHeading }
    let pointsElsewhere = content.contains { line in
      ProseLine(line.text).links.contains { link in
        isElsewhere(link.target)
          && String(link.text).nameWords.contains(where: Self.guides.contains)
      }
    }
    let hasSteps = content.contains { $0.isCode || $0.text.first?.isNumber == true }
    return !content.isEmpty && (hasSteps || !pointsElsewhere)
  }

  private static let guides: Set<String> = [
    "guide", "guides", "documentation", "docs", "wiki", "instructions", "manual", "handbook",
    "tutorial", "tutorials",
  ]

  /// Whether a link leads to another site, and not to a file of the tree by its full address.
  private func isElsewhere(_ target: Substring) -> Bool {
    guard target.hasPrefix("http:") || target.hasPrefix("https:") else { return false }
    return Self.shownFile(target).map { !context.files.contains($0) } ?? true
  }

  /// The path of the file that a page of a host of repositories shows:
  /// `https://github.com/acme/shop/blob/main/docs/build.md`, `https://gitlab.com/acme/shop/-/blob/main/a.md`.
  ///
  /// Nothing in the tree tells whose address it is: a file of this path must stand there.
  ///
  /// https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files
  private static func shownFile(_ target: Substring) -> RelativePath? {
    let parts = target.prefix { $0 != "#" && $0 != "?" && $0 != " " }.split(separator: "/")
    // The scheme, the host, who owns it, its name, `blob`, the branch and the path.
    guard let page = parts.firstIndex(of: "blob"), page >= 4, parts.count > page + 2 else {
      return nil
    }
    return RelativePath(parts[(page + 2)...].joined(separator: "/"))
  }

  private static let pictures: Set<String> = ["png", "jpg", "jpeg", "gif", "svg", "webp"]
  private static let contributing: Set<String> = ["contributing", "contribute", "hacking"]
  private static let works: Set<String> = [
    "run", "running", "build", "building", "install", "installing", "installation", "setup",
    "deploy", "deploying", "developing", "development", "locally",
  ]

  private func linksToGuide(_ line: ProseLine) -> Bool {
    let links = line.links + [line.definition].compactMap { $0 }
    return links.contains { link in
      guard !isElsewhere(link.target), !link.target.hasPrefix("#"), !link.target.isEmpty else {
        return false
      }
      let file = Self.shownFile(link.target)?.text ?? String(link.target)
      guard !Self.pictures.contains(RelativePath(file).fileExtension) else { return false }
      let part = String(link.target.drop { $0 != "#" })
      let words = (file + part).lowercased().nameWords
      if words.contains(where: Self.hows.contains) { return true }
      // What guides contributors tells how to run the project where the words around it say so.
      return words.contains(where: Self.contributing.contains)
        && line.plain.lowercased().nameWords.contains(where: Self.works.contains)
    }
  }

  private static let commands: Set<Substring> = [
    "npm", "npx", "yarn", "pnpm", "bun", "pip", "pip3", "pipx", "python", "python3", "poetry",
    "uv", "go", "cargo", "make", "cmake", "mvn", "./mvnw", "gradle", "./gradlew", "docker",
    "docker-compose", "kubectl", "helm", "terraform", "ansible-playbook", "ansible-galaxy",
    "bundle", "gem", "rake", "rails", "bin/rails", "composer", "php", "dotnet", "swift", "mix",
    "git", "brew", "apt", "apt-get", "curl", "wget", "java", "node", "deno", "sudo", "cd",
    "flux", "kustomize", "just", "task", "nix", "sbt", "lein", "conda", "export", "bash", "sh",
  ]

  private static func isCommand(_ text: some StringProtocol) -> Bool {
    let words = text.drop { $0 == "$" || $0 == ">" || $0 == "%" || $0 == "#" || $0 == " " }
    let parts = words.split(separator: " ")
    guard let first = parts.first.map({ Substring($0) }) else { return false }
    if first.hasPrefix("./") || first.hasPrefix("bin/") { return true }
    return commands.contains(first)
  }
}

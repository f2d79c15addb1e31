import FactModel
import SourceModel

/// Finds private keys and live-looking credentials in plain text.
///
/// Only forms that issuers document, so that a placeholder or a test value is no fault:
/// https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
struct SecretReader: FileReader {
  private static let textual: Set<String> = [
    "", "yml", "yaml", "json", "jsonc", "toml", "ini", "cfg", "cnf", "conf", "config",
    "properties", "env", "tf", "tfvars", "hcl", "nix", "sh", "bash", "ps1", "bat", "cmd", "py",
    "rb", "js", "ts", "mjs", "cjs", "jsx", "tsx", "vue", "go", "rs", "java", "kt", "kts", "scala",
    "groovy", "gradle", "swift", "dart", "php", "cs", "ex", "exs", "xml", "plist", "pem", "key",
    "rsa", "p8", "asc", "ovpn", "kubeconfig", "txt", "j2", "tpl", "http", "service",
  ]

  func wants(_ path: RelativePath) -> Bool {
    // `.env.production` ends in the name of an environment, and a copy in any word.
    guard Self.textual.contains(path.fileExtension) || path.name.hasPrefix(".env") else {
      return false
    }
    return !Self.isForTests(path)
  }

  /// What the names of examples and templates hold.
  private static let shown = ["example", "sample", ".template", ".dist"]
  /// Of which one stands in every path that is for tests, in small letters.
  private static let hints = NeedleSet(shown + ["spec", "test", "lock."] + testFolders)

  /// Tests, examples and documents hold keys that open nothing.
  private static func isForTests(_ path: RelativePath) -> Bool {
    guard hints.isAny(in: path.text.lowercased()) else { return false }
    let name = path.name.lowercased()
    let words = path.name.nameWords
    if shown.contains(where: name.contains) || words.contains("spec") || words.contains("specs")
      || words.contains(where: { $0.hasPrefix("test") }) || name.hasSuffix("lock.json")
      || name.hasSuffix("-lock.yaml")
    {
      return true
    }
    return path.parts.dropLast().contains { folder in
      String(folder).nameWords.contains {
        $0.hasPrefix("test") || $0.contains("example") || testFolders.contains($0)
      }
    }
  }

  private static let testFolders: Set<String> = [
    "spec", "specs", "e2e", "docs", "doc", "mock", "mocks", "cypress", "localdev",
  ]

  /// Whether the words before it say that it is an example.
  private static func isShown(_ bytes: [UInt8], before offset: Int) -> Bool {
    let text = String(decoding: bytes[max(0, offset - 600)..<offset], as: UTF8.self).lowercased()
    return ["example", "dummy", "fake", "sample"].contains { word in
      var rest = text[...]
      while let found = rest.firstRange(of: word) {
        rest = rest[found.upperBound...]
        // A host of documentation, `example.com`, and a rate of samples say nothing.
        if !harmless.contains(where: rest.hasPrefix) { return true }
      }
      return false
    }
  }

  private static let harmless = [".com", ".org", ".net", "rate", "_rate", "-rate", "r"]

  /// How many secrets of one file are told, and after how many examples no more are looked for.
  private static let (limit, shownLimit) = (10, 2_000)
  private static let forms = SecretForm.all.map(\.mark)
  private static let needles = NeedleSet(forms + AssignedSecret.marks + SecretVariable.marks)

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    var webKeys = WebKeys(file.bytes)
    var encodedKeys = EncodedKeys(file.bytes)
    var sections = AssignedSecret.Sections(file.bytes)
    var opened: [Int: Bool] = [:]
    // Few files have a match.
    lazy var testItems = TestItems(file)
    var shown = 0
    for match in Self.needles.matches(in: file.bytes, limit: 10_000) {
      let line = { 1 + file.bytes[..<match.offset].count { $0 == UInt8(ascii: "\n") } }
      let others = match.needle - Self.forms.count
      if others >= AssignedSecret.marks.count {
        let mark = SecretVariable.marks[others - AssignedSecret.marks.count]
        guard facts.uses.isEmpty,
          let name = SecretVariable.name(file.bytes, behind: match.offset + mark.utf8.count)
        else { continue }
        facts.uses.append(
          ToolUse(
            tool: "secret-variable", name: "a secret of the environment", category: "secrets",
            capabilities: [.needsSecrets], origin: .content, place: file.place(line: line()),
            excerpt: name))
        continue
      }
      guard !testItems.contains(match.offset),
        let what = Self.secret(file, match, &webKeys, &encodedKeys, &sections, &opened)
      else { continue }
      guard !Self.isShown(file.bytes, before: match.offset) else {
        shown += 1
        if shown == Self.shownLimit { return facts }
        continue
      }
      facts.blemishes.append(Blemish(.secret, what: what, place: file.place(line: line())))
      // Whoever revokes one has to know of the others beside it.
      if facts.blemishes.count == Self.limit { return facts }
    }
    return facts
  }

  /// What the secret at the place is, `nil` where none stands there.
  ///
  /// - Parameter opened: whether the file shows that everybody has the secrets of a form.
  private static func secret(
    _ file: SourceFile, _ match: NeedleSet.Match, _ webKeys: inout WebKeys,
    _ encodedKeys: inout EncodedKeys, _ sections: inout AssignedSecret.Sections,
    _ opened: inout [Int: Bool]
  ) -> String? {
    guard match.needle >= forms.count else {
      let form = SecretForm.all[match.needle]
      let fits =
        switch form.body {
        case .webKey: webKeys.isPrivate(at: match.offset)
        case .encodedKey: encodedKeys.isPrivate(at: match.offset)
        case .atLeast, .capitals, .hexadecimal, .key, .address:
          form.fits(file.bytes, at: match.offset)
        }
      guard fits else { return nil }
      let isOpen = opened[match.needle] ?? file.holdsAny(of: form.openBeside)
      opened[match.needle] = isOpen
      let opensNothing =
        form.body == .key
        && (isForOwnMachine(file.path) || isNamedForTests(file.bytes, before: match.offset))
        || isOpen
      return opensNothing ? nil : form.name
    }
    let mark = AssignedSecret.marks[match.needle - forms.count]
    let isGiven = AssignedSecret.isGiven(
      file.bytes, at: match.offset, mark: mark, in: &sections)
    return isGiven && !isForDevelopers(file.path) ? "a secret in a setting" : nil
  }

  /// Settings of a developer's machine, and containers that run there.
  private static func isForDevelopers(_ path: RelativePath) -> Bool {
    let words = path.name.nameWords
    return words.contains { ["dev", "development", "local", "compose"].contains($0) }
      || path.folder.parts.contains {
        ["local", "debug", ".idea", ".vscode", ".devcontainer"].contains($0)
      }
  }

  private static let doubles: Set<String> = ["test", "tests", "testing", "stub", "mock", "fixture"]

  /// Whether what is given the key there, on its line or the one before, is named for tests:
  /// `var TestKeyPair = Pair{`.
  private static func isNamedForTests(_ bytes: [UInt8], before offset: Int) -> Bool {
    let lines = bytes[max(0, offset - 200)..<offset]
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).suffix(2)
    return lines.contains { line in
      guard
        let sign = line.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") })
      else { return false }
      return String(decoding: line[..<sign], as: UTF8.self).nameWords.contains(
        where: doubles.contains)
    }
  }

  private static let ownMachine: Set<String> = ["localhost", "local", "mkcert", "snakeoil"]

  /// Keys that a developer's machine shows to itself, as mkcert makes them.
  private static func isForOwnMachine(_ path: RelativePath) -> Bool {
    path.name.nameWords.contains(where: ownMachine.contains)
      || path.folder.parts.contains { folder in
        // `proxy-local` holds what a local proxy needs.
        String(folder).nameWords.last.map { ownMachine.contains($0) } ?? false
      }
  }
}

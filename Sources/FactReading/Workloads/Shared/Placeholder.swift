import SourceModel

/// Values that are put in later, in the forms of the usual template languages.
enum Placeholder {
  /// What a place begins with, beside a dollar sign; their first signs stand in `begins`.
  private static let openings = ["{{", "<%", "((", "%(", "__", "@@", "#{"]

  /// How many bytes a tag may have of which variables are told apart; an expression in it has some hundred.
  static let longestTag = 1_000

  /// Whether the text holds a place to be filled in.
  static func isIn(_ text: String) -> Bool {
    guard text.utf8.contains(where: begins) else { return false }
    return text.contains("$") || (text.hasPrefix("<") && text.hasSuffix(">"))
      || (text.hasPrefix("%") && text.hasSuffix("%") && text.utf8.count > 2)
      || (text.hasPrefix("[") && text.hasSuffix("]") && text.utf8.count > 2)
      || openings.contains { text.contains($0) }
  }

  /// Whether one of the forms begins with a byte; most texts hold none of these.
  private static func begins(_ byte: UInt8) -> Bool {
    switch UnicodeScalar(byte) {
    case "$", "<", "%", "[", "{", "(", "_", "@", "#": true
    default: false
    }
  }

  /// Whether a plain word stands for a value that the pipeline puts in: `IMAGE_TAG`, `app_version`.
  static func isStandIn(_ text: String) -> Bool {
    guard text.utf8.contains(where: \.isASCIILetter) else { return false }
    let lowered = text.lowercased()
    if standInParts.contains(where: lowered.contains) { return true }
    let words = lowered.split { $0 == "-" || $0 == "_" }
    return words.contains(where: standIns.contains)
      && !words.contains { $0.contains(where: \.isNumber) }
  }

  // Chartpress asks for such a word: https://github.com/jupyterhub/chartpress
  private static let standInParts = [
    "override", "overrid", "replace", "placeholder", "changeme", "change-me", "set-by-",
  ]
  private static let standIns: Set<Substring> = [
    "version", "tag", "sha", "commit", "injected", "tbc", "tbd", "todo", "dummy", "xxx",
  ]

  /// Whether the text ends in a placeholder, so that a version may be inside it.
  static func ends(_ text: String) -> Bool {
    guard isIn(text) || isStandIn(text) else { return false }
    let last = text.split(separator: "/").last.map(String.init) ?? text
    if text.hasSuffix("}}") || text.hasSuffix("}") || text.hasSuffix("%>") || text.hasSuffix(")") {
      return true
    }
    return isIn(last) || isStandIn(last)
  }

  /// Whether the last part is filled in with a name or the address of a repository, which hold no
  /// version: `${SERVICE_NAME}`, `${aws_ecr_repository.shop.repository_url}`.
  static func endsInName(_ text: String) -> Bool {
    if isAddress(text) { return true }
    guard let slash = lastIndex(of: "/", in: text) else { return false }
    let words = String(text[slash...]).nameWords
    let owners: Set<String> = ["service", "app", "application", "project", "repo", "repository"]
    return words.count > 1 && words.last == "name"
      && owners.contains(words[words.count - 2]) && !words.contains("image")
  }

  /// Whether it is filled in with the address of a repository and nothing else.
  ///
  /// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Repository.html
  private static func isAddress(_ text: String) -> Bool {
    guard text.hasSuffix("}"), !text.contains(where: { " ,?(".contains($0) }) else { return false }
    let words = text.nameWords.suffix(2)
    return words.first == "repository" && ["url", "uri"].contains(words.last)
  }

  /// Whether a tag is filled in with the name of a branch and nothing that tells commits apart:
  /// `$BRANCH_NAME`, and not `$BRANCH-$SHA`.
  static func isBranch(_ tag: String) -> Bool {
    guard isIn(tag), !tag.contains("&&"), !tag.contains("||"), !tag.contains(":-") else {
      return false
    }
    let names = words(of: tag[...]).map { String($0).nameWords }
    let exact: Set<String> = [
      "sha", "sha1", "commit", "hash", "version", "number", "build", "id", "date", "time",
      "timestamp", "rev", "revision", "digest", "short", "describe", "run",
    ]
    let others = names.filter { !$0.contains("branch") }
    return others.count < names.count
      && !names.contains { name in name.contains { exact.contains($0) || $0.isNumeric } }
  }

  /// Whether a tag is filled in with the name of an environment and nothing that tells commits
  /// apart: `$ENVIRONMENT`, `env.${var.stage}`.
  static func isEnvironment(_ tag: String) -> Bool {
    guard let parts = parts(of: tag) else { return false }
    let environments: Set<String> = ["env", "environment", "stage"]
    if let first = parts.fixed.first, environments.contains(first) { return true }
    let around: Set<String> = ["name", "short", "deploy", "deployment", "target", "tier"]
    return !parts.names.isEmpty
      && parts.names.allSatisfy { name in
        name.contains(where: environments.contains)
          && name.allSatisfy { environments.contains($0) || around.contains($0) }
      }
  }

  /// Whether a tag is filled in with the number of a change that is proposed: `pr-$NUMBER`.
  static func isRequest(_ tag: String) -> Bool {
    let isRequest = tag.hasPrefix("pr-") || tag.hasPrefix("mr-") || tag.hasPrefix("pull-")
    guard isRequest, isIn(tag) else { return false }
    let exact: Set<String> = ["sha", "commit", "hash", "run", "build", "version", "short"]
    return !tag.nameWords.contains(where: exact.contains)
  }

  /// What stands before the first placeholder and the names of the variables, without the contexts
  /// that hold them; `nil` where something tells commits apart.
  private static func parts(of tag: String) -> (fixed: [String], names: [[String]])? {
    guard isIn(tag), !tag.contains("&&"), !tag.contains("||"), !tag.contains(":-"),
      let start = tag.firstIndex(where: { (sign: Character) in "${<%(".contains(sign) })
    else { return nil }
    let contexts: Set<String> = [
      "env", "vars", "var", "inputs", "local", "params", "parameters", "steps", "github", "matrix",
      "outputs", "variables", "values", "needs",
    ]
    let exact: Set<String> = [
      "sha", "sha1", "commit", "hash", "version", "number", "build", "id", "date", "time",
      "timestamp", "rev", "revision", "digest", "describe", "run", "tag",
    ]
    let words = words(of: tag[start...])
    let names = words.filter { words.count == 1 || !contexts.contains($0.lowercased()) }
      .map { String($0).nameWords }
    let isExact = names.contains { $0.contains { exact.contains($0) || $0.isNumeric } }
    return isExact ? nil : (String(tag[..<start]).nameWords, names)
  }

  /// Whether a tag is filled in with the name of what started the run and nothing else, which is a
  /// version where tags start it, and a branch else.
  static func isReference(_ tag: String) -> Bool {
    guard tag.utf8.count <= longestTag, isIn(tag) else { return false }
    let names = words(of: tag[...]).map { $0.lowercased() }
    let references: Set<String> = [
      "ci_commit_ref_name", "ci_commit_ref_slug", "github_ref_name", "ref_name",
    ]
    return names.contains(where: references.contains)
      && names.allSatisfy { references.contains($0) || $0 == "github" }
  }

  /// Whether a tag is filled in with the commit and nothing that only a tag or release has:
  /// `$CI_COMMIT_SHA`, and not `$CI_COMMIT_TAG`.
  static func isCommit(_ tag: String) -> Bool {
    guard isIn(tag) else { return false }
    let words = Set(tag.nameWords)
    let names: Set<String> = ["tag", "ref", "version", "describe", "release", "outputs"]
    return !words.isDisjoint(with: ["sha", "sha1", "hash"]) && words.isDisjoint(with: names)
  }

  /// The words of letters, digits and underscores.
  private static func words(of text: Substring) -> [Substring] {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    }
    return text.utf8.split { !$0.isWordByte }.map { Substring($0) }
  }

  /// Whether an index lies between the braces of a placeholder.
  static func isInside(_ text: String, _ index: String.Index) -> Bool {
    depth(of: text, upTo: index) > 0
  }

  /// The last such sign outside of placeholders' braces.
  static func lastIndex(of sign: Unicode.Scalar, in text: String) -> String.Index? {
    var depth = 0
    var found: String.Index?
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      change(&depth, at: byte)
      if depth == 0, byte == UInt8(ascii: sign) { found = index }
    }
    return found
  }

  private static func depth(of text: String, upTo end: String.Index) -> Int {
    text.utf8[..<end].reduce(into: 0) { depth, byte in change(&depth, at: byte) }
  }

  private static func change(_ depth: inout Int, at byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "("): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: ")"): depth = max(0, depth - 1)
    default: break
    }
  }
}

extension String {
  /// Whether it holds a digit.
  fileprivate var isNumeric: Bool { contains(where: \.isNumber) }
}

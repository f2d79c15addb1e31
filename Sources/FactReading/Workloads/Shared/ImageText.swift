import FactModel
import SourceModel

/// Takes a container image's reference apart.
///
/// The grammar: https://pkg.go.dev/github.com/distribution/reference
struct ImageText {
  /// As written, without quotes.
  let text: String
  /// The part before tag and digest.
  let repository: String
  /// The tag, without what stands behind it.
  let tag: String?
  /// How exactly the version is said.
  let pinning: ImageReference.Pinning

  /// Reads a reference, placeholders kept.
  init(_ text: String) {
    self.text = text
    var rest = text
    var hasDigest = false
    if let at = rest.lastIndex(of: "@"), !Placeholder.isInside(rest, at) {
      hasDigest = true
      rest = String(rest[..<at])
    }
    let colon = Self.tagSeparator(in: rest)
    repository = colon.map { String(rest[..<$0]) } ?? rest
    tag = colon.map { String(rest[rest.index(after: $0)...]) }
    if hasDigest {
      pinning = .digest
    } else if let tag {
      pinning = Self.pinning(ofTag: tag)
    } else {
      pinning =
        Placeholder.ends(repository) && !Placeholder.endsInName(repository) ? .filled : .absent
    }
  }

  /// A reference that stands in several keys.
  init(repository: String, tag: String?, digest: String?) {
    self.repository = repository
    self.tag = tag
    let hasDigest = digest.map { !$0.isEmpty && !Placeholder.isIn($0) } ?? false
    pinning =
      hasDigest ? .digest : tag.map(Self.pinning(ofTag:)) ?? .absent
    text = repository + (tag.map { ":\($0)" } ?? "") + (hasDigest ? "@\(digest ?? "")" : "")
  }

  /// Whether it is one word, as a tag is that stands alone.
  var isBare: Bool { tag == nil && Placeholder.lastIndex(of: "/", in: text) == nil }

  /// The fact.
  func reference(_ role: ImageReference.Role, at place: Place) -> ImageReference {
    ImageReference(
      text: text, repository: repository, tag: tag, pinning: pinning, role: role, place: place)
  }

  /// How exactly a tag says the version.
  static func pinning(ofTag tag: String) -> ImageReference.Pinning {
    if tag.isEmpty { return .absent }
    if Placeholder.isBranch(tag) { return .moving }
    if Placeholder.isIn(tag) || Placeholder.isStandIn(tag) { return .filled }
    let words = tag.lowercased().split { "-_.+".contains($0) }
    if words.contains(where: { $0 == "latest" || $0 == "snapshot" }) { return .moving }
    return words.contains(where: isVersionWord) ? .version : .moving
  }

  /// Whether a word is a number, `v2`, or the beginning of a commit's id.
  private static func isVersionWord(_ word: Substring) -> Bool {
    let bytes = Array(word.utf8)
    guard let first = bytes.first else { return false }
    let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    if isDigit(first) { return true }
    if bytes.count > 1, isDigit(bytes[1]), "vrb".utf8.contains(first) { return true }
    let isHex = bytes.allSatisfy { isDigit($0) || ($0 >= 97 && $0 <= 102) }
    return isHex && bytes.count >= 7 && bytes.contains(where: isDigit)
  }

  /// The colon before the tag: the last one behind the last slash, outside placeholders.
  private static func tagSeparator(in text: String) -> String.Index? {
    let path = Placeholder.lastIndex(of: "/", in: text)
    guard let colon = Placeholder.lastIndex(of: ":", in: text) else { return nil }
    if let path, path > colon { return nil }
    return colon
  }
}

extension String {
  /// Whether it holds a digit.
  fileprivate var isNumeric: Bool { contains(where: \.isNumber) }
}

/// Values that are put in later, in the forms of the usual template languages.
enum Placeholder {
  private static let openings = ["{{", "${", "$(", "<%", "((", "%(", "__", "@@", "#{"]

  /// Whether the text holds a place to be filled in.
  static func isIn(_ text: String) -> Bool {
    text.hasPrefix("$") || (text.hasPrefix("<") && text.hasSuffix(">"))
      || (text.hasPrefix("%") && text.hasSuffix("%") && text.utf8.count > 2)
      || openings.contains { text.contains($0) } || text.contains("$")
  }

  /// Whether a plain word stands for a value that the pipeline puts in: `IMAGE_TAG`, `app_version`.
  static func isStandIn(_ text: String) -> Bool {
    let lowered = text.lowercased()
    if ["override", "overrid", "replace", "placeholder", "changeme", "change-me", "change_me"]
      .contains(where: lowered.contains)
    {
      return true
    }
    let words = lowered.split { $0 == "-" || $0 == "_" }
    let names: Set<Substring> = [
      "version", "tag", "sha", "commit", "injected", "tbc", "tbd", "todo", "dummy", "xxx",
    ]
    return words.contains(where: names.contains)
      && !words.contains { $0.contains(where: \.isNumber) }
  }

  /// Whether the text ends in a placeholder, so that a version may be inside it.
  static func ends(_ text: String) -> Bool {
    guard isIn(text) || isStandIn(text) else { return false }
    let last = text.split(separator: "/").last.map(String.init) ?? text
    if text.hasSuffix("}}") || text.hasSuffix("}") || text.hasSuffix("%>") || text.hasSuffix(")") {
      return true
    }
    return isIn(last) || isStandIn(last)
  }

  /// Whether the last part is filled in with a name, which holds no version: `${SERVICE_NAME}`.
  static func endsInName(_ text: String) -> Bool {
    guard let slash = lastIndex(of: "/", in: text) else { return false }
    let words = String(text[slash...]).nameWords
    let owners: Set<String> = ["service", "app", "application", "project", "repo", "repository"]
    return words.count > 1 && words.last == "name"
      && owners.contains(words[words.count - 2]) && !words.contains("image")
  }

  /// Whether a tag is filled in with the name of a branch and nothing that tells commits apart:
  /// `$BRANCH_NAME`, and not `$BRANCH-$SHA`.
  static func isBranch(_ tag: String) -> Bool {
    guard isIn(tag), !tag.contains("&&"), !tag.contains("||"), !tag.contains(":-") else {
      return false
    }
    let names = tag.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { String($0).nameWords }
    let exact: Set<String> = [
      "sha", "sha1", "commit", "hash", "version", "number", "build", "id", "date", "time",
      "timestamp", "rev", "revision", "digest", "short", "describe", "run",
    ]
    let others = names.filter { !$0.contains("branch") }
    return others.count < names.count
      && !names.contains { name in name.contains { exact.contains($0) || $0.isNumeric } }
  }

  /// Whether a tag is filled in with the name of what started the run and nothing else, which is a
  /// version where tags start it, and a branch else.
  static func isReference(_ tag: String) -> Bool {
    let names = tag.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { $0.lowercased() }
    let references: Set<String> = [
      "ci_commit_ref_name", "ci_commit_ref_slug", "github_ref_name", "ref_name",
    ]
    return isIn(tag) && names.contains(where: references.contains)
      && names.allSatisfy { references.contains($0) || $0 == "github" }
  }

  /// Whether an index lies between the braces of a placeholder.
  static func isInside(_ text: String, _ index: String.Index) -> Bool {
    depth(of: text, upTo: index) > 0
  }

  /// The last such character outside of placeholders' braces.
  static func lastIndex(of character: Character, in text: String) -> String.Index? {
    var depth = 0
    var found: String.Index?
    for index in text.indices {
      switch text[index] {
      case "{", "(": depth += 1
      case "}", ")": depth = max(0, depth - 1)
      case character: if depth == 0 { found = index }
      default: continue
      }
    }
    return found
  }

  private static func depth(of text: String, upTo end: String.Index) -> Int {
    text[..<end].reduce(0) { depth, character in
      character == "{" || character == "("
        ? depth + 1 : character == "}" || character == ")" ? max(0, depth - 1) : depth
    }
  }
}

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
    // A chart that puts both behind the name takes `1.4@sha256:…` for a tag.
    let parts = tag?.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    let isBoth = parts.count == 2 && parts[1].hasPrefix("sha256:")
    let tag = isBoth ? String(parts[0]) : tag
    let digest = isBoth ? String(parts[1]) : digest
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
    guard tag.utf8.count <= Placeholder.longestTag else {
      return Placeholder.isIn(tag) ? .filled : .moving
    }
    // Branches, environments and requests are told by variables alone.
    if Placeholder.isIn(tag) {
      let isMoving =
        Placeholder.isBranch(tag) || Placeholder.isEnvironment(tag) || Placeholder.isRequest(tag)
      return isMoving ? .moving : .filled
    }
    if Placeholder.isStandIn(tag) { return .filled }
    let words = tag.lowercased().utf8.split { "-_.+".utf8.contains($0) }
    if words.contains(where: isMovingWord) { return .moving }
    return words.contains(where: isVersionWord) ? .version : .moving
  }

  private static func isMovingWord(_ word: Substring.UTF8View) -> Bool {
    word.elementsEqual("latest".utf8) || word.elementsEqual("snapshot".utf8)
  }

  /// Whether a word is a number, `v2`, or the beginning of a commit's id.
  private static func isVersionWord(_ word: Substring.UTF8View) -> Bool {
    let bytes = Array(word)
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

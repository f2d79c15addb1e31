import Catalogue
import FactModel
import SourceModel

/// A command that writes a version over the image of a manifest before it is applied:
/// `sed -i "s|newTag: .*|newTag: $TAG|" kustomization.yaml`.
struct ManifestRewrite {
  /// The files that it changes; `nil` where a variable names them.
  private let files: Glob?
  /// The key or text that it looks for.
  private let searched: String

  /// Reads the command of a step; `nil` for others, and where it writes nothing that tells versions
  /// apart.
  init?(_ step: Step) {
    guard step.action == nil, let program = step.words.first.map(ProgramName.key),
      ["sed", "perl", "yq"].contains(program), let target = step.words.last(where: Self.isManifest)
    else { return nil }
    let changes = step.words.dropFirst().filter { $0 != target }.compactMap(Self.change)
    guard let change = changes.first(where: { Self.tellsVersions($0.written) }) else { return nil }
    let path = target.split(separator: "/").filter { $0 != "." && $0 != ".." }
    files = Placeholder.isIn(target) ? nil : Glob("**/" + path.joined(separator: "/"))
    searched = change.searched
  }

  /// Whether it writes over the version of an image that stands in a file.
  func fillsIn(_ image: ImageReference) -> Bool {
    guard files?.matches(image.place.path) ?? true else { return false }
    let isYAML = ["yaml", "yml", "tpl", "tmpl"].contains(image.place.path.fileExtension)
    let (key, text) = Self.parts(of: searched)
    return isYAML && (text.isEmpty ? key : text.count > 2 && image.text.contains(text))
  }

  private static func isManifest(_ word: String) -> Bool {
    word.hasSuffix(".yaml") || word.hasSuffix(".yml")
  }

  /// `s|searched|written|` of sed and `.searched = written` of yq.
  private static func change(_ word: String) -> (searched: String, written: String)? {
    if word.hasPrefix("s"), let mark = word.dropFirst().first, !mark.isLetter, !mark.isNumber {
      let parts = word.dropFirst(2).split(separator: mark, omittingEmptySubsequences: false)
      return parts.count > 2 ? (String(parts[0]), String(parts[1])) : nil
    }
    guard word.hasPrefix("."), let equals = word.firstIndex(of: "=") else { return nil }
    return (
      String(word[..<equals]), String(word[word.index(after: equals)...]).trimmingSpaces
    )
  }

  private static func tellsVersions(_ written: String) -> Bool {
    // https://mikefarah.gitbook.io/yq/operators/env-variable-operators
    if written.contains("env(") { return true }
    let last = written.split { $0 == " " || $0 == "\"" }.last.map(String.init) ?? ""
    let image = last.contains(":") || last.contains("/") ? ImageText(last) : nil
    switch image?.pinning ?? ImageText.pinning(ofTag: last) {
    case .filled, .version, .digest: return true
    case .moving, .absent: return false
    }
  }

  /// Whether a key of images is looked for, and the plain text that is behind it.
  private static func parts(of searched: String) -> (key: Bool, text: String) {
    let keys = ["image:", "newtag:", "tag:", ".image", ".tag", ".newtag"]
    let lowered = searched.lowercased()
    let isKey = keys.contains(where: lowered.contains)
    guard !searched.hasPrefix(".") else { return (isKey, "") }
    let behind = keys.lazy.compactMap { lowered.firstRange(of: $0)?.upperBound }.first
    let skipped = behind.map { lowered.distance(from: lowered.startIndex, to: $0) } ?? 0
    let text = String(searched.dropFirst(skipped))
      .replacing("\\/", with: "/").replacing("\\.", with: "\u{1}")
    let plain = text.trimmingSpaces.prefix { !"*[(\\^$+?.".contains($0) }
    return (isKey, String(plain).replacing("\u{1}", with: "."))
  }
}

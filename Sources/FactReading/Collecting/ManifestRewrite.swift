import Catalogue
import FactModel
import SourceModel

/// A command that writes a version over the image of a manifest before it is applied:
/// `sed -i "s|newTag: .*|newTag: $TAG|" kustomization.yaml`.
struct ManifestRewrite {
  /// The parts of the files' path; `nil` where a variable names them.
  let path: String?
  /// What it looks for; `nil` where that is no image.
  let searched: Searched?

  /// What a command looks for in a file.
  enum Searched: Hashable {
    /// A key of images, whatever stands behind it.
    case key
    /// The text of an image.
    case text(String)
  }

  /// Reads the command of a step; `nil` for others, and where it writes nothing that tells versions
  /// apart.
  init?(_ step: Step) {
    guard step.action == nil, let program = step.words.first.map(ProgramName.key),
      ["sed", "perl", "yq"].contains(program)
    else { return nil }
    // A variable may name the file.
    let words = [step.words] + step.meanings
    let named = words.lazy.compactMap { $0.last(where: Self.isManifest) }.first
    guard let target = named else { return nil }
    let changes = step.words.dropFirst().filter { $0 != target }.compactMap(Self.change)
    guard let change = changes.first(where: { Self.tellsVersions($0.written) }) else { return nil }
    let path = target.split(separator: "/").filter { $0 != "." && $0 != ".." }
    self.path = Placeholder.isIn(target) ? nil : path.joined(separator: "/")
    let (key, text) = Self.parts(of: change.searched)
    searched = text.isEmpty ? (key ? .key : nil) : text.count > 2 ? .text(text) : nil
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

/// What all commands write over manifests, by the files.
struct ManifestRewrites {
  /// What is looked for in the same files.
  private struct Wanted {
    var isKey = false
    var texts: [String] = []
    private var known: Set<String> = []

    mutating func add(_ searched: ManifestRewrite.Searched) {
      switch searched {
      case .key: isKey = true
      case .text(let text): if known.insert(text).inserted { texts.append(text) }
      }
    }
  }

  /// What patterns of files and texts of images may cost together, in steps of a few nanoseconds.
  private static let stepLimit = 20_000_000

  private var everywhere = Wanted()
  /// By the ends of paths, and how many parts these have.
  private var plain: [Substring: Wanted] = [:]
  private var depths: Set<Int> = []
  private var patterns: [(files: Glob, wanted: Wanted)] = []
  private var numbers: [String: Int] = [:]
  private var left = Self.stepLimit
  /// What is looked for in the file that was asked for last.
  private var latest: (path: RelativePath, wanted: [Wanted])?

  /// Adds a command.
  mutating func add(_ rewrite: ManifestRewrite) {
    guard let searched = rewrite.searched else { return }
    guard let path = rewrite.path else { return everywhere.add(searched) }
    guard path.utf8.contains(where: { "*?[{\\".utf8.contains($0) }) else {
      depths.insert(path.utf8.count { $0 == UInt8(ascii: "/") } + 1)
      return plain[path[...], default: Wanted()].add(searched)
    }
    let number = numbers[path] ?? patterns.count
    if number == patterns.count {
      guard left > 0 else { return }
      let files = Glob("**/" + path)
      left -= 2 * files.alternatives.count * path.utf8.count
      numbers[path] = number
      patterns.append((files, Wanted()))
    }
    patterns[number].wanted.add(searched)
  }

  /// Whether one of them writes over the version of an image that stands in a file.
  mutating func fillIn(_ image: ImageReference) -> Bool {
    let path = image.place.path
    guard ["yaml", "yml", "tpl", "tmpl"].contains(path.fileExtension) else { return false }
    if latest?.path != path { latest = (path, all(in: path)) }
    let searches = latest?.wanted ?? []
    if searches.contains(where: \.isKey) { return true }
    for text in searches.lazy.flatMap(\.texts) {
      guard left > 0 else { return false }
      left -= 8 + image.text.utf8.count / 8
      if image.text.contains(text) { return true }
    }
    return false
  }

  private mutating func all(in path: RelativePath) -> [Wanted] {
    let parts = path.parts
    var found = [everywhere]
    for index in parts.indices where depths.contains(parts.count - index) {
      guard left > 0 else { break }
      left -= 1 + path.text.utf8.count / 16
      if let wanted = plain[path.text[parts[index].startIndex...]] { found.append(wanted) }
    }
    for pattern in patterns {
      guard left > 0 else { break }
      var steps = 0
      if pattern.files.matches(path, &steps) { found.append(pattern.wanted) }
      left -= steps
    }
    return found
  }
}

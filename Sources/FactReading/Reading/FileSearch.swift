import SourceModel

/// Looks for the files that fit patterns, each of which may have to be tried on every file.
struct FileSearch: Sendable {
  /// How much all searches together may cost, in steps of a few nanoseconds.
  ///
  /// A hundred patterns that fit none of fifty thousand files cost less.
  private static let limit = 200_000_000

  /// What making a pattern costs for each byte.
  private static let stepsOfByte = 16

  private var steps = 0
  private var known: [RelativePath: Bool] = [:]

  /// Makes a search that found nothing yet.
  init() {}

  /// Whether a file fits a pattern; `nil` where too much was looked for.
  mutating func hasFile(matching pattern: RelativePath, _ context: ReadingContext) -> Bool? {
    if let known = known[pattern] { return known }
    let files = context.files(below: Self.folder(of: pattern))
    let isFound = self.files(matching: pattern, among: files, atMost: 1).map { !$0.isEmpty }
    known[pattern] = isFound
    return isFound
  }

  /// Those of some files that fit a pattern; `nil` where too much was looked for.
  mutating func files(
    matching pattern: RelativePath, among candidates: some Sequence<RelativePath>,
    atMost count: Int = .max
  ) -> [RelativePath]? {
    guard steps <= Self.limit else { return nil }
    // A glob without a slash would match in every folder.
    let glob = Glob("/" + pattern.text)
    steps += glob.alternatives.count * pattern.text.utf8.count * Self.stepsOfByte
    var files: [RelativePath] = []
    for file in candidates {
      guard steps <= Self.limit else { return nil }
      if glob.matches(file, &steps) { files.append(file) }
      if files.count == count { break }
    }
    return files
  }

  /// The folder in which all files lie that fit a pattern.
  static func folder(of pattern: RelativePath) -> RelativePath {
    let plain = pattern.parts.dropLast().prefix { !$0.contains { "*?[{\\".contains($0) } }
    return RelativePath(plain.joined(separator: "/"))
  }
}

extension ReadingContext {
  /// Whether a file fits a pattern that begins at the root; `nil` where too much was looked for before.
  func hasFile(matching pattern: RelativePath) -> Bool? {
    memory.search { $0.hasFile(matching: pattern, self) }
  }

  /// The files that fit a pattern that begins at the root, in order; `nil` where too much was looked for.
  func files(matching pattern: RelativePath) -> [RelativePath]? {
    files(matching: pattern, among: files(below: FileSearch.folder(of: pattern)))
  }

  /// Those of some files that fit a pattern that begins at the root; `nil` where too much was looked for.
  func files(
    matching pattern: RelativePath, among candidates: some Sequence<RelativePath>
  ) -> [RelativePath]? {
    memory.search { $0.files(matching: pattern, among: candidates) }
  }
}

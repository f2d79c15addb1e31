/// Globs in order, most of which are looked up by a path and few tried on it.
package struct GlobTable: Sendable {
  /// How much trying the patterns of a team on all files may cost, in steps of a few nanoseconds.
  ///
  /// Two hundred patterns such as `**/*a*` cost less on a hundred thousand files.
  package static let stepLimit = 1_000_000_000

  private var table = PatternTable()
  private let count: Int

  /// Makes a table of globs.
  package init(_ globs: [Glob]) {
    count = globs.count
    // The table tells the greatest number, which here is that of the first.
    for (number, glob) in globs.reversed().enumerated() {
      for pattern in glob.alternatives { table.add(pattern, number: number) }
    }
  }

  /// Which glob is the first that matches the path.
  ///
  /// - Parameter steps: grows by what was looked at.
  package func first(matching path: RelativePath, _ steps: inout Int) -> Int? {
    guard count > 0 else { return nil }
    return table.greatest(matching: Array(path.text.utf8)[...], &steps).map { count - 1 - $0 }
  }
}

/// Paths that are asked whether a glob matches one of them.
package struct GlobSearch: Sendable {
  private let paths: [RelativePath]
  private let known: Set<RelativePath>
  private let byFirstFolder: [Substring: [RelativePath]]

  /// Makes a search among paths.
  package init(_ paths: [RelativePath]) {
    self.paths = paths
    known = Set(paths)
    byFirstFolder = Dictionary(grouping: paths) { path in
      let end = path.text.utf8.firstIndex(of: UInt8(ascii: "/")) ?? path.text.startIndex
      return path.text[..<end]
    }
  }

  /// Whether the glob matches a path; `false` also where the limit is met.
  ///
  /// - Parameter steps: grows by what was looked at.
  package func hasPath(matching glob: Glob, _ steps: inout Int, limit: Int) -> Bool {
    glob.alternatives.contains { pattern in
      steps += 1
      return candidates(for: pattern).contains { path in
        steps <= limit && pattern.matches(path.text.utf8, &steps)
      }
    }
  }

  private func candidates(for pattern: PathPattern) -> [RelativePath] {
    if let plain = pattern.plainPath {
      let path = RelativePath(String(decoding: plain, as: UTF8.self))
      return known.firstIndex(of: path).map { [known[$0]] } ?? []
    }
    guard pattern.parts.count > 1, case .literal(let folder) = pattern.parts[0] else {
      return paths
    }
    return byFirstFolder[Substring(decoding: folder, as: UTF8.self)] ?? []
  }
}

import SourceModel

/// Counts the files of each folder, and tells which are too many.
///
/// So many files beside each other are data, of which the first say as much as all; what else the tree
/// holds is not to wait for them.
struct FolderLimit {
  /// How many files that lie directly in one folder are looked at.
  static let files = 20_000

  /// The files of the folders that a listing has left.
  private var counts: [RelativePath: Int] = [:]
  private var folder: ArraySlice<UInt8> = []
  private var count = 0

  /// Whether a file is among the first of its folder.
  ///
  /// - Parameter path: quickest where those of one folder follow each other.
  mutating func admits(_ path: ArraySlice<UInt8>) -> Bool {
    let own = path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)]
    if own != folder {
      counts[PathNames.shown(folder)] = count
      count = counts[PathNames.shown(own)] ?? 0
      folder = own
    }
    count += 1
    return count <= Self.files
  }

  /// Copies what it remembers of the listing, so that the bytes it was given can go.
  mutating func detach() { folder = Array(folder)[...] }

  /// What is said of the folders with too many files, in order.
  var warnings: [Diagnostic] {
    var counts = counts
    counts[PathNames.shown(folder)] = count
    return Self.warnings(counts)
  }

  /// What is said of those of some folders that hold too many files, in order.
  static func warnings(_ counts: [RelativePath: Int]) -> [Diagnostic] {
    counts.filter { $0.value > files }.sorted { $0.key < $1.key }.map { folder, count in
      Diagnostic(
        .warning,
        Phrase(
          "found \(count) files in one folder, expected at most \(files); the rest is left out",
          "한 폴더에 파일이 \(count)개 있어 \(files)개까지만 보고 나머지는 보지 않았습니다"),
        at: Place(folder))
    }
  }
}

extension FolderLimit {
  /// How deep folders may lie in each other; real ones lie some ten deep.
  ///
  /// What looks at all folders around each file would cost too much in deeper ones.
  static let depth = 128
}

extension Collection<UInt8> {
  /// Whether what has this path lies in more folders than so many.
  func isDeeper(than depth: Int) -> Bool {
    guard count > 2 * depth else { return false }
    return self.count(where: { $0 == slash }) > depth
  }
}

/// As many names as are looked at, the first by their bytes, in whatever order they come.
struct FirstNames {
  private var kept: [[UInt8]] = []
  /// A name that surely is not among the first, nor is any behind it.
  private var bound: [UInt8]?
  /// How many names came.
  private(set) var count = 0

  /// Adds a name.
  mutating func append(_ name: [UInt8]) {
    count += 1
    if let bound, !name.lexicographicallyPrecedes(bound) { return }
    kept.append(name)
    if kept.count >= 2 * FolderLimit.files { cut() }
  }

  /// The first names, in order.
  var names: [[UInt8]] {
    var copy = self
    copy.cut()
    return copy.kept
  }

  private mutating func cut() {
    kept.sort { $0.lexicographicallyPrecedes($1) }
    guard kept.count > FolderLimit.files else { return }
    bound = kept[FolderLimit.files]
    kept.removeSubrange(FolderLimit.files...)
  }
}

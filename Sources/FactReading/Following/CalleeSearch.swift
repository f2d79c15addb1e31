import SourceModel

/// How much may be looked at to find what commands call, by all commands of a tree together: names,
/// targets, packages and folders, found or not.
struct CalleeSearch: Sendable {
  /// A look takes about a tenth of a microsecond; eight thousand real commands take some hundred thousand, and the
  /// files of targets or packages that they lead to some thousand each.
  private static let limit = 4_000_000
  /// How many folders lie in each other at most; `RelativePath.ancestors` stops there, too.
  private static let depthLimit = 64

  private struct Question: Hashable, Sendable {
    var names: [String]
    var folder: RelativePath
  }

  /// What reading targets takes for each byte.
  private static let looksOfByte = 4

  private var left = Self.limit
  private var included: Set<RelativePath> = []
  private var places = KeptValues<Question, RelativePath?>(room: 1 << 20)

  /// Makes a search that looked at nothing yet.
  init() {}

  /// Whether more was looked at than is allowed.
  var isOver: Bool { left < 0 }

  /// Takes some looks off the limit; `false` where they are too many.
  mutating func takes(_ looks: Int) -> Bool {
    guard left >= 0 else { return false }
    left -= looks
    return left >= 0
  }

  /// Takes a file off the limit that others include, each of which reads its targets anew; the first
  /// time is free.
  mutating func takes(inclusionOf file: SourceFile) -> Bool {
    guard !included.insert(file.path).inserted else { return true }
    return takes(Self.looksOfByte * file.bytes.count)
  }

  /// The nearest of these files, from a folder upwards.
  mutating func nearest(
    _ names: [String], from folder: RelativePath, _ context: ReadingContext
  ) -> RelativePath? {
    guard takes(1 + folder.text.utf8.count / 64) else { return nil }
    let question = Question(names: names, folder: folder)
    if let known = places[question] { return known }
    var found: RelativePath?
    var next: RelativePath? = folder.prefix(levels: Self.depthLimit)
    while let here = next, found == nil, takes(names.count + here.text.utf8.count / 64) {
      if context.folders.contains(here) {
        found = names.first { context.has($0, in: here) }.flatMap(here.appending)
      }
      next = here.text.isEmpty ? nil : here.folder
    }
    places.keep(found, of: question, size: folder.text.utf8.count + 200)
    return found
  }
}

extension RelativePath {
  /// The path down to a level; a folder deeper than any in a tree is as good as the one above it.
  fileprivate func prefix(levels: Int) -> RelativePath {
    var left = levels
    let end = text.utf8.firstIndex { byte in
      if byte == UInt8(ascii: "/") { left -= 1 }
      return left == 0
    }
    return end.map { RelativePath(String(text[..<$0])) } ?? self
  }
}

extension ReadingContext {
  /// Whether the search for what commands call goes on.
  var isCalleeSearchOver: Bool { memory.calleeSearch { $0.isOver } }

  /// Takes some looks off what the search for callees may take; `false` where they are too many.
  func takes(looks: Int) -> Bool { memory.calleeSearch { $0.takes(looks) } }

  /// Takes a file off that limit that others include; `false` where it was asked for too often.
  func takes(inclusionOf file: SourceFile) -> Bool {
    memory.calleeSearch { $0.takes(inclusionOf: file) }
  }

  /// The nearest of these files, from a folder upwards.
  func nearestFile(_ names: [String], from folder: RelativePath) -> RelativePath? {
    memory.calleeSearch { $0.nearest(names, from: folder, self) }
  }
}

import Synchronization

/// Folders whose whole way from the root was found free of links; the files in them need no look at it.
///
/// A folder that is put in for another while the program runs is therefore not noticed.
final class PlainFolders: Sendable {
  private let known = Mutex<Set<ArraySlice<UInt8>>>([])

  /// Whether one of the folders on the way to a file is a link.
  func holdsLink(above name: [UInt8], in root: [UInt8]) -> Bool {
    let unknown = known.withLock { Self.folders(above: name, notIn: $0) }
    guard !unknown.isEmpty else { return false }
    // From the outermost on: what lies behind a link is not asked for.
    let holdsLink = unknown.reversed().contains { folder in
      System.kindOfLink(at: root + [slash] + folder) == .link
    }
    // The copies let go of the rest of the name.
    if !holdsLink { known.withLock { $0.formUnion(unknown.map { ArraySlice(Array($0)) }) } }
    return holdsLink
  }

  /// The folders on the way to a file, innermost first, up to one of those that are known.
  private static func folders(
    above name: [UInt8], notIn known: Set<ArraySlice<UInt8>>
  ) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    for end in name.indices.reversed() where name[end] == slash {
      guard !known.contains(name[..<end]) else { break }
      found.append(name[..<end])
    }
    return found
  }
}

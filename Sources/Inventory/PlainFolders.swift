import Synchronization

/// Folders whose whole way from the root was found free of links; the files in them need no look at it.
///
/// A folder that is put in for another while the program runs is therefore not noticed.
final class PlainFolders: Sendable {
  private let known = Mutex<Set<ArraySlice<UInt8>>>([])

  /// Whether one of the folders on the way to a file is a link.
  func holdsLink(above name: [UInt8], in root: [UInt8]) -> Bool {
    guard let end = name.lastIndex(of: slash) else { return false }
    let folder = name[..<end]
    if known.withLock({ $0.contains(folder) }) { return false }
    let holdsLink = (name.startIndex...end).contains { index in
      name[index] == slash && System.kindOfLink(at: root + [slash] + name[..<index]) == .link
    }
    // The copy lets go of the name's last part.
    if !holdsLink { known.withLock { _ = $0.insert(ArraySlice(Array(folder))) } }
    return holdsLink
  }
}

import SourceModel

/// Where a report may be written: nothing that a repository holds may lead it to another place.
package enum OutputPath {
  /// The link by which a path would leave a repository that holds the link.
  ///
  /// Links that the repository does not hold are the caller's own, and followed.
  ///
  /// - Parameters:
  ///   - path: where a report is to go.
  ///   - repository: the folder of the repository, as the caller gave it.
  package static func linkOut(_ path: String, of repository: String) -> String? {
    guard let root = System.realPath(Array(repository.utf8)) else { return nil }
    let bytes = Array(path.utf8)
    var ends = bytes.indices.filter { $0 > 0 && bytes[$0] == slash }
    ends.append(bytes.count)
    for end in ends {
      let reached = Array(bytes[..<end])
      guard System.kindOfLink(at: reached) == .link, isInside(folder(of: reached), root) else {
        continue
      }
      // What leads nowhere yet would be made wherever it leads.
      guard let target = System.realPath(reached), target.starts(with: root + [slash]) else {
        return String(decoding: reached, as: UTF8.self)
      }
    }
    return nil
  }

  private static func isInside(_ folder: [UInt8], _ root: [UInt8]) -> Bool {
    guard let real = System.realPath(folder) else { return false }
    return real == root || real.starts(with: root + [slash])
  }

  private static func folder(of path: [UInt8]) -> [UInt8] {
    guard let cut = path.lastIndex(of: slash) else { return Array(".".utf8) }
    return cut == 0 ? [slash] : Array(path[..<cut])
  }
}

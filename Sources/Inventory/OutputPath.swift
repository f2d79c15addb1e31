import SourceModel

/// Where a report may be written: nothing that a repository holds may lead it to another place.
package enum OutputPath {
  /// The link by which a path would leave a repository that holds the link, or reach its git folder,
  /// from which git runs programs.
  ///
  /// Links that the repository does not hold are the caller's own, and followed.
  ///
  /// - Parameters:
  ///   - path: where a report is to go.
  ///   - repository: the repository's folder or one in it, as the caller gave it.
  package static func linkOut(_ path: String, of repository: String) -> String? {
    guard let given = System.realPath(Array(repository.utf8)) else { return nil }
    let root = top(above: given)
    let bytes = Array(path.utf8)
    var ends = bytes.indices.filter { $0 > 0 && bytes[$0] == slash }
    ends.append(bytes.count)
    for end in ends {
      let reached = Array(bytes[..<end])
      guard System.kindOfLink(at: reached) == .link,
        let folder = System.realPath(folder(of: reached)), isInside(folder, root)
      else { continue }
      // What leads nowhere yet would be made wherever it leads.
      guard let target = System.realPath(reached), isInside(target, root),
        !target.dropFirst(root.count).namesGitFolder
      else {
        return String(decoding: reached, as: UTF8.self)
      }
    }
    return nil
  }

  /// Whether a path leads to a pipe or a device that a repository holds: who writes to it may wait for
  /// ever.
  ///
  /// - Parameters:
  ///   - path: where a report is to go.
  ///   - repository: the repository's folder or one in it, as the caller gave it.
  package static func isPipe(_ path: String, of repository: String) -> Bool {
    guard let given = System.realPath(Array(repository.utf8)),
      let target = System.realPath(Array(path.utf8)), isInside(target, top(above: given))
    else { return false }
    return System.kindOfLink(at: target) == .other
  }

  private static let gitFolder = Array("/.git".utf8)

  /// The folder of the working tree that a folder lies in, itself outside of git.
  static func top(above folder: [UInt8]) -> [UInt8] {
    var top = folder
    while System.kindOfLink(at: top + gitFolder) == nil {
      guard let cut = top.lastIndex(of: slash), cut > 0 else { return folder }
      top.removeSubrange(cut...)
    }
    return top
  }

  /// Whether a real path is that of a folder or lies in it.
  static func isInside(_ path: [UInt8], _ root: [UInt8]) -> Bool {
    path == root || path.starts(with: root + [slash])
  }

  private static func folder(of path: [UInt8]) -> [UInt8] {
    guard let cut = path.lastIndex(of: slash) else { return Array(".".utf8) }
    return cut == 0 ? [slash] : Array(path[..<cut])
  }
}

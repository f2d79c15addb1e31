/// Paths as the system knows them, to tell whether two lead to the same.
package enum RealPath {
  /// The bytes of a path with all links resolved, also of what would only be made; `nil` where its
  /// folder is missing.
  package static func bytes(of path: String) -> [UInt8]? {
    var path = Array(path.utf8)
    if let found = System.realPath(path) { return found }
    while path.count > 1, path.last == slash { path.removeLast() }
    guard let cut = path.lastIndex(of: slash) else {
      return System.realPath(Array(".".utf8)).map { $0 + [slash] + path }
    }
    let folder = cut == 0 ? [slash] : Array(path[..<cut])
    return System.realPath(folder).map { $0 + path[cut...] }
  }
}

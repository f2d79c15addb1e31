package import SourceModel

/// The folder in which the program is run: on a pipeline's runner the root of the checkout.
package enum CurrentFolder {
  /// The path of a folder from here, links resolved, empty for this one; `nil` for one that lies elsewhere.
  ///
  /// - Parameters:
  ///   - folder: the folder, as the user gave it.
  ///   - here: the folder from which paths are told.
  package static func path(of folder: String, from here: String = ".") -> RelativePath? {
    guard let root = System.realPath(Array(here.utf8)),
      let target = System.realPath(Array(folder.utf8))
    else { return nil }
    guard target != root else { return RelativePath("") }
    let start = root.last == slash ? root : root + [slash]
    guard target.starts(with: start) else { return nil }
    return PathNames.shown(target[start.count...])
  }
}

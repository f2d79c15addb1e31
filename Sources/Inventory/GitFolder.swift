/// The git folder that a working tree uses.
///
/// `.git` may be a file or a link that leads elsewhere. That of a worktree or of a sub-module leads to a
/// folder that names the working tree in turn; any other may lead to somebody's repository.
///
/// https://git-scm.com/docs/gitrepository-layout
struct GitFolder: Sendable {
  private let git: Git
  /// The top of the working tree.
  private let top: [UInt8]

  /// What git reads of such a file.
  private static let sizeLimit = 1 << 20
  private static let lineEnds = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]

  /// Makes the git folder of a folder with all links resolved.
  init(of root: [UInt8], _ git: Git) {
    self.git = git
    top = OutputPath.top(above: root)
  }

  private var entry: [UInt8] { top + Array("/.git".utf8) }

  /// Whether it lies in the working tree, or names it.
  var isOwn: Bool {
    guard let folder = place else { return true }
    // https://git-scm.com/docs/gitrepository-layout#Documentation/gitrepository-layout.txt-commondir
    var common = folder
    let shared = folder + Array("/commondir".utf8)
    if System.kindOfLink(at: shared) != nil {
      guard let target = named(by: shared, from: folder) else { return false }
      common = target
    }
    if OutputPath.isInside(folder, top), OutputPath.isInside(common, top) { return true }
    guard OutputPath.isInside(folder, common) else { return false }
    return named(by: folder + Array("/gitdir".utf8), from: folder) == entry
      || workingTree(of: folder) == top
  }

  /// The folder that `.git` is or leads to; `nil` where there is none.
  private var place: [UInt8]? {
    guard let target = System.realPath(entry) else { return nil }
    switch System.kindOfLink(at: target) {
    case .folder: return target
    case .file: return named(by: target, from: top, behind: "gitdir:")
    case .link, .other, nil: return nil
    }
  }

  /// The working tree that the settings of a git folder name, as those of sub-modules do.
  private func workingTree(of folder: [UInt8]) -> [UInt8]? {
    // Without an answer, nothing is named.
    let lines = (try? git.lines(["config", "--get", "core.worktree"])) ?? []
    guard let line = lines.first, !line.isEmpty else { return nil }
    return Self.resolved(Array(line.utf8), from: folder)
  }

  /// The path that a file holds, all links resolved; `nil` where it holds none, or one that leads nowhere.
  private func named(
    by file: [UInt8], from folder: [UInt8], behind mark: String = ""
  ) -> [UInt8]? {
    guard let file = System.realPath(file),
      case .success(let text) = System.contents(of: file, limit: Self.sizeLimit),
      text.starts(with: mark.utf8)
    else { return nil }
    var path = text.dropFirst(mark.utf8.count).drop { $0 == UInt8(ascii: " ") }
    while let last = path.last, Self.lineEnds.contains(last) { path.removeLast() }
    return Self.resolved(Array(path), from: folder)
  }

  private static func resolved(_ path: [UInt8], from folder: [UInt8]) -> [UInt8]? {
    System.realPath(path.first == slash ? path : folder + [slash] + path)
  }
}

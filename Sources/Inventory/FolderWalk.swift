import SourceModel

/// Walks a folder that is no git repository, and leaves out what its ignore files say.
struct FolderWalk {
  /// More files than this are not listed.
  static let limit = 500_000

  /// The paths of files and links, relative to the root, as bytes.
  private(set) var paths: [[UInt8]] = []
  /// Folders that cannot be read.
  private(set) var unreadable: [[UInt8]] = []
  /// Folders that are repositories of their own.
  private(set) var repositories: [[UInt8]] = []
  /// How many files lie directly in the folders that hold too many.
  private(set) var crowded: [RelativePath: Int] = [:]
  /// Whether there are more files than the limit.
  private(set) var isCut = false

  private static let (ignoreFile, git) = (Array(".gitignore".utf8), Array(".git".utf8))

  /// Walks the tree below a folder.
  init(_ root: [UInt8]) {
    var pending: [(path: [UInt8], rules: IgnoreRules)] = [([], IgnoreRules())]
    while let (folder, rules) = pending.popLast() {
      guard paths.count < Self.limit else {
        isCut = true
        break
      }
      let full = folder.isEmpty ? root : root + [slash] + folder
      if !folder.isEmpty, System.kindOfLink(at: full + [slash] + Self.git) != nil {
        repositories.append(folder)
        continue
      }
      var own = rules
      let ignoreFile = full + [slash] + Self.ignoreFile
      if System.kindOfLink(at: ignoreFile) == .file,
        case .success(let text) = System.contents(of: ignoreFile, limit: 1 << 20)
      {
        own.add(text, in: folder)
      }
      var files = FirstNames()
      let isRead = System.eachName(in: full) { name, kind in
        guard name != Self.git else { return }
        let path = folder.isEmpty ? name : folder + [slash] + name
        guard !own.ignores(path, isFolder: kind == .folder) else { return }
        switch kind {
        case .folder: pending.append((path, own))
        case .file, .link: files.append(path)
        case .other: return
        }
      }
      if !isRead { unreadable.append(folder) }
      if files.count > FolderLimit.files { crowded[PathNames.shown(folder[...])] = files.count }
      paths += files.names
    }
  }
}

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
  /// How many folders lie too deep to be looked into.
  private(set) var deepFolders = 0
  /// How many files lie directly in the folders that hold too many.
  private(set) var crowded: [RelativePath: Int] = [:]
  /// Whether there are more files than the limit.
  private(set) var isCut = false
  /// Whether ignore files ask for more than is looked at, so that none of them is followed.
  private(set) var areRulesDropped = false

  /// How much looking at ignore files may cost, in steps of a few nanoseconds.
  ///
  /// Three megabytes of rules cost more, or twenty-five such as `*a*` on a hundred thousand files; plain names
  /// and endings are looked up and cost nothing of it.
  private static let ruleLimit = 120_000_000

  private static let (ignoreFile, git) = (Array(".gitignore".utf8), Array(".git".utf8))

  /// Walks the tree below a folder.
  ///
  /// - Parameter limit: more files or folders than this are not listed.
  init(_ root: [UInt8], upTo limit: Int = Self.limit) {
    self.init(root, upTo: limit, followsRules: true)
    guard areRulesDropped else { return }
    self = FolderWalk(root, upTo: limit, followsRules: false)
    areRulesDropped = true
  }

  private init(_ root: [UInt8], upTo limit: Int, followsRules: Bool) {
    var steps = 0
    var (folders, deep) = (0, 0)
    var pending: [(path: [UInt8], rules: IgnoreRules)] = [([], IgnoreRules())]
    while let (folder, rules) = pending.popLast() {
      guard paths.count < limit, folders < limit else {
        isCut = true
        break
      }
      folders += 1
      let full = folder.isEmpty ? root : root + [slash] + folder
      if !folder.isEmpty, System.kindOfLink(at: full + [slash] + Self.git) != nil {
        repositories.append(folder)
        continue
      }
      var own = rules
      let ignoreFile = full + [slash] + Self.ignoreFile
      if followsRules, System.kindOfLink(at: ignoreFile) == .file,
        case .success(let text) = System.contents(of: ignoreFile, limit: 1 << 20)
      {
        own.add(text, in: folder, &steps)
      }
      guard steps <= Self.ruleLimit else { break }
      var files = FirstNames()
      let isRead = System.eachName(in: full) { name, kind in
        guard name != Self.git else { return }
        let path = folder.isEmpty ? name : folder + [slash] + name
        guard steps <= Self.ruleLimit, !own.ignores(path, isFolder: kind == .folder, &steps) else {
          return
        }
        switch kind {
        // Its files would lie in it too.
        case .folder where path.isDeeper(than: FolderLimit.depth - 1): deep += 1
        case .folder: pending.append((path, own))
        case .file, .link: files.append(name)
        case .other: return
        }
      }
      if !isRead { unreadable.append(folder) }
      if files.count > FolderLimit.files { crowded[PathNames.shown(folder[...])] = files.count }
      // The names are ordered alone: the paths of a deep folder are long, and alike nearly to their ends.
      let prefix = folder.isEmpty ? [] : folder + [slash]
      paths += files.names.map { prefix + $0 }
    }
    deepFolders = deep
    areRulesDropped = steps > Self.ruleLimit
  }
}

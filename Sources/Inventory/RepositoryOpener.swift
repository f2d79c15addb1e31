import SourceModel

/// Opens folders: the only way to the disk and to git.
package struct RepositoryOpener: Sendable {
  private let sizeLimit: Int

  /// Makes an opener.
  ///
  /// - Parameter sizeLimit: how many bytes a file may have to be read.
  package init(sizeLimit: Int = 1 << 20) {
    self.sizeLimit = sizeLimit
  }

  /// Opens a folder, with its history where it lies in a git repository.
  ///
  /// - Parameters:
  ///   - path: the folder, as the user gave it.
  ///   - revision: a commit, tag or branch to look at instead of the working tree.
  package func open(
    _ path: String, revision: String? = nil
  ) async throws(InventoryError) -> Repository {
    let (repository, recall) = try list(path, revision: revision)
    return try recall.complete(repository)
  }

  /// Opens a folder as soon as its files are known.
  ///
  /// - Parameters:
  ///   - path: the folder, as the user gave it.
  ///   - revision: a commit, tag or branch to look at instead of the working tree.
  /// - Returns: the repository without its branch and history, and what waits for these.
  package func list(
    _ path: String, revision: String? = nil
  ) throws(InventoryError) -> (repository: Repository, recall: HistoryRecall) {
    let root = try Self.root(path)
    let folder = String(decoding: root, as: UTF8.self)
    let git = Git(folder: folder)
    let name = Self.name(of: root)
    let asked: FirstQuestions?
    var reason = Phrase(
      "git finds no repository here, so the history is missing",
      "git이 여기서 저장소를 찾지 못해 이력을 볼 수 없습니다")
    do throws(InventoryError) {
      asked = try FirstQuestions(git, isOfWorkingTree: revision == nil)
    } catch .gitMissing where revision == nil {
      reason = Phrase(
        "found no `git`, so the history is missing", "`git`이 없어 이력을 볼 수 없습니다")
      asked = nil
    }
    guard let asked, let place = try place(told: asked, path, isOfWorkingTree: revision == nil)
    else {
      guard revision == nil else { throw .noRepository(path: path) }
      // `.git` may name a folder that is elsewhere, as in a container with a worktree alone.
      let isClaimed = System.kindOfLink(at: root + Array("/.git".utf8)) != nil
      let warning = Diagnostic(.warning, reason, at: Place(RelativePath(".git")))
      let folder = try repository(
        of: FolderWalk(root), root, name, path, warnings: isClaimed ? [warning] : [])
      return (folder, HistoryRecall())
    }
    let question = RepositoryQuestion(
      git: git, asked: asked, place: place, revision: revision, root: root, sizeLimit: sizeLimit)
    return try question.repository(named: name, path)
  }

  /// Where the folder lies, told by git; what else it was asked is dropped where that is of no use.
  private func place(
    told asked: FirstQuestions, _ path: String, isOfWorkingTree: Bool
  ) throws(InventoryError) -> GitPlace? {
    var isOfUse = false
    defer { if !isOfUse { asked.drop() } }
    guard let place = try asked.answer() else { return nil }
    guard !isOfWorkingTree || !place.isBare else { throw .bare(path: path) }
    isOfUse = true
    return place
  }

  /// Opens a folder as it stands, whether it lies in a git repository or not.
  ///
  /// - Parameter limit: with about so many files or folders, the rest is left out.
  /// - Returns: what it holds, and whether that is all.
  package func openFolder(
    _ path: String, upTo limit: Int
  ) throws(InventoryError) -> (repository: Repository, isWhole: Bool) {
    let root = try Self.root(path)
    let walk = FolderWalk(root, upTo: limit)
    return (try repository(of: walk, root, Self.name(of: root), path), !walk.isCut)
  }

  /// The folder at a path, with all links resolved.
  private static func root(_ path: String) throws(InventoryError) -> [UInt8] {
    let given = Array(path.utf8)
    guard let kind = System.kind(of: given), let root = System.realPath(given) else {
      if System.isRefused { throw .unreadable(path: path, reason: System.reason) }
      throw .missing(path: path)
    }
    guard kind == .folder else { throw .notAFolder(path: path) }
    guard System.isReadable(root) else {
      throw .unreadable(path: path, reason: System.reason)
    }
    return root
  }

  /// A folder outside of git.
  private func repository(
    of walk: FolderWalk, _ root: [UInt8], _ name: String, _ path: String,
    warnings: [Diagnostic] = []
  ) throws(InventoryError) -> Repository {
    guard !walk.paths.isEmpty else { throw .nothingTracked(path: path) }
    let names = PathNames(walk.paths)
    // The system names folders in any order; reports have one.
    let repositories = walk.repositories.map { PathNames.shown($0[...]) }.sorted()
    var warnings = warnings
    warnings += walk.unreadable.map { PathNames.shown($0[...]) }.sorted().map { folder in
      Diagnostic(
        .warning, Phrase("the folder cannot be read", "폴더를 읽을 수 없습니다"), at: Place(folder))
    }
    warnings += repositories.map { folder in
      Diagnostic(
        .warning,
        Phrase(
          "a repository of its own, which is not looked into",
          "따로 있는 저장소여서 들여다보지 않습니다"), at: Place(folder))
    }
    warnings += FolderLimit.warnings(walk.crowded)
    if walk.deepFolders > 0 {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found \(walk.deepFolders) folders that lie more than \(FolderLimit.depth) deep; they were left out",
            "\(FolderLimit.depth)단계보다 깊은 폴더가 \(walk.deepFolders)개 있어 보지 않았습니다")))
    }
    if walk.areRulesDropped {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "the `.gitignore` files hold too many rules for this many files; none is followed",
            "파일 수에 비해 `.gitignore` 규칙이 너무 많아 따르지 않았습니다")))
    }
    if walk.isCut {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "there are more than \(FolderWalk.limit) files; the rest is left out",
            "파일이 \(FolderWalk.limit)개를 넘어 나머지는 보지 않았습니다")))
    }
    return Repository(
      name: name, allPaths: names.paths, submodules: repositories,
      source: DiskFileSource(root: root, rawNames: names.raw, sizeLimit: sizeLimit),
      warnings: warnings)
  }

  /// The last part of the path, without `.git` behind it.
  private static func name(of root: [UInt8]) -> String {
    let last = root.split(separator: slash).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
  }
}

/// Paths as text, with the bytes of those that are no UTF-8.
struct PathNames {
  private(set) var paths: [RelativePath] = []
  private(set) var raw: [RelativePath: [UInt8]] = [:]

  init() {}

  init(_ names: [[UInt8]]) {
    for name in names { append(name[...]) }
  }

  /// Adds a path.
  mutating func append(_ name: ArraySlice<UInt8>) {
    if let text = String(validating: name, as: UTF8.self) {
      paths.append(RelativePath(text))
    } else {
      let path = Self.shown(name)
      raw[path] = Array(name)
      paths.append(path)
    }
  }

  /// A path as text; each byte that is no UTF-8 as `\xNN`.
  static func shown(_ name: ArraySlice<UInt8>) -> RelativePath {
    if let text = String(validating: name, as: UTF8.self) { return RelativePath(text) }
    var text = ""
    var rest = Array(name)[...]
    while !rest.isEmpty {
      let length = (1...4).first { count in
        count <= rest.count && String(validating: rest.prefix(count), as: UTF8.self) != nil
      }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      } else {
        let byte = rest.removeFirst()
        text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return RelativePath(text)
  }
}

import SourceModel

/// What git tracks of a tree, taken from its listing as it comes.
///
/// A listing of a million files has tens of megabytes, of which the names are a third.
struct TrackedFiles: Sendable {
  /// Files and links.
  private(set) var names = PathNames()
  /// The blobs of the files, where a commit is looked at.
  private(set) var blobs: [CommitFileSource.Blob] = []
  /// Sub-modules.
  private(set) var modules: [RelativePath] = []
  private var limit = FolderLimit()
  /// Files that git was told not to check out, as in a sparse checkout.
  private(set) var leftOut: [RelativePath] = []
  /// How many names no file can have, or one outside.
  private var strange = 0

  /// Whether the listing is that of a commit.
  private let isTree: Bool
  /// The beginning of an entry whose rest is still to come.
  private var begun: [UInt8] = []
  private var former: ArraySlice<UInt8> = []

  /// Makes an empty list.
  ///
  /// - Parameter isTree: whether the listing is that of a commit, and no index's.
  init(isTree: Bool) { self.isTree = isTree }

  /// How many bytes a path has at most on the systems that git checks it out on.
  private static let lengthLimit = 4_096
  /// How many bytes of an entry that comes in pieces are kept: enough to see that its path is too long.
  private static let entryLimit = lengthLimit + 256

  /// What is said of folders with too many files, and of names that git would not make files of.
  var warnings: [Diagnostic] {
    guard strange > 0 else { return limit.warnings }
    let found = Phrase(
      "found \(strange) names in git's listing that lead out of the folder, or are too long or too deep; they were left out",
      "git 목록에 폴더 밖으로 나가거나 너무 길거나 깊은 이름이 \(strange)개 있어 보지 않았습니다")
    return limit.warnings + [Diagnostic(.warning, found)]
  }

  /// Takes the next bytes of the listing; entries end with a zero.
  mutating func take(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let end = rest.firstIndex(of: 0) {
      if begun.isEmpty {
        note(rest[..<end])
      } else {
        note((begun + rest[..<end].prefix(Self.entryLimit - begun.count))[...])
        begun = []
      }
      rest = rest[(end + 1)...]
    }
    begun += rest.prefix(Self.entryLimit - begun.count)
    // What is remembered of these bytes must not keep all of them.
    former = Array(former)[...]
    limit.detach()
  }

  /// The modes of entries that are no plain files.
  ///
  /// https://git-scm.com/docs/git-fast-import#_filemodify
  private static let (linkMode, moduleMode) = (Array("120000".utf8), Array("160000".utf8))

  /// How an index marks files that are not checked out (skip-worktree).
  ///
  /// https://git-scm.com/docs/git-ls-files#Documentation/git-ls-files.txt--t
  private static let leftOutMark = UInt8(ascii: "S")

  /// `mode type object\tpath` of a commit, `mark mode object stage\tpath` of an index.
  private mutating func note(_ line: ArraySlice<UInt8>) {
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return }
    let name = line[(tab + 1)...]
    // Git makes no such files, and a listing may be forged.
    guard name.staysInside, !name.namesGitFolder, name.count <= Self.lengthLimit,
      !name.isDeeper(than: FolderLimit.depth)
    else {
      strange += 1
      return
    }
    let entry = isTree ? line : line.dropFirst(2)
    // An unmerged path has several entries, one behind the other.
    guard name != former else { return }
    former = name
    if entry.starts(with: Self.moduleMode) {
      modules.append(PathNames.shown(name))
      return
    }
    guard limit.admits(name) else { return }
    guard entry[..<tab].count(where: { $0 == UInt8(ascii: " ") }) == 2 else { return }
    names.append(name)
    if !isTree, line.first == Self.leftOutMark { leftOut += names.paths.suffix(1) }
    guard isTree else { return }
    let words = entry[..<tab].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    blobs.append(
      CommitFileSource.Blob(
        object: String(decoding: words[2], as: UTF8.self),
        isLink: words[0].elementsEqual(Self.linkMode)))
  }
}

extension Collection<UInt8> {
  /// Whether a path stays inside of the folder that it starts from.
  var staysInside: Bool {
    var former = slash
    var isPlain = true
    for byte in self {
      if former == slash {
        guard byte != slash else { return false }
        if byte == UInt8(ascii: ".") { isPlain = false }
      }
      former = byte
    }
    guard former != slash else { return false }
    return isPlain
      || split(separator: slash).allSatisfy { part in
        !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
      }
  }

  /// Whether a path leads through a git folder, on systems that take small and large letters for the same
  /// too.
  var namesGitFolder: Bool {
    // The last four bytes of a part in small letters, and how many it has.
    var (word, length) = (UInt32(0), 0)
    for byte in self {
      if byte == slash {
        if length == 4, word == gitFolder { return true }
        (word, length) = (0, 0)
      } else {
        (word, length) = (word << 8 | UInt32(byte | 0x20), length + 1)
      }
    }
    return length == 4 && word == gitFolder
  }
}

/// `.git`, a byte behind the other.
private let gitFolder: UInt32 = 0x2E67_6974

/// The tags and branches of a repository, as one question to git lists them.
struct GitReferences: Sendable {
  /// A local branch, or one of the remote.
  struct Branch: Sendable {
    var name: String
    var reference: String
    /// The newest commit.
    var commit: String
    var isLocal: Bool
    /// Whether it is checked out.
    var isCurrent: Bool
  }

  /// All tags.
  private(set) var tags: [GitHistory.Tag] = []
  /// The branches, local ones first.
  private(set) var branches: [Branch] = []
  /// The branch that the remote calls its own.
  private(set) var remoteDefault: String?
  /// Whether some were left out, as their names are too long.
  private(set) var isCut = false

  private var reader = EntryReader(
    endingWith: UInt8(ascii: "\n"), upTo: GitReferences.lineLimit)

  /// Makes a list without any.
  init() {}

  private static let local = "refs/heads/"
  private static let remote = "refs/remotes/origin/"

  /// The question: names, commits, times of tags, and what is checked out.
  ///
  /// https://git-scm.com/docs/git-for-each-ref#_field_names
  static let question = question(times: "%(creatordate:unix)", Self.folders + ["refs/tags"])
  /// The question without the times, which git only knows where it has the objects.
  static let questionWithoutTimes = question(times: "0", Self.folders + ["refs/tags"])

  private static let folders = ["refs/heads", "refs/remotes/origin"]

  private static func question(times: String, _ folders: [String]) -> [String] {
    [
      "for-each-ref", "--format=%(HEAD)%09%(refname)%09%(objectname)%09\(times)%09%(symref)",
    ] + folders
  }

  /// How long git may look for the times of tags, in seconds, before it is asked for the names alone: it opens an object
  /// for each tag before it tells the first one, which takes it seconds for hundreds of thousands.
  static let patience = 1
  /// With more bytes than this git is ended: some twenty thousand tags have as many, and git may read an object again
  /// for each of them.
  static let limit = 1 << 21
  /// A line with a longer name is left out; the name of a file, which a reference may be, has 255 bytes at
  /// most in each of its parts.
  private static let lineLimit = 1_200

  /// Takes the next bytes of the answer.
  mutating func take(_ bytes: ArraySlice<UInt8>) {
    for entry in reader.entries(in: bytes) {
      if entry.isWhole { note(entry.bytes) } else { isCut = true }
    }
  }

  private mutating func note(_ line: ArraySlice<UInt8>) {
    let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 5 else { return }
    let name = fields[1]
    if name == Self.remote + "HEAD", fields[4].hasPrefix(Self.remote) {
      remoteDefault = String(fields[4].dropFirst(Self.remote.count))
    } else if name.hasPrefix("refs/tags/") {
      guard let time = Int(fields[3]) else { return }
      tags.append(GitHistory.Tag(name: String(name.dropFirst("refs/tags/".count)), time: time))
    } else if let prefix = [Self.local, Self.remote].first(where: name.hasPrefix) {
      branches.append(
        Branch(
          name: String(name.dropFirst(prefix.count)), reference: name, commit: fields[2],
          isLocal: prefix == Self.local, isCurrent: fields[0] == "*"))
    }
  }

  /// The local branch with the most usual name, else the one that is checked out.
  var usualBranch: String? {
    let local = branches.filter(\.isLocal)
    let usual = ["main", "master", "trunk", "develop"].first { name in
      local.contains { $0.name == name }
    }
    return usual ?? local.first(where: \.isCurrent)?.name
  }
}

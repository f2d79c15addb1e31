import SourceModel

/// Where a folder lies in a git repository.
struct GitPlace: Sendable {
  /// Whether there is no working tree.
  var isBare: Bool
  /// Whether the history is cut.
  var isShallow: Bool

  /// `nil` where the folder lies in no repository.
  init?(_ git: Git) throws(InventoryError) {
    let output = try git.output([
      "rev-parse", "--is-bare-repository", "--is-shallow-repository",
    ])
    if output.status != 0, output.errors.contains("not a git repository") { return nil }
    // A repository that git does not read is no folder without one.
    guard output.status == 0 else { throw Git.failure(of: output, "rev-parse") }
    let words = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n")
    isBare = words.first == "true"
    isShallow = words.last == "true"
  }
}

/// All that is asked of git about one folder.
struct RepositoryQuestion: Sendable {
  /// How many first-parent commits are looked at for marks of review.
  static let reviewDepth = 200
  /// How many commits are looked at for people.
  static let peopleDepth = 20_000

  let git: Git
  let place: GitPlace
  let revision: String?
  let root: [UInt8]
  let sizeLimit: Int

  /// A tracked path, what it is, and its blob.
  private struct TrackedFile: Sendable {
    var name: [UInt8]
    var mode: String
    var object: String
  }

  func repository(
    named name: String, _ path: String
  ) async throws(InventoryError) -> Repository {
    let head = try commit()
    let answers: (tracked: [TrackedFile], history: GitHistory, branch: String?)
    do {
      async let tracked = tracked(head)
      async let people = people(head)
      async let rest = marks(head)
      var history = try await rest
      history.people = try await people
      history.isShallow = place.isShallow
      answers = (try await tracked, history, try branch())
    } catch let error as InventoryError {
      throw error
    } catch {
      throw .gitFailed("\(error)")
    }
    let modules = answers.tracked.filter { $0.mode == "160000" }
    let files = answers.tracked.filter { $0.mode != "160000" }
    guard !files.isEmpty else { throw .nothingTracked(path: path) }
    let names = PathNames(files.map(\.name))
    return Repository(
      name: name, commit: head, branch: answers.branch, allPaths: names.paths,
      submodules: modules.map { PathNames.shown($0.name) }, history: answers.history,
      source: try source(files, names), warnings: warnings(modules.map(\.name)))
  }

  private func source(
    _ files: [TrackedFile], _ names: PathNames
  ) throws(InventoryError) -> any FileSource {
    guard revision != nil else {
      return DiskFileSource(root: root, rawNames: names.raw, sizeLimit: sizeLimit)
    }
    guard let process = git.start(["cat-file", "--batch"], hasInput: true) else {
      throw .gitMissing
    }
    let blobs = zip(names.paths, files).map { path, file in
      (path, CommitFileSource.Blob(object: file.object, isLink: file.mode == "120000"))
    }
    return CommitFileSource(
      process, blobs: Dictionary(blobs, uniquingKeysWith: { first, _ in first }),
      sizeLimit: sizeLimit)
  }

  private func warnings(_ modules: [[UInt8]]) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    if let first = modules.first {
      let count =
        modules.count == 1 ? "a sub-module" : "\(modules.count) sub-modules, this one first"
      warnings.append(
        Diagnostic(
          .warning, "\(count), not looked into: assess a sub-module in its own folder",
          at: Place(PathNames.shown(first))))
    }
    if place.isShallow {
      warnings.append(
        Diagnostic(
          .warning, "the clone is shallow, so the history is incomplete",
          hint: "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` in the checkout"))
    }
    return warnings
  }

  // MARK: - Commit and branch

  /// The commit to look at; `nil` before the first one.
  private func commit() throws(InventoryError) -> String? {
    let name = revision ?? "HEAD"
    let lines = try git.lines([
      "rev-parse", "--quiet", "--verify", "--end-of-options", "\(name)^{commit}",
    ])
    if let found = lines.first, !found.isEmpty { return found }
    guard let revision else { return nil }
    let names = try git.lines(["for-each-ref", "--format=%(refname:short)"])
    throw .unknownRevision(
      revision, suggestion: Suggestion.nearest(to: revision, among: names.prefix(5_000)))
  }

  private func branch() throws(InventoryError) -> String? {
    if let revision {
      let full = try git.lines(["rev-parse", "--symbolic-full-name", "--end-of-options", revision])
      return full.first { $0.hasPrefix("refs/heads/") }
        .map { String($0.dropFirst("refs/heads/".count)) }
    }
    let name = try git.lines(["symbolic-ref", "--quiet", "--short", "HEAD"]).first ?? ""
    return name.isEmpty ? nil : name
  }

  // MARK: - Files

  private func tracked(_ head: String?) throws(InventoryError) -> [TrackedFile] {
    let isTree = revision != nil
    let bytes = try git.require(
      isTree
        ? ["ls-tree", "-r", "-z", head ?? "HEAD"]
        : ["ls-files", "-z", "--cached", "--stage"])
    var seen: Set<ArraySlice<UInt8>> = []
    return bytes.split(separator: 0).compactMap { entry in
      // `mode type object\tpath` and `mode object stage\tpath`.
      guard let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let words = entry[..<tab].split(separator: UInt8(ascii: " "))
      let name = entry[(tab + 1)...]
      // An unmerged path has several entries.
      guard words.count == 3, seen.insert(name).inserted else { return nil }
      return TrackedFile(
        name: Array(name), mode: String(decoding: words[0], as: UTF8.self),
        object: String(decoding: words[isTree ? 2 : 1], as: UTF8.self))
    }
  }

  // MARK: - History

  private func people(_ head: String?) throws(InventoryError) -> Int {
    guard let head else { return 0 }
    let bytes = try git.require([
      "log", "--no-show-signature", "--encoding=UTF-8", "-n", "\(Self.peopleDepth)",
      "--format=%aN%x00%aE", head, "--",
    ])
    var seen: Set<ArraySlice<UInt8>> = []
    var count = PeopleCount()
    for line in bytes.split(separator: UInt8(ascii: "\n")) where seen.insert(line).inserted {
      let parts = line.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      count.note(
        name: String(decoding: parts[0], as: UTF8.self),
        address: String(decoding: parts[1], as: UTF8.self))
    }
    return count.count
  }

  private func marks(_ head: String?) throws(InventoryError) -> GitHistory {
    var history = GitHistory(isRepository: true)
    history.tags = try tags()
    let remote = try git.lines(["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"]).first
    history.defaultBranch = remote.flatMap { name in
      let branch = name.dropFirst("refs/remotes/origin/".count)
      return branch.isEmpty ? nil : String(branch)
    }
    let branches = try branches()
    if history.defaultBranch == nil { history.usualBranch = Self.usualBranch(branches) }
    guard let head else { return history }
    history.promotedBranches = try promotedBranches(among: branches)
    history.commits =
      try git.lines(["rev-list", "--count", head, "--"]).first.flatMap(Int.init) ?? 0
    for (subject, body) in try messages(of: head, upTo: Self.reviewDepth) {
      history.examined += 1
      guard ReviewMark.isPresent(subject: subject, body: body) else { continue }
      history.reviewed += 1
      history.reviewExample = history.reviewExample ?? subject
      if history.releaseRequest == nil, ReviewMark.isReleaseRequest(subject: subject, body: body) {
        history.releaseRequest = subject
      }
    }
    return history
  }

  /// A local branch, or one of the remote.
  private struct Branch {
    var name: String
    var reference: String
    var isLocal: Bool
    /// Whether it is checked out.
    var isCurrent: Bool
  }

  /// The branches, local ones first.
  private func branches() throws(InventoryError) -> [Branch] {
    let lines = try git.lines([
      "for-each-ref", "--format=%(HEAD)%(refname)", "refs/heads", "refs/remotes/origin",
    ])
    return lines.compactMap { line in
      let reference = String(line.dropFirst())
      let prefix = ["refs/heads/", "refs/remotes/origin/"].first { reference.hasPrefix($0) }
      return prefix.map {
        Branch(
          name: String(reference.dropFirst($0.count)), reference: reference,
          isLocal: $0 == "refs/heads/", isCurrent: line.hasPrefix("*"))
      }
    }
  }

  /// The local branch with the most usual name, else the one that is checked out.
  private static func usualBranch(_ branches: [Branch]) -> String? {
    let local = branches.filter(\.isLocal)
    let usual = ["main", "master", "trunk", "develop"].first { name in
      local.contains { $0.name == name }
    }
    return usual ?? local.first(where: \.isCurrent)?.name
  }

  /// Subjects and bodies of the newest commits along the first parent.
  private func messages(
    of revision: String, upTo depth: Int
  ) throws(InventoryError) -> [(subject: String, body: String)] {
    let bytes = try git.require([
      "log", "--no-show-signature", "--encoding=UTF-8", "--first-parent", "-z", "-n", "\(depth)",
      "--format=%s%n%b", revision, "--",
    ])
    // Each message ends with a zero, which no message can hold.
    return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { message in
      let parts = message.split(
        separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
      return (
        String(decoding: parts[0], as: UTF8.self),
        parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : ""
      )
    }
  }

  /// How many commits of a branch are looked at for promotions.
  private static var promotionDepth: Int { 50 }

  private func promotedBranches(among all: [Branch]) throws(InventoryError) -> [String] {
    let branches = Dictionary(all.map { ($0.name, $0.reference) }) { first, _ in first }
    var promoted: [String] = []
    for name in branches.keys.sorted() where Promotion.isTarget(name) {
      guard let reference = branches[name] else { continue }
      let messages = try messages(of: reference, upTo: Self.promotionDepth)
      if Promotion.brings(messages, to: name) { promoted.append(name) }
    }
    return promoted
  }

  private func tags() throws(InventoryError) -> [GitHistory.Tag] {
    let lines = try git.lines([
      "for-each-ref", "--format=%(refname:lstrip=2)%09%(creatordate:unix)", "refs/tags",
    ])
    return lines.compactMap { line in
      let parts = line.split(separator: "\t")
      guard parts.count == 2, let time = Int(parts[1]) else { return nil }
      return GitHistory.Tag(name: String(parts[0]), time: time)
    }
  }
}

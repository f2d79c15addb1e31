import Inventory
import SourceModel
import TestSupport
import Testing

@Suite struct RepositoryTests {
  private func open(
    _ folder: TestFolder, _ revision: String? = nil
  ) async throws -> Repository {
    try await RepositoryOpener().open(folder.path, revision: revision)
  }

  private func text(_ name: String, in repository: Repository) throws -> String {
    String(decoding: try repository.source.read(RelativePath(name)), as: UTF8.self)
  }

  @Test func theWorkingTreeIsReadAsItStands() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt", "old\n")
      try folder.commit()
      try folder.write("a.txt", "new\n")
      try folder.write("untracked.txt")
      let repository = try await open(folder)
      #expect(repository.allPaths.map(\.text) == ["a.txt"])
      #expect(try text("a.txt", in: repository) == "new\n")
      #expect(repository.commit == (try folder.git("rev-parse", "HEAD")))
      #expect(repository.branch == "main")
      #expect(repository.history.isRepository)
      #expect(repository.warnings.isEmpty)
    }
  }

  @Test func filesAreKnownBeforeTheHistory() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt", "one\n")
      try folder.commit()
      try folder.git("tag", "v1.0.0")
      let (listed, recall) = try RepositoryOpener().list(folder.path)
      #expect(listed.files.map(\.text) == ["a.txt"])
      #expect(listed.history.isRepository)
      #expect(listed.branch == nil && listed.history.commits == 0 && listed.history.tags.isEmpty)
      let whole = try recall.complete(listed)
      #expect(whole.branch == "main" && whole.history.commits == 1)
      #expect(whole.history.tags.map(\.name) == ["v1.0.0"])
      #expect(try recall.complete(whole).history == whole.history)
    }
  }

  @Test func aRevisionIsReadWithoutCheckingItOut() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt", "old\n")
      try folder.write("deep/b.txt", "below\n")
      try folder.commit()
      try folder.git("tag", "v1.0.0")
      try folder.git("branch", "calm")
      try folder.remove("deep")
      try folder.write("a.txt", "new\n")
      try folder.commit()
      for revision in ["v1.0.0", "HEAD~1", "calm"] {
        let repository = try await open(folder, revision)
        #expect(repository.allPaths.map(\.text) == ["a.txt", "deep/b.txt"])
        #expect(try text("a.txt", in: repository) == "old\n")
        #expect(try text("deep/b.txt", in: repository) == "below\n")
        #expect(repository.history.commits == 1)
      }
      #expect(try folder.text("a.txt") == "new\n")
    }
  }

  @Test(arguments: [
    ("calm", "calm"), ("refs/heads/calm", "calm"), ("HEAD", "main"), ("v1.0.0", nil),
    ("HEAD~1", nil),
  ])
  func theBranchOfARevisionIsNamed(_ revision: String, _ branch: String?) async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit()
      try folder.commit()
      try folder.git("branch", "calm")
      try folder.git("tag", "v1.0.0")
      #expect(try await open(folder, revision).branch == branch)
    }
  }

  @Test func aFolderInsideARepositoryIsItsOwnRoot() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("outside.txt")
      try folder.write("api/main.go", "package main\n")
      try folder.write("api/deep/b.txt")
      try folder.commit()
      for revision in [nil, "HEAD"] {
        let repository = try await open(folder.folder("api"), revision)
        #expect(repository.name == "api")
        #expect(repository.allPaths.map(\.text) == ["deep/b.txt", "main.go"])
        #expect(try text("main.go", in: repository) == "package main\n")
        #expect(repository.history.isRepository)
      }
    }
  }

  @Test func aBareRepositoryNeedsARevision() async throws {
    try await TestFolder.with { folder in
      let work = try folder.folder("tree")
      try work.git("init", "-q")
      try work.write("a.txt", "here\n")
      try work.commit()
      try folder.git("clone", "-q", "--bare", "tree", "shop.git")
      let bare = try folder.folder("shop.git")
      let repository = try await open(bare, "main")
      #expect(repository.name == "shop")
      #expect(try text("a.txt", in: repository) == "here\n")
      let error = await #expect(throws: InventoryError.self) { try await open(bare) }
      #expect(error == .bare(path: bare.path))
      #expect("\(try #require(error))".contains("--ref"))
    }
  }

  @Test func withoutARemoteTheMostUsualBranchIsKnown() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q", "-b", "master")
      try folder.write("a.txt")
      try folder.commit()
      try folder.git("checkout", "-q", "-b", "feature")
      let history = try await open(folder).history
      #expect(history.defaultBranch == nil)
      #expect(history.usualBranch == "master")
    }
  }

  @Test func aSparseCheckoutIsWarnedOf() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q", "-b", "main")
      let names = ["api/a.txt", "web/b.txt", "web/c.txt", "web/vendor/e.txt", "d.txt"]
      for name in names { try folder.write(name) }
      try folder.commit()
      // A file that somebody keeps changed for themselves.
      try folder.git("update-index", "--skip-worktree", "d.txt")
      #expect(try await open(folder).warnings.isEmpty)
      try folder.git("sparse-checkout", "set", "api")
      #expect(!folder.exists("web/b.txt"))
      let repository = try await open(folder)
      #expect(repository.allPaths.count == 5)
      let warning = try #require(repository.warnings.first)
      #expect(repository.warnings.count == 1)
      #expect(warning.place == Place(RelativePath("web/b.txt")))
      #expect(
        warning.message.english
          == "2 files are not checked out, this one first, and judged by name alone: "
          + "`git sparse-checkout disable` checks out all, and `--ref HEAD` assesses the commit")
      #expect(try await open(folder, "HEAD").warnings.isEmpty)
      #expect(try text("web/b.txt", in: try await open(folder, "HEAD")) == "x\n")
    }
  }

  @Test func aShallowCloneIsWarnedOf() async throws {
    try await TestFolder.with { folder in
      let work = try folder.folder("tree")
      try work.git("init", "-q")
      try work.write("a.txt")
      try work.commit()
      try work.commit()
      try folder.git("clone", "-q", "--depth", "1", "file://\(work.path)", "clone")
      let repository = try await open(folder.folder("clone"))
      #expect(repository.history.isShallow)
      #expect(repository.history.commits == 1)
      #expect(repository.history.defaultBranch == "main")
      #expect(
        repository.warnings.map(\.message.english)
          == ["the clone is shallow, so the history is incomplete"])
      #expect(repository.warnings.first?.hint?.english.contains("fetch-depth: 0") == true)
    }
  }

  @Test func objectsMayBeNamedBySHA256() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q", "--object-format=sha256")
      try folder.write("a.txt", "long\n")
      try folder.commit()
      let repository = try await open(folder, "main")
      #expect(repository.commit?.count == 64)
      #expect(try text("a.txt", in: repository) == "long\n")
    }
  }

  @Test func aDetachedHeadHasNoBranch() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit()
      try folder.git("checkout", "-q", "--detach")
      let repository = try await open(folder)
      #expect(repository.branch == nil)
      #expect(repository.commit != nil)
    }
  }

  @Test func aRepositoryWithoutTrackedFilesIsNotAssessed() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("untracked.txt")
      await #expect(throws: InventoryError.nothingTracked(path: folder.path)) {
        try await open(folder)
      }
    }
  }

  @Test func filesMayBeStagedBeforeTheFirstCommit() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.git("add", "-A")
      let repository = try await open(folder)
      #expect(repository.allPaths.map(\.text) == ["a.txt"])
      #expect(repository.commit == nil)
      #expect(repository.branch == "main")
      #expect(repository.history.commits == 0)
    }
  }

  @Test func anUnknownRevisionSuggestsTheNearestName() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit()
      let error = await #expect(throws: InventoryError.self) { try await open(folder, "mian") }
      #expect(error == .unknownRevision("mian", suggestion: "main"))
      #expect("\(try #require(error))".contains("did you mean `main`?"))
      await #expect(throws: InventoryError.unknownRevision("--all", suggestion: nil)) {
        try await open(folder, "--all")
      }
    }
  }

  @Test func aWorktreeIsARepository() async throws {
    try await TestFolder.with { folder in
      let main = try folder.folder("main")
      try main.git("init", "-q")
      try main.write("a.txt")
      try main.commit()
      try main.git("worktree", "add", "-q", "-b", "side", "../side")
      let repository = try await open(folder.folder("side"))
      #expect(repository.branch == "side")
      #expect(repository.allPaths.map(\.text) == ["a.txt"])
    }
  }

  @Test func aSubmoduleIsNamedAndNotEntered() async throws {
    try await TestFolder.with { folder in
      let inner = try folder.folder("inner")
      try inner.git("init", "-q")
      try inner.write("secret.txt")
      try inner.commit()
      let outer = try folder.folder("outer")
      try outer.git("init", "-q")
      try outer.write("a.txt")
      try outer.git("submodule", "--quiet", "add", "file://\(inner.path)", "libs/inner")
      try outer.commit()
      for revision in [nil, "HEAD"] {
        let repository = try await open(outer, revision)
        #expect(repository.submodules.map(\.text) == ["libs/inner"])
        #expect(repository.allPaths.map(\.text) == [".gitmodules", "a.txt"])
        #expect(repository.warnings.map { $0.place?.path.text } == ["libs/inner"])
      }
    }
  }

  @Test func aConflictNamesAFileOnce() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt", "base\n")
      try folder.commit()
      try folder.git("checkout", "-q", "-b", "side")
      try folder.write("a.txt", "side\n")
      try folder.commit()
      try folder.git("checkout", "-q", "main")
      try folder.write("a.txt", "main\n")
      try folder.commit()
      #expect(throws: TestFolderFailure.self) { try folder.git("merge", "-q", "side") }
      #expect(try await open(folder).allPaths.map(\.text) == ["a.txt"])
    }
  }

  // MARK: - What cannot be opened

  @Test func aPathThatIsNoFolderIsNamed() async throws {
    try await TestFolder.with { folder in
      try folder.write("a.txt")
      let (file, none) = (folder.path("a.txt"), folder.path("none"))
      await #expect(throws: InventoryError.notAFolder(path: file)) {
        try await RepositoryOpener().open(file)
      }
      await #expect(throws: InventoryError.missing(path: none)) {
        try await RepositoryOpener().open(none)
      }
      await #expect(throws: InventoryError.missing(path: "")) {
        try await RepositoryOpener().open("")
      }
    }
  }

  @Test func aRevisionNeedsARepository() async throws {
    try await TestFolder.with { folder in
      try folder.write("a.txt")
      await #expect(throws: InventoryError.noRepository(path: folder.path)) {
        try await open(folder, "main")
      }
    }
  }

  @Test func aRepositoryThatGitCannotReadIsNotTakenForAFolder() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit()
      try folder.git("config", "core.repositoryFormatVersion", "99")
      let error = await #expect(throws: InventoryError.self) { try await open(folder) }
      guard case .gitFailed(let reason) = try #require(error) else {
        Issue.record("threw \(String(describing: error))")
        return
      }
      #expect(reason.contains("99"))
    }
  }

  @Test func aCheckoutWhoseRepositoryIsElsewhereIsReadWithAWarning() async throws {
    try await TestFolder.with { folder in
      try folder.write(".git", "gitdir: ../gone/.git/worktrees/shop\n")
      try folder.write("a.txt")
      let repository = try await open(folder)
      #expect(repository.allPaths.map(\.text) == ["a.txt"])
      #expect(!repository.history.isRepository)
      #expect(repository.warnings.map { $0.place?.path.text } == [".git"])
    }
  }
}

import Inventory
import TestSupport
import Testing

/// Where `.git` leads to a git folder that lies elsewhere.
@Suite struct GitFolderTests {
  /// A repository that somebody has on the disk, and a folder beside it.
  private func withFolders(
    _ body: (_ other: TestFolder, _ folder: TestFolder) async throws -> Void
  ) async throws {
    try await TestFolder.with { parent in
      let other = try parent.folder("other")
      try other.git("init", "-q")
      try other.write("a.txt")
      try other.commit("Begin (#1)")
      let folder = try parent.folder("shop")
      try folder.write("a.txt")
      try await body(other, folder)
    }
  }

  private func warnings(_ folder: TestFolder) async throws -> [String] {
    try await RepositoryOpener().open(folder.path).warnings.map { "\($0)" }
  }

  @Test(arguments: ["a file", "a link", "a common folder", "a common folder of a false worktree"])
  func `The git folder of another repository is told`(_ way: String) async throws {
    try await withFolders { other, folder in
      switch way {
      case "a file": try folder.write(".git", "gitdir: ../other/.git\n")
      case "a link": try folder.link(".git", to: "../other/.git")
      case "a common folder":
        try folder.git("init", "-q")
        try folder.write(".git/commondir", "../../other/.git\n")
      default:
        try folder.write("git/HEAD", "ref: refs/heads/main\n")
        try folder.write("git/commondir", "../../other/.git\n")
        try folder.write("git/gitdir", folder.path(".git") + "\n")
        try folder.write(".git", "gitdir: git\n")
      }
      try folder.git("add", "a.txt")
      let warnings = try await warnings(folder)
      #expect(warnings.count == 1)
      #expect(warnings.first?.contains("does not name this one") == true)
    }
  }

  @Test func `Worktrees and sub-modules have git folders that name them`() async throws {
    try await withFolders { other, folder in
      try other.git("worktree", "add", "-q", "-b", "side", "../side")
      let side = try other.folder("../side")
      #expect(try await warnings(side).isEmpty)
      let outer = try other.folder("../outer")
      try outer.git("init", "-q")
      try outer.git("submodule", "--quiet", "add", "file://\(other.path)", "libs/inner")
      let inner = try outer.folder("libs/inner")
      #expect(try await warnings(inner).isEmpty)
      try inner.write("part/b.txt")
      try inner.commit()
      let part = try inner.folder("part")
      #expect(try await warnings(part).isEmpty)
    }
  }
}

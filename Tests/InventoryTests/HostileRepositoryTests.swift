import Foundation
import SourceModel
import TestSupport
import Testing

@testable import Inventory

@Suite struct HostileRepositoryTests {
  /// A repository whose own settings name a program wherever git would run one.
  private func hostile(_ folder: TestFolder) throws {
    let program = folder.path("../program")
    try folder.write("../program", "#!/bin/sh\ntouch '\(folder.path("../ran"))'\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    try folder.git("init", "-q")
    try folder.write("a.txt", "text\n")
    try folder.write(".gitattributes", "*.txt diff=own filter=own merge=own\n")
    try folder.write(".mailmap", "Ada <ada@example.org> <al@example.org>\n")
    try folder.commit("Begin (#1)")
    try folder.git("tag", "-a", "-m", "First", "v1.0.0")
    let settings = [
      "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass",
      "core.gitProxy", "core.alternateRefsCommand", "diff.external", "diff.own.textconv",
      "diff.own.command", "filter.own.clean", "filter.own.smudge", "filter.own.process",
      "merge.own.driver", "gpg.program", "gpg.ssh.program", "pager.log", "pager.ls-files",
      "pager.ls-tree", "pager.rev-parse", "pager.for-each-ref", "credential.helper",
      "uploadpack.packObjectsHook", "sequence.editor", "alias.ls-files", "alias.log",
      "interactive.diffFilter", "remote.origin.uploadpack",
    ]
    for name in settings {
      try folder.git("config", name, name.hasPrefix("alias.") ? "!\(program)" : program)
    }
    try folder.git("config", "filter.own.required", "true")
    try folder.git("config", "log.showSignature", "true")
    try folder.git("config", "remote.origin.url", "ext::\(program)")
    try folder.git("config", "core.hooksPath", folder.path("../hooks"))
    for hook in ["post-index-change", "reference-transaction", "post-checkout", "pre-commit"] {
      for place in [".git/hooks/\(hook)", "../hooks/\(hook)"] {
        try folder.write(place, "#!/bin/sh\ntouch '\(folder.path("../ran"))'\n")
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: folder.path(place))
      }
    }
  }

  #if os(Linux)
    /// A pipe that nobody writes to, where git reads a file: git would wait for ever.
    @Test(arguments: [
      (".git/HEAD", "rev-parse"), (".git/config", "rev-parse"), (".git/index", "ls-files"),
      (".git/refs/heads/x", "for-each-ref"), (".git/shallow", "rev-parse"),
      (".git/refs/tags/v1", "for-each-ref"), (".git/packed-refs", "rev-parse"),
      (".git/objects/info/alternates", "rev-parse"), (".git/commondir", "rev-parse"),
    ])
    func aRepositoryThatHangsGitIsLeft(_ path: String, _ question: String) async throws {
      try await TestFolder.with { folder in
        try folder.git("init", "-q")
        try folder.write("a.txt", "text\n")
        try folder.commit("Begin")
        try? FileManager.default.removeItem(atPath: folder.path(path))
        #expect(mkfifo(folder.path(path), 0o644) == 0)
        await #expect(
          throws: InventoryError.gitFailed(
            "`git \(question)` hangs: it waits for something that does not come")
        ) { try await RepositoryOpener().open(folder.path) }
      }
    }
  #endif

  /// Objects and references that are broken: what can be told is told, and the rest is said to lack.
  @Test(arguments: [
    ("the newest commit", 0...0), ("an older commit", 1...2), ("a tag", 3...3),
    ("no such commit", 0...0), ("a branch", 3...3),
  ])
  func aBrokenHistoryIsSaid(_ what: String, _ commits: ClosedRange<Int>) async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q", "-b", "main")
      try folder.write("a.txt", "text\n")
      for (number, author) in ["Ada", "Bob", "Eve"].enumerated() {
        try folder.commit("Change (#\(number))", author: author, address: "\(author)@example.org")
      }
      try folder.git("tag", "v1.0.0")
      func breakObject(_ name: String) throws {
        let object = try folder.git("rev-parse", name)
        let path = ".git/objects/\(object.prefix(2))/\(object.dropFirst(2))"
        try folder.remove(path)
        try folder.write(path, "broken")
      }
      let nothing = String(repeating: "12", count: 20)
      switch what {
      case "the newest commit": try breakObject("HEAD")
      case "an older commit": try breakObject("HEAD~2")
      case "a tag": try folder.write(".git/refs/tags/v2.0.0", nothing + "\n")
      case "a branch": try folder.write(".git/refs/heads/production", nothing + "\n")
      default: try folder.write(".git/refs/heads/main", nothing + "\n")
      }
      let repository = try await RepositoryOpener().open(folder.path)
      #expect(repository.allPaths == [RelativePath("a.txt")])
      #expect(commits.contains(repository.history.commits))
      let warnings = repository.warnings.map { "\($0)" }
      #expect(warnings.count == 1)
      #expect(
        warnings.first?.contains("git cannot read all of its history, so it is incomplete: ")
          == true)
      #expect(warnings.first?.contains("git fsck") == true)
    }
  }

  /// What replaces a commit on one machine is nothing that the team shares.
  @Test func replacedCommitsAreNotBelieved() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q", "-b", "main")
      try folder.write("a.txt", "text\n")
      try folder.commit("Begin")
      try folder.commit("Go on")
      try folder.git("replace", "--graft", "HEAD")
      #expect(try folder.git("rev-list", "--count", "HEAD") == "1")
      let history = try await RepositoryOpener().open(folder.path).history
      #expect(history.commits == 2)
    }
  }

  @Test func nothingThatARepositoryNamesIsRun() async throws {
    try await TestFolder.with { parent in
      let folder = try parent.folder("shop")
      try hostile(folder)
      try folder.write("a.txt", "changed\n")
      for revision in [nil, "main", "v1.0.0"] {
        let repository = try await RepositoryOpener().open(folder.path, revision: revision)
        for path in repository.allPaths { _ = try repository.source.read(path) }
        #expect(repository.history.commits == 1)
        #expect(repository.history.people == 1)
      }
      #expect(!parent.exists("ran"))
      // The trap is sound: git itself springs it.
      _ = try? folder.git("status")
      #expect(parent.exists("ran"))
    }
  }

  @Test func aMissingObjectIsNotFetched() async throws {
    try await TestFolder.with { parent in
      let folder = try parent.folder("shop")
      try hostile(folder)
      let blob = try folder.git("rev-parse", "HEAD:a.txt")
      try folder.git("config", "core.repositoryFormatVersion", "1")
      try folder.git("config", "extensions.partialClone", "origin")
      try folder.git("config", "remote.origin.promisor", "true")
      try folder.remove(".git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
      try? parent.remove("ran")
      let repository = try await RepositoryOpener().open(folder.path, revision: "main")
      #expect(throws: FileReadFailure.noObject) {
        try repository.source.read(RelativePath("a.txt"))
      }
      #expect(!parent.exists("ran"))
    }
  }

  @Test func filesThatAPartialCloneLacksHideNoOther() async throws {
    try await TestFolder.with { parent in
      let server = try parent.folder("server")
      try server.git("init", "-q", "-b", "main")
      try server.git("config", "uploadpack.allowFilter", "true")
      for number in 0..<120 { try server.write("f\(number).txt", "\(number)\n") }
      try server.commit()
      let source = "file://\(server.path)"
      try parent.git("clone", "-q", "--filter=blob:none", "--no-checkout", source, "shop")
      let folder = try parent.folder("shop")
      // Git fetches it.
      try folder.git("cat-file", "-e", "HEAD:f99.txt")
      let objects = try folder.git("count-objects", "-v")
      let repository = try await RepositoryOpener().open(folder.path, revision: "main")
      for path in repository.allPaths where path.text != "f99.txt" {
        #expect(throws: FileReadFailure.noObject) { try repository.source.read(path) }
      }
      #expect(repository.history.commits == 1)
      #expect(repository.history.fault == nil)
      let kept = RelativePath("f99.txt")
      #expect(try repository.source.read(kept) == Array("99\n".utf8))
      #expect(
        repository.source.readTogether(repository.allPaths) == [kept: .success(Array("99\n".utf8))])
      #expect(try folder.git("count-objects", "-v") == objects)
    }
  }

  /// Git lists what its index says, and makes no file of such names.
  @Test(arguments: [
    "../secret.txt", "a/../../secret.txt", ".git/config", "a/.GIT/b", "/etc/passwd",
  ])
  func aForgedNameIsLeftOut(_ name: String) async throws {
    try await TestFolder.with { parent in
      try parent.write("secret.txt", "secret\n")
      let folder = try parent.folder("shop")
      try folder.git("init", "-q")
      try folder.write("a.txt", "text\n")
      // As long as the forged one, so that the index stays whole but for its checksum, which is not asked for.
      let stand = String(repeating: "x", count: name.utf8.count)
      try folder.write(stand, "x\n")
      try folder.git("add", ".")
      try folder.git("config", "index.skipHash", "true")
      let index = URL(filePath: folder.path(".git/index"))
      var bytes = try Data(contentsOf: index)
      let range = try #require(bytes.firstRange(of: Data(stand.utf8)))
      bytes.replaceSubrange(range, with: Data(name.utf8))
      bytes.replaceSubrange((bytes.count - 20)..., with: Data(repeating: 0, count: 20))
      try bytes.write(to: index)
      guard try folder.git("ls-files").contains(name.dropFirst(1)) else {
        print("notice: this git reads no forged index; what it would list is not tried")
        return
      }
      let repository = try await RepositoryOpener().open(folder.path)
      #expect(repository.allPaths.map(\.text) == ["a.txt"])
      #expect(repository.warnings.contains { "\($0)".contains("lead out of the folder") })
      guard !name.lowercased().contains(".git") else { return }
      #expect(throws: FileReadFailure.outside) {
        try repository.source.read(RelativePath(name))
      }
    }
  }

  @Test func namesOfPeopleComeFromTheRepositoryAlone() async throws {
    try await TestFolder.with { parent in
      try parent.write("map", "Ada <ada@example.org> <bob@example.org>\n")
      let folder = try parent.folder("shop")
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit("Begin", author: "Ada", address: "ada@example.org")
      try folder.commit("Go on", author: "Bob", address: "bob@example.org")
      try folder.git("config", "mailmap.file", parent.path("map"))
      #expect(try await RepositoryOpener().open(folder.path).history.people == 2)
      try folder.write(".mailmap", "Ada <ada@example.org> <bob@example.org>\n")
      try folder.commit("Map", author: "Ada", address: "ada@example.org")
      for revision in [nil, "HEAD"] {
        #expect(
          try await RepositoryOpener().open(folder.path, revision: revision).history.people == 1)
      }
    }
  }

  @Test func aTagThatCannotBeReadHidesNoOther() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q", "-b", "main")
      try folder.write("a.txt")
      try folder.commit("Begin")
      try folder.git("tag", "v1.0.0")
      try folder.write(".git/refs/tags/v0.9.0", String(repeating: "12", count: 20) + "\n")
      let history = try await RepositoryOpener().open(folder.path).history
      #expect(history.tags.map(\.name).contains("v1.0.0"))
      #expect(history.fault != nil)
    }
  }

  /// Files of the git folder that are links to others of the disk, and a configuration that includes one.
  @Test(arguments: [
    ".git/packed-refs", ".git/shallow", ".git/objects/info/alternates", ".git/HEAD", ".git/config",
  ])
  func nothingOfOtherFilesIsQuoted(_ path: String) async throws {
    try await TestFolder.with { parent in
      let folder = try parent.folder("shop")
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit("Begin")
      if path == ".git/config" {
        try parent.write("outside", "[core]\nbare = canary\n")
        try folder.git("config", "include.path", parent.path("outside"))
      } else {
        try parent.write("outside", "canary value\n")
        try? FileManager.default.removeItem(atPath: folder.path(path))
        try FileManager.default.createSymbolicLink(
          atPath: folder.path(path), withDestinationPath: parent.path("outside"))
      }
      var told = ""
      do {
        told = "\(try await RepositoryOpener().open(folder.path).warnings)"
      } catch {
        told = "\(error)"
      }
      #expect(!told.contains("canary"))
    }
  }

  @Test(arguments: [
    ("fatal: bad object HEAD", "fatal: bad object HEAD"),
    ("fatal: unexpected line in .git/packed-refs: a b", "fatal: unexpected line in …"),
    ("fatal: bad shallow line: a b", "fatal: bad shallow line …"),
    ("error: object directory /a/b does not exist", "error: object directory …"),
    ("fatal: bad boolean config value 'a' for 'core.bare'", "fatal: bad boolean config value …"),
    ("fatal: unknown date format a b", "fatal: unknown date format …"),
  ])
  func theWordsOfGitAreShownUpToWhatTheyQuote(_ words: String, _ shown: String) {
    #expect(GitWords.unquoted(words) == shown)
  }

  @Test func theCallersGitSettingsDoNotReachGit() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit()
      try folder.git("config", "log.mailmap", "false")
      try folder.git("config", "i18n.logOutputEncoding", "UTF-16")
      try folder.git("config", "color.ui", "always")
      try folder.git("config", "core.quotePath", "true")
      try folder.git("config", "format.pretty", "oneline")
      try folder.git("config", "log.date", "relative")
      try folder.commit("Grüße (#1)", author: "Zoë", address: "zoe@example.org")
      let history = try await RepositoryOpener().open(folder.path).history
      #expect(history.people == 2)
      #expect(history.reviewExample == "Grüße (#1)")
    }
  }
}

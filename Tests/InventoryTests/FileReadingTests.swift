import Foundation
import Inventory
import SourceModel
import TestSupport
import Testing

@Suite struct FileReadingTests {
  private func open(
    _ folder: TestFolder, _ revision: String? = nil, sizeLimit: Int = 1 << 20
  ) async throws -> Repository {
    try await RepositoryOpener(sizeLimit: sizeLimit).open(folder.path, revision: revision)
  }

  private func failure(_ name: String, in repository: Repository) -> FileReadFailure? {
    do throws(FileReadFailure) {
      _ = try repository.source.read(RelativePath(name))
      return nil
    } catch {
      return error
    }
  }

  /// Names that tools trip over.
  private static let names: [(name: [UInt8], shown: String)] = [
    (Array("with space.txt".utf8), "with space.txt"),
    (Array("\"quoted\" 'name'.txt".utf8), "\"quoted\" 'name'.txt"),
    (Array("two\nlines.txt".utf8), "two\nlines.txt"),
    (Array("tab\there.txt".utf8), "tab\there.txt"),
    (Array("-rf.txt".utf8), "-rf.txt"),
    (Array(":(top)a.txt".utf8), ":(top)a.txt"),
    (Array("back\\slash.txt".utf8), "back\\slash.txt"),
    (Array("한글.txt".utf8), "한글.txt"),
    ([0x61, 0xFF, 0x2E, 0x74], "a\\xff.t"),
    ([0xC3, 0x28, 0x0E, 0x62], "\\xc3(\u{0E}b"),
  ]

  @Test func filesOfAnyNameAreReadFromEverySource() async throws {
    try await TestFolder.with { folder in
      for (name, shown) in Self.names { try folder.write(name: name, shown) }
      func check(_ repository: Repository) throws {
        #expect(Set(repository.allPaths.map(\.text)) == Set(Self.names.map(\.shown)))
        for (_, shown) in Self.names {
          let bytes = try repository.source.read(RelativePath(shown))
          #expect(String(decoding: bytes, as: UTF8.self) == shown)
        }
      }
      try check(try await open(folder))
      try folder.git("init", "-q")
      try folder.commit()
      try check(try await open(folder))
      try check(try await open(folder, "main"))
    }
  }

  @Test func linksAreFollowedInsideAndNeverOutside() async throws {
    try await TestFolder.with { parent in
      try parent.write("secret.txt", "secret\n")
      let folder = try parent.folder("shop")
      try folder.git("init", "-q")
      try folder.write("deep/a.txt", "inside\n")
      try folder.link("inside.txt", to: "deep/a.txt")
      try folder.link("chain.txt", to: "inside.txt")
      try folder.link("absolute.txt", to: parent.path("secret.txt"))
      try folder.link("above.txt", to: "../secret.txt")
      try folder.link("detour.txt", to: "deep/../../secret.txt")
      try folder.link("broken.txt", to: "nowhere.txt")
      try folder.link("loop.txt", to: "loop.txt")
      try folder.link("folder.txt", to: "deep")
      try folder.link("git.txt", to: ".git/config")
      try folder.commit()
      for revision in [nil, "main"] {
        let repository = try await open(folder, revision)
        for name in ["inside.txt", "chain.txt"] {
          #expect(try repository.source.read(RelativePath(name)) == Array("inside\n".utf8))
        }
        for name in ["absolute.txt", "above.txt", "detour.txt"] {
          #expect(failure(name, in: repository) == .outside, "\(name)")
        }
        for name in ["broken.txt", "loop.txt"] {
          #expect(failure(name, in: repository) == .missing, "\(name)")
        }
        #expect(failure("folder.txt", in: repository) != nil)
        let none: FileReadFailure = revision == nil ? .outside : .missing
        #expect(failure("git.txt", in: repository) == none)
      }
    }
  }

  @Test func aFolderThatBecameALinkLeadsNowhereOutside() async throws {
    try await TestFolder.with { parent in
      try parent.write("secrets/a.txt", "secret\n")
      let folder = try parent.folder("shop")
      try folder.git("init", "-q")
      try folder.write("deep/a.txt", "inside\n")
      try folder.write("other/a.txt", "other\n")
      try folder.commit()
      try folder.remove("deep")
      try folder.link("deep", to: "../secrets")
      #expect(failure("deep/a.txt", in: try await open(folder)) == .outside)
      try folder.remove("deep")
      try folder.link("deep", to: "other")
      let repository = try await open(folder)
      #expect(try repository.source.read(RelativePath("deep/a.txt")) == Array("other\n".utf8))
    }
  }

  @Test func pipesAreNeverWaitedFor() async throws {
    try await TestFolder.with { folder in
      try folder.write("a.txt")
      #expect(mkfifo(folder.path("pipe.yml"), 0o644) == 0)
      #expect(try await open(folder).allPaths.map(\.text) == ["a.txt"])
      // A tracked file in whose place there is a pipe now.
      try folder.git("init", "-q")
      try folder.remove("pipe.yml")
      try folder.write("pipe.yml")
      try folder.commit()
      try folder.remove("pipe.yml")
      #expect(mkfifo(folder.path("pipe.yml"), 0o644) == 0)
      #expect(failure("pipe.yml", in: try await open(folder)) == .notRegular)
    }
  }

  @Test func aFileThatIsTooLargeSaysHowLarge() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("fits.txt", String(repeating: "a", count: 100))
      try folder.write("large.txt", String(repeating: "b", count: 101))
      try folder.write("small.txt", "c")
      try folder.commit()
      for revision in [nil, "main"] {
        let repository = try await open(folder, revision, sizeLimit: 100)
        #expect(failure("large.txt", in: repository) == .tooLarge(size: 101, limit: 100))
        #expect(try repository.source.read(RelativePath("fits.txt")).count == 100)
        #expect(try repository.source.read(RelativePath("small.txt")) == [UInt8(ascii: "c")])
      }
    }
  }

  @Test func aDeletedFileIsMissing() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.write("gone.txt")
      try folder.commit()
      try folder.remove("gone.txt")
      let repository = try await open(folder)
      #expect(failure("gone.txt", in: repository) == .missing)
      #expect(failure("never.txt", in: repository) == .missing)
      #expect(failure("a.txt", in: repository) == nil)
    }
  }

  @Test func aRevisionIsReadByManyTasksAtOnce() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      for number in 0..<60 { try folder.write("f\(number).txt", "\(number)\n") }
      try folder.commit()
      let repository = try await open(folder, "main")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<60 {
          group.addTask {
            let bytes = try repository.source.read(RelativePath("f\(number).txt"))
            #expect(String(decoding: bytes, as: UTF8.self) == "\(number)\n")
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func filesOfARevisionAreReadTogetherAsEachIsByItself() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      // Together more than may be kept, in more than one question to git.
      for number in 0..<100 {
        try folder.write(
          "f\(number).txt", String(repeating: "\(number)\n", count: 1 + number * 200))
      }
      try folder.write("empty.txt", "")
      try folder.write("large.txt", String(repeating: "b", count: 1 << 17))
      try folder.link("link.txt", to: "f1.txt")
      try folder.write("gone.txt", "gone\n")
      try folder.commit()
      let gone = try folder.git("rev-parse", "HEAD:gone.txt")
      try folder.remove(".git/objects/\(gone.prefix(2))/\(gone.dropFirst(2))")
      let repository = try await open(folder, "main", sizeLimit: (1 << 17) - 1)
      let paths = repository.allPaths + [RelativePath("never.txt")]
      #expect(paths.count == 105)
      let known = repository.source.readTogether(paths)
      for (path, content) in known {
        #expect(
          content == Result { () throws(FileReadFailure) in try repository.source.read(path) })
      }
      #expect(known[RelativePath("f0.txt")] == .success(Array("0\n".utf8)))
      #expect(known[RelativePath("empty.txt")] == .success([]))
      #expect(known[RelativePath("gone.txt")] == .failure(.noObject))
      #expect(known[RelativePath("link.txt")] == nil)
      #expect(known.count < 103)
      #expect(known.values.reduce(0) { $0 + ((try? $1.get().count) ?? 0) } <= 1 << 20)
      #expect(try await open(folder).source.readTogether(paths).isEmpty)
    }
  }

  @Test func aBrokenFileHidesNoOther() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      for name in ["a", "c"] { try folder.write("\(name).txt", "text of \(name)\n") }
      try folder.write("b.txt", (0..<10_000).map { "\($0)\n" }.joined())
      try folder.commit()
      let object = try folder.git("rev-parse", "HEAD:b.txt")
      let path = URL(
        filePath: folder.path(".git/objects/\(object.prefix(2))/\(object.dropFirst(2))"))
      var bytes = try Data(contentsOf: path)
      let last = try #require(bytes.indices.last)
      bytes[last] ^= 1
      try folder.remove(".git/objects/\(object.prefix(2))/\(object.dropFirst(2))")
      try bytes.write(to: path)
      let repository = try await open(folder, "main")
      let paths = repository.allPaths
      let known = repository.source.readTogether(paths)
      #expect(known[paths[0]] == .success(Array("text of a\n".utf8)))
      let ended = FileReadFailure.unreadable("git ended over it, `git fsck` may tell why")
      #expect(known[paths[1]] == .failure(ended))
      #expect(failure("b.txt", in: repository) == ended)
      for name in ["a", "c"] {
        let text = try repository.source.read(RelativePath("\(name).txt"))
        #expect(text == Array("text of \(name)\n".utf8))
      }
    }
  }

  @Test func manyBrokenFilesHideNoOther() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      for number in 0..<600 { try folder.write("a/f\(number).txt", "\(number)\n") }
      try folder.write("b.txt", "b\n")
      try folder.commit()
      for line in try folder.git("ls-files", "-s", "a").split(separator: "\n") {
        let object = line.split(separator: " ")[1]
        let path = ".git/objects/\(object.prefix(2))/\(object.dropFirst(2))"
        try folder.remove(path)
        // Git says of each that its beginning is broken.
        try folder.write(path, "broken")
      }
      let repository = try await open(folder, "main")
      let broken = FileReadFailure.unreadable("git finds its content broken, `git fsck` tells more")
      #expect(failure("a/f0.txt", in: repository) == broken)
      let known = repository.source.readTogether(repository.allPaths)
      #expect(known.values.count { $0 == .failure(broken) } == 599)
      #expect(try repository.source.read(RelativePath("b.txt")) == Array("b\n".utf8))
    }
  }
}

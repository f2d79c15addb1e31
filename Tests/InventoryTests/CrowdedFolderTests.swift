import Foundation
import Inventory
import SourceModel
import TestSupport
import Testing

/// Folders with more files than are looked at.
@Suite struct CrowdedFolderTests {
  private static let limit = 20_000

  /// Notes files in git's index that are not there.
  private func index(_ names: [String], _ folder: TestFolder) throws {
    let object = String(repeating: "1", count: 40)
    let entries = names.map { "100644 \(object)\t\($0)\n" }.joined()
    try folder.write(".git/entries", entries)
    try folder.git("update-index", "--index-info", input: ".git/entries")
  }

  private func names(_ count: Int, in folder: String) -> [String] {
    (0..<count).map { "\(folder)/f\(String(100_000 + $0)).txt" }
  }

  @Test func `Of a folder with too many files the first are looked at, and the rest is told`()
    async throws
  {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      let crowd = names(Self.limit + 5, in: "data")
      try index(crowd + ["data/a/b.txt", "data/f100007/b.txt", "z.txt"], folder)
      let repository = try await RepositoryOpener().open(folder.path)
      let kept = crowd.prefix(Self.limit) + ["data/a/b.txt", "data/f100007/b.txt", "z.txt"]
      #expect(repository.allPaths.map(\.text) == kept.sorted())
      #expect(repository.warnings.map { $0.place?.path.text } == ["data"])
      #expect(
        repository.warnings.first?.message.english
          == "found 20005 files in one folder, expected at most 20000; the rest is left out")
    }
  }

  @Test func `What lies too deep is left out, and that is told`() async throws {
    try await TestFolder.with { folder in
      let deep = (0..<2).map { String(repeating: "d/", count: 128 + $0) + "a.txt" }
      for name in deep + ["z.txt"] { try folder.write(name, "text\n") }
      let plain = try await RepositoryOpener().open(folder.path)
      #expect(plain.allPaths.map(\.text) == [deep[0], "z.txt"])
      #expect(
        plain.warnings.map(\.message.english) == [
          "found 1 folders that lie more than 128 deep; they were left out"
        ])
      try folder.git("init", "-q")
      try folder.git("add", ".")
      let tracked = try await RepositoryOpener().open(folder.path)
      #expect(tracked.allPaths.map(\.text) == [deep[0], "z.txt"])
      #expect(tracked.warnings.contains { $0.message.english.contains("too deep") })
    }
  }

  @Test func `A folder that is opened up to a limit tells whether that is all`() async throws {
    try await TestFolder.with { folder in
      for name in ["set.yml", "a/one.yml", "b/two.yml"] { try folder.write(name) }
      let all = try RepositoryOpener().openFolder(folder.path, upTo: 100)
      #expect(all.isWhole)
      #expect(all.repository.allPaths.count == 3)
      let some = try RepositoryOpener().openFolder(folder.path, upTo: 2)
      #expect(!some.isWhole)
      #expect(some.repository.allPaths.count == 2)
    }
  }

  @Test func `A folder with as many files as are looked at is whole`() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try index(names(Self.limit, in: "data") + names(5, in: "more"), folder)
      let repository = try await RepositoryOpener().open(folder.path)
      #expect(repository.allPaths.count == Self.limit + 5)
      #expect(repository.warnings.isEmpty)
    }
  }

  @Test func `Outside of git the first by name are looked at, whatever order they are listed in`()
    async throws
  {
    try await TestFolder.with { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path("data"), withIntermediateDirectories: true)
      let crowd = names(2 * Self.limit + 10, in: "data")
      for name in crowd.shuffled() {
        #expect(FileManager.default.createFile(atPath: folder.path(name), contents: nil))
      }
      try folder.write("z.txt", "z\n")
      let repository = try await RepositoryOpener().open(folder.path)
      #expect(repository.allPaths.map(\.text) == crowd.prefix(Self.limit) + ["z.txt"])
      #expect(repository.warnings.map { $0.place?.path.text } == ["data"])
      #expect(
        repository.warnings.first?.message.english
          == "found 40010 files in one folder, expected at most 20000; the rest is left out")
    }
  }
}

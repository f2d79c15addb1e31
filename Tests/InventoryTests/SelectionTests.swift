import Inventory
import SourceModel
import TestSupport
import Testing

@Suite struct SelectionTests {
  private let repository = Repository(
    name: "acme",
    allPaths: ["a.go", "legacy/b.go", "examples/shop/c.go", "examples/legacy/d.go", "vendor/e.go"]
      .map { RelativePath($0) },
    source: MemoryFileSource([:]))

  @Test func `What is excluded is gone, and what is included counts`() throws {
    let selected = try #require(
      repository.selecting(
        excluding: [Glob("legacy/**"), Glob("**/d.go")],
        including: [Glob("examples/"), Glob("legacy/b.go")]))
    #expect(selected.files.map(\.text) == ["a.go", "examples/shop/c.go"])
    #expect(selected.allPaths.map(\.text) == ["a.go", "examples/shop/c.go", "vendor/e.go"])
  }

  @Test func `Without patterns nothing changes`() throws {
    let selected = try #require(repository.selecting(excluding: [], including: []))
    #expect(selected.files.map(\.text) == ["a.go", "legacy/b.go"])
    #expect(selected.allPaths == repository.allPaths)
  }

  @Test func `A file that a call names is read, and told why where it is not`() async throws {
    try await TestFolder.with { folder in
      try folder.write("a.yml", "a: 1\n")
      try folder.link("link.yml", to: "a.yml")
      for name in ["a.yml", "link.yml"] {
        #expect(try NamedFile.read(folder.path(name)).get() == Array("a: 1\n".utf8))
      }
      func reason(_ path: String, limit: Int = 100) -> String? {
        guard case .failure(let failure) = NamedFile.read(path, limit: limit) else { return nil }
        return failure.reason
      }
      #expect(reason(folder.path("none.yml")) == "No such file or directory")
      #expect(reason(folder.path) == "it is a folder")
      #expect(reason(folder.path("a.yml"), limit: 2) == "it has 5 bytes, at most 2 are read")
    }
  }
}

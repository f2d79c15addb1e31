import FactModel
import SourceModel
import TestSupport
import Testing

@testable import FactReading

/// What is looked up among all files is what a look at each would find.
@Suite struct FileSearchTests {
  private static let paths = [
    "b.yml", "a/b.yml", "a-b/c.yml", "a.b/c.yml", "a/b/c.yml", "a0/c.yml", "a/b-c/d.yml",
    "a/b0.yml", "c/a/b.yml", "a/cmd/x/y/main.go", "a/cmd/z.go", "a/cmd/w/main.go", "{a}/b.yml",
  ].map { RelativePath($0) }

  private let context = ReadingContext(files: Self.paths.reversed()) { _ in nil }

  @Test(arguments: [
    "*", "**", "a/*", "a/**", "a/*.yml", "**/b.yml", "**/c*", "a/b/*.yml", "x/*", "a*/c.yml",
    "{a,c}/**/*.yml", "a/{b,b-c}/*.yml", "\\{a}/*", "a/b*/**", "a/[b]*",
  ])
  func `A pattern finds its files in order`(_ pattern: String) {
    let glob = Glob("/" + pattern)
    let expected = Self.paths.filter { glob.matches($0) }.sorted()
    #expect(context.files(matching: RelativePath(pattern)) == expected)
    // The second time it is known.
    #expect(context.hasFile(matching: RelativePath(pattern)) == !expected.isEmpty)
    #expect(context.hasFile(matching: RelativePath(pattern)) == !expected.isEmpty)
  }

  @Test func `Folders and files of a folder are those that lie there`() {
    for folder in context.folders {
      let folders = context.folders.filter { $0.folder == folder && !$0.text.isEmpty }
      #expect(Set(context.folders(in: folder)) == folders)
      let files = Self.paths.filter { $0.isInside(folder) }.sorted()
      #expect(Array(context.files(below: folder)) == files)
    }
    #expect(context.folders(in: RelativePath("none")) == [])
  }

  @Test func `Go's tools are those whose path begins with that of their module`() {
    let facts = ManifestCase(
      "go.mod",
      """
      module example.org/acme
      tool example.org/b/cmd/lint
      tool example.org/a
      require (
        example.org/b v1.0.0
        example.org/a v1.0.0
        example.org/a/x v1.0.0
        example.org/bb v1.0.0
        example.org/c v1.0.0
      )
      """, []
    ).facts
    let tools = facts.dependencies.filter { $0.scope == .development }.map(\.name)
    #expect(tools == ["example.org/b", "example.org/a"])
  }

  @Test(arguments: [
    ("acme/db", ["acme/db"]), ("deploy/db", []), ("stage/db", []), ("deploy/stage", []),
    ("stage/d", ["stage/d"]), ("db/values.yaml", ["db/values.yaml"]), ("tage/db", ["tage/db"]),
  ])
  func `A chart in a folder of the tree is none from elsewhere`(
    _ chart: String, _ expected: [String]
  ) async {
    let facts = await SmallRepository([
      ".gitlab-ci.yml": "a: {script: [helm upgrade shop \(chart)]}\n",
      "deploy/stage/db/values.yaml": "a: 1\n", "README.md": "# Acme\n",
    ]).facts
    let charts = facts.images.map(\.text).filter { $0.hasPrefix("chart ") }
    #expect(charts == expected.map { "chart " + $0 })
  }
}

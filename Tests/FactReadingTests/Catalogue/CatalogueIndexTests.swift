import SourceModel
import Syntax
import Testing

@testable import Catalogue

/// The text that a build makes of the catalogue, asked as an index.
@Suite struct CatalogueIndexTests {
  private static let files = [
    """
    - id: spanner
      name: Spanner
      category: test
      gives: [tests]
      commands: [spanner, spanner run, {run: spanner fix, gives: [formats]}]
      actions: [acme/set_up-spanner, acme/*]
      dependencies: ["npm:Spanner", "npm:@spanner/*", "*:spanner"]
      files: [Spannerfile, "*.spanner.{yml,yaml}", "spanners/**", "**/a/*"]
    """,
    """
    - id: vice
      name: Vice
      category: test
      gives: [lints]
      commands: [spanner hold, vice]
      dependencies: ["npm:vice", "npm:@spanner/vice"]
      files: ["**/*.yml"]
      words: [vice]
    """,
  ]

  private static let text = ToolCatalogue.packed(
    files.enumerated().map { index, text in
      (RelativePath("\(index).yml"), YAML.parse(Array(text.utf8), manner: .strict))
    })

  private func names(_ signs: [SignReference]) -> [String] {
    signs.map { "\($0.tool).\($0.sign)" }
  }

  @Test func `Signs are found by whole names and by patterns, in order`() throws {
    #expect(Self.text.faults.isEmpty)
    let index = try #require(CatalogueIndex(.made(Array(Self.text.text.utf8))))
    #expect(index.count == 2)
    #expect(names(index.exact(.commands, "spanner")) == ["0.0", "0.1", "0.2", "1.0"])
    #expect(names(index.exact(.commands, "Spanner")) == [])
    #expect(names(index.exact(.actions, "ACME/set-up_spanner")) == ["0.3"])
    #expect(names(index.patterns(.actions, "acme/other")) == ["0.4"])
    #expect(names(index.exact(.dependencies, "npm:spanner")) == ["0.5"])
    #expect(names(index.patterns(.dependencies, "npm:@spanner/vice")) == ["0.6"])
    #expect(names(index.exact(.dependencies, "npm:@spanner/vice")) == ["1.3"])
    #expect(names(index.patterns(.dependencies, "go:spanner")) == ["0.7"])
    #expect(names(index.patterns(.dependencies, "")) == [])
  }

  @Test(arguments: [
    ("Spannerfile", ["0.8"]), ("x/Spannerfile", ["0.8"]), ("b.spanner.yml", ["0.9", "1.4"]),
    ("spanners/x/y.go", ["0.10"]), ("x/a/b", ["0.11"]), ("a/c.yml", ["0.11", "1.4"]), ("c.go", []),
    ("Spannerfile\t0.8 Spannerfile\nb", []), ("", []),
  ])
  func `Files are found by their paths`(_ path: String, _ signs: [String]) throws {
    let index = try #require(CatalogueIndex(.made(Array(Self.text.text.utf8))))
    let memory = CatalogueMemory()
    for _ in 0..<2 { #expect(names(index.files(RelativePath(path), memory)) == signs) }
  }

  @Test(arguments: [
    "acme/deploy-app", "deploy", "deploydeploy", "x/odd", "odd", "ab", "a", "", "kä", "käse",
    "kase",
    "x/depl", "*deploy*", "ploy-d\u{e9}",
  ])
  func `A name finds the patterns that fit it, each once`(_ name: String) throws {
    let patterns = [
      "*", "*/deploy-app", "*deploy*", "*ploy*", "**odd", "*ab", "*äse*", "*k*se", "*d\u{e9}", "a*",
      "acme/deploy*app",
    ]
    let list = patterns.map { "\"\($0)\"" }.joined(separator: ", ")
    let file = """
      - id: vice
        name: Vice
        category: test
        gives: [lints]
        images: [\(list)]
      """
    let text = ToolCatalogue.packed([
      (RelativePath("a.yml"), YAML.parse(Array(file.utf8), manner: .strict))
    ])
    #expect(text.faults.isEmpty)
    let index = try #require(CatalogueIndex(.made(Array(text.text.utf8))))
    let fitting = patterns.indices.filter { NamePattern(patterns[$0]).matches(name) }
    #expect(index.patterns(.images, name).map(\.sign) == fitting)
  }

  @Test func `A text that is cut or altered is asked without harm`() {
    let bytes = Array(Self.text.text.utf8)
    var opened = 0
    for (at, byte) in bytes.indices.flatMap({ at in "09 \t\n.x".utf8.map { (at, $0) } }) {
      var altered = bytes
      altered[at] = byte
      opened += ask(altered) ? 1 : 0
      if byte == UInt8(ascii: "0") { opened += ask(Array(bytes[..<at])) ? 1 : 0 }
    }
    #expect(opened > bytes.count)
  }

  /// Asks an index of everything; whether it is one.
  private func ask(_ bytes: [UInt8]) -> Bool {
    guard let index = CatalogueIndex(.made(bytes)) else { return false }
    for subject in SignSubject.allCases {
      for name in ["spanner", "acme/x", "npm:@spanner/vice", ""] {
        _ = index.exact(subject, name) + index.patterns(subject, name)
      }
    }
    let memory = CatalogueMemory()
    for path in ["Spannerfile", "a/b.spanner.yml", "spanners/x"] {
      _ = index.files(RelativePath(path), memory)
    }
    for tool in 0..<min(index.count, 4) { _ = index.tree(of: tool) }
    return true
  }
}

import Inventory
import SourceModel
import TestSupport
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    ("src/api/main.go", "main.go", "src/api", "main", "go"),
    ("main.go", "main.go", "", "main", "go"),
    ("a.b/Makefile", "Makefile", "a.b", "Makefile", ""),
    ("a/.env", ".env", "a", ".env", ""),
    (".env", ".env", "", ".env", ""),
    ("a/.env.local", ".env.local", "a", ".env", "local"),
    ("a/x.tar.GZ", "x.tar.GZ", "a", "x.tar", "gz"),
    ("a/x.", "x.", "a", "x", ""),
    ("ä/ö.ÄML", "ö.ÄML", "ä", "ö", "äml"),
    (
      "a/a name of many bytes.Ending of As many", "a name of many bytes.Ending of As many", "a",
      "a name of many bytes", "ending of as many"
    ),
    ("", "", "", "", ""),
  ])
  func `A path tells its name, folder, stem and ending`(
    _ path: String, _ name: String, _ folder: String, _ stem: String, _ ending: String
  ) {
    let path = RelativePath(path)
    #expect(path.name == name)
    #expect(path.folder == RelativePath(folder))
    #expect(path.stem == stem)
    #expect(path.fileExtension == ending)
  }

  @Test func `A folder is told from the one in which the program is run`() async throws {
    try await TestFolder.with { folder in
      let here = try folder.folder("checkout")
      try here.write("services/shop/a.txt")
      try folder.write("checkout-2/a.txt")
      try here.link("inside", to: "services/shop")
      try here.link("outside", to: "../checkout-2")
      for (name, path) in [
        ("", ""), (".", ""), ("services/shop/", "services/shop"), ("inside", "services/shop"),
        ("../checkout/services", "services"), ("..", nil), ("../checkout-2", nil),
        ("outside", nil), ("none", nil),
      ] as [(String, String?)] {
        #expect(CurrentFolder.path(of: here.path(name), from: here.path)?.text == path, "\(name)")
      }
      #expect(CurrentFolder.path(of: ".")?.text == "")
    }
  }

  @Test(arguments: [
    ("a/b", "c", "a/b/c"), ("a/b", "c/d.e", "a/b/c/d.e"), ("", "a/b", "a/b"), ("a", "", "a"),
    ("", "", ""), ("a/b", "./c", "a/b/c"), ("a/b", "../c", "a/c"), ("a/b", "../../c", "c"),
    ("a/b", "../..", ""), ("a/b", "../../..", nil), ("", "..", nil), ("a", "c//d/", "a/c/d"),
    ("a", "/c", "c"), ("a", "/../c", nil), ("a", "c/./d/../e", "a/c/e"), ("a", "...", "a/..."),
    ("a", "..c/d.", "a/..c/d."), ("a//b", "c", "a/b/c"), ("./a", "b", "./a/b"), ("a/b", ".", "a/b"),
    ("a", "ä/ö", "a/ä/ö"), ("a", String(repeating: "b", count: 5_000), nil),
    (String(repeating: "a/", count: 2_000) + "a", String(repeating: "b/", count: 100), nil),
  ])
  func `A path is named from a folder`(_ folder: String, _ other: String, _ expected: String?) {
    #expect(RelativePath(folder).appending(other)?.text == expected)
  }

  @Test func `Texts are found by their bytes`() {
    #expect("a\r\nb".contains("\n"))
    #expect("abc".contains(""))
    #expect(!"abc".contains("abcd"))
    let text = "– x of {{ a }} and {{ b }}"
    let rest = text.firstRange(of: "{{").map { text[$0.upperBound...] }
    #expect(rest?.firstRange(of: "}}").map { rest?[..<$0.lowerBound] } == " a ")
    #expect(rest?.firstRange(of: "{{").map { rest?[$0.upperBound...] } == " b }}")
    #expect(text.firstRange(of: "[[") == nil)
  }
}

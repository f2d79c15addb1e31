import Inventory
import SourceModel
import TestSupport
import Testing

/// Ignore files, and which of some paths they leave.
struct IgnoreCase: Sendable, CustomTestStringConvertible {
  let name: String
  let rules: [String: String]
  let paths: [String]
  let kept: [String]

  var testDescription: String { name }

  init(_ name: String, _ rules: String, _ paths: [String], kept: [String]) {
    self.init(name, [".gitignore": rules], paths, kept: kept)
  }

  init(_ name: String, _ rules: [String: String], _ paths: [String], kept: [String]) {
    self.name = name
    self.rules = rules
    self.paths = paths
    self.kept = kept
  }

  static let all = [
    IgnoreCase("a name at any depth", "b", ["b", "a/b/c", "bb", "a/c"], kept: ["a/c", "bb"]),
    IgnoreCase(
      "a folder alone", "build/", ["build/a", "x/build/a", "y/build"], kept: ["y/build"]),
    IgnoreCase("an anchored name", "/a.txt", ["a.txt", "b/a.txt"], kept: ["b/a.txt"]),
    IgnoreCase(
      "a slash in the middle anchors", "doc/*.txt", ["doc/a.txt", "doc/x/a.txt", "b/doc/a.txt"],
      kept: ["b/doc/a.txt", "doc/x/a.txt"]),
    IgnoreCase("an ending", "*.log", ["a.log", "b/c.log", "a.logs", ".log"], kept: ["a.logs"]),
    IgnoreCase(
      "any folders before", "**/logs", ["logs/a", "x/logs/b", "x/y/logs", "x/logs2"],
      kept: ["x/logs2"]),
    IgnoreCase("all below", "abc/**", ["abc/a", "abc/b/c", "x/abc/a"], kept: ["x/abc/a"]),
    IgnoreCase(
      "any folders between", "a/**/b", ["a/b", "a/x/b", "a/x/y/b", "c/a/b", "a/bb"],
      kept: ["a/bb", "c/a/b"]),
    IgnoreCase("one character", "?.txt", ["a.txt", "ab.txt", "x/b.txt"], kept: ["ab.txt"]),
    IgnoreCase(
      "a class", "[abx-z].txt", ["a.txt", "c.txt", "y.txt", "w.txt"], kept: ["c.txt", "w.txt"]),
    IgnoreCase("a negated class", "[!a].txt", ["a.txt", "b.txt"], kept: ["a.txt"]),
    IgnoreCase("a caret negates too", "[^a].txt", ["a.txt", "b.txt"], kept: ["a.txt"]),
    IgnoreCase("a named class", "v[[:digit:]]", ["v1", "va", "x/v2"], kept: ["va"]),
    IgnoreCase("a bracket in a class", "[]x].t", ["].t", "x.t", "y.t"], kept: ["y.t"]),
    IgnoreCase("an open class matches nothing", "[ab", ["[ab", "a"], kept: ["[ab", "a"]),
    IgnoreCase("a later rule wins", "*.txt\n!keep.txt", ["a.txt", "keep.txt"], kept: ["keep.txt"]),
    IgnoreCase(
      "the last of three rules", "*.txt\n!a.txt\na.txt", ["a.txt", "b.md"], kept: ["b.md"]),
    IgnoreCase(
      "nothing comes back below an ignored folder", "out/\n!out/keep.txt",
      ["out/keep.txt", "out/a", "b"], kept: ["b"]),
    IgnoreCase(
      "all but one, as manuals show it", "/*\n!/foo\n/foo/*\n!/foo/bar",
      ["a", "foo/bar/x", "foo/baz"], kept: ["foo/bar/x"]),
    IgnoreCase(
      "the last of rules of every kind",
      """
      !a*.t
      *.t
      !a.t
      x/*.t
      !x/a?.t
      /x/ab.t
      !b*
      ?b.t
      """,
      ["a.t", "c.t", "x/a.t", "x/ac.t", "x/ab.t", "b.t", "bb.t", "y/a.t"],
      kept: ["a.t", "b.t", "x/ac.t", "y/a.t"]),
    IgnoreCase(
      "a rule for folders says nothing of files", "a\n!a/\nb/\n!b", ["a", "x/a/c", "b", "x/b/c"],
      kept: ["b", "x/a/c", "x/b/c"]),
    IgnoreCase(
      "a rule of a deeper file wins over every kind",
      [".gitignore": "*.t\na.b\nn*\n/x/y.z", "x/.gitignore": "!a.b\n!y.z\n!n*"],
      ["a.b", "x/a.b", "x/y.z", "x/n", "n", "x/c.t"], kept: ["x/a.b", "x/n", "x/y.z"]),
    IgnoreCase(
      "the same rule again", "a\n!a\n*.t\n!*.t\n*.t\nn*\n!n*", ["a", "b.t", "n1"],
      kept: ["a", "n1"]),
    IgnoreCase("a comment", "# a\n\\#b", ["a", "#b", "# a"], kept: ["# a", "a"]),
    IgnoreCase("an escaped exclamation mark", "\\!a", ["!a", "a"], kept: ["a"]),
    IgnoreCase("spaces at the end are dropped", "a   ", ["a", "b"], kept: ["b"]),
    IgnoreCase("an escaped space stays", "a\\ ", ["a", "a "], kept: ["a"]),
    IgnoreCase("spaces in front stay", " a", ["a", " a"], kept: ["a"]),
    IgnoreCase("line ends of Windows", "a\r\nb\r\n", ["a", "b", "c"], kept: ["c"]),
    IgnoreCase("empty lines say nothing", "\n\n  \na\n\n", ["a", "b"], kept: ["b"]),
    IgnoreCase("a slash alone says nothing", "/", ["a", "b/c"], kept: ["a", "b/c"]),
    IgnoreCase("a star takes all", "*", ["a", "b/c"], kept: []),
    IgnoreCase("a star takes no slash", "a*c", ["abc", "ab/c", "ac"], kept: ["ab/c"]),
    IgnoreCase("a dot is no wildcard", "a.c", ["a.c", "abc"], kept: ["abc"]),
    IgnoreCase("case counts", "Build", ["Build/a", "build/a"], kept: ["build/a"]),
    IgnoreCase("other scripts", "빌드/", ["빌드/a", "소스/a"], kept: ["소스/a"]),
    IgnoreCase(
      "a folder's own file", ["a/.gitignore": "x"], ["x", "a/x", "a/b/x", "b/x"],
      kept: ["b/x", "x"]),
    IgnoreCase(
      "a folder's own file anchors there", ["a/.gitignore": "/x"], ["x", "a/x", "a/b/x"],
      kept: ["a/b/x", "x"]),
    IgnoreCase(
      "a deeper file wins", [".gitignore": "*.txt", "a/.gitignore": "!*.txt"],
      ["b.txt", "a/c.txt", "a/d/e.txt"], kept: ["a/c.txt", "a/d/e.txt"]),
    IgnoreCase(
      "a folder may ignore itself", ["venv/.gitignore": "*"], ["venv/a", "b"], kept: ["b"]),
    IgnoreCase("a mark of the byte order", "\u{FEFF}a\nb", ["a", "b", "c"], kept: ["c"]),
    IgnoreCase("two slashes", "a//b", ["a/b", "c"], kept: ["a/b", "c"]),
    IgnoreCase("a tab stays", "a\t", ["a", "a\t"], kept: ["a"]),
  ]
}

@Suite struct IgnoreRulesTests {
  @Test(arguments: IgnoreCase.all)
  func aFolderOutsideGitIsWalkedAsGitWould(_ item: IgnoreCase) async throws {
    try await TestFolder.with { folder in
      for (path, rules) in item.rules { try folder.write(path, rules) }
      for path in item.paths { try folder.write(path) }
      func paths(_ all: [String]) -> [String] {
        all.filter { !$0.hasSuffix(".gitignore") }.sorted()
      }
      let found: [String]
      do {
        found = paths(try await RepositoryOpener().open(folder.path).allPaths.map(\.text))
      } catch InventoryError.nothingTracked {
        found = []
      }
      #expect(found == item.kept.sorted())
      // The table itself is held to git.
      try folder.git("init", "-q")
      let told = try folder.git("ls-files", "-z", "--others", "--exclude-standard")
      #expect(paths(told.split(separator: "\0").map(String.init)) == item.kept.sorted())
    }
  }

  @Test func repositoriesBelowAreNamedAndNotEntered() async throws {
    try await TestFolder.with { folder in
      try folder.write("a.txt")
      for name in ["z", "b", "m"] {
        let inner = try folder.folder(name)
        try inner.git("init", "-q")
        try inner.write("inner.txt")
      }
      let repository = try await RepositoryOpener().open(folder.path)
      #expect(repository.allPaths.map(\.text) == ["a.txt"])
      #expect(repository.submodules.map(\.text) == ["b", "m", "z"])
      #expect(repository.warnings.map { $0.place?.path.text } == ["b", "m", "z"])
    }
  }
}

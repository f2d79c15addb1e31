import SourceModel
import Testing

@Suite struct PatternTableTests {
  private static let patterns = [
    "a", "*.yml", "a*", "*a", "a*b.yml", "?.yml", "/a", "a/b.yml", "a/*.yml", "a/**", "**/b.yml",
    "**/a/*", "*", "**", "[ab]*", "a/b/", "ab*", "*b.yml", "*.a.yml", "a\\/b.yml", "a//b.yml",
    "a/b/**", "**/b/**", "b/", "**/a/b/**", "a*/**", "**/[b]/**",
    "x/*/b.yml", "{a,b}.yml", "*\(String(repeating: "a", count: 40))",
    "\(String(repeating: "a", count: 40))*",
  ]

  private static let paths = [
    "a", "b", "a.yml", "b.yml", "ab.yml", "a/b.yml", "x/a/b.yml", "x/a", "a/b/c", "b/x/c",
    "x/a/b/c", "a/b/", "x/b.yml", "ab",
    "b.a.yml", "x/y/z.yml", ".yml", "a/a", String(repeating: "a", count: 50), "",
  ]

  @Test func `Of two patterns that match the later decides, however they are looked up`() throws {
    for first in Self.patterns {
      for second in Self.patterns {
        let globs = [Glob(first), Glob(second)]
        var table = PatternTable()
        for (number, glob) in globs.enumerated() {
          for pattern in glob.alternatives { table.add(pattern, number: number) }
        }
        for path in Self.paths {
          var steps = 0
          let expected = globs.lastIndex { $0.matches(path) }
          let found = table.greatest(matching: Array(path.utf8)[...], &steps)
          #expect(found == expected, "\(first), \(second): \(path)")
        }
      }
    }
  }

  @Test func `Of globs the first that matches decides`() {
    let globs = Self.patterns.map { Glob($0) }
    for start in globs.indices {
      let table = GlobTable(Array(globs[start...]))
      for path in Self.paths.map({ RelativePath($0) }) {
        var steps = 0
        let found = table.first(matching: path, &steps)
        let expected = globs[start...].firstIndex { $0.matches(path) }
        #expect(found == expected.map { $0 - start })
      }
    }
  }

  @Test func `A search among paths finds what a look at each finds, up to its limit`() {
    let paths = Self.paths.map { RelativePath($0) }
    for only in paths {
      let search = GlobSearch([only, RelativePath("other/file")])
      for pattern in Self.patterns {
        var steps = 0
        let glob = Glob(pattern)
        let isThere = glob.matches(only) || glob.matches("other/file")
        let isFound = search.hasPath(matching: glob, &steps, limit: 10_000)
        #expect(isFound == isThere, "\(pattern): \(only)")
        #expect(steps > 0)
      }
    }
    var steps = 11
    let isFound = GlobSearch(paths).hasPath(matching: Glob("*"), &steps, limit: 10)
    #expect(!isFound)
  }

  @Test func `A path holds what its pattern needs, and lacks a character that it has not`() {
    var matches = 0
    for glob in Self.patterns.map({ Glob($0) }) {
      for path in Self.paths.map({ Array($0.utf8) }) {
        for pattern in glob.alternatives where pattern.matches(path) {
          matches += 1
          #expect(CharacterMask(path).holds(pattern.neededCharacters), "\(path)")
        }
      }
    }
    #expect(matches > 100)
    let needed = Glob("**/compose*.y?ml").alternatives.map(\.neededCharacters)
    #expect(!needed.isEmpty)
    #expect(needed.allSatisfy { CharacterMask("docker-compose.yaml".utf8).holds($0) })
    #expect(!needed.contains { CharacterMask("docker-compose.toml".utf8).holds($0) })
  }

  @Test func `What a pattern costs is counted`() throws {
    let name = String(repeating: "a", count: 200)
    var (short, long) = (0, 0)
    _ = Glob("*b*").matches(RelativePath(name), &short)
    _ = Glob("*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab*").matches(RelativePath(name), &long)
    #expect(long > 10 * short)
  }
}

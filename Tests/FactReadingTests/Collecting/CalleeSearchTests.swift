import FactModel
import SourceModel
import TestSupport
import Testing

@testable import FactReading

/// What commands call is looked for within a limit, and found as a look at each file would find it.
@Suite struct CalleeSearchTests {
  private let context = ReadingContext(
    files: ["package.json", "a/b/c.txt", "a/b/package.json", "a/tox.ini", "a/x.ini"]
      .map { RelativePath($0) }
  ) { _ in nil }

  @Test(arguments: [
    ("", ["package.json"], "package.json"), ("a", ["package.json"], "package.json"),
    ("a/b", ["package.json"], "a/b/package.json"),
    ("a/b/none/deeper", ["package.json"], "a/b/package.json"),
    ("a/b", ["x.ini", "tox.ini"], "a/x.ini"), ("a/b", ["tox.ini", "x.ini"], "a/tox.ini"),
    ("none", ["tox.ini"], nil), ("ab", ["tox.ini"], nil),
    ("a/" + String(repeating: "b/", count: 200) + "c", ["package.json"], "a/b/package.json"),
    ("a/" + String(repeating: "n", count: 3_000), ["tox.ini"], "a/tox.ini"),
  ])
  func `The nearest file stands in the folder or above it`(
    _ folder: String, _ names: [String], _ expected: String?
  ) {
    // The second time it is known.
    for _ in 0..<2 {
      #expect(context.nearestFile(names, from: RelativePath(folder))?.text == expected)
    }
  }

  @Test func `Looking for what nobody finds ends, and the report says so`() async {
    // Each call is compared with each rule, as far as both may be alike.
    let long = String(repeating: "x", count: 6_400)
    let rules = (0..<400).map { "r\($0)-%:\n\ttrue\n" }.joined()
    let calls = (0..<120).map { "make \(long)\($0)" }.joined(separator: ", ")
    let files = [
      ".gitlab-ci.yml": "a: {script: [make test, \(calls), make test]}\n",
      "Makefile": "test:\n\tgo test ./...\n\(long)\(long)-%:\n\ttrue\n" + rules,
    ]
    let facts = await SmallRepository(files).facts
    let words = facts.pipelines.flatMap(\.jobs).flatMap(\.steps).map(\.words)
    #expect(words.count == 123)
    #expect(words.prefix(2) == [["make", "test"], ["go", "test", "./..."]])
    #expect(words.last == ["make", "test"])
    #expect(facts.warnings.map(\.place?.path.text) == [".gitlab-ci.yml"])
    #expect(
      facts.warnings.allSatisfy { $0.message.english.hasPrefix("found that too much must be") })
    #expect(await SmallRepository(files).facts.warnings == facts.warnings)
  }

  @Test func `A makefile that many include is read with some of them`() async {
    let large = String(repeating: "# words that say nothing\n", count: 4_000)
    let folders = (0..<40).map { "m\($0)" }
    let files = folders.map { ("\($0)/Makefile", "include ../shared.mk\n") }
    let calls = folders.map { "make -C \($0) test" }.joined(separator: ", ")
    let facts = await SmallRepository(
      Dictionary(
        uniqueKeysWithValues: files + [
          (".gitlab-ci.yml", "a: {script: [\(calls)]}\n"),
          ("shared.mk", large + "test:\n\tgo test ./...\n"),
        ])
    ).facts
    let steps = facts.pipelines.flatMap(\.jobs).flatMap(\.steps)
    #expect(steps.count { $0.words.first == "make" } == 40)
    #expect((5..<20).contains(steps.count { $0.words.first == "go" }))
    #expect(facts.warnings.map(\.place?.path.text) == [".gitlab-ci.yml"])
  }
}

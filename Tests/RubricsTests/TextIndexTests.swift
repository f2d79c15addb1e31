import FactModel
import SourceModel
import Testing

@testable import Rubrics

@Suite struct TextIndexTests {
  private static let column: [FactValue] = [
    .texts(["src/main.go"]), .texts([]), .texts(["Dockerfile", "docker/Dockerfile"]), .flag(true),
    .texts(["charts/app/values.prod.yaml"]), .texts([".env"]), .texts(["Makefile"]),
  ]

  @Test(arguments: [
    (FactTest.text("Makefile"), [6]),
    (.text("missing"), []),
    (.like(Glob("Dockerfile")), [2]),
    (.like(Glob("docker/Dockerfile")), [2]),
    (.like(Glob("*.{go,yaml}")), [0, 4]),
    (.like(Glob("values.*.yaml")), [4]),
    (.like(Glob("*.env")), [5]),
    (.any([.text("Makefile"), .like(Glob("*.go"))]), [0, 6]),
    (.all([.not(.text("Makefile")), .like(Glob("*.go"))]), [0]),
  ])
  func factsAreFoundByTheirTexts(_ test: FactTest, _ facts: [Int]) throws {
    let keys = try #require(TextKey.keys(of: test))
    let found = keys.flatMap { TextIndex($0.part, of: Self.column).facts(with: $0.text) }
    var steps = 0
    let passing = Self.column.indices.filter { test.passes(Self.column[$0], &steps) }
    #expect(passing == facts)
    #expect(Set(found).sorted().filter(passing.contains) == facts)
    #expect(steps >= Self.column.count)
  }

  @Test(arguments: [
    FactTest.not(.text("a")), .flag(true), .atLeast(1), .like(Glob("src/**")),
    .like(Glob("{Makefile,docker*}")), .any([.text("a"), .flag(true)]), .all([.flag(true)]),
  ])
  func otherTestsAreTriedOnEachFact(_ test: FactTest) {
    #expect(TextKey.keys(of: test) == nil)
  }
}

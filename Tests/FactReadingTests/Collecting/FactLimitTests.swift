import FactModel
import SourceModel
import Testing

@testable import FactReading

/// What is left out of a tree that has too much of a kind is said.
@Suite struct FactLimitTests {
  @Test func `Names of environments are kept up to a limit`() {
    var file = FileFacts()
    file.environments = (0..<20_001).map { line in
      Environment(
        name: "prod", source: .configuration, isProduction: true,
        place: Place(RelativePath("a.yml"), line: line))
    }
    var facts = FileFacts()
    facts.append(file)
    #expect(facts.environments.count == 20_000)
    var tree = FileFacts()
    tree.append(facts)
    #expect(
      tree.warningsOfLimits.map(\.description) == [
        "a.yml:20000:1: warning: found more than 20000 names of environments; "
          + "the rest is left out"
      ])
  }
}

import BuiltInRubrics
import Catalogue
import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

/// What a build made of the catalogue's files knows what the files say.
@Suite struct BuiltInCatalogueTests {
  private let packed = ToolCatalogue(packed: BuiltInRubrics.catalogue)

  @Test func `It has the same tools`() throws {
    let packed = try #require(packed)
    let read = BuiltInKnowledge.catalogue
    #expect(packed.count == read.count)
    for (one, other) in zip(packed.tools, read.tools) {
      #expect(one.id == other.id)
      #expect(one.name == other.name)
      #expect(one.category == other.category)
      #expect(one.capabilities == other.capabilities)
      #expect(one.rungs == other.rungs)
      #expect(one.place == other.place)
      #expect(one.matches.isEmpty && one.rejects.isEmpty)
    }
  }

  @Test func `It sees every tool in its examples, and none where it must not`() throws {
    let packed = try #require(packed)
    let tools = BuiltInKnowledge.catalogue.tools
    #expect(tools.reduce(0) { $0 + $1.matches.count } > 2_000)
    for tool in tools {
      for example in tool.matches where !packed.shows(tool, in: example.value) {
        Issue.record("\(example.place): found nothing of \(tool.id) in \(example.value)")
      }
      for example in tool.rejects where packed.shows(tool, in: example.value) {
        Issue.record("\(example.place): found \(tool.id) in \(example.value)")
      }
    }
  }

  @Test func `A text of another build is none`() {
    #expect(ToolCatalogue(packed: "") == nil)
    #expect(ToolCatalogue(packed: "00000004") == nil)
  }

  @Test func `Tools that a rubric adds come behind the others`() {
    let base = BuiltInKnowledge.catalogue
    let text =
      "- {id: spanner-9, name: Spanner, category: test, gives: [lints], commands: [spanner9]}\n"
    let own = SourceFile(path: RelativePath("catalogue/own.yml"), bytes: Array(text.utf8))
    let (both, faults) = ToolCatalogue.load([own], beside: base)
    #expect(faults.isEmpty)
    #expect(both.count == base.count + 1)
    let place = Place(RelativePath("ci.yml"))
    #expect(both.uses(ofCommand: ["spanner9"], at: place).map(\.tool) == ["spanner-9"])
    #expect(both.uses(ofCommand: ["helm", "upgrade", "a", "b"], at: place).map(\.tool) == ["helm"])
  }
}

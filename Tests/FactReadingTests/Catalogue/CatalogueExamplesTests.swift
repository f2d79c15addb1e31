import Catalogue
import FactReading
import SourceModel
import TestSupport
import Testing

@Suite struct CatalogueExamplesTests {
  @Test func `The catalogue of the program has no fault`() {
    #expect(BuiltInKnowledge.catalogueFaults.map(\.description) == [])
    #expect(BuiltInKnowledge.catalogueFiles.count > 30)
    #expect(BuiltInKnowledge.catalogue.count > 400)
  }

  @Test func `Every example of the catalogue shows its tool, or nothing of it`() {
    #expect(BuiltInKnowledge.catalogue.checkExamples().map(\.description) == [])
  }

  @Test func `An example that does not hold is told with its place`() {
    let text = """
      - id: spanner
        name: Spanner
        category: test
        gives: [tests]
        commands: [spanner run]
        examples:
          matches:
            - spanner --fast run
            - spanner list
          rejects:
            - hammer run
            - spanner run
      """
    let (catalogue, faults) = ToolCatalogue.load([file(text)])
    #expect(faults == [])
    #expect(
      catalogue.checkExamples().map(\.description) == [
        "catalogue/a.yml:9:9: error: found nothing of `spanner` in `spanner list`, "
          + "expected to see it",
        "catalogue/a.yml:12:9: error: found `spanner` in `spanner run`, expected nothing of it",
      ])
  }
}

/// A catalogue file in memory.
func file(_ text: String, _ path: String = "catalogue/a.yml") -> SourceFile {
  SourceFile(path: RelativePath(path), bytes: Array(text.utf8))
}

import FactModel
import Testing

@testable import Reports

@Suite struct SearchWordingTests {
  @Test func everyKindOfFactHasWords() {
    #expect(SearchWording.unnamed(of: Vocabulary.collections.map(\.name)) == [])
    #expect(SearchWording.unnamed(of: ["shops"]) == ["shops"])
  }
}

import SourceModel
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("wieght", "weight"), ("weigth", "weight"), ("weigh", "weight"), ("weights", "weight"),
    ("Weight", "weight"), ("weihgt", "weight"), ("own-triger", "own-trigger"), ("롤벡", "롤백"),
    ("own", "own-trigger"), ("Own-tri", "own-trigger"),
  ])
  func `The word with the fewest slips is suggested`(_ word: String, _ nearest: String) {
    #expect(
      Suggestion.nearest(to: word, among: ["height", "own-trigger", "weight", "롤백"]) == nearest)
  }

  @Test(arguments: ["colour", "wxyzht", "", "ow", "trigger"])
  func `A word that is far from all has no suggestion`(_ word: String) {
    #expect(Suggestion.nearest(to: word, among: ["height", "own-trigger", "weight"]) == nil)
  }

  @Test func `Of words as near the first is suggested`() {
    #expect(Suggestion.nearest(to: "cat", among: ["bat", "rat"]) == "bat")
    #expect(Suggestion.nearest(to: "cat", among: []) == nil)
  }

  @Test func `A word that is too long to be a name is near nothing`() {
    let long = String(repeating: "a", count: 5000)
    #expect(Suggestion.nearest(to: long, among: [long + "a", "a"]) == nil)
  }
}

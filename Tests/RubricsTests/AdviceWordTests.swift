import Rubrics
import SourceModel
import Testing

/// The words of advice as a file says them.
@Suite struct AdviceWordTests {
  private func faults(_ words: String) -> [String] {
    var files = SmallRubric(criteria: [SmallCriterion(id: "a")]).files
    files.append(("advice/words.yml", Array(words.utf8)))
    return RubricLoader.load(files).diagnostics.map(\.description)
  }

  @Test func `Words may be made of facts and of former words`() {
    let words = """
      manager:
        - of: {some: manifests, where: {main: true}}
          is: "{ecosystem} in {folder}"
        - is: make
      install:
        - if: {manager: [make, ""]}
          is:
        - is: "{manager} install --to {version}"
      """
    #expect(faults(words) == [])
  }

  @Test(arguments: [
    ("install:\n  - is: \"{manager} install\"", "2:9: error: found the slot `manager`"),
    ("install:\n  - if: {manager: npm}\n    is: npm ci", "2:10: error: found the word `manager`"),
    (
      "install:\n  - of: {some: history}\n    is: \"{folder-names}\"",
      "3:9: error: found the slot `folder-names`"
    ),
    ("Install:\n  - is: npm ci", "1:1: error: found the word `Install`, expected small letters"),
    (
      "install:\n  - when: {some: history}",
      "2:5: error: found no `is`, expected a choice to have it"
    ),
    ("- install", "1:1: error: found a list, expected words with choices"),
  ])
  func `A fault of a word is told with its place`(_ words: String, _ expected: String) {
    let found = faults(words)
    #expect(
      found.contains { $0.hasPrefix("advice/words.yml:\(expected)") }, "\(found)")
  }
}

/// Lines with slots.
@Suite struct SlotTemplateTests {
  private static let text = """
    steps:
      - uses: set-up
        with:
          cache: {cache}
          path: {folder}/{lock}
      - run: {install}
    """

  @Test func `A line without a value is left out, and a key that has nothing left`() {
    let found = SlotTemplate(Self.text).filled(["install": ["npm ci"]])
    #expect(found == "steps:\n  - uses: set-up\n  - run: npm ci")
  }

  @Test func `A key stays with what is left of it`() {
    let found = SlotTemplate(Self.text).filled(["install": ["npm ci"], "cache": ["npm"]])
    #expect(found == "steps:\n  - uses: set-up\n    with:\n      cache: npm\n  - run: npm ci")
  }

  @Test func `Words in braces that nobody knows stay as they are`() {
    let found = SlotTemplate("{a} {b}", knowing: ["a"]).filled(["a": ["1"]])
    #expect(found == "1 {b}")
  }
}

/// A word of advice whose meaning depends on the repository: `node-install` is `npm ci` for one team
/// and `pnpm install --frozen-lockfile` for another.
package struct AdviceWord: Sendable {
  /// The name by which snippets hold it, `{node-install}`.
  package let name: String
  /// What it may be.
  ///
  /// The first that fits is taken; where none does, the word has no value.
  package let choices: LateList<Choice>

  /// What a word is under some condition.
  package struct Choice: Hashable, Sendable {
    /// What must hold; `nil` for nothing.
    package let condition: FactCondition?
    /// What former words must be; an empty text stands for a word without a value.
    package let words: [String: [String]]
    /// Find the fact whose values its text may hold; the first that finds one decides.
    package let sites: [FactQuery]
    /// Take a word of the commands that are found for the slot `{read}`; empty where the text holds none.
    package let readings: [WantedWord]
    /// Its text, with former words, values of the fact, and the fact's `{path}`, `{folder}` and
    /// `{file}` as slots, all of which must have a value; `nil` for a word without a value.
    ///
    /// `{folders}` lists those of all facts of the query where there are several, and
    /// `{outer-folders}` those that stand in no other.
    package let text: SlotTemplate?
  }
}

/// All words of a rubric's advice, a word behind those that it is made of.
package struct AdviceWords: Sendable {
  /// No words.
  package static let none = AdviceWords([])

  /// The names of the words.
  package let names: Set<String>
  private let words: [String: AdviceWord]

  /// Puts words together.
  package init(_ words: [AdviceWord]) {
    names = Set(words.map(\.name))
    self.words = Dictionary(words.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The word of a name.
  package subscript(_ name: String) -> AdviceWord? { words[name] }
}

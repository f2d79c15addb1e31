package import FactModel

/// What the criteria of a rubric come to in small repositories.
package struct ExampleAssessor: Sendable {
  let rubric: Rubric
  private let assessor: Assessor
  private let facts: @Sendable (CriterionExample) async -> Facts

  /// Makes an assessor.
  ///
  /// - Parameter facts: the facts of an example's small repository.
  package init(_ rubric: Rubric, facts: @escaping @Sendable (CriterionExample) async -> Facts) {
    self.rubric = rubric
    assessor = Assessor(rubric)
    self.facts = facts
  }

  /// What a criterion comes to.
  func result(of criterion: Criterion, in example: CriterionExample) async -> CriterionResult {
    let table = FactTable(await facts(example))
    return assessor.result(of: criterion, table)
  }

  /// What a criterion comes to, and what the words of advice mean in the repository.
  func resultWithMeanings(
    of criterion: Criterion, in example: CriterionExample
  ) async -> sending (CriterionResult, meanings: WordMeanings) {
    let table = FactTable(await facts(example))
    return (assessor.result(of: criterion, table), table.meanings(of: rubric.words))
  }

  /// What the words of advice mean in a repository.
  func meanings(in example: CriterionExample) async -> sending WordMeanings {
    FactTable(await facts(example)).meanings(of: rubric.words)
  }

  /// A snippet of the rubric with the words of a repository.
  func filled(_ source: SnippetSource?, _ meanings: WordMeanings) -> SnippetSource? {
    guard case .text(let snippet) = source else { return source }
    return .text(assessor.filled(snippet, meanings))
  }

  /// A writer for one of the rubric's forms.
  func writer(_ form: PipelineForm, meanings: WordMeanings) -> JobWriter {
    assessor.writer(form, meanings: meanings)
  }
}

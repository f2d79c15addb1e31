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
    var table = FactTable(FactView(await facts(example)))
    return assessor.result(of: criterion, &table)
  }
}

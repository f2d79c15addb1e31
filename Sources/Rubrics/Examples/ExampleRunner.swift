package import SourceModel

/// Runs the examples of a rubric, which are its tests and its documentation.
package struct ExampleRunner: Sendable {
  private let assessor: ExampleAssessor

  /// Makes a runner.
  package init(_ assessor: ExampleAssessor) {
    self.assessor = assessor
  }

  /// How many examples there are.
  package var count: Int { assessor.rubric.criteria.reduce(0) { $0 + $1.examples.count } }

  /// A fault for each example whose criterion says something else than the example.
  package func faults() async -> [Diagnostic] {
    var faults: [Diagnostic] = []
    for criterion in assessor.rubric.criteria {
      for example in criterion.examples {
        let result = await assessor.result(of: criterion, in: example)
        if let fault = Self.fault(in: result, of: example) { faults.append(fault) }
      }
    }
    return faults
  }

  private static func fault(
    in result: CriterionResult, of example: CriterionExample
  ) -> Diagnostic? {
    guard result.status == example.status else {
      let seen = result.evidence.compactMap { evidence in
        evidence.place.map { "\($0.path):\($0.position.line)" }
      }
      let shown = seen.isEmpty ? "" : " (by \(seen.joined(separator: ", ")))"
      return Diagnostic(
        error: "found \(result.status.rawValue)\(shown) in the example `\(example.name)`, "
          + "expected \(example.status.rawValue)", at: example.place)
    }
    guard let place = example.expectedPlace else { return nil }
    let isShown = result.evidence.contains { evidence in
      evidence.place?.path == place.path
        && evidence.place.map { Int($0.position.line) } == place.line
    }
    guard !isShown else { return nil }
    let lines = result.evidence.compactMap { evidence in
      evidence.place.map { "\($0.path):\($0.position.line)" }
    }
    let shown = lines.isEmpty ? "no place" : lines.joined(separator: ", ")
    return Diagnostic(
      error: "found \(shown) as evidence in the example `\(example.name)`, "
        + "expected \(place.path):\(place.line)", at: example.place)
  }
}

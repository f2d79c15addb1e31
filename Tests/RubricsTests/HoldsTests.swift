import FactModel
import SourceModel
import TestSupport
import Testing

@testable import Rubrics

/// Whether a condition holds is the same with and without what shows it, and where facts are looked up
/// rather than tried in turn.
@Suite struct HoldsTests {
  @Test func `Every condition of the rubric holds where its finding says so`() async throws {
    let rubric = try #require(BuiltInKnowledge.rubric)
    let conditions = rubric.criteria.flatMap { criterion in
      [criterion.met, criterion.partial, criterion.applicability?.condition].compactMap { $0 }
        + criterion.texts.reasons.cases.map(\.condition)
        + criterion.advice.compactMap(\.condition)
    }
    #expect(conditions.count > 300)
    var answers: Set<Bool> = []
    for criterion in rubric.criteria {
      let example = try #require(criterion.examples.first)
      let facts = await SmallRepository(example).facts
      let table = FactTable(facts, indexingFrom: .max)
      let indexed = FactTable(facts, indexingFrom: 0)
      for condition in conditions {
        let holds = table.holds(condition)
        answers.insert(holds)
        let (tried, found) = (table.finding(condition), indexed.finding(condition))
        #expect(holds == tried.holds, "\(criterion.id): \(condition)")
        #expect(holds == indexed.holds(condition), "\(criterion.id): \(condition)")
        #expect(holds == found.holds, "\(criterion.id): \(condition)")
        #expect(tried.shown == found.shown, "\(criterion.id): \(condition)")
      }
    }
    #expect(answers == [true, false])
  }
}

extension Finding {
  /// What it shows, in order.
  fileprivate var shown: [String] {
    (Array(evidence) + Array(counterEvidence)).map { sign in
      "\(sign.place.map { "\($0)" } ?? "-") \(sign.excerpt) \(sign.what.english)"
    }
  }
}

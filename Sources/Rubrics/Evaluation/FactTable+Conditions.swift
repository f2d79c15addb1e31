import FactModel

/// What a condition came to.
struct Finding {
  /// Whether it holds.
  var holds: Bool
  /// What shows that it holds.
  var evidence = SignList()
  /// What speaks against it.
  var counterEvidence = SignList()
}

extension FactCondition {
  /// Whether only the kind of project decides.
  fileprivate var isAboutKind: Bool {
    switch self {
    case .kind: true
    case .not(let inner): inner.isAboutKind
    case .some, .none, .every, .atLeast, .all, .any: false
    }
  }
}

extension FactTable {
  /// Whether a condition holds, where nobody asks what shows it.
  func holds(_ condition: FactCondition) -> Bool {
    switch condition {
    case .some(let query): return !indices(fitting: query).isEmpty
    case .none(let query): return indices(fitting: query).isEmpty
    case .every(let query, let tests):
      let asked = indices(fitting: query)
      return !asked.isEmpty
        && passing(tests, of: query.collection, among: asked).count == asked.count
    case .atLeast(let count, let query, let attribute):
      let found = indices(fitting: query).count
      return (attribute.map { distinctValues(of: $0, query).count } ?? found) >= count
    case .all(let conditions):
      for condition in conditions where !holds(condition) { return false }
      return true
    case .any(let conditions):
      for condition in conditions where holds(condition) { return true }
      return false
    case .not(let condition): return !holds(condition)
    case .kind(let kinds): return kinds.contains(team.project.kind)
    }
  }

  /// What a condition comes to on these facts, with what shows it.
  func finding(_ condition: FactCondition) -> Finding {
    switch condition {
    case .some(let query):
      let found = indices(fitting: query)
      return Finding(holds: !found.isEmpty, evidence: signs(query, found))
    case .none(let query):
      let found = indices(fitting: query)
      return Finding(holds: found.isEmpty, counterEvidence: signs(query, found))
    case .every(let query, let tests): return everyFinding(query, tests)
    case .atLeast(let count, let query, let attribute):
      let found = indices(fitting: query)
      let shown = signs(query, found)
      let reached = attribute.map { distinctValues(of: $0, query).count } ?? found.count
      return reached >= count
        ? Finding(holds: true, evidence: shown) : Finding(holds: false, counterEvidence: shown)
    case .all(let conditions): return allFinding(conditions)
    case .any(let conditions): return anyFinding(conditions)
    case .not(let condition):
      let inner = finding(condition)
      return Finding(
        holds: !inner.holds, evidence: inner.counterEvidence, counterEvidence: inner.evidence)
    case .kind(let kinds): return Finding(holds: kinds.contains(team.project.kind))
    }
  }

  /// What shows the facts that fit: the lines that say what was asked of them.
  private func signs(_ query: FactQuery, _ indices: [Int]) -> SignList {
    // The indices stay until a few signs are chosen.
    budget.spend(25 * indices.count)
    guard !budget.isOverrun else { return SignList() }
    return SignList(items(of: query.collection), query.tests.map(\.attribute), indices)
  }

  private func everyFinding(_ query: FactQuery, _ tests: [AttributeTest]) -> Finding {
    let asked = indices(fitting: query)
    let passing = passing(tests, of: query.collection, among: asked)
    budget.spend(10 * asked.count)
    let passed = Set(passing)
    let tested = FactQuery(collection: query.collection, tests: tests)
    return Finding(
      holds: !asked.isEmpty && passing.count == asked.count, evidence: signs(tested, passing),
      counterEvidence: signs(tested, asked.filter { !passed.contains($0) }))
  }

  private func allFinding(_ conditions: [FactCondition]) -> Finding {
    var whole = Finding(holds: true)
    // What is asked of another kind of project says nothing about this one.
    if conditions.contains(where: { $0.isAboutKind && !holds($0) }) {
      return Finding(holds: false)
    }
    // A few of each part first, so that none is crowded out by another.
    var (first, rest): ([FactSign], SignList) = ([], SignList())
    for condition in conditions {
      var part = finding(condition)
      if part.holds {
        first += part.evidence.popFirst(3)
        rest += part.evidence
      } else {
        whole.holds = false
        whole.counterEvidence += part.counterEvidence
      }
    }
    whole.evidence = SignList(first)
    whole.evidence += rest
    return whole
  }

  private func anyFinding(_ conditions: [FactCondition]) -> Finding {
    var whole = Finding(holds: false)
    for condition in conditions {
      let part = finding(condition)
      if part.holds {
        whole.holds = true
        whole.evidence += part.evidence
      } else {
        whole.counterEvidence += part.counterEvidence
      }
    }
    return whole
  }

  /// The different values of an attribute; each text of a fact is a value of its own.
  private func distinctValues(of attribute: Int, _ query: FactQuery) -> Set<FactValue> {
    let column = values(of: attribute, in: query.collection)
    return indices(fitting: query).reduce(into: []) { found, index in
      switch column[index] {
      case .texts(let texts):
        budget.spend(20 * texts.count)
        guard !budget.isOverrun else { return }
        for text in texts { found.insert(.texts([text])) }
      case .flag, .number: found.insert(column[index])
      }
    }
  }
}

import FactModel

/// The facts by collection and attribute, each computed once and only when a rubric asks.
///
/// It remembers what it was asked, for whoever holds it.
final class FactTable {
  private struct Column: Hashable {
    var collection: Int
    var attribute: Int
  }

  /// The team whose facts these are.
  let team: TeamFacts
  /// What may be asked of them.
  let budget: StepBudget
  private let views: [FactView]
  private var items: [Int: [FactItem]] = [:]
  /// The indices of all facts of a collection.
  private var everything: [Int: [Int]] = [:]
  private var columns: [Column: [FactValue]] = [:]
  private var indexes: [TextKey.Part: [Column: TextIndex]] = [:]
  private var usual: [Int: PipelineForm?] = [:]
  /// The facts of single repositories of a team, for words that are about one of them.
  private var parts: [Int: FactTable] = [:]
  /// What words of advice mean, once they were asked for; `nil` for those without a value.
  private var knownMeanings: [String: String?] = [:]

  /// From how many facts on an index of their texts pays.
  static let many = 100

  private let leastIndexed: Int

  /// Makes the table of a team's facts.
  ///
  /// - Parameters:
  ///   - leastIndexed: from how many facts of a collection on they are found by their texts.
  ///   - budget: what may be asked of them.
  init(
    _ team: TeamFacts, indexingFrom leastIndexed: Int = FactTable.many,
    budget: StepBudget = StepBudget()
  ) {
    self.team = team
    self.budget = budget
    self.leastIndexed = leastIndexed
    views = team.members.map { FactView($0.facts) }
  }

  convenience init(
    _ facts: Facts, indexingFrom leastIndexed: Int = FactTable.many,
    budget: StepBudget = StepBudget()
  ) {
    self.init(TeamFacts(facts), indexingFrom: leastIndexed, budget: budget)
  }

  /// The form for jobs of advice for a repository that points at no pipeline.
  func usualForm(in member: Int, _ form: (Facts) -> PipelineForm?) -> PipelineForm? {
    if let known = usual[member] { return known }
    let found = form(team.members[member].facts)
    usual[member] = .some(found)
    return found
  }

  /// The facts of one of the repositories.
  func part(of member: Int) -> FactTable {
    guard team.members.count > 1 else { return self }
    if let known = parts[member] { return known }
    let part = FactTable(team.members[member].facts, budget: budget)
    parts[member] = part
    return part
  }

  /// What a word means, found once; `nil` where it has no value.
  func meaning(of word: String, _ find: () -> String?) -> String? {
    if let known = knownMeanings[word] { return known }
    let found = find()
    knownMeanings[word] = .some(found)
    return found
  }

  /// The facts of a collection.
  func items(of collection: Int) -> [FactItem] {
    if let known = items[collection] { return known }
    let found = zip(team.members, views).flatMap { member, view in
      Vocabulary.collections[collection].items(view).map { $0.placed(in: member.folder) }
    }
    items[collection] = found
    return found
  }

  /// The facts that fit, by their index in the collection.
  func indices(fitting query: FactQuery) -> [Int] {
    guard !budget.isOverrun else { return [] }
    budget.spend(16)
    let all = indices(of: query.collection)
    let found = all.count < leastIndexed ? nil : found(by: query)
    return passing(query.tests, of: query.collection, among: found ?? all)
  }

  private func indices(of collection: Int) -> [Int] {
    if let known = everything[collection] { return known }
    let all = Array(items(of: collection).indices)
    everything[collection] = all
    return all
  }

  /// The facts that may fit, found by the texts that a test asks for; `nil` where no test tells.
  private func found(by query: FactQuery) -> [Int]? {
    for test in query.tests {
      guard let keys = TextKey.keys(of: test.test) else { continue }
      let found = keys.map { key in
        index(of: test.attribute, in: query.collection, by: key.part).facts(with: key.text)
      }
      let count = found.reduce(0) { $0 + $1.count }
      // Where keys find the same facts over and over, each is sooner tried.
      guard count <= 4 * items(of: query.collection).count else { continue }
      budget.spend(20 * count)
      return Set(found.joined()).sorted()
    }
    return nil
  }

  private func index(
    of attribute: Int, in collection: Int, by part: TextKey.Part
  ) -> TextIndex {
    let column = Column(collection: collection, attribute: attribute)
    if let known = indexes[part]?[column] { return known }
    let made = TextIndex(part, of: values(of: attribute, in: collection))
    indexes[part, default: [:]][column] = made
    return made
  }

  /// Those of some facts of a collection that pass all tests.
  func passing(
    _ tests: [AttributeTest], of collection: Int, among candidates: [Int]
  ) -> [Int] {
    tests.reduce(candidates) { left, test in
      guard !left.isEmpty else { return left }
      let column = values(of: test.attribute, in: collection)
      let limit = budget.left
      var steps = 0
      let passing = left.filter { index in
        steps <= limit && test.test.passes(column[index], &steps, limit: limit)
      }
      budget.spend(steps)
      // Facts that all pass need no list of their own.
      return passing.count == left.count ? left : passing
    }
  }

  /// The values of an attribute, in the order of the facts.
  func values(of attribute: Int, in collection: Int) -> [FactValue] {
    let key = Column(collection: collection, attribute: attribute)
    if let known = columns[key] { return known }
    let found = items(of: collection).map { $0[attribute] }
    columns[key] = found
    return found
  }
}

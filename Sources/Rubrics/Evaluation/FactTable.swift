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
  private let views: [FactView]
  private var items: [Int: [FactItem]] = [:]
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
  /// - Parameter leastIndexed: from how many facts of a collection on they are found by their texts.
  init(_ team: TeamFacts, indexingFrom leastIndexed: Int = FactTable.many) {
    self.team = team
    self.leastIndexed = leastIndexed
    views = team.members.map { FactView($0.facts) }
  }

  convenience init(_ facts: Facts, indexingFrom leastIndexed: Int = FactTable.many) {
    self.init(TeamFacts(facts), indexingFrom: leastIndexed)
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
    let part = FactTable(team.members[member].facts)
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
    let all = items(of: query.collection).indices
    let found = all.count < leastIndexed ? nil : found(by: query)
    return passing(query.tests, of: query.collection, among: found ?? Array(all))
  }

  /// The facts that may fit, found by the texts that a test asks for; `nil` where no test tells.
  private func found(by query: FactQuery) -> [Int]? {
    for test in query.tests {
      guard let keys = TextKey.keys(of: test.test) else { continue }
      let found = keys.flatMap { key in
        index(of: test.attribute, in: query.collection, by: key.part).facts(with: key.text)
      }
      return Set(found).sorted()
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
      return left.filter { test.test.passes(column[$0]) }
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

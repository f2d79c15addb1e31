import FactModel

/// The facts by collection and attribute, each computed once and only when a rubric asks.
struct FactTable {
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
  /// What the words of advice mean, once they were asked for.
  var knownMeanings: [String: String]?

  /// From how many facts on an index of their texts pays.
  static let many = 100

  private let leastIndexed: Int

  /// Makes the table of a team's facts.
  ///
  /// - Parameter leastIndexed: from how many facts of a collection on they are found by their texts.
  init(_ team: TeamFacts, indexingFrom leastIndexed: Int = Self.many) {
    self.team = team
    self.leastIndexed = leastIndexed
    views = team.members.map { FactView($0.facts) }
  }

  init(_ facts: Facts, indexingFrom leastIndexed: Int = Self.many) {
    self.init(TeamFacts(facts), indexingFrom: leastIndexed)
  }

  /// The form for jobs of advice for a repository that points at no pipeline.
  mutating func usualForm(in member: Int, _ form: (Facts) -> PipelineForm?) -> PipelineForm? {
    if let known = usual[member] { return known }
    let found = form(team.members[member].facts)
    usual[member] = .some(found)
    return found
  }

  /// What words of advice mean in one of the repositories.
  mutating func meanings(of words: AdviceWords, in member: Int) -> [String: String] {
    guard team.members.count > 1 else { return meanings(of: words) }
    var part = parts[member] ?? FactTable(team.members[member].facts)
    let meanings = part.meanings(of: words)
    parts[member] = part
    return meanings
  }

  /// The facts of a collection.
  mutating func items(of collection: Int) -> [FactItem] {
    if let known = items[collection] { return known }
    let found = zip(team.members, views).flatMap { member, view in
      Vocabulary.collections[collection].items(view).map { $0.placed(in: member.folder) }
    }
    items[collection] = found
    return found
  }

  /// The facts that fit, by their index in the collection.
  mutating func indices(fitting query: FactQuery) -> [Int] {
    let all = items(of: query.collection).indices
    let found = all.count < leastIndexed ? nil : found(by: query)
    return passing(query.tests, of: query.collection, among: found ?? Array(all))
  }

  /// The facts that may fit, found by the texts that a test asks for; `nil` where no test tells.
  private mutating func found(by query: FactQuery) -> [Int]? {
    for test in query.tests {
      guard let keys = TextKey.keys(of: test.test) else { continue }
      let found = keys.flatMap { key in
        index(of: test.attribute, in: query.collection, by: key.part).facts(with: key.text)
      }
      return Set(found).sorted()
    }
    return nil
  }

  private mutating func index(
    of attribute: Int, in collection: Int, by part: TextKey.Part
  ) -> TextIndex {
    let column = Column(collection: collection, attribute: attribute)
    if let known = indexes[part]?[column] { return known }
    let made = TextIndex(part, of: values(of: attribute, in: collection))
    indexes[part, default: [:]][column] = made
    return made
  }

  /// Those of some facts of a collection that pass all tests.
  mutating func passing(
    _ tests: [AttributeTest], of collection: Int, among candidates: [Int]
  ) -> [Int] {
    tests.reduce(candidates) { left, test in
      guard !left.isEmpty else { return left }
      let column = values(of: test.attribute, in: collection)
      return left.filter { test.test.passes(column[$0]) }
    }
  }

  /// The values of an attribute, in the order of the facts.
  mutating func values(of attribute: Int, in collection: Int) -> [FactValue] {
    let key = Column(collection: collection, attribute: attribute)
    if let known = columns[key] { return known }
    let found = items(of: collection).map { $0[attribute] }
    columns[key] = found
    return found
  }
}

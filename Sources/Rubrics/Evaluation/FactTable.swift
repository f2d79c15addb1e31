import FactModel

/// The facts by collection and attribute, each computed once and only when a rubric asks.
struct FactTable {
  private struct Column: Hashable {
    var collection: Int
    var attribute: Int
  }

  let view: FactView
  private var items: [Int: [FactItem]] = [:]
  private var columns: [Column: [FactValue]] = [:]
  private var usual: PipelineForm??
  /// What the words of advice mean, once they were asked for.
  var knownMeanings: [String: String]?

  init(_ view: FactView) {
    self.view = view
  }

  /// The form for jobs of advice that points at no pipeline.
  mutating func usualForm(_ form: (Facts) -> PipelineForm?) -> PipelineForm? {
    if let usual { return usual }
    let found = form(view.facts)
    usual = .some(found)
    return found
  }

  /// The facts of a collection.
  mutating func items(of collection: Int) -> [FactItem] {
    if let known = items[collection] { return known }
    let found = Vocabulary.collections[collection].items(view)
    items[collection] = found
    return found
  }

  /// The facts that fit, by their index in the collection.
  mutating func indices(fitting query: FactQuery) -> [Int] {
    let all = Array(items(of: query.collection).indices)
    return passing(query.tests, of: query.collection, among: all)
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

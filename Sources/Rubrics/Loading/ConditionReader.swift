import FactModel
import SourceModel
import Syntax

/// Reads conditions, and turns the names of collections and attributes into indices.
struct ConditionReader {
  /// Conditions within conditions beyond this are refused.
  private static let depthLimit = 16

  private static let operators: [String: [String]] = [
    "some": ["some", "where"], "none": ["none", "where"], "every": ["every", "of", "where"],
    "at-least": ["at-least", "of", "where", "distinct"], "all": ["all"], "any": ["any"],
    "not": ["not"], "kind": ["kind"],
  ]

  private let collections: [String: Int]
  private let names: [String]
  /// The names of the attributes of each collection.
  private let attributes: [[String]]

  init() {
    names = Vocabulary.collections.map(\.name)
    attributes = Vocabulary.collections.map { $0.attributes.map(\.name) }
    collections = Dictionary(zip(names, names.indices)) { first, _ in first }
  }

  /// The condition that a node says.
  func condition(
    _ node: Node, _ faults: inout FaultList, depth: Int = 0
  ) -> FactCondition? {
    guard depth < Self.depthLimit else {
      faults.add(
        "found conditions more than \(Self.depthLimit) deep, expected fewer", at: node.position)
      return nil
    }
    guard faults.mayRead(at: node.position) else { return nil }
    guard let name = operatorName(of: node, &faults) else { return nil }
    let allowed = Self.operators[name] ?? []
    guard
      let fields = Fields(
        node, "`\(name)`", required: [name], optional: allowed.filter { $0 != name },
        faults: &faults),
      let operand = fields[name]
    else { return nil }
    switch name {
    case "some": return query(operand, fields["where"], &faults).map { .some($0) }
    case "none": return query(operand, fields["where"], &faults).map { .none($0) }
    case "every": return every(operand, fields, &faults)
    case "at-least": return atLeast(operand, fields, &faults)
    case "all": return conditions(operand, &faults, depth: depth).map { .all($0) }
    case "any": return conditions(operand, &faults, depth: depth).map { .any($0) }
    case "not": return condition(operand, &faults, depth: depth + 1).map { .not($0) }
    default: return kinds(operand, &faults).map { .kind($0) }
    }
  }

  /// The kinds of project that a list names; one word is a list of one.
  func kinds(_ node: Node, _ faults: inout FaultList) -> [ProjectKind]? {
    let items = node.itemsOrSelf
    let kinds = items.compactMap { $0.oneOf(ProjectKind.self, "kind", &faults) }
    if items.isEmpty {
      faults.add("found no kind, expected a list of kinds", at: node.position)
    }
    return kinds.count == items.count && !kinds.isEmpty ? kinds : nil
  }

  /// The query of `{some: COLLECTION, where: …}`, as advice uses it to find a place.
  func site(_ node: Node, _ faults: inout FaultList) -> FactQuery? {
    guard faults.mayRead(at: node.position),
      let fields = Fields(
        node, "a place", required: ["some"], optional: ["where"], faults: &faults),
      let collection = fields["some"]
    else { return nil }
    return query(collection, fields["where"], &faults)
  }

  private func operatorName(of node: Node, _ faults: inout FaultList) -> String? {
    guard node.isMapping else {
      faults.add("found \(node.description), expected a condition, a mapping", at: node.position)
      return nil
    }
    let found = node.entries.compactMap(\.key.text).filter { Self.operators[$0] != nil }
    guard found.allSatisfy({ $0 == found[0] }) else {
      let names = Set(found).sorted().joined(separator: " and ")
      faults.add("found \(names) in one condition, expected one of them", at: node.position)
      return nil
    }
    guard let name = found.first else {
      let allowed = Array(Self.operators.keys)
      if let entry = node.entries.first, let key = entry.key.text {
        faults.addUnknown(key, "condition", among: allowed, at: entry.key.position)
      } else {
        faults.add(
          "found no condition, expected \(FaultList.choice(of: allowed))", at: node.position)
      }
      return nil
    }
    return name
  }

  private func conditions(
    _ node: Node, _ faults: inout FaultList, depth: Int
  ) -> [FactCondition]? {
    let found = node.list(of: "conditions", &faults) { item, faults in
      condition(item, &faults, depth: depth + 1)
    }
    return found.count == node.items.count && !found.isEmpty ? found : nil
  }

  private func every(
    _ operand: Node, _ fields: Fields, _ faults: inout FaultList
  ) -> FactCondition? {
    guard let tests = fields["where"] else {
      faults.add("found no `where`, expected `every` to have it", at: fields.position)
      return nil
    }
    guard let collection = collection(operand, &faults) else { return nil }
    let asked = fields["of"].map { self.tests($0, of: collection, &faults) } ?? []
    guard let asked, let passes = self.tests(tests, of: collection, &faults) else { return nil }
    return .every(FactQuery(collection: collection, tests: asked), passes: passes)
  }

  private func atLeast(
    _ operand: Node, _ fields: Fields, _ faults: inout FaultList
  ) -> FactCondition? {
    let count = operand.number(in: 1...1_000_000, &faults)
    guard let name = fields["of"] else {
      faults.add("found no `of`, expected `at-least` to have it", at: fields.position)
      return nil
    }
    guard let query = query(name, fields["where"], &faults) else { return nil }
    guard let distinct = fields["distinct"] else {
      return count.map { .atLeast($0, query, distinct: nil) }
    }
    let attribute = attribute(distinct, of: query.collection, &faults)
    guard let count, let attribute else { return nil }
    return .atLeast(count, query, distinct: attribute)
  }

  private func query(
    _ collection: Node, _ tests: Node?, _ faults: inout FaultList
  ) -> FactQuery? {
    guard let index = self.collection(collection, &faults) else { return nil }
    guard let tests else { return FactQuery(collection: index, tests: []) }
    return self.tests(tests, of: index, &faults).map { FactQuery(collection: index, tests: $0) }
  }

  private func collection(_ node: Node, _ faults: inout FaultList) -> Int? {
    node.word("collection", among: names, &faults).flatMap { collections[$0] }
  }

  private func attribute(
    _ node: Node, of collection: Int, _ faults: inout FaultList
  ) -> Int? {
    let known = attributes[collection]
    return node.word("attribute of `\(names[collection])`", among: known, &faults)
      .flatMap { known.firstIndex(of: $0) }
  }

  private func tests(
    _ node: Node, of collection: Int, _ faults: inout FaultList
  ) -> [AttributeTest]? {
    guard node.isMapping, !node.entries.isEmpty else {
      let found = node.isMapping ? "an empty mapping" : node.description
      faults.add("found \(found), expected attributes with tests", at: node.position)
      return nil
    }
    var seen: Set<Int> = []
    let tests: [AttributeTest] = node.entries.compactMap { entry in
      guard let attribute = attribute(entry.key, of: collection, &faults) else { return nil }
      if !seen.insert(attribute).inserted {
        faults.add(
          "found `\(entry.key.text ?? "")` twice, expected it once", at: entry.key.position)
      }
      let reader = FactTestReader(
        attribute: Vocabulary.collections[collection].attributes[attribute])
      return reader.test(entry.value, &faults).map {
        AttributeTest(attribute: attribute, test: $0)
      }
    }
    return tests.count == node.entries.count ? tests : nil
  }
}

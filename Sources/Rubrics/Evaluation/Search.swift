package import FactModel
package import SourceModel

/// Where a criterion was looked for in a repository: facts of one kind, and the files that show them.
package struct Search: Hashable, Sendable {
  /// The kind of facts, by its name in the vocabulary.
  package let facts: String
  /// How many there are.
  package let count: Int
  /// The files that show them, the first few.
  package let files: [RelativePath]
  /// How many files show them.
  package let fileCount: Int
}

extension Assessor {
  /// How many files of a search are named.
  private static let shownFiles = 3

  /// Where a criterion was looked for, in the order in which its conditions ask.
  package func searches(for criterion: Criterion, in team: TeamFacts) -> [Search] {
    let table = FactTable(team)
    let conditions = [criterion.applicability?.condition, criterion.met, criterion.partial]
    var asked: [Int] = []
    for collection in conditions.compactMap({ $0 }).flatMap(\.collections)
    where !asked.contains(collection) {
      asked.append(collection)
    }
    return asked.map { collection in
      let items = table.items(of: collection)
      var files: [RelativePath] = []
      var seen: Set<RelativePath> = []
      for place in items.flatMap({ $0.signs() }).compactMap(\.place)
      where seen.insert(place.path).inserted {
        if files.count < Self.shownFiles { files.append(place.path) }
      }
      return Search(
        facts: Vocabulary.collections[collection].name, count: items.count, files: files,
        fileCount: seen.count)
    }
  }
}

extension FactCondition {
  /// The collections that it asks about, by their indices.
  fileprivate var collections: [Int] {
    switch self {
    case .some(let query), .none(let query), .every(let query, passes: _),
      .atLeast(_, let query, distinct: _):
      [query.collection]
    case .all(let conditions), .any(let conditions): conditions.flatMap(\.collections)
    case .not(let condition): condition.collections
    case .kind: []
    }
  }
}

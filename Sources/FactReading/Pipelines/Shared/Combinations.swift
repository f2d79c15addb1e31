/// The ways to take one value of each of several lists.
enum Combinations {
  /// All ways, or, where these are too many, some by which each value is taken, up to the limit.
  static func of<Value>(_ lists: [[Value]], limit: Int) -> [[Value]] {
    guard !lists.isEmpty, lists.allSatisfy({ !$0.isEmpty }) else { return [] }
    var count = 1
    for list in lists where count <= limit { count *= min(list.count, limit + 1) }
    guard count <= limit else {
      let longest = min(limit, lists.map(\.count).max() ?? 0)
      return (0..<longest).map { turn in lists.map { $0[turn % $0.count] } }
    }
    return lists.reduce([[]]) { ways, list in
      ways.flatMap { way in list.map { way + [$0] } }
    }
  }
}

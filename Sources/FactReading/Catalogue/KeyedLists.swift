/// Lists of values by keys, all values in one array: many keys have one value, and a list of its own
/// for each would cost more than the values.
struct KeyedLists<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Link: Sendable {
    var value: Value
    /// The index of the key's next value.
    var next: Int?
  }

  private var ends: [Key: (first: Int, last: Int)] = [:]
  private var links: [Link] = []

  /// Adds a value behind the others of its key.
  mutating func append(_ value: Value, for key: Key) {
    let index = links.count
    links.append(Link(value: value, next: nil))
    let known = ends[key, default: (index, index)]
    if known.last != index { links[known.last].next = index }
    ends[key] = (known.first, index)
  }

  /// The values of a key, in the order in which they were added.
  subscript(_ key: Key) -> [Value] {
    guard let ends = ends[key] else { return [] }
    guard ends.first != ends.last else { return [links[ends.first].value] }
    var values: [Value] = []
    var index: Int? = ends.first
    while let at = index {
      values.append(links[at].value)
      index = links[at].next
    }
    return values
  }
}

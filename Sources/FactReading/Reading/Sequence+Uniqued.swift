extension Sequence where Element: Hashable {
  /// Each element once, in the order of its first.
  func uniqued() -> [Element] { uniqued(by: { $0 }) }
}

extension Sequence {
  /// The first element of each key, in the order of the elements.
  func uniqued<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
    var seen: Set<Key> = []
    return filter { seen.insert(key($0)).inserted }
  }
}

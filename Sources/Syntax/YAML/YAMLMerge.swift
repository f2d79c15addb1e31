extension Node {
  /// The node with the merge keys (`<<`) of it and of everything inside it resolved.
  ///
  /// A key of the mapping itself wins over a merged one; in a list of mappings, an earlier one wins.
  /// See https://yaml.org/type/merge.html
  package func merged() -> Node {
    var merge = YAML.Merge()
    return merge.resolved(self) ?? self
  }
}

extension YAML {
  /// Resolves merge keys.
  struct Merge {
    /// How many entries may be merged in, all together: mappings can be merged many times over.
    private var budget = 500_000

    /// The node without merge keys, `nil` where it has none.
    mutating func resolved(_ node: Node) -> Node? {
      var result = node
      switch node.content {
      case .scalar: return nil
      case .sequence(let items):
        guard let items = resolved(items) else { return nil }
        result.content = .sequence(items)
      case .mapping(let entries):
        guard let entries = resolved(entries) else { return nil }
        result.content = .mapping(entries)
      }
      return result
    }

    private mutating func resolved(_ items: [Node]) -> [Node]? {
      var result: [Node]?
      for (index, item) in items.enumerated() {
        guard let item = resolved(item) else { continue }
        result = result ?? items
        result?[index] = item
      }
      return result
    }

    private mutating func resolved(_ entries: [Node.Entry]) -> [Node.Entry]? {
      var result = entries
      var isChanged = false
      var hasMerge = false
      for (index, entry) in entries.enumerated() {
        hasMerge = hasMerge || Self.isMerge(entry)
        guard let value = resolved(entry.value) else { continue }
        result[index].value = value
        isChanged = true
      }
      if hasMerge { return merged(result) }
      return isChanged ? result : nil
    }

    private mutating func merged(_ entries: [Node.Entry]) -> [Node.Entry] {
      var names = Set<String>()
      for entry in entries where !Self.isMerge(entry) { _ = Self.insert(entry, into: &names) }
      var merged: [Node.Entry] = []
      // A later merge key wins over an earlier one, as in the readers that allow several.
      for entry in entries.reversed() {
        for source in Self.sources(of: entry) {
          for other in source.entries where budget > 0 && Self.insert(other, into: &names) {
            merged.append(other)
            budget -= 1
          }
        }
      }
      var result: [Node.Entry] = []
      result.reserveCapacity(entries.count + merged.count)
      for entry in entries {
        if Self.isMerge(entry) {
          result += merged
          merged = []
        } else {
          result.append(entry)
        }
      }
      return result
    }

    private static func insert(_ entry: Node.Entry, into names: inout Set<String>) -> Bool {
      guard case .scalar(let key) = entry.key.content else { return true }
      return names.insert(key.text).inserted
    }

    /// Whether the entry merges mappings, and its value has some.
    private static func isMerge(_ entry: Node.Entry) -> Bool { !sources(of: entry).isEmpty }

    private static func sources(of entry: Node.Entry) -> [Node] {
      guard case .scalar(let key) = entry.key.content, key.text == "<<", key.style == .plain else {
        return []
      }
      switch entry.value.content {
      case .scalar: return []
      case .mapping: return [entry.value]
      case .sequence(let items): return items.allSatisfy(\.isMapping) ? items : []
      }
    }
  }
}

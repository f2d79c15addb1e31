import SourceModel

extension Node {
  /// How many entries all merges together may bring in.
  private static let mergeLimit = 100_000

  /// The mapping with the merge keys (`<<`) of it and of everything inside it resolved.
  ///
  /// Keys of the mapping itself win; of several merged mappings the earlier one wins.
  /// See https://yaml.org/type/merge.html
  package func merged() -> Node {
    var budget = Self.mergeLimit
    return merged(depth: 0, &budget)
  }

  private func merged(depth: Int, _ budget: inout Int) -> Node {
    guard depth < YAMLParser.depthLimit, budget > 0, needsMerge(depth: depth) else { return self }
    var copy = self
    switch content {
    case .scalar: break
    case .sequence(let items):
      copy.content = .sequence(items.map { $0.merged(depth: depth + 1, &budget) })
    case .mapping(let entries):
      copy.content = .mapping(Self.merged(entries, depth: depth, &budget))
    }
    return copy
  }

  /// Whether a merge key stands anywhere inside, so that other trees stay as they are.
  private func needsMerge(depth: Int) -> Bool {
    guard depth < YAMLParser.depthLimit else { return false }
    switch content {
    case .scalar: return false
    case .sequence(let items): return items.contains { $0.needsMerge(depth: depth + 1) }
    case .mapping(let entries):
      return entries.contains { $0.key.isMergeKey || $0.value.needsMerge(depth: depth + 1) }
    }
  }

  private var isMergeKey: Bool {
    guard case .scalar(let scalar) = content, scalar.style == .plain else { return false }
    return scalar.text == "<<"
  }

  private static func merged(
    _ entries: [Entry], depth: Int, _ budget: inout Int
  ) -> [Entry] {
    var result: [Entry] = []
    var names: Set<String> = []
    for entry in entries where !entry.key.isMergeKey {
      result.append(Entry(key: entry.key, value: entry.value.merged(depth: depth + 1, &budget)))
      if let name = entry.key.scalarText { names.insert(name) }
    }
    for entry in entries where entry.key.isMergeKey {
      let sources = entry.value.isSequence ? entry.value.items : [entry.value]
      for source in sources {
        for inherited in source.merged(depth: depth + 1, &budget).entries {
          guard budget > 0, let name = inherited.key.scalarText, names.insert(name).inserted else {
            continue
          }
          budget -= 1
          result.append(inherited)
        }
      }
    }
    return result
  }

  private var scalarText: String? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.text
  }
}

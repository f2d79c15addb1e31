import Syntax

/// The default values of a chart; mappings of many keys are looked up in tables.
///
/// Templates name one value after the other, and a chart of charts has thousands of them.
struct ChartDefaults: Sendable {
  /// From how many keys on a mapping has a table.
  private static let least = 16
  /// How deep mappings are looked for, and how long the keys may be that lead to them.
  private static let (depthLimit, keyLimit) = (16, 100)

  private let root: Node?
  private var tables: [[String]: [String: Node]] = [:]

  /// Makes tables for the values of a file.
  init(_ root: Node?) {
    self.root = root
    if let root { note(root, at: []) }
  }

  private mutating func note(_ node: Node, at path: [String]) {
    let entries = node.entries
    if entries.count >= Self.least {
      // As everywhere, the last of equal keys counts.
      tables[path] = entries.reduce(into: [:]) { table, entry in
        if case .scalar(let key) = entry.key.content { table[key.text] = entry.value }
      }
    }
    guard path.count < Self.depthLimit else { return }
    for entry in entries where !entry.value.entries.isEmpty {
      guard case .scalar(let key) = entry.key.content, key.text.utf8.count <= Self.keyLimit
      else { continue }
      note(entry.value, at: path + [key.text])
    }
  }

  /// The default at a path of keys.
  func value(at keys: [String]) -> Node? {
    var node = root
    for (depth, key) in keys.enumerated() {
      guard let outer = node else { return nil }
      let table = outer.entries.count >= Self.least ? tables[Array(keys.prefix(depth))] : nil
      if let table { node = table[key] } else { node = outer[key] }
    }
    return node
  }
}

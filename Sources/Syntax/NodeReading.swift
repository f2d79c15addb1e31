extension Node {
  /// The text of a scalar; `nil` for collections and for a null (empty, `~` or `null` without quotes).
  package var text: String? {
    guard case .scalar(let scalar) = content, !isNull else { return nil }
    return scalar.text
  }

  /// Whether the node is a scalar that means nothing: empty, `~`, `null` without quotes.
  package var isNull: Bool {
    // Each text that is read is asked this: most are longer than all that means nothing.
    guard case .scalar(let scalar) = content, scalar.style == .plain, scalar.text.utf8.count <= 4
    else { return false }
    switch scalar.text {
    case "", "~", "null", "Null", "NULL": return tag == nil || tag == "tag:yaml.org,2002:null"
    default: return false
    }
  }

  /// The truth value by the YAML 1.2 core schema (`true`, `false`), without quotes.
  package var flag: Bool? {
    guard case .scalar(let scalar) = content, scalar.style == .plain else { return nil }
    switch scalar.text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  /// The truth value with the YAML 1.1 forms too (`yes`, `on`, `no`, `off`), for vendors that read those.
  package var lenientFlag: Bool? {
    if let flag { return flag }
    guard case .scalar(let scalar) = content else { return nil }
    switch scalar.text.lowercased() {
    case "true", "yes", "on", "y": return true
    case "false", "no", "off", "n": return false
    default: return nil
    }
  }

  /// The whole number that the scalar writes in decimal.
  package var integer: Int? {
    guard case .scalar(let scalar) = content else { return nil }
    return Int(scalar.text)
  }

  /// The entries of a mapping, none for other nodes.
  package var entries: [Entry] {
    guard case .mapping(let entries) = content else { return [] }
    return entries
  }

  /// The items of a sequence, none for other nodes.
  package var items: [Node] {
    guard case .sequence(let items) = content else { return [] }
    return items
  }

  /// The items of a sequence, or the node itself where it is a value and not a list.
  ///
  /// Many formats allow one value where a list is meant. A null gives none.
  package var itemsOrSelf: [Node] {
    switch content {
    case .sequence(let items): items
    case .scalar: isNull ? [] : [self]
    case .mapping: [self]
    }
  }

  /// The texts of a list of scalars, or of one scalar.
  package var texts: [String] { itemsOrSelf.compactMap(\.text) }

  /// Whether the node is a mapping.
  package var isMapping: Bool {
    if case .mapping = content { return true }
    return false
  }

  /// Whether the node is a sequence.
  package var isSequence: Bool {
    if case .sequence = content { return true }
    return false
  }

  /// The value of a key in a mapping; the last one where the key is repeated.
  package subscript(_ key: String) -> Node? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.last { $0.key.isScalar(key) }?.value
  }

  /// The value at a path of keys.
  package subscript(_ first: String, _ rest: String...) -> Node? {
    var node = self[first]
    for key in rest { node = node?[key] }
    return node
  }

  /// The entry of a key, for its position.
  package func entry(_ key: String) -> Entry? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.last { $0.key.isScalar(key) }
  }

  /// Whether the node is a scalar with this text.
  private func isScalar(_ text: String) -> Bool {
    guard case .scalar(let scalar) = content else { return false }
    return scalar.text == text
  }

  /// Calls the function with every node of the tree, parents first.
  package func visit(_ body: (Node) -> Void) {
    var pending = [self]
    while let node = pending.popLast() {
      body(node)
      switch node.content {
      case .scalar: continue
      case .sequence(let items): pending.append(contentsOf: items.reversed())
      case .mapping(let entries):
        for entry in entries.reversed() {
          pending.append(entry.value)
          pending.append(entry.key)
        }
      }
    }
  }
}

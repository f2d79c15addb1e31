import SourceModel
import Syntax

/// The values of a mapping by their keys, unknown and missing keys reported.
struct Fields {
  /// Where the mapping starts.
  let position: Position
  private let node: Node

  /// Reads the keys of a mapping; `nil` where the node is none.
  init?(
    _ node: Node, _ what: String, required: [String], optional: [String] = [],
    faults: inout FaultList
  ) {
    guard node.isMapping else {
      faults.add("found \(node.description), expected \(what), a mapping", at: node.position)
      return nil
    }
    position = node.position
    self.node = node
    var missing = required
    for entry in node.entries {
      guard let key = entry.key.text, required.contains(key) || optional.contains(key) else {
        faults.addUnknown(
          entry.key.text ?? entry.key.description, "key", among: required + optional,
          at: entry.key.position)
        continue
      }
      if let index = missing.firstIndex(of: key) { missing.remove(at: index) }
    }
    for key in missing.sorted() {
      faults.add("found no `\(key)`, expected \(what) to have it", at: node.position)
    }
  }

  /// The value of one of the keys; of a repeated one, which the reader of the text has told of
  /// already, the last.
  subscript(_ key: String) -> Node? { node[key] }
}

extension Node {
  /// The text of a value that must have one.
  func filledText(_ faults: inout FaultList) -> String? {
    guard case .scalar = content else {
      faults.add("found \(description), expected a text", at: position)
      return nil
    }
    guard let text, text.utf8.contains(where: { $0 > 0x20 }) else {
      faults.add("found an empty text, expected words", at: position)
      return nil
    }
    return faults.mayRead(text, at: position) ? text : nil
  }

  /// A whole number within bounds.
  func number(in range: ClosedRange<Int>, _ faults: inout FaultList) -> Int? {
    guard let integer, range.contains(integer) else {
      faults.add(
        "found \(description), expected a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)", at: position)
      return nil
    }
    return integer
  }

  /// `true` or `false`.
  func flag(_ faults: inout FaultList) -> Bool? {
    if flag == nil {
      faults.add("found \(description), expected `false` or `true`", at: position)
    }
    return flag
  }

  /// One of a set of words.
  func word(
    _ what: @autoclosure () -> String, among allowed: [String], _ faults: inout FaultList
  ) -> String? {
    guard let text = filledText(&faults) else { return nil }
    guard allowed.contains(text) else {
      faults.addUnknown(text, what(), among: allowed, at: position)
      return nil
    }
    return text
  }

  /// One of many words.
  func word(
    _ what: @autoclosure () -> String, in allowed: Set<String>, _ faults: inout FaultList
  ) -> String? {
    guard let text = filledText(&faults) else { return nil }
    guard allowed.contains(text) else {
      faults.addUnknown(text, what(), among: Array(allowed), at: position)
      return nil
    }
    return text
  }

  /// A case of an enumeration by its name.
  func oneOf<Value: RawRepresentable & CaseIterable>(
    _ type: Value.Type, _ what: String, _ faults: inout FaultList
  ) -> Value? where Value.RawValue == String {
    word(what, among: type.allCases.map(\.rawValue), &faults).flatMap(type.init)
  }

  /// A list that is not empty, each item read; items that cannot be read are left out.
  ///
  /// - Parameter limit: how many items it may have; `nil` for any number.
  func list<Value>(
    of what: String, most limit: Int? = nil, _ faults: inout FaultList,
    read: (Node, inout FaultList) -> Value?
  ) -> [Value] {
    guard isSequence, !items.isEmpty else {
      let found = isSequence ? "an empty list" : description
      faults.add("found \(found), expected a list of \(what)", at: position)
      return []
    }
    if let limit, items.count > limit {
      faults.addTooMany(items.count, what, most: limit, at: position)
      return []
    }
    return items.compactMap { read($0, &faults) }
  }
}

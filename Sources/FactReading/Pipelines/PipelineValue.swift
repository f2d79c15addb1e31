import FactModel
import SourceModel
import Syntax

/// A value of a configuration whose pieces come from several files or are filled in by parameters,
/// with its own place.
struct PipelineValue: Sendable {
  /// What the value holds.
  indirect enum Content: Sendable {
    /// One value; `isNull` where it means nothing.
    case text(String, isNull: Bool)
    case list([PipelineValue])
    case map([Entry])
    /// `!reference [job, key, …]`.
    case reference([String])
  }

  /// A key with its value.
  struct Entry: Sendable {
    var key: String
    var place: Place
    var value: PipelineValue
  }

  var content: Content
  var place: Place
  /// The text as a script, for scalars.
  var chunk: ShellChunk?

  /// Takes over a node of a file, down to this depth.
  init(_ node: Node, in document: PipelineDocument, depth: Int = 64) {
    place = document.place(node)
    switch node.content {
    case .scalar(let scalar):
      content = .text(scalar.text, isNull: node.isNull)
      chunk = document.chunk(node)
    case .sequence(let items):
      if node.tag == "!reference" {
        content = .reference(items.compactMap(\.text))
      } else {
        content = .list(
          depth > 0 ? items.map { PipelineValue($0, in: document, depth: depth - 1) } : [])
      }
    case .mapping(let entries):
      content = .map(depth > 0 ? Self.entries(entries, in: document, depth: depth - 1) : [])
    }
  }

  init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// The entries of a mapping; of a repeated key the last one.
  private static func entries(
    _ entries: [Node.Entry], in document: PipelineDocument, depth: Int
  ) -> [Entry] {
    var result: [Entry] = []
    var indices: [String: Int] = [:]
    for entry in entries {
      guard case .scalar(let scalar) = entry.key.content else { continue }
      let made = Entry(
        key: scalar.text, place: document.place(entry.key),
        value: PipelineValue(entry.value, in: document, depth: depth))
      if let index = indices[made.key] {
        result[index] = made
      } else {
        indices[made.key] = result.count
        result.append(made)
      }
    }
    return result
  }
}

extension PipelineValue {
  /// The text of a scalar that means something.
  var text: String? {
    guard case .text(let text, isNull: false) = content else { return nil }
    return text
  }

  var isNull: Bool {
    guard case .text(_, let isNull) = content else { return false }
    return isNull
  }

  /// The truth value of a scalar; GitLab reads YAML by the rules of Ruby's reader.
  var flag: Bool? {
    switch text?.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  var entries: [Entry] {
    guard case .map(let entries) = content else { return [] }
    return entries
  }

  var isMap: Bool {
    guard case .map = content else { return false }
    return true
  }

  var items: [PipelineValue] {
    guard case .list(let items) = content else { return [] }
    return items
  }

  /// The items of a list, or the value itself where it is no list.
  var itemsOrSelf: [PipelineValue] {
    switch content {
    case .list(let items): items
    case .text(_, let isNull): isNull ? [] : [self]
    case .map: [self]
    case .reference: []
    }
  }

  /// The items of a list, those of lists in it included.
  var flatItems: [PipelineValue] {
    var flat: [PipelineValue] = []
    var pending = [self]
    while let next = pending.popLast() {
      switch next.content {
      case .list(let items): pending += items.reversed()
      case .map: flat.append(next)
      case .text(_, let isNull): if !isNull { flat.append(next) }
      case .reference: continue
      }
    }
    return flat
  }

  /// The texts of a list, lists in lists included, or of one scalar.
  var texts: [String] {
    var texts: [String] = []
    add(to: &texts)
    return texts
  }

  private func add(to texts: inout [String]) {
    switch content {
    case .text(let text, isNull: false): texts.append(text)
    case .list(let items): for item in items { item.add(to: &texts) }
    case .text, .map, .reference: return
    }
  }

  /// The scalars of a list, lists in lists included, in order.
  var leaves: [PipelineValue] {
    var leaves: [PipelineValue] = []
    var pending = [self]
    while let next = pending.popLast() {
      switch next.content {
      case .text(_, let isNull): if !isNull { leaves.append(next) }
      case .list(let items): pending += items.reversed()
      case .map, .reference: continue
      }
    }
    return leaves
  }

  subscript(_ key: String) -> PipelineValue? { entry(key)?.value }

  /// The value at a path of keys.
  subscript(_ first: String, _ rest: String...) -> PipelineValue? {
    rest.reduce(self[first]) { $0?[$1] }
  }

  func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

  /// The entries of a mapping by their keys, the first of each, for those who look up many.
  var entriesByKey: [String: Entry] {
    Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The scalars of a mapping by their keys; a variable may also be a mapping with a `value`.
  var variables: [String: String] {
    Dictionary(
      entries.prefix(PipelineDocument.variableLimit).compactMap { entry in
        (entry.value.text ?? entry.value["value"]?.text).map { (entry.key, $0) }
      }, uniquingKeysWith: { $1 })
  }

  /// The value with another laid over it: mappings are merged key by key, all else is replaced.
  func merged(with over: PipelineValue, depth: Int = 64) -> PipelineValue {
    guard depth > 0, case .map(var entries) = content, case .map(let others) = over.content else {
      return over
    }
    var indices = Dictionary(
      entries.indices.map { (entries[$0].key, $0) }, uniquingKeysWith: { $1 })
    for other in others {
      if let index = indices[other.key] {
        entries[index] = Entry(
          key: other.key, place: other.place,
          value: entries[index].value.merged(with: other.value, depth: depth - 1))
      } else {
        indices[other.key] = entries.count
        entries.append(other)
      }
    }
    return PipelineValue(.map(entries), at: over.place)
  }

  /// The values, each laid over those before it, as `merged(with:)` does it one by one.
  static func merged(_ values: [PipelineValue], depth: Int = 64) -> PipelineValue? {
    guard let last = values.last, last.isMap, depth > 0 else { return values.last }
    // What is no mapping replaces all before it, and is replaced by a mapping.
    let start = values.lastIndex { !$0.isMap }.map { $0 + 1 } ?? 0
    guard start < values.count - 1 else { return last }
    var merged: [(entry: Entry, before: [PipelineValue])] = []
    var indices: [String: Int] = [:]
    for entry in values[start...].lazy.flatMap(\.entries) {
      if let index = indices[entry.key] {
        merged[index].before.append(merged[index].entry.value)
        merged[index].entry = entry
      } else {
        indices[entry.key] = merged.count
        merged.append((entry, []))
      }
    }
    let entries = merged.map { entry, before -> Entry in
      guard !before.isEmpty else { return entry }
      var made = entry
      made.value = Self.merged(before + [entry.value], depth: depth - 1) ?? entry.value
      return made
    }
    return PipelineValue(.map(entries), at: last.place)
  }

  /// The value without one key.
  func without(_ key: String) -> PipelineValue {
    guard case .map(let entries) = content else { return self }
    return PipelineValue(.map(entries.filter { $0.key != key }), at: place)
  }

  /// Calls the function with every scalar's text.
  func visitTexts(_ body: (String) -> Void) {
    var pending = [self]
    while let next = pending.popLast() {
      switch next.content {
      case .text(let text, _): body(text)
      case .list(let items): pending += items
      case .map(let entries): pending += entries.map(\.value)
      case .reference: continue
      }
    }
  }

  /// The scalars of a list, lists in lists included, in one line; as many as a rule may say.
  func listed(by separator: String = ", ") -> String {
    var text = ""
    list(into: &text, separator)
    return text
  }

  private func list(into text: inout String, _ separator: String) {
    switch content {
    case .text(let own, isNull: false):
      if !text.isEmpty { text += separator }
      text += own.shortened(to: Condition.textLimit)
    case .list(let items):
      for item in items {
        guard text.utf8.count <= Condition.textLimit else { return }
        item.list(into: &text, separator)
      }
    case .text, .map, .reference: return
    }
  }

  /// How many values the value holds, counted up to a limit.
  func count(upTo limit: Int) -> Int {
    var count = 0
    var pending = [self]
    while count < limit, let next = pending.popLast() {
      count += 1
      switch next.content {
      case .text, .reference: continue
      case .list(let items): pending += items
      case .map(let entries): pending += entries.map(\.value)
      }
    }
    return count
  }

  /// The value with every scalar's text replaced.
  func mappingTexts(_ change: (String) -> String) -> PipelineValue {
    var result = self
    switch content {
    case .text(let text, let isNull):
      let changed = change(text)
      result.content = .text(changed, isNull: isNull)
      result.chunk?.text = changed
    case .list(let items): result.content = .list(items.map { $0.mappingTexts(change) })
    case .map(let entries):
      result.content = .map(
        entries.map { entry in
          Entry(key: change(entry.key), place: entry.place, value: entry.value.mappingTexts(change))
        })
    case .reference(let path): result.content = .reference(path.map(change))
    }
    return result
  }
}

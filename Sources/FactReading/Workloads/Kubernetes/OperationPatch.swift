import SourceModel
import Syntax

/// Turns a patch of operations into the part of the object that it writes.
///
/// https://datatracker.ietf.org/doc/html/rfc6902
enum OperationPatch {
  /// How many operations of a patch are looked at, and how deep what they write may lie.
  private static let (operationLimit, depthLimit) = (500, 40)
  /// How many entries a mapping that is put together may have, and how many all operations together
  /// may put in; real ones have some ten and some hundred.
  private static let (entryLimit, mergeLimit) = (1_000, 20_000)

  /// The part of the target that is added or replaced; `nil` for other nodes.
  static func object(_ operations: Node, target: Node?) -> Node? {
    var spec: Node?
    var left = mergeLimit
    for operation in operations.items.prefix(operationLimit) {
      guard let name = operation["op"]?.text, name == "add" || name == "replace",
        let path = operation["path"], let text = path.text, let value = operation["value"]
      else { continue }
      let parts = text.split(separator: "/").map { String($0.replacing("~1", with: "/")) }
      guard parts.count <= depthLimit else { continue }
      let written = nested(parts[...], value, at: path.position)
      spec = spec.map { merged($0, written, &left) } ?? written
    }
    guard var object = spec, object.isMapping else { return nil }
    let position = object.position
    let isOfPods = object["spec", "template"] != nil
    let kind = target?["kind"]?.text?.prefix(while: \.isLetter) ?? (isOfPods ? "Deployment" : "")
    guard !kind.isEmpty else { return nil }
    // The group follows from the kind where the target leaves it open.
    let group = target?["group"]?.text.map { "\($0)/\(target?["version"]?.text ?? "v1")" }
    let name = target?["name"]?.text ?? ""
    let head = [
      entry("apiVersion", scalar(group ?? "${version}", at: position), at: position),
      entry("kind", scalar(String(kind), at: position), at: position),
      entry(
        "metadata",
        Node(.mapping([entry("name", scalar(name, at: position), at: position)]), at: position),
        at: position),
    ]
    object.content = .mapping(object.entries.filter { $0.key.text == "spec" } + head)
    return object
  }

  private static func scalar(_ text: String, at position: Position) -> Node {
    Node(.scalar(Scalar(text)), at: position)
  }

  private static func entry(_ key: String, _ value: Node, at position: Position) -> Node.Entry {
    Node.Entry(key: scalar(key, at: position), value: value)
  }

  private static func nested(
    _ parts: ArraySlice<String>, _ value: Node, at position: Position
  ) -> Node {
    guard let part = parts.first else { return value }
    let inner = nested(parts.dropFirst(), value, at: position)
    let isIndex = part == "-" || Int(part) != nil
    return Node(
      isIndex ? .sequence([inner]) : .mapping([entry(part, inner, at: position)]), at: position)
  }

  /// Both nodes together, the first alone where they have too many entries; items of lists count as the
  /// same one.
  private static func merged(_ first: Node, _ second: Node, _ left: inout Int) -> Node {
    switch (first.content, second.content) {
    case (.mapping(var entries), .mapping(let others)):
      guard entries.count + others.count <= entryLimit, others.count <= left else { return first }
      left -= others.count
      for other in others {
        let known = entries.firstIndex { $0.key.text == other.key.text }
        if let known {
          entries[known].value = merged(entries[known].value, other.value, &left)
        } else {
          entries.append(other)
        }
      }
      return Node(.mapping(entries), at: first.position)
    case (.sequence(let items), .sequence(let others)):
      guard let one = items.first, let other = others.first else { return first }
      return Node(.sequence([merged(one, other, &left)]), at: first.position)
    case (.scalar, _), (.mapping, _), (.sequence, _): return second
    }
  }
}

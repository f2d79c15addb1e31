import Syntax

/// Trees as JSON text on one line.
enum DumpText {
  /// A tree; scalars, with their tags, are written by the function.
  static func node(_ node: Node, _ scalar: (Scalar, String?) -> String) -> String {
    var result = ""
    append(node, scalar, to: &result)
    return result
  }

  /// A list of texts that are JSON.
  static func array(_ items: [String]) -> String {
    "[\(items.joined(separator: ","))]"
  }

  /// An object whose values are JSON.
  static func object(_ entries: KeyValuePairs<String, String>) -> String {
    let texts = entries.map { "\(JSON.quoted($0.key)):\($0.value)" }
    return "{\(texts.joined(separator: ","))}"
  }

  /// A list of strings.
  static func strings(_ items: [String]) -> String {
    array(items.map(JSON.quoted))
  }

  /// A scalar of JSON: numbers and literals are as they were written.
  static func jsonScalar(_ scalar: Scalar, tag: String?) -> String {
    scalar.style == .plain ? scalar.text : JSON.quoted(scalar.text)
  }

  /// A scalar of a format that knows texts alone.
  static func textScalar(_ scalar: Scalar, tag: String?) -> String {
    JSON.quoted(scalar.text)
  }

  private static func append(
    _ node: Node, _ scalar: (Scalar, String?) -> String, to result: inout String
  ) {
    switch node.content {
    case .scalar(let value): result += scalar(value, node.tag)
    case .sequence(let items):
      result += "["
      for (index, item) in items.enumerated() {
        if index > 0 { result += "," }
        append(item, scalar, to: &result)
      }
      result += "]"
    case .mapping(let entries):
      result += "{"
      for (index, entry) in entries.enumerated() {
        if index > 0 { result += "," }
        result += JSON.quoted(keyText(entry.key, scalar)) + ":"
        append(entry.value, scalar, to: &result)
      }
      result += "}"
    }
  }

  /// The text of a key that is a scalar, the JSON of another one.
  private static func keyText(_ key: Node, _ scalar: (Scalar, String?) -> String) -> String {
    if case .scalar(let value) = key.content { return value.text }
    return node(key, scalar)
  }
}

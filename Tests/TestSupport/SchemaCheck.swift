package import Syntax

/// Checks values against a JSON Schema, as far as the schemas of the project use its words.
///
/// https://json-schema.org/draft/2020-12/json-schema-validation
package struct SchemaCheck {
  private let root: Node

  private static let noted: Set<String> = [
    "$defs", "$schema", "description", "format", "multipleOf", "pattern", "title",
  ]

  /// Makes a check by a schema.
  package init(_ root: Node) {
    self.root = root
  }

  /// What is wrong with a value; nothing where the schema allows it.
  package func faults(_ value: Node) -> [String] { faults(value, root, "") }

  private func faults(_ value: Node, _ schema: Node, _ path: String) -> [String] {
    if let flag = schema.flag { return flag ? [] : ["\(path): nothing is allowed"] }
    return schema.entries.flatMap { entry in
      fault(value, entry.key.text ?? "", entry.value, of: schema, path)
    }
  }

  private func fault(
    _ value: Node, _ word: String, _ wanted: Node, of schema: Node, _ path: String
  ) -> [String] {
    switch word {
    case "$ref":
      let name = (wanted.text ?? "").split(separator: "/").last.map(String.init) ?? ""
      guard let target = root["$defs", name] else { return ["\(path): no `\(name)` in `$defs`"] }
      return faults(value, target, path)
    case "type":
      let types = wanted.texts
      return types.contains { value.isOf(type: $0) } ? [] : ["\(path): no \(types)"]
    case "enum":
      return wanted.items.contains { $0.says(value) } ? [] : ["\(path): no such value"]
    case "const": return wanted.says(value) ? [] : ["\(path): another value"]
    case "oneOf", "anyOf":
      let tries = wanted.items.map { faults(value, $0, path) }
      let count = tries.count { $0.isEmpty }
      guard count != 1, word == "oneOf" || count == 0 else { return [] }
      return ["\(path): \(count) of \(word) hold"] + (tries.min { $0.count < $1.count } ?? [])
    case "required":
      return wanted.texts.filter { value.isMapping && value.entry($0) == nil }
        .map { "\(path): no `\($0)`" }
    case "properties":
      return wanted.entries.flatMap { entry -> [String] in
        guard let key = entry.key.text, let part = value[key] else { return [] }
        return faults(part, entry.value, "\(path).\(key)")
      }
    case "additionalProperties":
      let known = Set(schema["properties"]?.entries.compactMap(\.key.text) ?? [])
      return value.entries.filter { !known.contains($0.key.text ?? "") }
        .flatMap { faults($0.value, wanted, "\(path).\($0.key.text ?? "")") }
    case "propertyNames":
      return value.entries.flatMap { faults($0.key, wanted, "\(path) key") }
    case "items":
      return value.items.enumerated().flatMap { faults($1, wanted, "\(path)[\($0)]") }
    case "minItems":
      return value.isSequence && value.items.count < wanted.integer ?? 0 ? ["\(path): too few"] : []
    case "minProperties":
      return value.isMapping && value.entries.count < wanted.integer ?? 0 ? ["\(path): empty"] : []
    case "minimum", "maximum":
      guard let number = value.number, let bound = wanted.number else { return [] }
      return (word == "minimum" ? number >= bound : number <= bound) ? [] : ["\(path): \(number)"]
    default:
      return Self.noted.contains(word) ? [] : ["the schema says `\(word)`, which is not known here"]
    }
  }
}

extension Node {
  fileprivate var number: Double? {
    guard case .scalar(let scalar) = content, scalar.style == .plain else { return nil }
    return Double(scalar.text)
  }

  fileprivate func isOf(type: String) -> Bool {
    switch type {
    case "object": return isMapping
    case "array": return isSequence
    case "null": return isNull
    case "boolean": return flag != nil
    case "integer": return number.map { $0 == $0.rounded() } ?? false
    case "number": return number != nil
    default:
      guard case .scalar(let scalar) = content else { return false }
      return scalar.style != .plain || (!isNull && flag == nil && number == nil)
    }
  }

  /// Whether two scalars say the same.
  fileprivate func says(_ other: Node) -> Bool {
    guard case .scalar(let one) = content, case .scalar(let two) = other.content else {
      return false
    }
    return one.text == two.text && isNull == other.isNull
  }
}

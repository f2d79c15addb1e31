import SourceModel

/// What expressions are evaluated with.
///
/// https://learn.microsoft.com/azure/devops/pipelines/process/expressions
struct AzureScope: Sendable {
  private static let depthLimit = 12

  /// Parameters and loop variables by their names in lower case.
  var values: [String: PipelineValue] = [:]
  /// Whether a person may pass other values than these.
  var isOpen = false
  /// The parameters for which a person chooses from a list.
  var choices: Set<String> = []
  /// The way in which the pipeline starts.
  var situation: AzureSituation?
  /// Variables as the file sets them, by their names in lower case.
  var variables: [String: String] = [:]

  /// The scope of a pipeline: its parameters as they are where nobody passes others.
  init(root: PipelineValue?) {
    self.init(declared: root, passed: nil)
    isOpen = true
    for parameter in root?.items ?? [] {
      guard let name = parameter["name"]?.text, let values = parameter["values"] else { continue }
      if values.items.count > 1 { choices.insert(name.lowercased()) }
    }
  }

  /// The scope of a template.
  init(declared: PipelineValue?, passed: PipelineValue?) {
    for parameter in declared?.items ?? [] {
      guard let name = parameter["name"]?.text, let value = parameter["default"] else { continue }
      values[name.lowercased()] = value
    }
    // The older form is a mapping from names to defaults.
    for entry in declared?.entries ?? [] { values[entry.key.lowercased()] = entry.value }
    for entry in passed?.entries ?? [] { values[entry.key.lowercased()] = entry.value }
  }

  /// The value of an expression.
  func value(of expression: ActionsExpression, depth: Int = 0) -> ActionsValue {
    guard depth < Self.depthLimit else { return .unknown }
    switch expression {
    case .literal(let value): return value
    case .reference(let path):
      if path.count == 2, path[0] == "variables" { return variable(path[1], depth: depth) }
      return node(at: path).map(Self.known) ?? .unknown
    case .call(let name, let arguments):
      return call(name, arguments.map { value(of: $0, depth: depth + 1) })
    case .not, .and, .or, .compare: return .unknown
    }
  }

  private func variable(_ name: String, depth: Int) -> ActionsValue {
    if let text = variables[name] {
      if text.hasPrefix("$["), text.hasSuffix("]") {
        let expression = ActionsExpression(text.dropFirst(2).dropLast())
        return expression.map { value(of: $0, depth: depth + 1) } ?? .unknown
      }
      return text.contains("$") ? .unknown : .text(text)
    }
    return situation?.known(name) ?? .unknown
  }

  /// The value at `parameters.deploy` or `stage.name`.
  func node(at path: [String]) -> PipelineValue? {
    guard let first = path.first else { return nil }
    let rest = first == "parameters" ? path.dropFirst() : path[...]
    guard let name = rest.first, var node = values[name] else { return nil }
    for key in rest.dropFirst() {
      let entries = node.entries.prefix(PipelineDocument.variableLimit)
      guard let next = entries.first(where: { $0.key.lowercased() == key }) else { return nil }
      node = next.value
    }
    return node
  }

  private static func known(_ value: PipelineValue) -> ActionsValue {
    switch value.content {
    case .text(let text, let isNull):
      if isNull { return .text("") }
      if text.contains("$") { return .unknown }
      return value.flag.map(ActionsValue.bool) ?? .text(text)
    case .list(let items): return .list(items.map(known))
    case .map, .reference: return .unknown
    }
  }

  /// The result of a function, where it can be told.
  private func call(_ name: String, _ arguments: [ActionsValue]) -> ActionsValue {
    let truths = arguments.map(\.truth)
    switch name {
    case "and":
      return truths.contains(false) ? .bool(false) : truths.contains(nil) ? .unknown : .bool(true)
    case "or":
      return truths.contains(true) ? .bool(true) : truths.contains(nil) ? .unknown : .bool(false)
    case "not": return truths.first.flatMap { $0 }.map { .bool(!$0) } ?? .unknown
    case "eq", "ne":
      guard arguments.count == 2, let isEqual = isEqual(arguments[0], arguments[1]) else {
        return .unknown
      }
      return .bool(isEqual == (name == "eq"))
    case "in", "notin":
      guard let first = arguments.first else { return .unknown }
      let found = arguments.dropFirst().map { isEqual(first, $0) }
      let isIn: Bool? = found.contains(true) ? true : found.contains(nil) ? nil : false
      return isIn.map { .bool($0 == (name == "in")) } ?? .unknown
    case "startswith", "endswith", "contains": return compare(name, arguments)
    default: return .unknown
    }
  }

  private func compare(_ name: String, _ arguments: [ActionsValue]) -> ActionsValue {
    guard arguments.count == 2, case .texts(let texts) = arguments[0],
      let part = arguments[1].exactText
    else { return .unknown }
    let answers = texts.map { text in
      switch name {
      case "startswith": text.starts(with: part)
      case "endswith": text.ends(with: part)
      default: text.holds(part)
      }
    }
    return ActionsValue.common(answers).map(ActionsValue.bool) ?? .unknown
  }

  /// Texts that mean a truth value are equal to it.
  private func isEqual(_ left: ActionsValue, _ right: ActionsValue) -> Bool? {
    switch (left, right) {
    case (.bool(let flag), .texts), (.texts, .bool(let flag)):
      let text = left.exactText ?? right.exactText
      return text.map { ($0.lowercased() == "true") == flag }
    default: return left.isEqual(to: right)
    }
  }

  // MARK: - Rules

  /// Whether a text that is an expression may hold.
  func truth(of text: String) -> Bool? {
    ActionsExpression(text).flatMap { value(of: $0).truth }
  }
}

import SourceModel

/// The parameters that are known where a text of a workflow stands.
///
/// https://argo-workflows.readthedocs.io/en/latest/variables/
struct ArgoScope: Sendable {
  /// How long a text with its parameters filled in may be.
  private static let lengthLimit = 100_000

  private var values: [String: String] = [:]

  /// The parameters of a whole workflow.
  ///
  /// - Parameter choices: the names of those that a person chooses a value for.
  init(workflow arguments: PipelineValue?, without choices: [String]) {
    set(arguments?["parameters"], prefix: "workflow.parameters.")
    for name in choices { values["workflow.parameters." + name] = nil }
  }

  /// The scope inside a template: its inputs with their defaults, then what is passed.
  func inside(_ template: PipelineValue, passed arguments: PipelineValue?) -> ArgoScope {
    var scope = self
    scope.values = values.filter { $0.key.hasPrefix("workflow.") }
    scope.set(template["inputs", "parameters"], prefix: "inputs.parameters.")
    scope.set(
      arguments?["parameters"].map { filled($0) }, prefix: "inputs.parameters.")
    return scope
  }

  private mutating func set(_ parameters: PipelineValue?, prefix: String) {
    for item in parameters?.items ?? [] {
      guard let name = item["name"]?.text, let value = (item["value"] ?? item["default"])?.text
      else { continue }
      values[prefix + name] = value
    }
  }

  /// The value with the parameters in it filled in, as far as they are known.
  func filled(_ value: PipelineValue) -> PipelineValue {
    values.isEmpty ? value : value.mappingTexts(filled)
  }

  /// The text with the parameters in it filled in.
  func filled(_ text: String) -> String {
    guard text.contains("{{"), text.utf8.count < Self.lengthLimit else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "{{") {
      result += rest[..<start.lowerBound]
      let inner = rest[start.upperBound...]
      guard let end = inner.firstRange(of: "}}"), result.utf8.count < Self.lengthLimit,
        let value = values[inner[..<end.lowerBound].trimmingSpaces]
      else {
        result += "{{"
        rest = inner
        continue
      }
      result += value
      rest = inner[end.upperBound...]
    }
    return result + rest
  }
}

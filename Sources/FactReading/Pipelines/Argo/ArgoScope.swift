import SourceModel

/// The parameters that are known where a text of a workflow stands.
///
/// https://argo-workflows.readthedocs.io/en/latest/variables/
struct ArgoScope: Sendable {
  /// The values by the words that stand for them, `workflow.parameters.name`.
  private var ofWorkflow: [String: String]
  private var ofTemplate: [String: String] = [:]

  /// The parameters of a whole workflow.
  ///
  /// - Parameter choices: the names of those that a person chooses a value for.
  init(workflow arguments: PipelineValue?, without choices: [String]) {
    ofWorkflow = Self.values(of: arguments?["parameters"], prefix: "workflow.parameters.")
    for name in choices { ofWorkflow["workflow.parameters." + name] = nil }
  }

  /// The scope inside a template: its inputs with their defaults, then what is passed.
  func inside(
    _ template: PipelineValue, passed arguments: PipelineValue?, _ filling: inout ParameterFilling
  ) -> ArgoScope {
    let prefix = "inputs.parameters."
    var scope = self
    let declared = template["inputs", "parameters"]
    filling.take(declared)
    scope.ofTemplate = Self.values(of: declared, prefix: prefix)
    if let parameters = arguments?["parameters"] {
      let passed = Self.values(of: filled(parameters, &filling), prefix: prefix)
      scope.ofTemplate.merge(passed) { $1 }
    }
    return scope
  }

  private static func values(
    of parameters: PipelineValue?, prefix: String
  ) -> [String: String] {
    (parameters?.items ?? []).reduce(into: [:]) { values, item in
      guard let name = item["name"]?.text, let value = (item["value"] ?? item["default"])?.text
      else { return }
      values[prefix + name] = value
    }
  }

  /// The value with the parameters in it filled in, as far as they are known.
  func filled(_ value: PipelineValue, _ filling: inout ParameterFilling) -> PipelineValue {
    guard !ofWorkflow.isEmpty || !ofTemplate.isEmpty else {
      filling.take(value)
      return value
    }
    return value.mappingTexts { filled($0, at: value.place, &filling) }
  }

  /// The text with the parameters in it filled in.
  func filled(_ text: String, at place: Place, _ filling: inout ParameterFilling) -> String {
    filling.filled(text, from: "{{", to: "}}", at: place) { name in
      let name = name.trimmingSpaces
      return ofTemplate[name] ?? ofWorkflow[name]
    }
  }
}

/// The parameters of a workflow that texts speak of.
enum ArgoParameter {
  /// The names behind an opening in all texts of a value.
  ///
  /// A name has letters, digits, `-` and `_`:
  /// https://github.com/argoproj/argo-workflows/blob/main/workflow/validate/validate.go
  ///
  /// - Parameter closing: what must follow a name.
  static func names(
    in value: PipelineValue, behind opening: String, before closing: String = ""
  ) -> Set<String> {
    var names: Set<String> = []
    value.visitTexts { text in
      var rest = text[...]
      while let range = rest.firstRange(of: opening) {
        rest = rest[range.upperBound...]
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        rest = rest[name.endIndex...]
        if rest.hasPrefix(closing) { names.insert(String(name)) }
      }
    }
    return names
  }
}

import FactModel
import SourceModel
import Syntax

/// An action of a stage of AWS CodePipeline.
///
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html
struct PipelineAction {
  let definition: AWSDefinition
  let node: Node
  let name: String
  /// `Source`, `Build`, `Test`, `Deploy`, `Approval`, `Invoke`, `Compute`.
  let category: String
  let provider: String
  let order: Int
  let configuration: Node?

  init?(_ node: Node, in definition: AWSDefinition) {
    let type = node["ActionTypeId"] ?? node
    guard let category = definition.text(type.any("Category", "category")),
      let provider = definition.text(type.any("Provider", "provider"))
    else { return nil }
    self.definition = definition
    self.node = node
    self.category = category
    self.provider = provider
    name = definition.text(node.any("Name", "name")) ?? provider
    order = node.any("RunOrder", "run_order")?.integer ?? 1
    configuration = node.any("Configuration", "configuration")
  }

  var place: Place { definition.place(node) }

  /// The action as a step, judged by its provider and what it is told.
  var use: ActionUse {
    var inputs = [
      ActionUse.Input("Category", category, at: place), ActionUse.Input("Action", name, at: place),
    ]
    for entry in configuration?.entries ?? [] {
      guard let name = entry.key.text, let text = definition.text(entry.value) else { continue }
      inputs.append(ActionUse.Input(name, text, at: definition.place(entry.key)))
    }
    return ActionUse(kind: .step, name: "codepipeline/" + provider.lowercased(), inputs: inputs)
  }

  /// Variables that are set for a build, which stand in a text of JSON.
  var variables: [String: String] {
    guard let text = definition.text(configuration?["EnvironmentVariables"]) else { return [:] }
    let list = JSON.parse(Array(text.utf8), dialect: .withComments).documents.first
    return (list?.items ?? []).reduce(into: [:]) { all, item in
      guard let name = item["name"]?.text, let value = item["value"]?.text else { return }
      all[name] = value
    }
  }
}

import FactModel
import SourceModel
import Syntax

/// Reads Azure Resource Manager's templates in JSON, and files of their parameters.
///
/// https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax
struct ResourceManagerReader: ContentReader {
  /// How deep resources lie in others, and how long the type of one may be: real ones have less than
  /// a hundred bytes.
  private static let (depthLimit, typeLimit) = (8, 1_000)

  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("eploymentTemplate.json") || file.contains("eploymentParameters.json")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard let schema = root["$schema"]?.text else { return }
    let words = ["azuredeploy.parameters", "main.parameters", "template.parameters", "parameters"]
    if schema.contains("eploymentParameters.json") {
      for parameter in root["parameters"]?.entries ?? [] {
        // Only plain values: a template decides what becomes of others.
        guard let value = parameter.value["value"]?.text else { continue }
        let capabilities = AzureSettings.meaning(of: parameter.key.text ?? "", value)
        guard !capabilities.isEmpty else { continue }
        sheet.use(AzureSettings.tool, capabilities, at: sheet.place(parameter.key))
      }
      return sheet.environmentOfFile(beside: words + ["azuredeploy", "main", "params"])
    }
    guard schema.contains("eploymentTemplate.json") else { return }
    read(resources: root["resources"], of: "", depth: 0, into: &sheet)
    for parameter in root["parameters"]?.entries ?? [] {
      let name = parameter.key.text?.lowercased() ?? ""
      guard name.contains("env") || name.contains("stage") else { continue }
      for value in parameter.value["allowedValues"]?.items ?? [] {
        if let text = value.text { sheet.environment(text, at: sheet.place(value)) }
      }
    }
  }

  /// Resources are a list, or by name; those inside another leave its type out of theirs.
  private func read(
    resources: Node?, of parent: String, depth: Int, into sheet: inout FactSheet
  ) {
    guard let resources, depth < Self.depthLimit else { return }
    for resource in resources.items + resources.entries.map(\.value) {
      guard let type = resource["type"], let name = type.filledText else { continue }
      guard parent.utf8.count + name.utf8.count < Self.typeLimit else { continue }
      let kind = name.contains(".") || parent.isEmpty ? name : "\(parent)/\(name)"
      if resource["existing"]?.flag != true {
        sheet.resource("arm", kind, name: resource["name"]?.text ?? "", at: sheet.place(type))
        sheet.sight(.resource(kind), at: sheet.place(type))
        readLink(of: resource, into: &sheet)
        readProperties(of: resource["properties"], depth: 0, into: &sheet)
      }
      let inner = [resource["resources"], resource["properties", "template", "resources"]]
      for (index, resources) in inner.enumerated() {
        read(resources: resources, of: index == 0 ? kind : "", depth: depth + 1, into: &sheet)
      }
    }
  }

  /// A template that stands elsewhere is judged by its file's name: `…/app-service.json`.
  ///
  /// https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates
  private func readLink(of resource: Node, into sheet: inout FactSheet) {
    guard let uri = resource["properties", "templateLink", "uri"], let text = uri.filledText,
      let file = text.split(whereSeparator: { "/',()".contains($0) })
        .last(where: { $0.hasSuffix(".json") })
    else { return }
    sheet.sight(.resource("arm-template:\(file.dropLast(5).lowercased())"), at: sheet.place(uri))
  }

  private func readProperties(of node: Node?, depth: Int, into sheet: inout FactSheet) {
    guard let node, depth < Self.depthLimit else { return }
    for item in node.items { readProperties(of: item, depth: depth + 1, into: &sheet) }
    for entry in node.entries where entry.key.text != "template" {
      let isCollection = entry.value.isMapping || entry.value.isSequence
      let value = isCollection ? nil : entry.value.text ?? ""
      let capabilities = AzureSettings.meaning(of: entry.key.text ?? "", value)
      if !capabilities.isEmpty {
        sheet.use(AzureSettings.tool, capabilities, at: sheet.place(entry.key))
      }
      readProperties(of: entry.value, depth: depth + 1, into: &sheet)
    }
  }
}

import FactModel
import SourceModel
import Syntax

/// Reads which services the Azure Developer CLI deploys where, and what its hooks run.
///
/// https://learn.microsoft.com/azure/developer/azure-developer-cli/azd-schema
struct AzureDeveloperReader: ContentReader {
  /// Hosts whose services run, and are no files alone; what runs in a cluster stands in manifests.
  private static let hosts: Set<String> = [
    "appservice", "containerapp", "function", "springapp", "ai.endpoint",
  ]

  func mayRead(_ file: SourceFile) -> Bool {
    file.path.stem == "azure" && file.contains("services:") && file.contains("host:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root["name"]?.filledText != nil else { return }
    for service in root["services"]?.entries ?? [] {
      guard let host = service.value["host"]?.text, Self.hosts.contains(host) else { continue }
      var workload = Workload(
        platform: .platform, kind: host, name: service.key.text ?? "",
        place: sheet.place(service.key))
      workload.images = sheet.deployedImages(service.value["image"])
      sheet.facts.workloads.append(workload)
      sheet.readVariables(service.value["env"])
    }
    for hook in AzureHooks.hooks(in: root) { CommandSightings.sightScript(hook.run, into: &sheet) }
  }
}

/// A script that the Azure Developer CLI runs before or after one of its commands.
///
/// https://learn.microsoft.com/azure/developer/azure-developer-cli/azd-extensibility
struct AzureHook: Sendable {
  /// `postdeploy`.
  var name: String
  /// The folder of its service, from the file's own.
  var folder: String?
  /// What it runs: a script's path, or the script.
  var run: Node
}

/// Reads the hooks of `azure.yaml`.
enum AzureHooks {
  private static let hookLimit = 200
  /// Hooks that build, and hooks behind what a command does, by the command.
  private static let names: [String: [String]] = [
    "package": ["prebuild", "prepackage", "postpackage"],
    "provision": ["postprovision"],
    "deploy": ["prebuild", "prepackage", "postpackage", "postpublish", "postdeploy"],
    "up": [
      "prebuild", "prepackage", "postpackage", "postprovision", "postpublish", "postdeploy",
      "postup",
    ],
  ]

  /// The hooks of the application and of its services; those whose failure is ignored are left out.
  static func hooks(in root: Node) -> [AzureHook] {
    let services = root["services"]?.entries ?? []
    let own = hooks(root["hooks"], folder: nil)
    let others = services.flatMap { service in
      hooks(service.value["hooks"], folder: service.value["project"]?.text)
    }
    return Array((own + others).prefix(hookLimit))
  }

  /// Those of the hooks that run when a command such as `up` has done its work, in their order.
  static func hooks(of command: String, among all: [AzureHook]) -> [AzureHook] {
    (names[command] ?? []).flatMap { name in all.filter { $0.name == name } }
  }

  /// A hook may be a list, or differ by the system.
  private static func hooks(_ node: Node?, folder: String?) -> [AzureHook] {
    (node?.entries ?? []).flatMap { entry -> [AzureHook] in
      guard let name = entry.key.text else { return [] }
      return entry.value.itemsOrSelf.compactMap { item in
        let hook = item["posix"] ?? item["windows"] ?? item
        guard let run = hook["run"], run.filledText != nil,
          hook["continueOnError"]?.lenientFlag != true
        else { return nil }
        return AzureHook(name: name, folder: folder, run: run)
      }
    }
  }
}

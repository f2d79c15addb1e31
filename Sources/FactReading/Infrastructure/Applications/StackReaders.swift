import FactModel
import SourceModel
import Syntax

/// Reads Pulumi's stacks, one file each, and programs that are written in YAML.
///
/// https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file/
/// https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/
struct PulumiReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool { file.path.name.hasPrefix("Pulumi.") }

  func read(_ root: Node, into sheet: inout FactSheet) {
    sheet.environmentOfFile(beside: ["pulumi"])
    for entry in root["resources"]?.entries ?? [] {
      guard let type = entry.value["type"], let name = type.filledText else { continue }
      sheet.resource("pulumi", name, name: entry.key.text ?? "", at: sheet.place(entry.key))
      sheet.sight(.resource(name), at: sheet.place(type))
    }
  }
}

/// Reads Skaffold's pipelines.
///
/// https://skaffold.dev/docs/references/yaml/
struct SkaffoldReader: ContentReader {
  private static let tool = NamedTool("skaffold", "Skaffold", "deployment")

  func mayRead(_ file: SourceFile) -> Bool { file.contains("apiVersion: skaffold/") }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root["apiVersion"]?.text?.hasPrefix("skaffold/") ?? false else { return }
    for profile in root["profiles"]?.items ?? [] {
      guard let name = profile["name"], let text = name.filledText else { continue }
      sheet.environment(text, at: sheet.place(name))
    }
    for artifact in root["build", "artifacts"]?.items ?? [] {
      guard let image = artifact["image"], let text = image.filledText else { continue }
      // Skaffold builds it and fills its version into the manifests.
      sheet.facts.images.append(
        ImageReference(
          text: text, repository: text, tag: nil, pinning: .filled, role: .published,
          place: sheet.place(image)))
    }
    if let verify = root.entry("verify"), !verify.value.items.isEmpty {
      sheet.use(Self.tool, [.verifies], at: sheet.place(verify.key))
    }
    for release in root["deploy", "helm", "releases"]?.items ?? [] {
      if let chart = release["remoteChart"], let text = chart.filledText {
        sheet.sight(.chart(text), at: sheet.place(chart))
      }
    }
  }
}

/// Reads the manifests of AWS Copilot's services.
///
/// https://aws.github.io/copilot-cli/docs/manifest/overview/
struct CopilotReader: ContentReader {
  private static let tool = NamedTool("aws-copilot", "AWS Copilot", "deployment")

  func mayRead(_ file: SourceFile) -> Bool {
    file.path.stem == "manifest" && file.path.text.contains("copilot/") && file.contains("type:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard let type = root["type"]?.filledText, root["name"] != nil else { return }
    // An environment's own manifest names it.
    guard type != "Environment" else {
      if let name = root["name"], let text = name.text {
        sheet.environment(text, at: sheet.place(name))
      }
      return
    }
    var workload = Workload(
      platform: .ecs, kind: type, name: root["name"]?.text ?? "",
      place: sheet.place(of: "name", in: root))
    workload.images = sheet.deployedImages(root["image", "location"])
    let checks = [root["image"], root["http"]].compactMap { $0?.entry("healthcheck") }
    workload.probes = checks.map { Located("health check", at: sheet.place($0.key)) }
    workload.resources = sheet.place(ofAny: ["memory", "cpu"], in: root)
    workload.replicas = sheet.place(ofAny: ["count"], in: root)
    sheet.facts.workloads.append(workload)
    readOperation(of: root, into: &sheet)
  }

  private func readOperation(of root: Node, into sheet: inout FactSheet) {
    if let count = root.entry("count"), count.value["range"] != nil {
      sheet.use(Self.tool, [.boundsResources], at: sheet.place(count.key))
    }
    if let alarms = root["deployment"]?.entry("rollback_alarms"), alarms.value.isFilledCollection {
      sheet.use(Self.tool, [.rollsBackByItself, .alerts], at: sheet.place(alarms.key))
    }
    // https://aws.github.io/copilot-cli/docs/manifest/backend-service/#deployment-rolling
    if let rolling = root["deployment"]?.entry("rolling"), rolling.value.filledText != nil {
      sheet.use(Self.tool, [.choosesStrategy], at: sheet.place(rolling.key))
    }
    if let place = sheet.place(ofAny: ["tracing"], in: root["observability"]) {
      sheet.use(Self.tool, [.traces], at: place)
    }
    if let place = sheet.place(ofAny: ["logging"], in: root) {
      sheet.use(Self.tool, [.logs], at: place)
    }
    sheet.readVariables(root["variables"])
    sheet.environments(inKeysOf: root["environments"])
  }
}

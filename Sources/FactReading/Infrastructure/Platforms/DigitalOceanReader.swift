import FactModel
import SourceModel
import Syntax

/// Reads the specification of an application on DigitalOcean's App Platform.
///
/// https://docs.digitalocean.com/products/app-platform/reference/app-spec/
struct DigitalOceanReader: ContentReader {
  private static let tool = NamedTool(
    "digitalocean-app-platform", "DigitalOcean App Platform", "deployment")

  func mayRead(_ file: SourceFile) -> Bool { file.path.text.contains(".do/") }

  func read(_ root: Node, into sheet: inout FactSheet) {
    let root = root["spec"] ?? root
    for kind in ["services", "workers", "jobs"] {
      for component in root[kind]?.items ?? [] { read(component, kind, into: &sheet) }
    }
    for part in [root] + (root["services"]?.items ?? []) {
      if let alerts = part.entry("alerts"), !alerts.value.items.isEmpty {
        sheet.use(Self.tool, [.alerts], at: sheet.place(alerts.key))
      }
    }
  }

  private func read(_ component: Node, _ kind: String, into sheet: inout FactSheet) {
    if kind != "jobs" {
      var workload = Workload(
        platform: .platform, kind: kind == "services" ? "service" : "worker",
        name: component["name"]?.text ?? "", place: sheet.place(of: "name", in: component))
      workload.probes =
        sheet.place(ofAny: ["health_check"], in: component)
        .map { [Located("health check", at: $0)] } ?? []
      workload.resources = sheet.place(ofAny: ["autoscaling", "instance_size_slug"], in: component)
      workload.replicas = sheet.place(ofAny: ["instance_count"], in: component)
      sheet.facts.workloads.append(workload)
    }
    if let destinations = component.entry("log_destinations"), !destinations.value.items.isEmpty {
      sheet.use(Self.tool, [.logs], at: sheet.place(destinations.key))
    }
    if kind == "jobs", let command = component["run_command"] {
      CommandSightings.sightScript(command, into: &sheet)
    }
    for source in ["github", "gitlab", "bitbucket"] {
      if let trigger = component[source]?.entry("deploy_on_push"), trigger.value.flag == true {
        sheet.use(Self.tool, [.pullsFromTree], at: sheet.place(trigger.key))
      }
    }
  }
}

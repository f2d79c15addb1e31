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
    for kind in Self.kinds {
      for component in root[kind]?.items ?? [] {
        read(component, kind, into: &sheet)
        readAlerts(of: component, into: &sheet)
      }
    }
    readAlerts(of: root, into: &sheet)
  }

  /// Parts of an application that are built and deployed.
  private static let kinds = ["services", "workers", "jobs", "static_sites", "functions"]

  /// Alerts on what runs; others tell of deployments and domains.
  ///
  /// https://docs.digitalocean.com/products/app-platform/how-to/create-alerts/
  private func readAlerts(of part: Node, into sheet: inout FactSheet) {
    let others = ["DEPLOYMENT_", "DOMAIN_", "AUTOSCALE_"]
    guard let alerts = part.entry("alerts"),
      alerts.value.items.contains(where: { alert in
        guard let rule = alert["rule"]?.text, alert["disabled"]?.flag != true else { return false }
        return !others.contains(where: rule.hasPrefix)
      })
    else { return }
    sheet.use(Self.tool, [.alerts], at: sheet.place(alerts.key))
  }

  private func read(_ component: Node, _ kind: String, into sheet: inout FactSheet) {
    if kind == "services" || kind == "workers" {
      sheet.facts.workloads.append(workload(component, kind, in: &sheet))
    }
    if let destinations = component.entry("log_destinations"), !destinations.value.items.isEmpty {
      sheet.use(Self.tool, [.logs], at: sheet.place(destinations.key))
    }
    if kind == "jobs", let command = component["run_command"] {
      CommandSightings.sightScript(command, into: &sheet)
    }
    if let command = component["build_command"] {
      CommandSightings.sightScript(command, into: &sheet)
    }
    sheet.sight(variablesIn: component["envs"], named: "key")
    for source in ["github", "gitlab", "bitbucket"] {
      if let trigger = component[source]?.entry("deploy_on_push"), trigger.value.flag == true {
        sheet.use(Self.tool, [.pullsFromTree], at: sheet.place(trigger.key))
      }
    }
  }

  private func workload(_ component: Node, _ kind: String, in sheet: inout FactSheet) -> Workload {
    var workload = Workload(
      platform: .platform, kind: kind == "services" ? "service" : "worker",
      name: component["name"]?.text ?? "", place: sheet.place(of: "name", in: component))
    workload.probes = ["health_check", "liveness_health_check"].compactMap { key in
      sheet.place(ofAny: [key], in: component).map { Located("health check", at: $0) }
    }
    workload.resources = sheet.place(ofAny: ["autoscaling", "instance_size_slug"], in: component)
    workload.replicas = sheet.place(ofAny: ["instance_count"], in: component)
    if let image = component["image"], let repository = image["repository"],
      let name = repository.filledText
    {
      let text = ImageText(
        repository: name, tag: image["tag"]?.filledText, digest: image["digest"]?.filledText)
      workload.images = [text.reference(.deployed, at: sheet.place(repository))]
    }
    return workload
  }
}

import FactModel
import SourceModel
import Syntax

/// Reads Cloud Foundry's manifests.
///
/// https://docs.cloudfoundry.org/devguide/deploy-apps/manifest-attributes.html
struct CloudFoundryReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("applications:") && file.path.stem.contains("manifest")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    let applications = root["applications"]?.items ?? []
    for application in applications where application.isMapping {
      read(application: application, into: &sheet)
    }
    if !applications.isEmpty { sheet.environmentOfFile(beside: ["manifest", "cf-manifest"]) }
  }

  private func read(application: Node, into sheet: inout FactSheet) {
    var workload = Workload(
      platform: .platform, kind: "application", name: application["name"]?.text ?? "",
      place: sheet.place(of: "name", in: application), isTemplate: sheet.isTemplate)
    workload.images = sheet.deployedImages(application["docker", "image"])
    let parts = [application] + (application["processes"]?.items ?? [])
    workload.probes = parts.compactMap { probe(of: $0, in: sheet) }
    workload.resources =
      sheet.place(ofAny: ["memory", "disk_quota"], inAny: parts)
    workload.replicas = sheet.place(ofAny: ["instances"], inAny: parts)
    sheet.facts.workloads.append(workload)
    sheet.readVariables(application["env"])
  }

  /// A check that asks the application; that its process or port is there is the platform's default.
  private func probe(of part: Node, in sheet: FactSheet) -> Located<String>? {
    let keys = [
      "health-check-http-endpoint", "readiness-health-check-http-endpoint",
      "readiness-health-check-type",
    ]
    if let place = sheet.place(ofAny: keys, in: part) { return Located("health check", at: place) }
    guard let type = part.entry("health-check-type"), type.value.text == "http" else { return nil }
    return Located("health check", at: sheet.place(type.key))
  }
}

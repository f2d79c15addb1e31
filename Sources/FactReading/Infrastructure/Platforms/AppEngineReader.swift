import FactModel
import SourceModel
import Syntax

/// Reads how Google App Engine runs a service.
///
/// https://cloud.google.com/appengine/docs/flexible/reference/app-yaml
/// https://cloud.google.com/appengine/docs/standard/reference/app-yaml
struct AppEngineReader: ContentReader {
  private static let tool = NamedTool("google-app-engine", "Google App Engine", "deployment")

  func mayRead(_ file: SourceFile) -> Bool {
    file.isNamed("app") && file.contains("runtime:") && !file.contains("apiVersion:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root["runtime"]?.filledText != nil else { return }
    var workload = Workload(
      platform: .platform, kind: "service", name: root["service"]?.text ?? "default",
      place: sheet.place(of: "service", in: root), isTemplate: sheet.isTemplate)
    workload.probes = ["liveness_check", "readiness_check", "health_check"].compactMap { key in
      sheet.place(ofAny: [key], in: root).map { place in
        Located(key.split(separator: "_").first.map(String.init) ?? key, at: place)
      }
    }
    workload.resources = sheet.place(
      ofAny: ["automatic_scaling", "basic_scaling", "resources", "instance_class"], in: root)
    workload.replicas = sheet.place(ofAny: ["manual_scaling"], in: root)
    sheet.facts.workloads.append(workload)
    readReadiness(of: root, into: &sheet)
    sheet.readVariables(root["env_variables"])
    sheet.environmentOfFile(beside: ["app"])
  }

  /// A deployment whose instances are not ready in time fails and is rolled back.
  ///
  /// https://cloud.google.com/appengine/docs/flexible/reference/app-yaml#updated_health_checks
  private func readReadiness(of root: Node, into sheet: inout FactSheet) {
    guard let check = root.entry("readiness_check"), check.value.isMapping else { return }
    sheet.use(Self.tool, [.verifies], at: sheet.place(check.key))
    if let timeout = check.value.entry("app_start_timeout_sec") {
      sheet.use(Self.tool, [.rollsBackByItself], at: sheet.place(timeout.key))
    }
  }
}

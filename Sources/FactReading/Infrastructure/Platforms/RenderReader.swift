import FactModel
import SourceModel
import Syntax

/// Reads Render's blueprints.
///
/// https://render.com/docs/blueprint-spec
struct RenderReader: ContentReader {
  private static let tool = NamedTool("render", "Render", "deployment")

  func mayRead(_ file: SourceFile) -> Bool {
    file.path.name.hasPrefix("render.") && file.contains("services:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    read(services: root["services"], into: &sheet)
    for project in root["projects"]?.items ?? [] {
      for environment in project["environments"]?.items ?? [] {
        if let name = environment["name"], let text = name.filledText {
          sheet.environment(text, at: sheet.place(name))
        }
        read(services: environment["services"], into: &sheet)
      }
    }
    readPreviews(of: root, into: &sheet)
  }

  private func read(services: Node?, into sheet: inout FactSheet) {
    for service in services?.items ?? [] { read(service: service, into: &sheet) }
  }

  private func read(service: Node, into sheet: inout FactSheet) {
    guard let type = service["type"]?.filledText else { return }
    let isStatic = service["runtime"]?.text == "static" || service["env"]?.text == "static"
    if !isStatic {
      var workload = Workload(
        platform: .platform, kind: type, name: service["name"]?.text ?? "",
        place: sheet.place(of: "name", in: service))
      workload.images = sheet.deployedImages(service["image", "url"])
      workload.probes =
        sheet.place(ofAny: ["healthCheckPath"], in: service)
        .map { [Located("health check", at: $0)] } ?? []
      // A deployment is given up where its instances do not answer:
      // https://render.com/docs/health-checks
      if let probe = workload.probes.first { sheet.use(Self.tool, [.verifies], at: probe.place) }
      workload.resources = sheet.place(ofAny: ["scaling", "plan"], in: service)
      workload.replicas = sheet.place(ofAny: ["numInstances"], in: service)
      workload.volumes = sheet.place(ofAny: ["disk"], in: service).map { [$0] } ?? []
      sheet.facts.workloads.append(workload)
    }
    for key in ["buildCommand", "preDeployCommand", "initialDeployHook"] {
      if let command = service[key] { CommandSightings.sightScript(command, into: &sheet) }
    }
    readTrigger(of: service, into: &sheet)
    // `shop-staging` beside `shop`: the services of an environment are named for it.
    if let name = service["name"], let text = name.filledText,
      let word = text.nameWords.last, EnvironmentName.isPlain(word)
    {
      sheet.environment(word, at: sheet.place(name))
    }
    sheet.sight(variablesIn: service["envVars"], named: "key")
  }

  /// A service that names its repository or branch, or says when it follows it, is deployed from the tree.
  private func readTrigger(of service: Node, into sheet: inout FactSheet) {
    if let trigger = service.entry("autoDeployTrigger") ?? service.entry("autoDeploy") {
      let isOff = trigger.value.text == "off" || trigger.value.lenientFlag == false
      if !isOff { sheet.use(Self.tool, [.pullsFromTree], at: sheet.place(trigger.key)) }
    } else if let place = sheet.place(ofAny: ["branch", "repo"], in: service) {
      sheet.use(Self.tool, [.pullsFromTree], at: place)
    }
  }

  private func readPreviews(of root: Node, into sheet: inout FactSheet) {
    let isOn = root["previewsEnabled"]?.flag == true
    let generation = root["previews", "generation"]?.text
    guard isOn || generation == "automatic" || generation == "manual" else { return }
    let key = isOn ? "previewsEnabled" : "previews"
    sheet.environment("preview", at: sheet.place(of: key, in: root))
  }
}

import FactModel
import SourceModel
import Syntax

/// Reads how Railway builds, checks and runs a service.
///
/// https://docs.railway.com/reference/config-as-code
struct RailwayReader: FileReader {
  private static let tool = NamedTool("railway", "Railway", "deployment")

  var endings: Set<String>? { ["toml", "json"] }

  func wants(_ path: RelativePath) -> Bool {
    path.name == "railway.toml" || path.name == "railway.json"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let tree =
      file.path.fileExtension == "json"
      ? JSON.parse(file.bytes, dialect: .withComments) : TOML.parse(file.bytes)
    sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    guard let root = tree.documents.first, root["build"] != nil || root["deploy"] != nil else {
      return sheet.facts
    }
    var workload = Workload(
      platform: .platform, kind: "service",
      name: file.path.folder.text.isEmpty ? "default" : file.path.folder.name,
      place: sheet.place(of: root["deploy"] == nil ? "build" : "deploy", in: root))
    read(root, into: &workload, &sheet)
    // Settings of an environment are laid over the others.
    for environment in root["environments"]?.entries ?? [] {
      guard let name = environment.key.text else { continue }
      sheet.environment(name == "pr" ? "preview" : name, at: sheet.place(environment.key))
      read(environment.value, into: &workload, &sheet)
    }
    sheet.facts.workloads.append(workload)
    return sheet.facts
  }

  private func read(_ part: Node, into workload: inout Workload, _ sheet: inout FactSheet) {
    let deploy = part["deploy"]
    for command in [part["build", "buildCommand"], deploy?["preDeployCommand"]] {
      for text in command?.itemsOrSelf ?? [] { CommandSightings.sightScript(text, into: &sheet) }
    }
    if let place = sheet.place(ofAny: ["healthcheckPath"], in: deploy) {
      workload.probes.append(Located("health check", at: place))
      // The new version gets traffic when it answers, and is given up otherwise:
      // https://docs.railway.com/reference/healthchecks
      sheet.use(Self.tool, [.verifies], at: place)
    }
    workload.replicas =
      workload.replicas ?? sheet.place(ofAny: ["numReplicas", "multiRegionConfig"], in: deploy)
    workload.resources = workload.resources ?? sheet.place(ofAny: ["limitOverride"], in: deploy)
    workload.restartPolicy =
      workload.restartPolicy ?? sheet.place(ofAny: ["restartPolicyType"], in: deploy)
    // How long old and new run side by side.
    let overlap = sheet.place(ofAny: ["overlapSeconds"], in: deploy)
    workload.strategy = workload.strategy ?? overlap.map { Located("rolling update", at: $0) }
    if let place = sheet.place(ofAny: ["watchPatterns"], in: part["build"]) {
      sheet.use(Self.tool, [.pullsFromTree], at: place)
    }
  }
}

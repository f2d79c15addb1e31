import FactModel
import SourceModel
import Syntax

/// Reads how Fly.io runs an application.
///
/// https://fly.io/docs/reference/configuration/
struct FlyReader: FileReader {
  static let tool = NamedTool("fly", "Fly.io", "deployment")

  var endings: Set<String>? { ["toml"] }

  func wants(_ path: RelativePath) -> Bool {
    path.fileExtension == "toml" && (path.name == "fly.toml" || path.name.hasPrefix("fly."))
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let tree = TOML.parse(file.bytes)
    sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    guard let root = tree.documents.first, root["app"] != nil || root["build"] != nil else {
      return sheet.facts
    }
    var workload = Workload(
      platform: .platform, kind: "app", name: root["app"]?.text ?? "",
      place: sheet.place(of: "app", in: root))
    workload.images = sheet.deployedImages(root["build", "image"])
    workload.probes = probes(in: root, sheet)
    workload.resources = resources(in: root, sheet)
    workload.strategy = strategy(in: root, sheet)
    // A deployment waits for the checks and fails with them, but for one that replaces all at once.
    if let probe = workload.probes.first, root["deploy", "strategy"]?.text != "immediate" {
      sheet.use(Self.tool, [.verifies], at: probe.place)
    }
    workload.restartPolicy = sheet.place(ofAny: ["restart"], in: root)
    let services = (root["services"]?.itemsOrSelf ?? []) + (root["http_service"]?.itemsOrSelf ?? [])
    workload.replicas =
      sheet.place(ofAny: ["min_machines_running"], inAny: services)
    workload.volumes = sheet.place(ofAny: ["mounts"], in: root).map { [$0] } ?? []
    sheet.facts.workloads.append(workload)
    readOperation(of: root, into: &sheet)
    return sheet.facts
  }

  private func probes(in root: Node, _ sheet: FactSheet) -> [Located<String>] {
    let services = (root["services"]?.itemsOrSelf ?? []) + (root["http_service"]?.itemsOrSelf ?? [])
    let nodes = [root] + services
    let keys = ["checks", "http_checks", "tcp_checks"]
    return nodes.flatMap { node in
      keys.compactMap { key in
        guard let entry = node.entry(key), entry.value.isFilledCollection else { return nil }
        return Located("health check", at: sheet.place(entry.key))
      }
    }
  }

  private func resources(in root: Node, _ sheet: FactSheet) -> Place? {
    let keys = ["memory", "memory_mb", "size", "cpus"]
    return sheet.place(ofAny: keys, inAny: root["vm"]?.itemsOrSelf ?? [])
  }

  /// How new machines replace the old ones; the default is no choice.
  ///
  /// https://fly.io/docs/reference/configuration/#picking-a-deployment-strategy
  private func strategy(in root: Node, _ sheet: FactSheet) -> Located<String>? {
    guard let deploy = root["deploy"] else { return nil }
    if let entry = deploy.entry("strategy"), let name = entry.value.filledText,
      name == "canary" || name == "bluegreen"
    {
      return Located(name == "bluegreen" ? "blue-green" : name, at: sheet.place(entry.key))
    }
    return sheet.place(ofAny: ["max_unavailable"], in: deploy)
      .map { Located("rolling update", at: $0) }
  }

  private func readOperation(of root: Node, into sheet: inout FactSheet) {
    if let place = sheet.place(ofAny: ["metrics"], in: root) {
      sheet.use(Self.tool, [.metrics], at: place)
    }
    if let command = root["deploy", "release_command"] {
      CommandSightings.sightScript(command, into: &sheet)
    }
    // A release that fails is taken back.
    if root["experimental", "auto_rollback"]?.flag == true {
      let place = sheet.place(ofAny: ["auto_rollback"], in: root["experimental"])
      if let place { sheet.use(Self.tool, [.rollsBackByItself], at: place) }
    }
    // https://fly.io/docs/reference/configuration/#http_service-machine_checks
    let services = (root["services"]?.itemsOrSelf ?? []) + (root["http_service"]?.itemsOrSelf ?? [])
    if let place = sheet.place(ofAny: ["machine_checks"], inAny: services) {
      sheet.use(Self.tool, [.verifies], at: place)
    }
    sheet.readVariables(root["env"])
    sheet.environmentOfFile(beside: ["fly"])
  }
}

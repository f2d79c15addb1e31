import FactModel
import SourceModel
import Syntax

/// Reads Compose files, for Compose itself and for Swarm.
///
/// https://docs.docker.com/reference/compose-file/
struct ComposeReader: FileReader {
  static let tool = NamedTool("compose", "Docker Compose", "environment")

  var endings: Set<String>? { ["yml", "yaml"] }

  func wants(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    return name.hasPrefix("compose.") || name.hasPrefix("compose-") || name.contains("compose.")
      || name.hasPrefix("docker-compose") || name.hasPrefix("docker-stack")
      || name.hasPrefix("stack.") || name.hasPrefix("docker-swarm") || name.contains("-stack.")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard file.contains("services:") else { return FileFacts() }
    let isTemplate = file.contains("{{") || file.contains("<%")
    var sheet = FactSheet(file, context, isTemplate: isTemplate)
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    if !isTemplate { sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) } }
    guard let root = tree.documents.first?.merged(), let services = root["services"],
      !services.entries.isEmpty
    else { return sheet.facts }
    sheet.use(
      Self.tool, [.describesEnvironment], rungs: [.docker],
      at: sheet.place(of: "services", in: root))
    let named = Set((root["volumes"]?.entries ?? []).compactMap(\.key.text))
    let isSwarm = isSwarm(services, file.path)
    for entry in services.entries where entry.value.isMapping {
      let service = ComposeService(entry: entry, namedVolumes: named, isSwarm: isSwarm)
      service.read(into: &sheet)
    }
    if isSwarm, let first = services.entries.first {
      sheet.use(
        NamedTool("swarm", "Docker Swarm", "orchestration"),
        [.describesInfrastructure, .keepsState, .discoversServices], rungs: [.docker],
        at: sheet.place(first.key))
    }
    ComposeDeployment.read(services, in: file.path, into: &sheet)
    return sheet.facts
  }

  /// Whether keys stand there that only Swarm reads, or the name says so.
  ///
  /// Any set of services may be called a stack: there a service has to say how it is deployed.
  ///
  /// https://docs.docker.com/reference/compose-file/deploy/
  private func isSwarm(_ services: Node, _ path: RelativePath) -> Bool {
    let keys = ["update_config", "rollback_config", "placement", "endpoint_mode"]
    let name = path.name.lowercased()
    if name.contains("swarm") || ["docker-stack", "stack."].contains(where: name.hasPrefix) {
      return true
    }
    if name.contains("stack"), services.entries.contains(where: { $0.value["deploy"] != nil }) {
      return true
    }
    return services.entries.contains { service in
      guard let deploy = service.value["deploy"] else { return false }
      return keys.contains { deploy[$0]?.isFilledCollection ?? (deploy[$0]?.text != nil) }
        || deploy["mode"]?.text == "global" || deploy["mode"]?.text == "replicated"
    }
  }
}

/// One service of a Compose file.
struct ComposeService {
  /// Its name and what it says.
  let entry: Node.Entry
  /// The volumes that the file declares.
  let namedVolumes: Set<String>
  /// Whether the file is a stack of Swarm.
  let isSwarm: Bool

  private var node: Node { entry.value }
  private var deploy: Node? { node["deploy"] }

  /// Reads the service into the sheet.
  func read(into sheet: inout FactSheet) {
    var workload = Workload(
      platform: isSwarm ? .swarm : .compose, kind: "service", name: entry.key.text ?? "",
      place: sheet.place(entry.key), isTemplate: sheet.isTemplate)
    if let image = node.entry("image"), let text = image.value.filledText {
      let reference = ImageText(text).reference(
        isSwarm ? .deployed : .local, at: sheet.place(image.key))
      workload.images = [reference]
      sheet.sight(.image(reference.repository), at: reference.place)
    }
    if let check = node.entry("healthcheck"), isCheck(check.value) {
      workload.probes = [Located("health check", at: sheet.place(check.key))]
    }
    workload.resources = resources.map { sheet.place($0.key) }
    workload.restartPolicy = restartPolicy.map { sheet.place($0.key) }
    workload.replicas = (deploy?.entry("replicas") ?? node.entry("scale")).map {
      sheet.place($0.key)
    }
    if let update = deploy?.entry("update_config"), update.value.isFilledCollection {
      workload.strategy = Located("rolling update", at: sheet.place(update.key))
    }
    workload.volumes = (node["volumes"]?.items ?? []).filter(isPersistent).map { sheet.place($0) }
    workload.isOwn = node["build"] != nil
    workload.isForDevelopment = isForDevelopment
    sheet.facts.workloads.append(workload)
    readOperation(into: &sheet)
  }

  /// Whether it runs the sources of the machine, or a command that watches them.
  private var isForDevelopment: Bool {
    let folders = ["/app", "/usr/src", "/code", "/src", "/workspace", "/opt/app", "/srv"]
    let mounts = (node["volumes"]?.items ?? []).contains { volume in
      let parts = (volume.text ?? "").split(separator: ":").map(String.init)
      let source = parts.first ?? volume["source"]?.text ?? ""
      let target = parts.count > 1 ? parts[1] : volume["target"]?.text ?? ""
      // `./nginx.conf:/etc/nginx/nginx.conf` is a setting, `.:/app` the program.
      return source.hasPrefix(".") && folders.contains(where: target.hasPrefix)
        && RelativePath(source).name.dropFirst().contains(".") == false
    }
    let command = node["command"]
    let words = (command?.text.map { [$0] } ?? command?.texts ?? [])
      .flatMap { $0.split(whereSeparator: { $0 == " " || $0 == ":" }).map(String.init) }
    return mounts || words.contains { ["dev", "--reload", "--watch"].contains($0) }
  }

  private func isCheck(_ check: Node) -> Bool {
    guard check.isMapping, check["disable"]?.lenientFlag != true else { return false }
    return check["test"]?.texts.first != "NONE"
  }

  // https://docs.docker.com/reference/compose-file/services/
  private static let limits = [
    "mem_limit", "cpus", "mem_reservation", "cpu_quota", "cpu_shares", "cpuset", "cpu_count",
    "memswap_limit", "pids_limit", "blkio_config",
  ]

  private var resources: Node.Entry? {
    if let entry = deploy?.entry("resources"), entry.value.isFilledCollection { return entry }
    // Nothing and `-1` leave it unbounded.
    return Self.limits.lazy.compactMap { node.entry($0) }
      .first { !["0", "-1"].contains($0.value.text ?? "") }
  }

  private var restartPolicy: Node.Entry? {
    if let entry = deploy?.entry("restart_policy") { return entry }
    guard let entry = node.entry("restart"), entry.value.text != "no" else { return nil }
    return entry
  }

  /// Whether data outlives the container: a declared volume, or a folder of the machine for data.
  private func isPersistent(_ volume: Node) -> Bool {
    if volume.isMapping {
      return volume["type"]?.text == "volume" && volume["source"] != nil
    }
    guard let text = volume.text else { return false }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return false }
    if namedVolumes.contains(parts[0]) { return true }
    let target = parts[1]
    return ["/var/lib/", "/data", "/bitnami/", "/etc/letsencrypt"].contains { target.hasPrefix($0) }
  }

  /// What watches the service and what brings it back.
  private func readOperation(into sheet: inout FactSheet) {
    if let rollback = deploy?.entry("rollback_config"), rollback.value.isFilledCollection {
      rollsBack(at: sheet.place(rollback.key), &sheet)
    }
    if let action = deploy?["update_config"]?.entry("failure_action"),
      action.value.text == "rollback"
    {
      rollsBack(at: sheet.place(action.key), &sheet)
    }
    readLogging(into: &sheet)
    let variables = ComposeVariables.variables(of: node).map {
      ProgramVariable(name: $0.name, value: $0.value, place: sheet.place($0.node))
    }
    sheet.sight(variables)
    StartCommand.read(node["entrypoint"], node["command"], into: &sheet)
  }

  private func rollsBack(at place: Place, _ sheet: inout FactSheet) {
    let swarm = NamedTool("swarm", "Docker Swarm", "orchestration")
    sheet.use(swarm, [.rollsBackByItself], rungs: [.docker], at: place)
  }

  /// Drivers that send the logs away.
  ///
  /// https://docs.docker.com/engine/logging/configure/
  private func readLogging(into sheet: inout FactSheet) {
    guard let driver = node["logging"]?.entry("driver"), let name = driver.value.filledText,
      !["json-file", "none", "local", "db", "journald"].contains(name)
    else { return }
    let tool = NamedTool("logging-driver", "Docker logging driver", "logs")
    sheet.use(tool, [.logs], at: sheet.place(driver.key))
  }
}

/// Variables of a Compose service, which may stand as a list or as a mapping.
enum ComposeVariables {
  /// A variable with its node.
  struct Variable {
    var name: String
    var value: String?
    var node: Node
  }

  static func variables(of service: Node) -> [Variable] {
    guard let environment = service["environment"] else { return [] }
    let listed = environment.items.compactMap { item -> Variable? in
      guard let text = item.text else { return nil }
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Variable(
        name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : nil, node: item)
    }
    return listed
      + environment.entries.compactMap { entry in
        entry.key.text.map { Variable(name: $0, value: entry.value.text, node: entry.key) }
      }
  }
}

import FactModel
import SourceModel
import Syntax

/// Reads HashiCorp Nomad's jobs.
///
/// https://developer.hashicorp.com/nomad/docs/job-specification
struct NomadReader: FileReader {
  private static let tool = NamedTool("nomad", "HashiCorp Nomad", "deployment")
  /// How many checks of its services a group or task may have.
  private static let checkLimit = 20
  private static let suffixes = [".nomad", ".nomad.hcl", ".nomad.tpl", ".nomad.j2", ".hcl"]

  var endings: Set<String>? { Self.suffixes.endings }

  func wants(_ path: RelativePath) -> Bool {
    guard Self.suffixes.contains(where: path.name.hasSuffix) else { return false }
    return path.name != "terragrunt.hcl" && !path.name.hasPrefix(".")
      && !path.name.hasSuffix(".pkr.hcl")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard file.contains("job "), file.contains("task") else { return FileFacts() }
    let isTemplate =
      file.contains("[[") || [".tpl", ".j2"].contains(where: file.path.name.hasSuffix)
    var sheet = FactSheet(file, context, isTemplate: isTemplate)
    let parsed = HCL.parse(file.bytes)
    let jobs = parsed.blocks.filter { $0.type == "job" }
    guard !jobs.isEmpty else { return FileFacts() }
    if !isTemplate { sheet.facts.warnings += parsed.faults.map { $0.diagnostic(in: file.path) } }
    for job in jobs {
      let capabilities: CaseSet<Capability> = [.describesInfrastructure, .keepsState]
      sheet.use(Self.tool, capabilities, rungs: [.server], at: sheet.place(job.position))
      let shared = JobSettings(
        update: job.first("update"), restart: job.first("restart"),
        kind: job.text("type") ?? "service")
      for group in job.blocks where group.type == "group" {
        read(group, shared, into: &sheet)
      }
    }
    sheet.environmentOfFile(beside: [])
    return sheet.facts
  }

  /// What a job says for all of its groups.
  private struct JobSettings {
    var update: HCLBlock?
    var restart: HCLBlock?
    var kind: String
  }

  private func read(_ group: HCLBlock, _ job: JobSettings, into sheet: inout FactSheet) {
    let update = group.first("update") ?? job.update
    let restart = group.first("restart") ?? job.restart
    let probes = self.probes(of: group, in: sheet)
    let strategy = update.flatMap { self.strategy($0, in: sheet) }
    let rolloutBound = update?.attribute(["progress_deadline", "healthy_deadline"])
      .map { sheet.place($0.position) }
    let replicas = group.attribute(["count"]).map { sheet.place($0.position) }
    let volumes = group.blocks.filter { $0.type == "volume" }.map { sheet.place($0.position) }
    for task in group.blocks where task.type == "task" {
      var workload = Workload(
        platform: .nomad, kind: job.kind, name: task.labels.first ?? "",
        place: sheet.place(task.position), isTemplate: sheet.isTemplate)
      workload.images = sheet.deployedImages(task.first("config")?.value("image"))
      // Tasks without checks of their own share the one list.
      let own = self.probes(of: task, in: sheet)
      workload.probes = own.isEmpty ? probes : probes + own
      workload.resources = task.first("resources").map { sheet.place($0.position) }
      workload.strategy = strategy
      workload.rolloutBound = rolloutBound
      workload.replicas = replicas
      workload.restartPolicy = (task.first("restart") ?? restart).map { sheet.place($0.position) }
      workload.volumes = volumes
      sheet.facts.workloads.append(workload)
      let variables = (task.first("env")?.attributes ?? []).map {
        ProgramVariable(name: $0.name, value: $0.value.text, place: sheet.place($0.position))
      }
      sheet.sight(variables)
    }
    readOperation(of: group, update, into: &sheet)
  }

  private func probes(of block: HCLBlock, in sheet: FactSheet) -> [Located<String>] {
    let checks = block.blocks.filter { $0.type == "service" }.flatMap(\.blocks)
      .filter { $0.type == "check" }
    return checks.prefix(Self.checkLimit).map { check in
      Located("health check", at: sheet.place(check.position))
    }
  }

  /// How new allocations replace the old ones.
  ///
  /// https://developer.hashicorp.com/nomad/docs/job-specification/update
  private func strategy(_ update: HCLBlock, in sheet: FactSheet) -> Located<String>? {
    if let canary = update.attribute(["canary"]), canary.value.text != "0" {
      return Located("canary", at: sheet.place(canary.position))
    }
    return update.attribute(["max_parallel", "stagger"])
      .map { Located("rolling update", at: sheet.place($0.position)) }
  }

  private func readOperation(
    of group: HCLBlock, _ update: HCLBlock?, into sheet: inout FactSheet
  ) {
    if let revert = update?.attribute(["auto_revert"]), revert.value.flag == true {
      sheet.use(Self.tool, [.rollsBackByItself], at: sheet.place(revert.position))
    }
    if let scaling = group.first("scaling") {
      sheet.use(Self.tool, [.boundsResources], at: sheet.place(scaling.position))
    }
    let tasks = group.blocks.filter { $0.type == "task" }
    let services = ([group] + tasks).flatMap(\.blocks).filter { $0.type == "service" }
    if let service = services.first {
      sheet.use(Self.tool, [.discoversServices], at: sheet.place(service.position))
    }
    // https://developer.hashicorp.com/nomad/docs/job-specification/connect
    if let mesh = services.lazy.compactMap({ $0.first("connect") }).first {
      let consul = NamedTool("consul-connect", "Consul service mesh", "orchestration")
      sheet.use(consul, [.discoversServices], rungs: [.serviceMesh], at: sheet.place(mesh.position))
    }
  }
}

extension HCLBlock {
  /// The first nested block of a type.
  fileprivate func first(_ type: String) -> HCLBlock? { blocks.first { $0.type == type } }

  /// The first of the attributes that the block has.
  fileprivate func attribute(_ names: [String]) -> HCLAttribute? {
    names.lazy.compactMap { name in attributes.last { $0.name == name } }.first
  }

  /// The value of an attribute.
  fileprivate func value(_ name: String) -> Node? { attribute([name])?.value }

  /// The text of an attribute.
  fileprivate func text(_ name: String) -> String? { value(name)?.filledText }
}

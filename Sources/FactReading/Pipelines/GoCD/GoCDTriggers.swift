import FactModel
import SourceModel

/// What starts a pipeline: its materials, its timer, or a person alone.
///
/// https://docs.gocd.org/current/introduction/concepts_in_go.html#materials
struct GoCDTriggers {
  private let configuration: GoCDConfiguration

  init(_ configuration: GoCDConfiguration) {
    self.configuration = configuration
  }

  /// The triggers; a person's where the first stage waits for one or nothing else starts it.
  func triggers(of pipeline: GoCDPipeline) -> [Trigger] {
    let timer = (pipeline.value.entry("timer")?.place).map { Trigger(.schedule, at: $0) }
    // A timer starts it even then.
    if let approval = pipeline.stages.first?.approval {
      return [timer, Trigger(.manual, at: approval)].compactMap { $0 }
    }
    // A change that comes through a pipeline before starts this one only behind that.
    let known = addresses(before: pipeline)
    var found: [Trigger] = []
    for material in pipeline.materials.prefix(100) {
      guard let trigger = trigger(of: material, known: known) else { continue }
      if !found.contains(trigger) { found.append(trigger) }
    }
    if let timer { found.append(timer) }
    return found.isEmpty ? [Trigger(.manual, at: pipeline.place)] : found
  }

  private func trigger(of material: PipelineValue, known: Set<String>) -> Trigger? {
    let type = material["type"]?.text
    let place = material.place
    if let upstream = material["pipeline"]?.text {
      guard material["ignore_for_scheduling"]?.flag != true else { return nil }
      return Trigger(.upstream, pipelines: [upstream], at: place)
    }
    guard material["auto_update"]?.flag != false else { return nil }
    let filter = material["filter"]
    let paths =
      (material["includes"] ?? material["whitelist"] ?? filter?["includes"] ?? filter?["whitelist"])?
      .texts ?? []
    if let address = Self.address(of: material) {
      guard !known.contains(address) else { return nil }
      let branch = material["branch"]?.text
      return Trigger(.push, branches: branch.map { [$0] } ?? [], paths: paths, at: place)
    }
    if material["package"] != nil || type == "package" { return Trigger(.other, at: place) }
    if material["scm"] != nil || material["plugin_configuration"] != nil || type == "plugin" {
      let id = (material["plugin_configuration"]?["id"] ?? material["scm"])?.text ?? ""
      let words = id.nameWords
      let isRequest = words.contains("pr") || words.contains("prs") || words.contains("pull")
      return Trigger(isRequest ? .pullRequest : .push, paths: paths, at: place)
    }
    let isOwn = type == "configrepo" || material.entry("configrepo") != nil
    return isOwn ? Trigger(.push, paths: paths, at: place) : nil
  }

  /// Where a repository lies that is looked at for changes.
  private static func address(of material: PipelineValue) -> String? {
    let kinds = ["git", "hg", "svn", "p4", "tfs"]
    if let address = kinds.lazy.compactMap({ material[$0]?.text }).first { return address }
    guard let type = material["type"]?.text, kinds.contains(type) else { return nil }
    return (material["url"] ?? material["port"])?.text ?? type
  }

  /// The repositories of all pipelines that a pipeline waits for.
  private func addresses(before pipeline: GoCDPipeline) -> Set<String> {
    var found: Set<String> = []
    var seen: Set<String> = [pipeline.name]
    var pending = [pipeline]
    while let next = pending.popLast() {
      for material in next.materials {
        guard let name = material["pipeline"]?.text,
          material["ignore_for_scheduling"]?.flag != true, seen.insert(name).inserted,
          let upstream = configuration.pipeline(name)
        else { continue }
        found.formUnion(upstream.materials.compactMap(Self.address))
        pending.append(upstream)
      }
    }
    return found
  }

  /// The decision behind which a pipeline before comes to the stage that this one waits for.
  func gate(before pipeline: GoCDPipeline) -> Gate? {
    let waits = pipeline.materials.filter { $0["pipeline"] != nil }
    for material in waits {
      guard let name = material["pipeline"]?.text, let upstream = configuration.pipeline(name)
      else {
        continue
      }
      let stages = upstream.stages
      let last = stages.firstIndex { $0.name == material["stage"]?.text } ?? stages.count - 1
      guard last > 0, let approval = stages[1...last].lazy.compactMap(\.approval).first else {
        continue
      }
      return Gate(.manual, at: approval)
    }
    return nil
  }
}

import FactModel
import SourceModel

/// What starts a pipeline: its materials, its timer, or a person alone.
///
/// https://docs.gocd.org/current/introduction/concepts_in_go.html#materials
struct GoCDTriggers {
  let order: GoCDOrder

  /// The triggers; a person's where the first stage waits for one or nothing else starts it.
  func triggers(of pipeline: GoCDPipeline) -> [Trigger] {
    let timer = (pipeline.value.entry("timer")?.place).map { Trigger(.schedule, at: $0) }
    // A timer starts it even then.
    if let approval = pipeline.stages.first?.approval {
      return [timer, Trigger(.manual, at: approval)].compactMap { $0 }
    }
    // A change that comes through a pipeline before starts this one only behind that.
    let known = order.addressesBefore(pipeline)
    var found: [Trigger] = []
    var seen: Set<Trigger> = []
    for material in pipeline.materials.prefix(100) {
      guard let trigger = trigger(of: material, known: known) else { continue }
      if seen.insert(trigger).inserted { found.append(trigger) }
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
    if let address = GoCDOrder.address(of: material) {
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
}

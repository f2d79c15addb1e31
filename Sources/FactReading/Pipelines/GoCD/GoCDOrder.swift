import SourceModel

/// Which pipelines wait for which, and the repositories that each looks at.
///
/// Names and addresses have numbers, since each pipeline asks for all that come before it.
struct GoCDOrder {
  /// What the materials of a pipeline name, by numbers.
  private struct Link {
    var before: [Int] = []
    var addresses: [Int] = []
  }

  private var numbers: [String: Int] = [:]
  private var addresses: [String: Int] = [:]
  /// By the numbers of the names; `nil` where no pipeline has the name.
  private var links: [Link?] = []

  init(_ pipelines: [GoCDPipeline]) {
    for pipeline in pipelines {
      let number = number(of: pipeline.name)
      // Of several pipelines of one name the first counts.
      guard links[number] == nil else { continue }
      var link = Link()
      for name in Self.names(before: pipeline) { link.before.append(self.number(of: name)) }
      for address in pipeline.materials.compactMap(Self.address) {
        let known = addresses[address] ?? addresses.count
        addresses[address] = known
        link.addresses.append(known)
      }
      links[number] = link
    }
  }

  private mutating func number(of name: String) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = links.count
    links.append(nil)
    return links.count - 1
  }

  /// The repositories of a pipeline at which one that it waits for looks too.
  func addressesBefore(_ pipeline: GoCDPipeline) -> Set<String> {
    var pending = Self.names(before: pipeline).compactMap { numbers[$0] }
    guard !pending.isEmpty else { return [] }
    var seen = [Bool](repeating: false, count: links.count)
    var isKnown = [Bool](repeating: false, count: addresses.count)
    if let own = numbers[pipeline.name] { seen[own] = true }
    while let next = pending.popLast() {
      guard !seen[next], let link = links[next] else { continue }
      seen[next] = true
      for address in link.addresses { isKnown[address] = true }
      pending += link.before
    }
    let own = pipeline.materials.compactMap(Self.address)
    return Set(own.filter { address in addresses[address].map { isKnown[$0] } == true })
  }

  /// The pipelines that start a pipeline.
  private static func names(before pipeline: GoCDPipeline) -> [String] {
    pipeline.materials.compactMap { material in
      material["ignore_for_scheduling"]?.flag == true ? nil : material["pipeline"]?.text
    }
  }

  /// Where a repository lies that is looked at for changes.
  static func address(of material: PipelineValue) -> String? {
    let kinds = ["git", "hg", "svn", "p4", "tfs"]
    if let address = kinds.lazy.compactMap({ material[$0]?.text }).first { return address }
    guard let type = material["type"]?.text, kinds.contains(type) else { return nil }
    return (material["url"] ?? material["port"])?.text ?? type
  }
}

/// The first decision in a pipeline, and the stages that come before it.
struct GoCDOutline {
  private let approval: Place?
  private let namesBefore: Set<String>

  init(_ pipeline: GoCDPipeline) {
    let stages = pipeline.stages
    // What the first stage waits for is what starts the pipeline.
    let index = stages.indices.dropFirst().first { stages[$0].approval != nil } ?? 0
    approval = index > 0 ? stages[index].approval : nil
    namesBefore = Set(stages[..<index].map(\.name))
  }

  /// The decision behind which the pipeline comes to a stage, to its last one where that is not known.
  func approval(before stage: String?) -> Place? {
    stage.map(namesBefore.contains) == true ? nil : approval
  }
}

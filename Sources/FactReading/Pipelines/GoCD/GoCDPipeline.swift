import SourceModel

/// A pipeline as a file defines it.
struct GoCDPipeline {
  let name: String
  let place: Place
  let value: PipelineValue
  /// The stages in order; each with its name.
  let stages: [GoCDStage]
  /// The materials, each with its name where it has one.
  let materials: [PipelineValue]

  init(name: String, place: Place, value: PipelineValue) {
    self.name = name
    self.place = place
    self.value = value
    stages = Self.stages(in: value)
    let node = value["materials"]
    materials =
      node?.items.isEmpty == false ? node?.items ?? [] : (node?.entries ?? []).map(\.value)
  }

  private static func stages(in value: PipelineValue) -> [GoCDStage] {
    guard let list = value["stages"] else { return [] }
    return list.flatItems.flatMap { item -> [GoCDStage] in
      if let name = item["name"]?.text {
        return [GoCDStage(name: name, value: item, place: item.place)]
      }
      return item.entries.map { GoCDStage(name: $0.key, value: $0.value, place: $0.place) }
    }
  }
}

import FactModel
import SourceModel

/// The Compose files that pipelines copy to a server: these are deployed, and not for local runs.
struct ShippedFiles {
  private var paths: Set<String> = []

  init(_ pipelines: [Pipeline]) {
    for step in pipelines.lazy.filter(\.startsByItself).flatMap(\.jobs).flatMap(\.steps) {
      let copies = step.uses.contains { $0.gives(.deploys) && $0.rungs.contains(.server) }
      guard copies, !step.staysOnTheMachine else { continue }
      let sources =
        step.action.map { action in
          action.inputs.filter { $0.name.lowercased() == "source" }.map(\.value)
        } ?? Array(step.words.dropFirst())
      for source in sources {
        for name in source.firstItems({ $0 == "," || $0.isNewline }) {
          let parts = name.split(separator: "/").map { $0.trimmingSpaces }.filter { $0 != "." }
          guard let last = parts.last, last.hasSuffix(".yml") || last.hasSuffix(".yaml") else {
            continue
          }
          paths.insert(parts.joined(separator: "/"))
        }
      }
    }
  }

  /// The image, deployed where its file is brought to a server.
  func judged(_ image: ImageReference) -> ImageReference {
    guard image.role == .local, paths.contains(image.place.path.text) else { return image }
    var image = image
    image.role = .deployed
    return image
  }
}

import FactModel
import SourceModel

/// Judges images of manifests by what pipelines put into them before they are applied.
struct FilledImages {
  /// The variables of tags that pipelines give values, and whether all of these move: `IMAGE_TAG: latest`.
  private var movesAlone: [Substring: Bool] = [:]
  private var rewrites = ManifestRewrites()
  private var charts: CommandedValues

  /// Makes what judges some images.
  init(_ pipelines: [Pipeline], for images: [ImageReference]) {
    charts = CommandedValues(for: images)
    let variables = Set(images.compactMap { $0.tag.flatMap(Self.variable) })
    // Steps one after the other mostly have the same variables.
    var known: [String: String] = [:]
    for step in pipelines.lazy.flatMap(\.jobs).flatMap(\.steps) {
      if !variables.isEmpty, step.environment != known {
        known = step.environment
        let values = StepVariables(step)
        for (name, value) in known
        where !value.isEmpty && variables.contains(name[...]) && movesAlone[name[...]] != false {
          movesAlone[name[...]] = ImageText.pinning(ofTag: values.resolved(value)) == .moving
        }
      }
      if let rewrite = ManifestRewrite(step) { rewrites.add(rewrite) }
      if let setting = ChartSettings(step) { charts.add(setting) }
    }
  }

  /// The image with the version that it has when it is deployed.
  mutating func judged(_ image: ImageReference) -> ImageReference {
    guard image.role == .deployed else { return image }
    var image = image
    if let pinning = charts.pinning(of: image) {
      image.pinning = pinning
      return image
    }
    switch image.pinning {
    case .moving, .absent:
      if rewrites.fillIn(image) { image.pinning = .filled }
    case .filled:
      // All that pipelines put into the tag moves.
      if let name = image.tag.flatMap(Self.variable), movesAlone[name] == true {
        image.pinning = .moving
      }
    case .digest, .version: break
    }
    return image
  }

  /// The name of the variable that a tag is, where it is nothing else.
  private static func variable(_ tag: String) -> Substring? {
    guard tag.hasPrefix("$") else { return nil }
    let name = tag.drop { $0 == "$" || $0 == "{" }.prefix { $0 != "}" }
    return tag == "$\(name)" || tag == "${\(name)}" ? name : nil
  }
}

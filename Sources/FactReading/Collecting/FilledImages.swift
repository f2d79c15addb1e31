import FactModel
import SourceModel

/// Judges images of manifests by what pipelines put into them before they are applied.
struct FilledImages {
  /// The values that pipelines give to variables: `IMAGE_TAG: latest`.
  private var values: [String: Set<String>] = [:]
  private var rewrites: [ManifestRewrite] = []
  private var settings: [ChartSettings] = []

  init(_ pipelines: [Pipeline]) {
    // Steps one after the other mostly have the same variables.
    var known: [String: String] = [:]
    for step in pipelines.lazy.flatMap(\.jobs).flatMap(\.steps) {
      if step.environment != known {
        known = step.environment
        let variables = StepVariables(step)
        for (name, value) in known where !value.isEmpty {
          values[name, default: []].insert(variables.resolved(value))
        }
      }
      if let rewrite = ManifestRewrite(step) { rewrites.append(rewrite) }
      if let setting = ChartSettings(step) { settings.append(setting) }
    }
  }

  /// The image with the version that it has when it is deployed.
  func judged(_ image: ImageReference) -> ImageReference {
    guard image.role == .deployed else { return image }
    var image = image
    let deploying = settings.filter { $0.deploys(image) }
    let pinnings = deploying.compactMap { $0.pinning(of: image) }
    // A default that every deployment replaces is deployed nowhere.
    if !deploying.isEmpty, pinnings.count == deploying.count {
      image.pinning = pinnings.first { $0 == .moving } ?? pinnings[0]
      return image
    }
    switch image.pinning {
    case .moving, .absent:
      if rewrites.contains(where: { $0.fillsIn(image) }) { image.pinning = .filled }
    case .filled:
      if let tag = image.tag, holdsMovingAlone(tag) { image.pinning = .moving }
    case .digest, .version: break
    }
    return image
  }

  /// Whether a tag is one variable and all that pipelines put into it moves.
  private func holdsMovingAlone(_ tag: String) -> Bool {
    let name = tag.drop { $0 == "$" || $0 == "{" }.prefix { $0 != "}" }
    guard tag.hasPrefix("$"), tag == "$\(name)" || tag == "${\(name)}",
      let held = values[String(name)]
    else { return false }
    return held.allSatisfy { ImageText.pinning(ofTag: $0) == .moving }
  }
}

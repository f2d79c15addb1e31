import FactModel

extension ImageFinder {
  /// The plain word that the pipeline itself sets for a tag of one variable: `$IMAGE_TAG`, where
  /// `IMAGE_TAG` is `release`.
  static func literal(_ tag: String, in step: Step) -> String? {
    let name = tag.filter { !"${}() ".contains($0) }
    let variable = name.hasPrefix("env.") ? String(name.dropFirst(4)) : name
    guard tag.hasPrefix("$"), let value = step.environment[variable], !value.isEmpty,
      !Placeholder.isIn(value)
    else { return nil }
    return value
  }
}

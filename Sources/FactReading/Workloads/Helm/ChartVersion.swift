import FactModel
import SourceModel

/// How exactly a chart's version is said.
///
/// Ranges: https://helm.sh/docs/chart_best_practices/dependencies/#versions
enum ChartVersion {
  /// How exactly the text says the version.
  static func pinning(_ version: String?) -> ImageReference.Pinning {
    guard let version, !version.isEmpty else { return .absent }
    if Placeholder.isIn(version) || Placeholder.isStandIn(version) { return .filled }
    let isRange = version.contains { "*^~<>=| ,".contains($0) }
    if isRange || version == "*" { return .moving }
    let core = version.drop { $0 == "v" }.prefix { $0 != "-" && $0 != "+" }
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    let isExact = parts.count >= 3 && parts.allSatisfy { Int($0) != nil }
    return isExact ? .version : .moving
  }

  /// Whether the version of the program moves; other words than `latest` stand in for the version
  /// that a release puts in: `helm package --app-version`.
  static func isMoving(application version: String) -> Bool { version == "latest" }

  /// A chart that is deployed, as a reference whose version can be judged.
  static func reference(_ name: String, version: String?, at place: Place) -> ImageReference {
    let text = ["chart", name, version ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    return ImageReference(
      text: text, repository: name, tag: version, pinning: pinning(version), role: .deployed,
      place: place)
  }
}

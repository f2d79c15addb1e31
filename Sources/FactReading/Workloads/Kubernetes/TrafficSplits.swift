import FactModel
import SourceModel
import Syntax

/// Finds traffic that is shared out between versions.
enum TrafficSplits {
  private static let tool = NamedTool("traffic-split", "Traffic split", "deployment")

  /// Notes routes of Istio and of the Gateway API with several weights, and canary ingresses.
  static func read(_ object: KubernetesObject, into sheet: inout FactSheet) {
    // https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination
    // https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
    let routes = (object.spec?["http"]?.items ?? []) + (object.spec?["rules"]?.items ?? [])
    for route in routes {
      let split = split(of: route["route"], in: sheet) ?? split(of: route["backendRefs"], in: sheet)
      if let split { sheet.use(tool, [.choosesStrategy], at: split.place) }
    }
    // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
    let canary = object.node["metadata", "annotations"]?
      .entry("nginx.ingress.kubernetes.io/canary")
    if let canary, canary.value.text == "true" {
      sheet.use(tool, [.choosesStrategy], at: sheet.place(canary.key))
    }
  }

  /// A list of targets of which at least two get traffic, or one gets a part of it.
  static func split(of targets: Node?, in sheet: FactSheet) -> Located<String>? {
    let weights = (targets?.items ?? []).compactMap { $0.entry("weight") ?? $0.entry("percent") }
    guard weights.count > 1 else { return nil }
    let isSplit = weights.contains { entry in
      guard let share = entry.value.integer else { return Placeholder.isIn(entry.value.text ?? "") }
      return share > 0 && share < 100
    }
    guard isSplit, let first = weights.first else { return nil }
    return Located("traffic split", at: sheet.place(first.key))
  }
}

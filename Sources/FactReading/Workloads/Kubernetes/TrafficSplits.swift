import FactModel
import SourceModel
import Syntax

/// Finds traffic that is shared out between versions.
enum TrafficSplits {
  private static let tool = NamedTool("traffic-split", "Traffic split", "deployment")

  /// Kinds of routes whose targets may have weights.
  ///
  /// https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination
  /// https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
  /// https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha4/traffic-split.md
  /// https://developer.hashicorp.com/consul/docs/connect/config-entries/service-splitter
  /// https://doc.traefik.io/traefik/routing/providers/kubernetes-crd/#kind-traefikservice
  /// https://docs.openshift.com/container-platform/4.15/applications/deployments/route-based-deployment-strategies.html
  static let kinds: Set<String> = [
    "VirtualService", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "Ingress", "Service",
    "TrafficSplit", "ServiceSplitter", "MeshHTTPRoute", "MeshTCPRoute", "TrafficRoute",
    "TraefikService", "IngressRoute", "VirtualRouter", "VirtualServer", "HTTPProxy", "ApisixRoute",
    "Route",
  ]

  /// Notes routes with several weights, those that mirror requests, and canary ingresses.
  static func read(_ object: KubernetesObject, into sheet: inout FactSheet) {
    guard object.group != "serving.knative.dev" else { return }
    var places: [Place] = []
    object.spec?.visit { node in
      if let split = split(of: node, in: sheet) { places.append(split.place) }
      if let mirror = mirror(in: node) { places.append(sheet.place(mirror)) }
      if let route = alternative(in: node) { places.append(sheet.place(route)) }
    }
    for entry in object.node["metadata", "annotations"]?.entries ?? [] where isSplit(entry) {
      places.append(sheet.place(entry.key))
    }
    for place in places.uniqued() { sheet.use(tool, [.choosesStrategy], at: place) }
  }

  /// A list of targets of which at least two get a part of the traffic.
  static func split(of targets: Node?, in sheet: FactSheet) -> Located<String>? {
    let weights = (targets?.items ?? []).compactMap { $0.entry("weight") ?? $0.entry("percent") }
    guard weights.count(where: isShare) > 1, let first = weights.first else { return nil }
    return Located("traffic split", at: sheet.place(first.key))
  }

  /// Whether a weight lets traffic through; whatever fills it in may.
  private static func isShare(_ entry: Node.Entry) -> Bool {
    guard let share = entry.value.text.flatMap(Double.init) else {
      return Placeholder.isIn(entry.value.text ?? "")
    }
    return share > 0
  }

  /// Requests that a second version gets too, without answering them.
  ///
  /// https://istio.io/latest/docs/tasks/traffic-management/mirroring/
  private static func mirror(in node: Node) -> Node? {
    let keys = ["mirror", "mirrors", "requestMirror", "mirroring"]
    guard let entry = keys.lazy.compactMap({ node.entry($0) }).first,
      entry.value.isFilledCollection
    else { return nil }
    let share = node["mirrorPercentage", "value"] ?? node["mirror_percent"] ?? node["mirrorPercent"]
    return share?.text.flatMap(Double.init) == 0 ? nil : entry.key
  }

  /// The backends beside the first one of an OpenShift route.
  private static func alternative(in node: Node) -> Node? {
    guard let entry = node.entry("alternateBackends"),
      (node["to"]?.entry("weight")).map(isShare) ?? true,
      entry.value.items.compactMap({ $0.entry("weight") }).contains(where: isShare)
    else { return nil }
    return entry.key
  }

  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions
  private static func isSplit(_ annotation: Node.Entry) -> Bool {
    guard let key = annotation.key.text, let text = annotation.value.text else { return false }
    if key == "nginx.ingress.kubernetes.io/canary" { return text == "true" }
    guard key.hasPrefix("alb.ingress.kubernetes.io/actions.") else { return false }
    var isSplit = false
    for document in JSON.parse(Array(text.utf8), dialect: .withComments).documents {
      document.visit { node in
        let weights = node.items.compactMap { $0.entry("weight") }
        isSplit = isSplit || weights.count(where: isShare) > 1
      }
    }
    return isSplit
  }
}

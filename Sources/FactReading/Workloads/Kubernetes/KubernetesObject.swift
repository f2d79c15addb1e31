import SourceModel
import Syntax

/// One object of a Kubernetes manifest.
struct KubernetesObject {
  /// The whole object.
  let node: Node
  /// The API group without its version; empty for the core.
  let group: String
  /// The kind.
  let kind: String
  /// The name, placeholders kept.
  let name: String
  /// Where the kind stands.
  let place: Place

  /// Takes a mapping for an object where it has a kind and an API version.
  init?(_ node: Node, in sheet: FactSheet) {
    guard let kind = node["kind"]?.filledText, let version = node["apiVersion"]?.filledText else {
      return nil
    }
    self.node = node
    self.kind = kind
    group = Self.group(of: version, kind: kind)
    name = node["metadata", "name"]?.text ?? node["metadata", "generateName"]?.text ?? ""
    place = sheet.place(of: "kind", in: node)
  }

  /// The specification.
  var spec: Node? { node["spec"] }

  /// The group and the kind, as the catalogue names them.
  var fullKind: String { "\(group)/\(kind)" }

  private static func group(of version: String, kind: String) -> String {
    let group = version.split(separator: "/").dropLast().joined(separator: "/")
    // Templates choose the version by the cluster; groups that are gone moved elsewhere.
    guard Placeholder.isIn(version) || group == "extensions" else { return group }
    return usualGroups[kind] ?? group
  }

  private static let usualGroups: [String: String] = [
    "Deployment": "apps", "StatefulSet": "apps", "DaemonSet": "apps", "ReplicaSet": "apps",
    "Job": "batch", "CronJob": "batch", "Ingress": "networking.k8s.io",
    "NetworkPolicy": "networking.k8s.io", "HorizontalPodAutoscaler": "autoscaling",
    "PodDisruptionBudget": "policy", "PrometheusRule": "monitoring.coreos.com",
    "ServiceMonitor": "monitoring.coreos.com", "PodMonitor": "monitoring.coreos.com",
    "Service": "", "ConfigMap": "", "Secret": "", "ServiceAccount": "", "Pod": "",
    "PersistentVolumeClaim": "", "Role": "rbac.authorization.k8s.io",
    "RoleBinding": "rbac.authorization.k8s.io", "ClusterRole": "rbac.authorization.k8s.io",
    "ClusterRoleBinding": "rbac.authorization.k8s.io", "Rollout": "argoproj.io",
    "HTTPRoute": "gateway.networking.k8s.io", "Gateway": "gateway.networking.k8s.io",
    "ScaledObject": "keda.sh", "HelmRelease": "helm.toolkit.fluxcd.io",
    "ExternalSecret": "external-secrets.io", "Certificate": "cert-manager.io",
  ]
}

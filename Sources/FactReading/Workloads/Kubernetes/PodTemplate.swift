import SourceModel
import Syntax

/// What a workload says about its pods.
struct PodTemplate {
  /// The metadata of the pods, where they have their own.
  let metadata: Node?
  /// The specification of the pods; empty in a patch that does not touch it.
  let spec: Node

  /// Finds the pods of a workload; `nil` for objects that are none.
  init?(_ object: KubernetesObject) {
    guard let path = Self.paths[object.kind], Self.isWorkload(object) else {
      // Other operators' workloads keep the form of the built-in ones.
      guard let template = object.spec?["template"], template["spec", "containers"] != nil,
        let spec = template["spec"]
      else { return nil }
      (metadata, self.spec) = (template["metadata"], spec)
      return
    }
    let template = path.reduce(object.node as Node?) { node, key in node?[key] }
    metadata = path.isEmpty ? nil : template?["metadata"]
    spec = template?["spec"] ?? Node(.mapping([]), at: object.node.position)
  }

  /// The containers of the pods, those that only prepare them first.
  var containers: [Node] { startingContainers + (spec["containers"]?.items ?? []) }

  /// The containers that only prepare the pods.
  var startingContainers: [Node] { spec["initContainers"]?.items ?? [] }

  /// The keys that lead to the template; a pod is its own.
  private static let paths: [String: [String]] = [
    "Deployment": ["spec", "template"], "StatefulSet": ["spec", "template"],
    "DaemonSet": ["spec", "template"], "ReplicaSet": ["spec", "template"],
    "ReplicationController": ["spec", "template"], "DeploymentConfig": ["spec", "template"],
    "Rollout": ["spec", "template"], "Service": ["spec", "template"], "Pod": [],
    "Job": ["spec", "template"], "CronJob": ["spec", "jobTemplate", "spec", "template"],
  ]

  private static func isWorkload(_ object: KubernetesObject) -> Bool {
    switch object.kind {
    case "Service": object.group == "serving.knative.dev"
    case "Rollout": object.group == "argoproj.io"
    case "DeploymentConfig": object.group.hasSuffix("openshift.io") || object.group.isEmpty
    case "Pod", "ReplicationController": object.group.isEmpty
    case "Job", "CronJob": object.group == "batch"
    default: object.group == "apps" || object.group.contains("kruise")
    }
  }
}

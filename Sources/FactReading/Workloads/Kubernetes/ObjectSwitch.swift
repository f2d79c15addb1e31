import Syntax

/// Tells objects that their own settings keep from doing anything.
enum ObjectSwitch {
  /// Whether the object is there and switched off, or without any effect.
  static func isOff(_ object: KubernetesObject) -> Bool {
    guard let spec = object.spec else { return false }
    switch object.fullKind {
    case "kustomize.toolkit.fluxcd.io/Kustomization", "helm.toolkit.fluxcd.io/HelmRelease",
      "image.toolkit.fluxcd.io/ImageUpdateAutomation":
      // https://fluxcd.io/flux/components/kustomize/kustomizations/#suspend
      return spec["suspend"]?.flag == true
    case "flagger.app/Canary":
      // https://docs.flagger.app/usage/how-it-works#canary-status
      return spec["suspend"]?.flag == true || spec["skipAnalysis"]?.flag == true
    case "autoscaling.k8s.io/VerticalPodAutoscaler":
      // It only advises: https://kubernetes.io/docs/concepts/workloads/autoscaling/vertical-pod-autoscale/
      return spec["updatePolicy", "updateMode"]?.text == "Off"
    case "autoscaling/HorizontalPodAutoscaler":
      guard let most = spec["maxReplicas"]?.integer else { return false }
      return spec["minReplicas"]?.integer ?? 1 >= most
    case "keda.sh/ScaledObject", "keda.sh/ScaledJob":
      // https://keda.sh/docs/latest/concepts/scaling-deployments/#pausing-autoscaling
      let annotations = object.node["metadata", "annotations"]
      return annotations?["autoscaling.keda.sh/paused"]?.lenientFlag == true
    default: return false
    }
  }
}

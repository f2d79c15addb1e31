import FactModel
import SourceModel
import Syntax

/// Reads Kubernetes manifests: workloads, what stands beside them, and what controllers deploy.
///
/// https://kubernetes.io/docs/reference/kubernetes-api/
struct KubernetesReader: ContentReader {
  static let tool = NamedTool("kubernetes", "Kubernetes", "orchestration")

  /// Formats that look like objects and never reach a cluster's API.
  private static let foreignGroups: Set<String> = [
    "kind.x-k8s.io", "kustomize.config.k8s.io", "k3d.io", "backstage.io", "skaffold",
    "kubeadm.k8s.io", "kubelet.config.k8s.io", "audit.k8s.io", "client.authentication.k8s.io",
    "minikube.sigs.k8s.io", "kuttl.dev", "chainsaw.kyverno.io", "eksctl.io", "grype", "ctlptl.dev",
    "scaffolder.backstage.io", "kubescape.io", "jobset",
  ]

  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("apiVersion") && file.contains("kind")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    read(root, depth: 4, into: &sheet)
  }

  /// Reads an object with those inside it, as deep as given.
  func read(_ node: Node, depth: Int, into sheet: inout FactSheet) {
    guard depth > 0, let object = KubernetesObject(node, in: sheet),
      !Self.foreignGroups.contains(object.group), object.kind != "Config",
      // A patch that takes an object away: https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#patchstrategicmerge
      node["$patch"]?.text != "delete"
    else { return }
    // Lists, and OpenShift's templates: https://docs.openshift.com/container-platform/4.15/openshift_images/using-templates.html
    let members = object.kind.hasSuffix("List") ? node["items"] : node["objects"]
    if let members, members.isSequence, object.kind.hasSuffix("List") || object.kind == "Template" {
      guard !VendorTemplate.isUnused(node, in: sheet) else { return }
      for member in members.items { read(member, depth: depth - 1, into: &sheet) }
      return
    }
    read(object, into: &sheet)
    readPatches(of: object, depth: depth, into: &sheet)
  }

  /// Patches that a controller puts over what it deploys.
  private func readPatches(of object: KubernetesObject, depth: Int, into sheet: inout FactSheet) {
    guard let spec = object.spec else { return }
    switch object.kind {
    case "Kustomization": InlinePatches.read(in: spec, depth: depth, into: &sheet)
    case "Application", "ApplicationSet":
      for source in GitOpsObjects.sources(of: object) {
        guard let kustomize = source["kustomize"] else { continue }
        InlinePatches.read(in: kustomize, depth: depth, into: &sheet)
      }
    default: return
    }
  }

  private func read(_ object: KubernetesObject, into sheet: inout FactSheet) {
    let isOff = ObjectSwitch.isOff(object)
    if !isOff { sheet.sight(.object(group: object.group, kind: object.kind), at: object.place) }
    ObjectAnnotations.read(object, into: &sheet)
    if let pod = PodTemplate(object) {
      KubernetesWorkload.read(object, pod, into: &sheet)
    } else {
      let settings = GitOpsObjects.settings(of: object, in: sheet)
      sheet.resource(
        "kubernetes", object.kind, name: object.name, isEnabled: !isOff, settings: settings,
        at: object.place)
      readContent(of: object, into: &sheet)
    }
    let environment =
      sheet.environmentOfFolders
      ?? (PodTemplate(object) == nil ? nil : EnvironmentPath.amongWords(of: sheet.file.path))
    if let environment, isDeployed(object) {
      sheet.environment(environment, at: object.place)
    }
  }

  /// Kinds that are judged by what stands in them.
  private func readContent(of object: KubernetesObject, into sheet: inout FactSheet) {
    switch object.kind {
    case "PrometheusRule", "VMRule", "Rules", "ClusterRules", "AlertingRule", "RecordingRule":
      PrometheusRules.read(groupsIn: object.spec, of: object.place, into: &sheet)
    case "ConfigMap", "Secret":
      EmbeddedFiles.read(object, into: &sheet)
    case _ where TrafficSplits.kinds.contains(object.kind):
      TrafficSplits.read(object, into: &sheet)
    case "HelmRelease", "HelmChart", "Application", "ApplicationSet", "Kustomization",
      "OCIRepository", "PackageInstall":
      GitOpsObjects.read(object, into: &sheet)
    case "OpenTelemetryCollector":
      OpenTelemetryCollectorReader.readObject(object, into: &sheet)
    case "PersistentVolumeClaim":
      sheet.use(Self.tool, [.keepsData], rungs: [.kubernetes], at: object.place)
    default: break
    }
  }

  /// Whether the object is one that is applied, rather than a definition of kinds.
  private func isDeployed(_ object: KubernetesObject) -> Bool {
    object.kind != "CustomResourceDefinition"
  }
}

/// Annotations and labels that switch something on.
enum ObjectAnnotations {
  private static let prometheus = NamedTool("prometheus", "Prometheus", "metrics")

  /// Notes what an object's and its pods' annotations and labels switch on.
  static func read(_ object: KubernetesObject, into sheet: inout FactSheet) {
    let metadata = [object.node["metadata"], PodTemplate(object)?.metadata]
    for node in metadata.compactMap({ $0 }) {
      for entry in (node["annotations"]?.entries ?? []) + (node["labels"]?.entries ?? []) {
        guard let key = entry.key.text, let value = entry.value.text else { continue }
        read(key, value, at: sheet.place(entry.key), into: &sheet)
      }
    }
  }

  private static func read(
    _ key: String, _ value: String, at place: Place, into sheet: inout FactSheet
  ) {
    let isOn = value == "true" || value == "enabled" || Placeholder.isIn(value)
    switch key {
    case "prometheus.io/scrape", "prometheus.io.scrape", "kubernetes.io/scrape":
      if isOn { sheet.use(prometheus, [.metrics], at: place) }
    case "sidecar.istio.io/inject", "istio-injection":
      if isOn { mesh("istio", "Istio", at: place, &sheet) }
    case "istio.io/rev", "istio.io/dataplane-mode": mesh("istio", "Istio", at: place, &sheet)
    case "linkerd.io/inject":
      if isOn || value == "ingress" { mesh("linkerd", "Linkerd", at: place, &sheet) }
    case "kuma.io/sidecar-injection":
      if isOn { mesh("kuma-and-kong-mesh", "Kuma", at: place, &sheet) }
    case "consul.hashicorp.com/connect-inject":
      if isOn { mesh("consul-connect", "Consul Connect", at: place, &sheet) }
    case "sidecar.jaegertracing.io/inject":
      if value != "false" {
        sheet.use(NamedTool("jaeger", "Jaeger", "traces"), [.traces], at: place)
      }
    case "sidecar.opentelemetry.io/inject":
      if value != "false" {
        let tool = NamedTool("opentelemetry", "OpenTelemetry", "traces")
        sheet.use(tool, [.traces, .metrics], at: place)
      }
    default:
      if key.hasPrefix("instrumentation.opentelemetry.io/inject-"), value != "false" {
        let tool = NamedTool("opentelemetry", "OpenTelemetry", "traces")
        sheet.use(tool, [.traces, .metrics], at: place)
      } else if key.hasPrefix("ad.datadoghq.com/"), key.hasSuffix("checks") {
        sheet.use(NamedTool("datadog-apm", "Datadog", "metrics"), [.metrics], at: place)
      }
    }
  }

  private static func mesh(
    _ id: String, _ name: String, at place: Place, _ sheet: inout FactSheet
  ) {
    sheet.use(NamedTool(id, name, "service mesh"), [], rungs: [.serviceMesh], at: place)
  }
}

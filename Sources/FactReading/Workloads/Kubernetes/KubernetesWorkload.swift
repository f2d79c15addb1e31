import FactModel
import SourceModel
import Syntax

/// Reads a workload with its containers.
///
/// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/
enum KubernetesWorkload {
  private static let probeKeys = ["livenessProbe", "readinessProbe", "startupProbe"]

  /// Reads a workload into the sheet.
  static func read(_ object: KubernetesObject, _ pod: PodTemplate, into sheet: inout FactSheet) {
    let spec = object.spec
    var workload = Workload(
      platform: .kubernetes, kind: object.kind, name: sheet.resolved(object.name),
      place: object.place, isTemplate: sheet.isTemplate)
    workload.images = images(of: pod, in: sheet)
    workload.probes = probes(of: pod, in: sheet)
    workload.resources = resources(of: pod, in: sheet)
    workload.strategy = RolloutStrategy.strategy(of: object, in: sheet)
    workload.rolloutBound = ["progressDeadlineSeconds", "revisionHistoryLimit"].lazy
      .compactMap { spec?.entry($0) }.first { $0.value.integer != 0 }.map { sheet.place($0.key) }
    workload.replicas = spec?.entry("replicas").map { sheet.place($0.key) }
    workload.restartPolicy = pod.spec.entry("restartPolicy").flatMap {
      $0.value.text == "Never" ? nil : sheet.place($0.key)
    }
    workload.volumes = volumes(of: object, pod, in: sheet)
    sheet.facts.workloads.append(workload)
    for image in workload.images { sheet.sight(.image(image.repository), at: image.place) }
    readVariables(of: pod, into: &sheet)
    JobCommands.read(object, pod, into: &sheet)
  }

  private static func images(of pod: PodTemplate, in sheet: FactSheet) -> [ImageReference] {
    pod.containers.compactMap { container in
      guard let image = container["image"], let text = image.filledText else { return nil }
      return reference(text, at: sheet.place(image), in: sheet)
    }
  }

  /// The reference with the repository and the version that the chart's values name.
  static func reference(_ text: String, at place: Place, in sheet: FactSheet) -> ImageReference {
    let written = ImageText(text)
    var reference = written.reference(.deployed, at: place)
    guard let chart = sheet.chart, text.contains("{{") else { return reference }
    if let tag = written.tag, let pinning = chart.pinning(ofTag: tag) {
      reference.pinning = pinning
    }
    reference.repository = ImageText(sheet.resolved(written.repository)).repository
    return reference
  }

  private static func probes(of pod: PodTemplate, in sheet: FactSheet) -> [Located<String>] {
    pod.containers.flatMap { container in
      probeKeys.compactMap { key in
        guard let entry = container.entry(key), sheet.isFilled(entry) else { return nil }
        return Located(String(key.dropLast("Probe".count)), at: sheet.place(entry.key))
      }
    }
  }

  private static func resources(of pod: PodTemplate, in sheet: FactSheet) -> Place? {
    for container in pod.containers {
      guard let entry = container.entry("resources") else { continue }
      if entry.value.isMapping {
        let bounds = ["limits", "requests"].compactMap { entry.value.entry($0) }
        if bounds.contains(where: sheet.isFilled) { return sheet.place(entry.key) }
      } else if sheet.isFilled(entry) {
        return sheet.place(entry.key)
      }
    }
    return nil
  }

  private static let persistentKinds = [
    "persistentVolumeClaim", "nfs", "awsElasticBlockStore", "gcePersistentDisk", "azureFile",
    "azureDisk", "cephfs", "glusterfs", "iscsi", "ephemeral",
  ]

  private static func volumes(
    of object: KubernetesObject, _ pod: PodTemplate, in sheet: FactSheet
  ) -> [Place] {
    let claims = (object.spec?["volumeClaimTemplates"]?.items ?? []).map { sheet.place($0) }
    let mounted = (pod.spec["volumes"]?.items ?? []).compactMap { volume in
      persistentKinds.dropLast().lazy.compactMap { volume.entry($0) }.first
    }
    return claims + mounted.map { sheet.place($0.key) }
  }

  private static func readVariables(of pod: PodTemplate, into sheet: inout FactSheet) {
    for container in pod.containers {
      sheet.sight(variablesIn: container["env"])
      StartCommand.read(container["command"], container["args"], into: &sheet)
    }
  }
}

/// Reads how a workload's new pods replace the old ones, where the file says so.
enum RolloutStrategy {
  /// The strategy, `nil` where the file leaves it to the platform.
  static func strategy(of object: KubernetesObject, in sheet: FactSheet) -> Located<String>? {
    guard let spec = object.spec else { return nil }
    if object.kind == "Service" { return revisions(of: object, in: sheet) }
    guard let entry = spec.entry("strategy") ?? spec.entry("updateStrategy") else { return nil }
    guard entry.value.isMapping else {
      return sheet.isFilled(entry) ? Located("from values", at: sheet.place(entry.key)) : nil
    }
    return strategy(named: entry.value, in: sheet)
  }

  // https://knative.dev/docs/serving/traffic-management/,
  // https://knative.dev/docs/serving/rolling-out-latest-revision/
  private static func revisions(
    of object: KubernetesObject, in sheet: FactSheet
  ) -> Located<String>? {
    let gradual = object.node["metadata", "annotations"]?
      .entry("serving.knative.dev/rollout-duration")
    if let gradual, let text = gradual.value.text, !["0s", "0"].contains(text) {
      return Located("gradual rollout", at: sheet.place(gradual.key))
    }
    return TrafficSplits.split(of: object.spec?["traffic"], in: sheet)
  }

  /// The strategy that a mapping in the form of the platform's chooses.
  static func strategy(named strategy: Node, in sheet: FactSheet) -> Located<String>? {
    let kinds = [
      ("canary", "canary"), ("blueGreen", "blue-green"), ("rollingUpdate", "rolling update"),
      ("rollingParams", "rolling update"),
    ]
    for (key, name) in kinds {
      guard let entry = strategy.entry(key) else { continue }
      let isGiven = sheet.isFilled(entry) || key == "canary" && entry.value.isMapping
      if isGiven { return Located(name, at: sheet.place(entry.key)) }
    }
    guard let type = strategy.entry("type"), let text = type.value.text else { return nil }
    // The default without parameters is no choice.
    guard !["RollingUpdate", "Rolling"].contains(text), !Placeholder.isIn(text) else { return nil }
    return Located(text == "Recreate" ? "recreate" : text, at: sheet.place(type.key))
  }
}

import FactModel
import SourceModel
import Syntax

/// Reads the values of a chart: images, probes, bounds and the switches of monitoring.
struct ValuesReading {
  private static let tool = NamedTool("helm", "Helm", "deployment")
  /// How deep values lie, and how long the path to one may be: real ones have some hundred bytes.
  private static let (depthLimit, pathLimit) = (12, 2_000)
  private static let probeKeys: Set<String> = ["livenessProbe", "readinessProbe", "startupProbe"]

  /// How exactly the version is said where a tag is missing.
  private var missingTag: ImageReference.Pinning

  /// What the templates of the chart ask for; `nil` where they are not known.
  private var asked: AskedValues?

  /// Reads the values of a chart in the tree, or those that a deployment gives to one.
  static func read(
    _ values: Node, missingTag: ImageReference.Pinning, asked: AskedValues? = nil,
    into sheet: inout FactSheet
  ) {
    let reading = ValuesReading(missingTag: missingTag, asked: asked)
    reading.read(values, depth: depthLimit, into: &sheet)
  }

  /// Reads the values that a release in the tree gives to a chart from elsewhere.
  static func readReleased(_ values: Node, into sheet: inout FactSheet) {
    read(values, missingTag: .filled, into: &sheet)
  }

  /// Reads such values where they stand as a text.
  static func readReleased(text node: Node, into sheet: inout FactSheet) {
    guard let text = node.text else { return }
    let documents = YAML.parse(Array(text.utf8), manner: .tolerant).documents
    sheet.embedded(node) { sheet in
      for document in documents { readReleased(document, into: &sheet) }
    }
  }

  private func read(
    _ node: Node, below path: String = "", depth: Int, into sheet: inout FactSheet
  ) {
    guard depth > 0 else { return }
    for item in node.items where item.isMapping {
      read(item, below: path, depth: depth - 1, into: &sheet)
    }
    guard node.isMapping else { return }
    readImage(of: node, below: path, into: &sheet)
    for entry in node.entries {
      guard let key = entry.key.text, path.utf8.count + key.utf8.count < Self.pathLimit else {
        continue
      }
      let inner = path + "." + key
      guard asked?.has(inner) != false else { continue }
      readEntry(key, at: inner, entry, into: &sheet)
      if !Self.probeKeys.contains(key), key != "resources" {
        read(entry.value, below: inner, depth: depth - 1, into: &sheet)
      }
    }
  }

  private func readEntry(
    _ key: String, at path: String, _ entry: Node.Entry, into sheet: inout FactSheet
  ) {
    let place = sheet.place(entry.key)
    let value = entry.value
    switch key {
    case "livenessProbe", "readinessProbe", "startupProbe":
      let isOn = value["enabled"]?.lenientFlag ?? !value.entries.isEmpty
      if isOn { sheet.use(Self.tool, [.checksHealth], rungs: [.kubernetes], at: place) }
    case "resources":
      if ["limits", "requests"].contains(where: { value[$0]?.isFilledCollection ?? false }) {
        sheet.use(Self.tool, [.boundsResources], rungs: [.kubernetes], at: place)
      }
    case "probes":
      readProbes(value, into: &sheet)
    case "autoscaling", "hpa", "horizontalPodAutoscaler", "podDisruptionBudget", "pdb", "keda":
      if isOn(value) || isSized(value) {
        sheet.use(Self.tool, [.boundsResources], rungs: [.kubernetes], at: place)
      }
    case "rollingUpdate":
      if value.isFilledCollection {
        sheet.use(Self.tool, [.choosesStrategy], rungs: [.kubernetes], at: place)
      }
    case "strategy", "updateStrategy", "deploymentStrategy", "strategyType", "updateStrategyType":
      readStrategy(value, at: place, into: &sheet)
    case "replicas", "replicaCount":
      if let count = value.integer, count > 0 {
        sheet.use(Self.tool, [.keepsCount], rungs: [.kubernetes], at: place)
      }
    case "volumeClaimTemplates", "volumeClaimTemplate":
      if value.isFilledCollection {
        sheet.use(Self.tool, [.keepsData], rungs: [.kubernetes], at: place)
      }
    case "env", "extraEnv", "extraEnvVars", "environment", "envVars":
      readVariables(value, into: &sheet)
    case "persistence", "persistentVolume":
      readPersistence(value, under: key, at: place, into: &sheet)
    default:
      readSwitch(key, value, at: place, into: &sheet)
      if key == "image" || key.hasSuffix("Image"), let text = value.filledText {
        note(ImageText(text), setBy: path, at: sheet.place(value), into: &sheet)
      }
    }
  }

  /// Probes by their names, where they are switched on.
  private func readProbes(_ value: Node, into sheet: inout FactSheet) {
    for entry in value.entries where entry.value["enabled"]?.lenientFlag == true {
      guard let name = entry.key.text, ["liveness", "readiness", "startup"].contains(name) else {
        continue
      }
      sheet.use(Self.tool, [.checksHealth], rungs: [.kubernetes], at: sheet.place(entry.key))
    }
  }

  /// A strategy in the platform's form, or by its name alone; rolling ones stand in a key of theirs.
  private func readStrategy(_ value: Node, at place: Place, into sheet: inout FactSheet) {
    let named = RolloutStrategy.strategy(named: value, in: sheet)
    let chosen =
      ["Recreate", "OnDelete"].contains(value.text ?? "")
      ? place : named.flatMap { $0.value == "rolling update" ? nil : $0.place }
    if let chosen {
      sheet.use(Self.tool, [.choosesStrategy], rungs: [.kubernetes], at: chosen)
    }
  }

  /// Whether bounds stand in it without a switch beside them.
  private func isSized(_ value: Node) -> Bool {
    guard value["enabled"] == nil, value["create"] == nil else { return false }
    return ["minAvailable", "maxUnavailable", "maxReplicas"]
      .contains { value[$0]?.filledText != nil }
  }

  /// Volumes of a chart: one, or several by their names.
  private func readPersistence(
    _ value: Node, under key: String, at place: Place, into sheet: inout FactSheet
  ) {
    if value["enabled"] == nil, !isVolume(value) {
      for entry in value.entries where isVolume(entry.value) {
        noteVolume(entry.key.text ?? key, at: sheet.place(entry.key), into: &sheet)
      }
    } else if isVolume(value) {
      noteVolume(key, at: place, into: &sheet)
    }
  }

  /// Whether a volume is asked for that outlives the pods.
  private func isVolume(_ value: Node) -> Bool {
    guard value.isMapping, value["enabled"]?.lenientFlag != false else { return false }
    let passing = ["emptyDir", "configMap", "secret", "hostPath", "custom"]
    if let type = value["type"]?.text, passing.contains(type) { return false }
    return value["enabled"]?.lenientFlag == true
      || ["size", "existingClaim"].contains { value[$0]?.filledText != nil }
  }

  private func noteVolume(_ name: String, at place: Place, into sheet: inout FactSheet) {
    sheet.resource("kubernetes", "PersistentVolumeClaim", name: name, at: place)
    sheet.use(Self.tool, [.keepsData], rungs: [.kubernetes], at: place)
  }

  /// Switches that make a chart bring monitoring along.
  private func readSwitch(
    _ key: String, _ value: Node, at place: Place, into sheet: inout FactSheet
  ) {
    let words = key.nameWords
    // Airflow's switch that writes the logs of tasks to a bucket:
    // https://airflow.apache.org/docs/apache-airflow/stable/administration-and-deployment/logging-monitoring/logging-tasks.html
    if words == ["remote", "logging"], value.lenientFlag == true {
      sheet.use(Self.tool, [.logs], rungs: [.kubernetes], at: place)
    }
    guard isOn(value) else { return }
    if words.contains(where: { $0 == "backup" || $0 == "backups" }) {
      sheet.use(Self.tool, [.backsUp], rungs: [.kubernetes], at: place)
    }
    switch key.lowercased() {
    case "servicemonitor", "podmonitor", "metrics":
      sheet.use(Self.tool, [.metrics], rungs: [.kubernetes], at: place)
    case "prometheusrule", "prometheusrules", "prometheusalerts":
      sheet.use(Self.tool, [.alerts], rungs: [.kubernetes], at: place)
    default: return
    }
  }

  private func isOn(_ value: Node) -> Bool {
    ["enabled", "enable", "create"].contains { value[$0]?.lenientFlag == true }
  }

  private func readVariables(_ value: Node, into sheet: inout FactSheet) {
    sheet.sight(variablesIn: value)
    sheet.readVariables(value)
  }

  // MARK: - Images

  /// An image whose repository and tag stand in keys of their own.
  private func readImage(of node: Node, below path: String, into sheet: inout FactSheet) {
    guard let repository = repository(in: node) else { return }
    let tag = node.entry("tag") ?? node.entry("imageTag")
    let digest = node["digest"]?.filledText ?? node["sha"]?.filledText
    guard tag != nil || digest != nil || isNamedImage(node) else { return }
    var written = ImageText(
      repository: repository.text, tag: tag?.value.filledText, digest: digest)
    if tag == nil, digest == nil { written = ImageText(repository.text) }
    let place = tag.map { sheet.place($0.key) } ?? repository.place(in: sheet)
    let key = path + "." + (tag?.key.text ?? "tag")
    note(written, setBy: key, at: place, into: &sheet)
  }

  private struct Repository {
    var text: String
    var node: Node

    func place(in sheet: FactSheet) -> Place { sheet.place(node) }
  }

  private func repository(in node: Node) -> Repository? {
    guard
      let value = node["repository"] ?? node["imageRepository"] ?? node["repo"]
        ?? (node["tag"] != nil ? node["name"] ?? node["image"] : nil),
      let text = value.filledText, !text.contains("://"), !text.hasPrefix("git@")
    else { return nil }
    let registry = node["registry"]?.filledText.map { "\($0)/" } ?? ""
    return Repository(text: registry + text, node: value)
  }

  private func isNamedImage(_ node: Node) -> Bool {
    node["pullPolicy"] != nil || node["imagePullPolicy"] != nil
  }

  private func note(
    _ image: ImageText, setBy key: String, at place: Place, into sheet: inout FactSheet
  ) {
    var reference = image.reference(.deployed, at: place)
    reference.setting = String(key.dropFirst())
    if reference.pinning == .absent { reference.pinning = missingTag }
    sheet.facts.images.append(reference)
    sheet.sight(.image(reference.repository), at: place)
  }
}

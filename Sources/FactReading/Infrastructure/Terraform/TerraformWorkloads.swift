import FactModel
import SourceModel
import Syntax

/// Reads the resources of clouds that run containers as workloads.
enum TerraformWorkloads {
  private static let depthLimit = 10

  /// The platforms by the resource's type.
  ///
  /// https://registry.terraform.io/browse/providers
  private static let platforms: [String: Workload.Platform] = [
    "aws_ecs_service": .ecs, "aws_ecs_task_definition": .ecs,
    "aws_apprunner_service": .platform, "google_cloud_run_service": .platform,
    "google_cloud_run_v2_service": .platform, "google_cloud_run_v2_job": .platform,
    "google_app_engine_flexible_app_version": .platform, "azurerm_container_app": .platform,
    "cloudfoundry_app": .platform, "heroku_app": .platform, "digitalocean_app": .platform,
    "kubernetes_deployment": .kubernetes, "kubernetes_deployment_v1": .kubernetes,
    "kubernetes_stateful_set": .kubernetes, "kubernetes_stateful_set_v1": .kubernetes,
    "kubernetes_daemonset": .kubernetes, "kubernetes_daemon_set_v1": .kubernetes,
    "kubernetes_cron_job": .kubernetes, "kubernetes_cron_job_v1": .kubernetes,
  ]

  /// Notes the workload that the block declares, where it does.
  static func read(_ block: TerraformBlock, into sheet: inout FactSheet) {
    guard let platform = platforms[block.kind] else { return }
    var workload = Workload(
      platform: platform, kind: block.kind, name: block.name, place: sheet.place(block.position))
    read(block.body, path: [], &workload, into: &sheet)
    sheet.facts.workloads.append(workload)
  }

  private static func read(
    _ node: Node, path: [String], _ workload: inout Workload, into sheet: inout FactSheet
  ) {
    guard path.count < depthLimit else { return }
    for item in node.items { read(item, path: path, &workload, into: &sheet) }
    for entry in node.entries {
      guard let key = entry.key.text else { continue }
      let place = sheet.place(entry.key)
      switch key {
      case "image", "docker_image", "image_identifier":
        workload.images += image(entry.value, at: place, into: &sheet)
      case "container_definitions":
        workload.images += images(inText: entry.value, of: sheet)
      case "liveness_probe", "readiness_probe", "startup_probe":
        let name = key.split(separator: "_").first.map(String.init) ?? key
        workload.probes.append(Located(name, at: place))
      case "health_check", "health_check_configuration":
        workload.probes.append(Located("health check", at: place))
      case "resources": workload.resources = workload.resources ?? place
      case "memory", "cpu":
        if platformBounds(workload) { workload.resources = workload.resources ?? place }
      case "desired_count", "replicas", "min_replicas", "min_instance_count":
        workload.replicas = workload.replicas ?? place
      case "progress_deadline_seconds", "revision_history_limit":
        workload.rolloutBound = workload.rolloutBound ?? place
      case "volume_claim_template", "persistent_volume_claim", "efs_volume_configuration":
        workload.volumes.append(place)
      default: workload.strategy = workload.strategy ?? strategy(key, entry.value, path, at: place)
      }
      read(entry.value, path: path + [key], &workload, into: &sheet)
    }
  }

  private static func platformBounds(_ workload: Workload) -> Bool {
    workload.platform != .kubernetes
  }

  private static func image(
    _ node: Node, at place: Place, into sheet: inout FactSheet
  ) -> [ImageReference] {
    guard node.tag != TerraformSettings.expressionTag else {
      guard let text = node.filledText, !text.contains("\n") else { return [] }
      return [ImageText("${\(text)}").reference(.deployed, at: place)]
    }
    return sheet.deployedImages(node)
  }

  /// What stands beside the image in the definition of a container.
  private static let marks = ["essential", "portMappings", "logConfiguration"]

  /// Whether a local value is the definition of a container, or several.
  static func definesContainers(_ value: Node) -> Bool {
    if case .scalar(let scalar) = value.content {
      let keys = Self.keys(ofLinesIn: scalar.text)
      return keys.contains("image") && marks.contains(where: keys.contains)
    }
    return definitions(in: value).contains { definition in
      definition["image"] != nil && marks.contains { definition[$0] != nil }
    }
  }

  /// The names at the starts of a text's lines, `"image": "shop"` or `image = "shop"`.
  private static func keys(ofLinesIn text: String) -> Set<String> {
    guard text.contains("\n") else { return [] }
    var keys: Set<String> = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")).prefix(2_000) {
      let key = line.drop { !$0.isWordByte }.prefix(while: \.isWordByte)
      let behind = line[key.endIndex...].first {
        $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"")
      }
      if behind == UInt8(ascii: ":") || behind == UInt8(ascii: "=") {
        keys.insert(String(Substring(key)))
      }
    }
    return keys
  }

  /// The images of such a value.
  static func images(inDefinitions value: Node, into sheet: inout FactSheet) -> [ImageReference] {
    var found = images(inText: value, of: sheet)
    for definition in definitions(in: value) {
      guard let entry = definition.entry("image") else { continue }
      found += image(entry.value, at: sheet.place(entry.key), into: &sheet)
    }
    return found
  }

  /// One, a list of them, or each by its name.
  private static func definitions(in value: Node) -> [Node] {
    value.itemsOrSelf + value.entries.map(\.value)
  }

  /// The images in `jsonencode([…])` or a heredoc of JSON, whose lines are keys and values.
  private static func images(inText node: Node, of sheet: FactSheet) -> [ImageReference] {
    guard case .scalar(let scalar) = node.content, scalar.text.contains("\n") else { return [] }
    let first = Int(sheet.place(node).position.line) + (scalar.style == .literal ? 1 : 0)
    let lines = scalar.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.prefix(2_000).enumerated().compactMap { offset, line in
      let text = line.trimmingSpaces
      guard let end = text.firstIndex(where: { $0 == "=" || $0 == ":" }),
        text[..<end].filter({ $0 != "\"" && $0 != " " }) == "image"
      else { return nil }
      let value = String(text[text.index(after: end)...]).filter { $0 != "," }.trimmingSpaces
      let isText = value.hasPrefix("\"") && value.hasSuffix("\"") && value.utf8.count > 2
      let image = isText ? String(value.dropFirst().dropLast()) : "${\(value)}"
      return ImageText(image).reference(.deployed, at: sheet.file.place(line: first + offset))
    }
  }

  private static func strategy(
    _ key: String, _ value: Node, _ path: [String], at place: Place
  ) -> Located<String>? {
    switch key {
    case "rolling_update":
      return value.isFilledCollection ? Located("rolling update", at: place) : nil
    case "deployment_minimum_healthy_percent", "deployment_maximum_percent":
      return Located("rolling update", at: place)
    case "type":
      if path.last == "deployment_controller", value.text == "CODE_DEPLOY" {
        return Located("blue-green", at: place)
      }
      let isRecreate = path.last == "strategy" && value.text == "Recreate"
      return isRecreate ? Located("recreate", at: place) : nil
    case "percent", "percentage":
      let share = value.integer ?? 100
      let isTraffic = path.last?.contains("traffic") ?? false
      return isTraffic && share > 0 && share < 100 ? Located("traffic split", at: place) : nil
    default: return nil
    }
  }
}

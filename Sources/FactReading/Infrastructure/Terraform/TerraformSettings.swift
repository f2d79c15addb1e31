import FactModel
import SourceModel
import Syntax

/// Reads what the settings of a resource or module say about operation and rollout.
struct TerraformSettings {
  /// The tag of values that are no plain value.
  static let expressionTag = "!expression"
  private static let depthLimit = 10

  private let kind: String
  private var isModule: Bool { kind == "module" || kind == "variables" }

  /// Reads settings of a resource's type, of a `module`, or of `variables` for modules.
  init(_ kind: String) {
    self.kind = kind
  }

  /// Notes what the settings say.
  func read(_ body: Node, into sheet: inout FactSheet) {
    read(body, path: [], into: &sheet)
  }

  private func read(_ node: Node, path: [String], into sheet: inout FactSheet) {
    guard path.count < Self.depthLimit else { return }
    for item in node.items { read(item, path: path, into: &sheet) }
    for entry in node.entries {
      guard let key = entry.key.text else { continue }
      let capabilities = meaning(of: key, entry.value, in: path)
      if !capabilities.isEmpty {
        sheet.setting(TerraformReader.tool, capabilities, at: sheet.place(entry.key))
      }
      // A block that says its meaning by its name is not asked again for that of its parts.
      if capabilities.contains(.checksHealth) { continue }
      read(entry.value, path: path + [key], into: &sheet)
      readExpression(entry.value, into: &sheet)
    }
  }

  /// What a setting does.
  private func meaning(of key: String, _ value: Node, in path: [String]) -> CaseSet<Capability> {
    guard !isOff(value) else { return [] }
    let name = key.lowercased()
    var result = operation(name, value)
    result.formUnion(rollout(name, value, in: path))
    if bounds(name, in: path) { result.insert(.boundsResources) }
    return result
  }

  private func isOff(_ value: Node) -> Bool {
    if value.flag == false || value.text == "null" || value.text == "" || value.isNull {
      return true
    }
    return value.isMapping && value["enabled"]?.flag == false
      || value.isSequence && value.items.isEmpty
  }

  // MARK: - Operation

  private func operation(_ name: String, _ value: Node) -> CaseSet<Capability> {
    if checksHealth(name) { return [.checksHealth] }
    if kind == "module" {
      if name.hasPrefix("enable"), name.contains("prometheus") || name.contains("monitoring") {
        return [.metrics]
      }
      let isAlarm = name.contains("alarm") || name.contains("alert")
      if isAlarm, name.hasPrefix("enable") || name.hasPrefix("create") || value.isFilledCollection {
        return [.alerts]
      }
      if name.hasPrefix("enable"), name.contains("logit") || name.contains("logging") {
        return [.logs]
      }
      if name.hasPrefix("enable"), name.contains("backup") { return [.backsUp] }
    }
    switch name {
    case "backup_retention_period", "backup_retention_days", "snapshot_retention_limit":
      return value.text == "0" ? [] : [.backsUp]
    case "backup_configuration", "point_in_time_recovery", "continuous_backup": return [.backsUp]
    case "tracing_config": return value["mode"]?.text == "Active" ? [.traces] : []
    case "xray_tracing_enabled", "x_ray_tracing_enabled": return [.traces]
    case "log_configuration", "logconfiguration": return [.logs]
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/interconnecting-services.html
    case "service_connect_configuration", "service_registries": return [.discoversServices]
    // What follows a repository plans and applies what is pushed there; one that is made for others asks them for
    // its name.
    // https://registry.terraform.io/providers/hashicorp/tfe/latest/docs/resources/workspace#vcs_repo
    case "vcs_repo":
      guard kind == "module" || kind.hasSuffix("_workspace"), let name = value["identifier"],
        name.tag != Self.expressionTag, name.text?.contains("${") == false
      else { return [] }
      return [.pullsFromTree]
    default: return TerraformMonitoring.meaning(of: name, value, in: kind)
    }
  }

  private func checksHealth(_ name: String) -> Bool {
    let marks = [
      "health_check", "healthcheck", "health_probe", "probe_path", "liveness_probe",
      "readiness_probe", "startup_probe", "http_health",
    ]
    let others = [
      "grace", "interval", "timeout", "threshold", "period", "security_group", "port",
      "account", "role", "retries",
    ]
    guard marks.contains(where: name.contains) else { return false }
    return !others.contains(where: name.contains)
  }

  // MARK: - Bounds

  private func bounds(_ name: String, in path: [String]) -> Bool {
    if isModule {
      switch name {
      case "max_memory", "memory_max", "memory_limit", "cpu_limit", "memory_size", "max_capacity",
        "max_replicas", "container_memory", "task_memory", "fargate_memory", "task_cpu",
        "autoscaling_enabled", "enable_autoscaling", "cpu", "memory", "container_cpu",
        "autoscaling_max_capacity", "maximum_instances", "max_instances", "worker_memory_max",
        "webapp_memory_max", "memory_requests", "cpu_requests", "max_size":
        return true
      default: return false
      }
    }
    let isService =
      kind.contains("ecs_task") || kind.contains("cloud_run") || kind.contains("container_app")
      || kind.contains("container_group") || kind.hasPrefix("cloudfoundry")
      || kind.contains("apprunner")
      || kind.hasPrefix("kubernetes_") || kind.contains("cloudfunctions") || kind.contains("nomad")
    switch name {
    case "memory", "cpu": return isService
    case "memory_size": return kind == "aws_lambda_function"
    case "limits": return isService
    case "requests": return isService && path.last == "resources"
    case "max_instance_request_concurrency", "max_instance_count", "max_replicas": return isService
    default: return false
    }
  }

  // MARK: - Rollout

  private func rollout(_ name: String, _ value: Node, in path: [String]) -> CaseSet<Capability> {
    switch name {
    case "deployment_circuit_breaker":
      let isOn = value["enable"]?.flag != false && value["rollback"]?.flag == true
      return isOn ? [.rollsBackByItself, .choosesStrategy] : []
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
    case "alarms":
      let isOn = value["enable"]?.flag != false && value["rollback"]?.flag == true
      return kind == "aws_ecs_service" && isOn ? [.rollsBackByItself] : []
    case "wait_for_steady_state": return kind == "aws_ecs_service" ? [.verifies] : []
    case "forward": return splitsTraffic(value) ? [.choosesStrategy] : []
    case "auto_rollback_configuration":
      return value["enabled"]?.flag == true ? [.rollsBackByItself] : []
    case "auto_rollback":
      return path.contains("instance_refresh") ? [.rollsBackByItself] : []
    case "deployment_minimum_healthy_percent", "deployment_maximum_percent",
      "blue_green_deployment_config", "instance_refresh", "rolling_upgrade_policy",
      "rolling_update", "canary_deployment":
      return [.choosesStrategy]
    case "routing_config": return kind == "aws_lambda_alias" ? [.choosesStrategy] : []
    case "update_policy": return kind.contains("instance_group_manager") ? [.choosesStrategy] : []
    case "strategy":
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
      let isGradual = ["BLUE_GREEN", "CANARY", "LINEAR"].contains(value.text ?? "")
      let isChosen = path.last == "deployment_configuration" && isGradual
      return kind.hasPrefix("cloudfoundry") || value.text == "blue-green-v2" || isChosen
        ? [.choosesStrategy] : []
    case "percent", "percentage":
      let share = value.integer ?? 100
      let isTraffic = path.last?.contains("traffic") ?? false
      return isTraffic && share > 0 && share < 100 ? [.choosesStrategy] : []
    default: return []
    }
  }

  /// Whether a listener sends requests to more than one group of targets.
  ///
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html
  private func splitsTraffic(_ forward: Node) -> Bool {
    let groups = forward.entries.filter { $0.key.text == "target_group" }
      .flatMap(\.value.itemsOrSelf)
    return groups.count { $0["weight"] != nil && $0["weight"]?.text != "0" } > 1
  }

  // MARK: - Expressions

  /// Keys inside `jsonencode([…])`, heredocs and the like, line by line.
  private func readExpression(_ value: Node, into sheet: inout FactSheet) {
    guard case .scalar(let scalar) = value.content, scalar.text.contains("\n") else { return }
    let isHeredoc = scalar.style == .literal
    let first = Int(sheet.place(value).position.line) + (isHeredoc ? 1 : 0)
    for (offset, line) in scalar.text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix(2_000).enumerated()
    {
      let capabilities = meaning(ofLine: line)
      guard !capabilities.isEmpty else { continue }
      sheet.setting(TerraformReader.tool, capabilities, at: sheet.file.place(line: first + offset))
    }
  }

  private func meaning(ofLine line: Substring) -> CaseSet<Capability> {
    let text = String(line).trimmingSpaces
    guard !text.hasPrefix("#"), !text.hasPrefix("//"),
      let end = text.firstIndex(where: { $0 == "=" || $0 == ":" || $0 == "{" })
    else { return [] }
    let key = text[..<end].filter { $0 != "\"" && $0 != " " }
    switch key {
    case "healthCheck", "livenessProbe", "readinessProbe", "startupProbe": return [.checksHealth]
    case "logConfiguration": return [.logs]
    case "memory", "cpu", "memoryReservation":
      return kind.contains("ecs_task") ? [.boundsResources] : []
    default: return []
    }
  }
}

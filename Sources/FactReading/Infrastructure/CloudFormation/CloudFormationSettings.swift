import FactModel
import Syntax

/// Reads what the properties of a resource say about operation and rollout.
struct CloudFormationSettings {
  static let tool = NamedTool("cloudformation", "CloudFormation", "infrastructure")
  private static let depthLimit = 12

  private let type: String

  /// Reads properties of a resource of the type.
  init(_ type: String) {
    self.type = type
  }

  /// Notes what the properties say.
  func read(_ node: Node, into sheet: inout FactSheet) {
    read(node, depth: 0, into: &sheet)
  }

  private func read(_ node: Node, depth: Int, into sheet: inout FactSheet) {
    guard depth < Self.depthLimit else { return }
    for item in node.items { read(item, depth: depth + 1, into: &sheet) }
    for entry in node.entries {
      guard let key = entry.key.text else { continue }
      let capabilities = meaning(of: key, entry.value)
      if !capabilities.isEmpty {
        sheet.setting(Self.tool, capabilities, at: sheet.place(entry.key))
      }
      read(entry.value, depth: depth + 1, into: &sheet)
    }
  }

  private func meaning(of key: String, _ value: Node) -> CaseSet<Capability> {
    let isOff = value.flag == false || value.text == "0" || value.text == "" || value.isNull
    guard !isOff else { return [] }
    return operation(key, value).union(rollout(key, value))
  }

  private func operation(_ key: String, _ value: Node) -> CaseSet<Capability> {
    switch key {
    case "HealthCheck", "HealthCheckPath", "HealthCheckConfiguration", "HealthCheckConfig",
      "HealthCheckCustomConfig":
      return [.checksHealth]
    case "HealthCheckType": return value.text == "ELB" ? [.checksHealth] : []
    case "BackupRetentionPeriod", "AutomaticBackupRetentionDays", "SnapshotRetentionLimit",
      "PointInTimeRecoveryEnabled", "ContinuousBackups":
      return [.backsUp]
    case "BackupPolicy": return value["Status"]?.text == "ENABLED" ? [.backsUp] : []
    case "TracingConfig": return value["Mode"]?.text == "Active" ? [.traces] : []
    case "Tracing": return value.text == "Active" ? [.traces] : []
    case "TracingEnabled", "XrayEnabled": return [.traces]
    case "ClusterSettings":
      return ContainerInsights.isOn(value, name: "Name", value: "Value") ? [.metrics] : []
    case "EnablePerformanceInsights", "MonitoringInterval", "MetricsEnabled": return [.metrics]
    case "EnableCloudwatchLogsExports": return value.isFilledCollection ? [.logs] : []
    case "ServiceConnectConfiguration":
      return value["Enabled"]?.flag == true ? [.discoversServices] : []
    case "ServiceRegistries": return value.isFilledCollection ? [.discoversServices] : []
    case "MemorySize", "ReservedConcurrentExecutions":
      return type.hasSuffix("::Function") ? [.boundsResources] : []
    default: return []
    }
  }

  private func rollout(_ key: String, _ value: Node) -> CaseSet<Capability> {
    switch key {
    case "DeploymentCircuitBreaker":
      let isOn = value["Enable"]?.flag != false && value["Rollback"]?.flag == true
      return isOn ? [.rollsBackByItself, .choosesStrategy] : []
    case "AutoRollbackConfiguration":
      return value["Enabled"]?.flag == true ? [.rollsBackByItself] : []
    case "Alarms":
      let isOn = value["Enable"]?.flag != false && value["Rollback"]?.flag == true
      return isOn ? [.rollsBackByItself] : []
    // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
    case "DeploymentPreference":
      guard value["Enabled"]?.flag != false, let type = value["Type"], type.text != "AllAtOnce"
      else { return [] }
      return [.choosesStrategy, .rollsBackByItself]
    case "MinimumHealthyPercent", "MaximumPercent":
      return type == "AWS::ECS::Service" ? [.choosesStrategy] : []
    case "DeploymentController": return value["Type"]?.text == "ECS" ? [] : [.choosesStrategy]
    case "AutoScalingRollingUpdate", "AutoScalingReplacingUpdate", "CodeDeployLambdaAliasUpdate",
      "BlueGreenDeploymentConfiguration":
      return [.choosesStrategy]
    // Functions of a gradual deployment that test the new version.
    case "PreTraffic", "PostTraffic": return [.verifies]
    case "RoutingConfig": return type == "AWS::Lambda::Alias" ? [.choosesStrategy] : []
    default: return []
    }
  }
}

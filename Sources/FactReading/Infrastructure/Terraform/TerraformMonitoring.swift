import FactModel
import SourceModel
import Syntax

/// What the settings of a resource switch on in the cloud's own monitoring.
enum TerraformMonitoring {
  /// The meaning of a setting of a resource's type.
  static func meaning(of name: String, _ value: Node, in kind: String) -> CaseSet<Capability> {
    switch name {
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html
    case "setting", "cluster_settings", "cluster_setting":
      return ContainerInsights.isOn(value, name: "name", value: "value") ? [.metrics] : []
    case "performance_insights_enabled", "insights_config", "metrics_enabled",
      "monitor_metrics", "managed_prometheus", "enabled_monitoring":
      return [.metrics]
    case "monitoring_interval": return value.text == "0" ? [] : [.metrics]
    case "monitoring":
      return kind.contains("instance") || kind.contains("launch") ? watched(value) : []
    case "monitoring_config": return watches(value) ? [.metrics] : []
    case "logging_config": return watches(value) ? [.logs] : []
    case "oms_agent": return [.metrics, .logs]
    case "enabled_cluster_log_types", "cluster_enabled_log_types",
      "enabled_cloudwatch_logs_exports":
      return [.logs]
    case "logging_level": return value.text == "OFF" ? [] : [.logs]
    default: return []
    }
  }

  /// Detailed monitoring of machines, as an attribute or a block.
  private static func watched(_ value: Node) -> CaseSet<Capability> {
    value.flag == true || value["enabled"]?.flag == true ? [.metrics] : []
  }

  /// Whether a cluster of Google's collects anything.
  ///
  /// https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster
  private static func watches(_ value: Node) -> Bool {
    value["enable_components"]?.items.isEmpty == false
  }
}

/// Container Insights of Amazon's clusters, a setting by its name.
enum ContainerInsights {
  /// Whether settings, one or a list, switch it on.
  static func isOn(_ settings: Node, name: String, value: String) -> Bool {
    settings.itemsOrSelf.contains { setting in
      setting[name]?.text == "containerInsights"
        && ["enabled", "enhanced"].contains(setting[value]?.text ?? "")
    }
  }
}

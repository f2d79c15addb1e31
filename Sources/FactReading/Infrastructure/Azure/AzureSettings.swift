import FactModel

/// What properties of Azure's resources say, in templates of both languages.
///
/// https://learn.microsoft.com/azure/templates/
enum AzureSettings {
  static let tool = NamedTool("azure-resource-manager", "Azure Resource Manager", "infrastructure")

  /// The meaning of a property.
  ///
  /// - Parameter value: the text of a simple value, without quotes; `nil` for lists and objects.
  static func meaning(of key: String, _ value: String?) -> CaseSet<Capability> {
    if let value, isOff(value) { return [] }
    switch key {
    case "healthCheckPath", "probes", "livenessProbe", "readinessProbe", "healthProbes":
      return [.checksHealth]
    case "maxReplicas", "maximumElasticWorkerCount", "functionAppScaleLimit", "memory",
      "memoryInGB":
      return [.boundsResources]
    case "backupRetentionDays", "continuousModeProperties", "periodicModeProperties",
      "shortTermRetention":
      return [.backsUp]
    // https://learn.microsoft.com/azure/app-service/deploy-staging-slots#configure-auto-swap
    case "autoSwapSlotName": return value == nil ? [] : [.choosesStrategy]
    case "weight":
      let share = value.flatMap { Int($0) } ?? 0
      return share > 0 && share < 100 ? [.choosesStrategy] : []
    default: return []
    }
  }

  /// Whether a simple value switches off what it is set for.
  static func isOff(_ value: String) -> Bool {
    ["", "false", "null", "0", "-1", "[]", "{}"].contains(value)
  }

  /// Whether a resource of the type is a workload of containers.
  static func runsContainers(_ type: String) -> Bool {
    let lowered = type.lowercased()
    return lowered == "microsoft.app/containerapps" || lowered == "microsoft.app/jobs"
      || lowered == "microsoft.containerinstance/containergroups"
  }
}

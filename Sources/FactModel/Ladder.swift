/// A rung of the infrastructure ladder, in the order in which the field climbed it.
package enum Rung: String, Hashable, Sendable, CaseIterable {
  /// Deploys onto a machine.
  case server
  /// Configures machines by a tool.
  case configManagement = "config-management"
  /// Makes virtual machines.
  case virtualMachine = "virtual-machine"
  /// Uses cloud resources.
  case cloud
  /// Gives source or images to a platform.
  case paas
  /// Builds or runs containers.
  case docker
  /// Runs on Kubernetes.
  case kubernetes
  /// Runs a service mesh.
  case serviceMesh = "service-mesh"
}

/// What container orchestration gives a team.
package enum OrchestrationCapability: String, Hashable, Sendable, CaseIterable {
  /// Workloads are declared to a control plane.
  case centralControl = "central-control"
  /// A desired count, a restart policy or probes.
  case stateManagement = "state-management"
  /// How new replaces old is said.
  case deploymentManagement = "deployment-management"
  /// Images, charts or releases carry versions.
  case deploymentVersioning = "deployment-versioning"
  /// Services find each other by name.
  case serviceDiscovery = "service-discovery"
  /// Data outlives the container.
  case volumeStorage = "volume-storage"
}

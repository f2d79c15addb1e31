import FactModel
import SourceModel

/// Finds the rungs of the infrastructure ladder that the tree shows.
enum LadderFinder {
  /// How many places are kept for a rung.
  static let limit = 10

  static func rungs(in facts: Facts) -> [Rung: [Place]] {
    var found: [Rung: [Place]] = [:]
    func note(_ rung: Rung, _ place: Place) {
      guard found[rung, default: []].count < limit, found[rung]?.contains(place) != true else {
        return
      }
      found[rung, default: []].append(place)
    }
    for use in facts.uses where use.origin != .dependency {
      for rung in Rung.allCases where use.rungs.contains(rung) { note(rung, use.place) }
    }
    for pipeline in facts.pipelines {
      for step in pipeline.jobs.flatMap(\.steps) {
        for use in step.uses {
          for rung in Rung.allCases where use.rungs.contains(rung) { note(rung, step.place) }
        }
      }
    }
    for workload in facts.workloads {
      switch workload.platform {
      case .kubernetes: note(.kubernetes, workload.place)
      case .compose, .swarm: note(.docker, workload.place)
      case .ecs: note(.cloud, workload.place)
      case .nomad, .platform: continue
      }
    }
    return found
  }
}

/// Finds what container orchestration gives the team.
enum OrchestrationFinder {
  static func capabilities(in facts: Facts) -> [OrchestrationCapability: [Place]] {
    var found: [OrchestrationCapability: [Place]] = [:]
    func note(_ capability: OrchestrationCapability, _ place: Place?) {
      guard let place, found[capability, default: []].count < LadderFinder.limit,
        found[capability]?.contains(place) != true
      else { return }
      found[capability, default: []].append(place)
    }
    for workload in facts.workloads {
      note(.stateManagement, workload.stateManagement)
      if workload.platform != .compose {
        note(.centralControl, workload.place)
        note(.deploymentManagement, workload.strategy?.place)
        note(.deploymentVersioning, workload.rolloutBound)
      }
      for volume in workload.volumes.prefix(1) { note(.volumeStorage, volume) }
    }
    for use in facts.uses + facts.pipelineUses {
      if use.gives(.keepsState) || use.gives(.pullsFromTree) { note(.centralControl, use.place) }
      if use.gives(.choosesStrategy) { note(.deploymentManagement, use.place) }
      if use.gives(.keepsCount) { note(.stateManagement, use.place) }
      if use.gives(.keepsData) { note(.volumeStorage, use.place) }
      if use.gives(.discoversServices) { note(.serviceDiscovery, use.place) }
    }
    for image in facts.images where image.role == .deployed || image.role == .published {
      switch image.pinning {
      case .digest, .version, .filled: note(.deploymentVersioning, image.place)
      case .moving, .absent: continue
      }
    }
    return found
  }
}

extension Workload {
  /// Where it says in which state it is kept.
  fileprivate var stateManagement: Place? {
    switch platform {
    case .kubernetes:
      ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout"].contains(kind)
        ? replicas ?? place : replicas ?? probes.first?.place ?? restartPolicy
    case .ecs, .nomad, .swarm, .platform: replicas ?? probes.first?.place ?? place
    case .compose: replicas ?? restartPolicy ?? probes.first?.place
    }
  }
}

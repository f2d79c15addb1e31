import FactModel
import SourceModel

/// Programs that serve no requests, and that an orchestrator keeps running all the same.
extension KindFinder {
  /// Where a cluster is told to keep running what the image at the root holds.
  var daemonSign: Place? {
    guard !isExtension, !code.isEmpty,
      facts.manifests.contains(where: { $0.isRoot && $0.ecosystem == "docker" })
    else { return nil }
    let kept: Set<String> = ["Deployment", "StatefulSet"]
    return facts.workloads.first {
      $0.platform == .kubernetes && kept.contains($0.kind) && !$0.place.path.isAside
    }?.place
  }

  /// Where another orchestrator is told to keep an image of the tree running: a bot, a worker.
  ///
  /// It is the team's own hosting, where no sign says that users run the program.
  var workerSign: Place? {
    guard !isExtension, !code.isEmpty, hasImageFile else { return nil }
    return facts.workloads.first { workload in
      guard !workload.place.path.isAside else { return false }
      return switch workload.platform {
      case .ecs: workload.kind.lowercased().contains("service")
      case .nomad: workload.kind == "service"
      case .kubernetes, .compose, .swarm, .platform: false
      }
    }?.place
  }
}

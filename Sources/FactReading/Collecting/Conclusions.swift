import FactModel
import SourceModel

/// What readers saw that becomes a fact only beside the rest.
struct Findings {
  /// Images named outside workloads.
  var images: [ImageReference]
  /// Environments that the configuration names.
  var environments: [Environment]
  /// The name of the repository.
  var name: String
}

extension Facts {
  /// Concludes what no single file says: deliveries, environments, whose the images are, the kind
  /// of project, the ladder and the orchestration.
  mutating func conclude(from findings: Findings, kind: ProjectKind?) {
    let judged = PipelineJudgement.judged(pipelines)
    // A workflow that only others may call, and that nothing here calls, brings nothing out.
    let promoted = Set(history.promotedBranches)
    deliveries = judged.filter(\.pipeline.startsByItself)
      .flatMap { DeliveryFinder(pipeline: $0, all: judged, promoted: promoted).deliveries }
    deliveries += ConfiguredDeliveries.found(in: self)
    images = ImageFinder(facts: self, findings: findings).images
    project = KindFinder(facts: self).project(forced: kind)
    environments = EnvironmentFinder(facts: self, findings: findings).environments
    ladder = LadderFinder.rungs(in: self)
    orchestration = OrchestrationFinder.capabilities(in: self)
  }
}

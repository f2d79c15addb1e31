import FactModel
import SourceModel

/// What readers saw that becomes a fact only beside the rest.
struct Findings {
  /// Images named outside workloads.
  var images: [ImageReference]
  /// What kustomizations build from and change.
  var kustomizations: [Kustomization]
  /// Environments that the configuration names.
  var environments: [Environment]
  /// The name of the repository.
  var name: String
}

extension Facts {
  /// Concludes what no single file says: deliveries, environments, whose the images are, the kind
  /// of project, the ladder and the orchestration.
  mutating func conclude(from findings: Findings, kind: ProjectKind?) async {
    let facts = self
    async let delivered = facts.deliveriesOfAll()
    var overlays = KustomizeOverlays(findings.kustomizations, ImageCommand.all(in: pipelines))
    var findings = findings
    findings.images += overlays.apply(to: &workloads)
    if let path = overlays.leftOut {
      let message = Phrase(
        "kustomizations build from each other in more ways than are looked at; the rest is left out",
        "kustomization이 서로를 쓰는 길이 너무 많아 나머지는 보지 않았습니다")
      warnings.append(Diagnostic(.warning, message, at: Place(path)))
    }
    images = ImageFinder(facts: self, findings: findings).images
    deliveries = await delivered.deliveries
    if let warning = await delivered.warning { warnings.append(warning) }
    markOwnWorkloads()
    workloads = WorkloadOrder(pipelines).ordered(workloads)
    project = KindFinder(facts: self).project(forced: kind)
    environments = EnvironmentFinder(facts: self, findings: findings).environments
    ladder = LadderFinder.rungs(in: self)
    orchestration = OrchestrationFinder.capabilities(in: self)
  }
}

extension Facts {
  /// The deliveries of pipelines and of configurations.
  private func deliveriesOfAll() -> (deliveries: [Delivery], warning: Diagnostic?) {
    let judged = pipelines.map(PipelineJudgement.init)
    let others = JudgedPipelines(judged)
    let promoted = Set(history.promotedBranches)
    var allowance = DeliveryAllowance()
    var warning: Diagnostic?
    var found: [Delivery] = []
    // A workflow that only others may call, and that nothing here calls, brings nothing out.
    for pipeline in judged where pipeline.pipeline.startsByItself {
      var finder = DeliveryFinder(pipeline: pipeline, others: others, promoted: promoted)
      found += finder.deliveries(&allowance)
      guard allowance.isExceeded, warning == nil else { continue }
      let message = Phrase(
        "steps deliver to more environments than are looked at; the rest is left out",
        "단계들이 배포하는 환경이 너무 많아 나머지는 보지 않았습니다")
      warning = Diagnostic(.warning, message, at: Place(pipeline.pipeline.place.path))
    }
    found += ConfiguredDeliveries.found(in: self)
    found.keepProductionByName()
    return (found, warning)
  }

  /// Notes which workloads run images of the project.
  private mutating func markOwnWorkloads() {
    let own = Set(images.lazy.filter(\.isOwn).map(\.place))
    for index in workloads.indices
    where workloads[index].images.contains(where: { own.contains($0.place) }) {
      workloads[index].isOwn = true
    }
  }
}

extension [Delivery] {
  /// Where one environment is called production, those under other names are none.
  ///
  /// Names that nobody knows count for production only as long as nothing else does.
  fileprivate mutating func keepProductionByName() {
    let names = lazy.filter { $0.reach == .deploys || $0.reach == .handsOver }
      .compactMap(\.environment)
    guard names.contains(where: EnvironmentName.isProduction) else { return }
    for index in indices where self[index].isProduction {
      guard let name = self[index].environment, !Placeholder.isIn(name) else { continue }
      self[index].isProduction = EnvironmentName.isProduction(name)
    }
  }
}

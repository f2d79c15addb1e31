import FactModel
import SourceModel

/// A pipeline with what its jobs do, worked out once.
struct PipelineJudgement {
  let pipeline: Pipeline
  /// What each job does, failures ignored or not.
  let capabilities: [CaseSet<Capability>]
  /// The decision that each job waits for.
  let gates: [Gate?]
  /// Where it opens a request whose merge makes the release.
  let releaseRequest: Place?

  /// Works out what a pipeline's jobs do.
  init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
    capabilities = pipeline.jobs.map(\.capabilities)
    gates = pipeline.gates
    releaseRequest =
      pipeline.jobs.lazy.flatMap(\.steps).first { step in
        step.uses.contains { $0.gives(.opensReleaseRequest) }
      }?.place
  }

  /// What checks a change, whatever comes of it.
  static let checking: CaseSet<Capability> = [
    .tests, .lints, .formats, .checksTypes, .scans, .validates, .measuresCoverage,
  ]

  /// Whether a job checks changes.
  func checks(_ job: Int) -> Bool { !capabilities[job].isDisjoint(with: Self.checking) }

  /// Whether a job brings something out.
  func delivers(_ job: Int) -> Bool { !capabilities[job].isDisjoint(with: Capability.delivering) }

  /// Whether any job checks or builds.
  var isIntegration: Bool {
    pipeline.startsByItself
      && capabilities.contains {
        !$0.isDisjoint(with: Self.checking) || $0.contains(.builds) || $0.contains(.plans)
          || $0.contains(.buildsImage) || $0.contains(.installs)
      }
  }

  /// Whether it can run without bringing anything out: some event starts checks alone.
  var runsWithoutDelivering: Bool {
    isIntegration
      && pipeline.jobs.events.contains { event in
        pipeline.jobs.indices.allSatisfy { index in
          !pipeline.jobs[index].events.contains(event) || !delivers(index)
        }
      }
  }

  /// Whether it never does more than publish what it built: another pipeline deploys it.
  var runsWithoutDeploying: Bool {
    let publishing: CaseSet<Capability> = [.publishesImage, .publishesChart]
    return isIntegration
      && capabilities.allSatisfy { capabilities in
        capabilities.intersection(Capability.delivering).isSubset(of: publishing)
      }
  }

  /// Whether it checks changes: requests start it, or a job checks.
  var checksChanges: Bool {
    pipeline.triggers.contains { $0.event == .pullRequest || $0.event == .mergeQueue }
      || pipeline.jobs.indices.contains(where: checks)
  }

  /// Changes of branches or requests start it.
  var startsOnChanges: Bool {
    pipeline.triggers.contains { Trigger.Event.changes.contains($0.event) }
  }

  /// Vendors whose pushes are merges of reviewed changes and nothing else.
  ///
  /// https://zuul-ci.org/docs/zuul/latest/howtos/pipeline-organization.html
  private static let vendorsOfMerges: Set<String> = ["zuul"]

  /// Pushes start it only on named branches, and requests do not.
  var isLimitedToBranches: Bool {
    let changes = pipeline.triggers.filter { Trigger.Event.changes.contains($0.event) }
    return !changes.isEmpty
      && changes.allSatisfy {
        guard $0.event == .push else { return false }
        return Self.vendorsOfMerges.contains(pipeline.vendor)
          || !$0.branches.isEmpty && !$0.branches.contains("**") && !$0.branches.contains("*")
      }
  }
}

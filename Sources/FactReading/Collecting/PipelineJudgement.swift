import FactModel
import SourceModel

/// A pipeline with what its jobs do, worked out once.
struct PipelineJudgement {
  let pipeline: Pipeline
  /// What each job does, failures ignored or not.
  let capabilities: [CaseSet<Capability>]
  /// What of it brings something out, beyond the job's machine and a cluster that is made there.
  private let brought: [CaseSet<Capability>]
  /// The decision that each job waits for.
  let gates: [Gate?]
  /// The events that start any of its jobs.
  let events: Set<Trigger.Event>
  /// Its first trigger of each event.
  let firstTriggers: [Trigger]
  /// The first trigger of each event that stands for itself in the file.
  let writtenTriggers: [Trigger]
  /// Where it opens a request whose merge makes the release.
  let releaseRequest: Place?
  /// The tools that it hands new versions over to.
  let deployers: Set<String>
  /// Whether any job checks changes.
  let hasChecks: Bool
  /// Whether it can run without bringing anything out: some event starts checks alone.
  private(set) var runsWithoutDelivering = false
  /// Whether it never does more than publish what it built: another pipeline deploys it.
  private(set) var runsWithoutDeploying = false
  /// Pushes start it only on named branches, and requests do not.
  let isLimitedToBranches: Bool

  /// Works out what a pipeline's jobs do.
  init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
    capabilities = pipeline.jobs.map(\.capabilities)
    brought = pipeline.jobs.map(\.brought)
    gates = pipeline.gates
    events = pipeline.jobs.events
    firstTriggers = pipeline.triggers.uniqued(by: \.event)
    writtenTriggers = pipeline.triggers.filter { $0.place != pipeline.place }.uniqued(by: \.event)
    releaseRequest =
      pipeline.jobs.lazy.flatMap(\.steps).first { step in
        step.uses.contains { $0.gives(.opensReleaseRequest) }
      }?.place
    deployers = pipeline.jobs.lazy.flatMap(\.steps).reduce(into: []) { found, step in
      for use in step.uses where use.gives(.handsOver) { found.insert(use.tool) }
    }
    hasChecks = capabilities.contains { !$0.isDisjoint(with: Self.checking) }
    isLimitedToBranches = pipeline.isLimitedToBranches
    runsWithoutDelivering = isIntegration && startsWithoutDelivering
    runsWithoutDeploying = isIntegration && onlyPublishesImages
  }

  /// What checks a change, whatever comes of it.
  static let checking: CaseSet<Capability> = [
    .tests, .lints, .formats, .checksTypes, .scans, .validates, .measuresCoverage,
  ]

  /// Whether a job checks changes.
  func checks(_ job: Int) -> Bool { !capabilities[job].isDisjoint(with: Self.checking) }

  /// Whether a job brings something out.
  func delivers(_ job: Int) -> Bool { !brought[job].isEmpty }

  /// Whether any job checks or builds.
  private var isIntegration: Bool {
    pipeline.startsByItself
      && capabilities.contains {
        !$0.isDisjoint(with: Self.checking) || $0.contains(.builds) || $0.contains(.plans)
          || $0.contains(.buildsImage) || $0.contains(.installs)
      }
  }

  private var startsWithoutDelivering: Bool {
    let delivering = pipeline.jobs.indices.filter(delivers)
    return events.contains { event in
      delivering.allSatisfy { !pipeline.jobs[$0].events.contains(event) }
    }
  }

  private var onlyPublishesImages: Bool {
    let publishing: CaseSet<Capability> = [.publishesImage, .publishesChart]
    return brought.allSatisfy { $0.isSubset(of: publishing) }
  }

  /// Whether it checks changes: requests start it, or a job checks.
  var checksChanges: Bool {
    hasChecks || firstTriggers.contains { $0.event == .pullRequest || $0.event == .mergeQueue }
  }

  /// Changes of branches or requests start it.
  var startsOnChanges: Bool {
    firstTriggers.contains { Trigger.Event.changes.contains($0.event) }
  }
}

extension Job {
  /// What it brings out, beyond its machine and a cluster that it makes itself.
  fileprivate var brought: CaseSet<Capability> {
    var brought = CaseSet<Capability>()
    var isOnTestCluster = false
    for step in steps {
      isOnTestCluster = isOnTestCluster || step.uses.contains { $0.gives(.makesTestCluster) }
      let uses = step.uses.filter { use in
        !use.capabilities.isDisjoint(with: Capability.delivering)
          && !(isOnTestCluster && use.rungs.contains(.kubernetes))
      }
      guard !uses.isEmpty, !step.staysOnTheMachine else { continue }
      for use in uses { brought.formUnion(use.capabilities) }
    }
    return brought.intersection(Capability.delivering)
  }
}

extension Pipeline {
  /// Vendors whose pushes are merges of reviewed changes and nothing else.
  ///
  /// https://zuul-ci.org/docs/zuul/latest/howtos/pipeline-organization.html
  private static let vendorsOfMerges: Set<String> = ["zuul"]

  /// Pushes start it only on named branches, and requests do not.
  fileprivate var isLimitedToBranches: Bool {
    let changes = triggers.filter { Trigger.Event.changes.contains($0.event) }
    return !changes.isEmpty
      && changes.allSatisfy {
        guard $0.event == .push else { return false }
        return Self.vendorsOfMerges.contains(vendor)
          || !$0.branches.isEmpty && !$0.branches.contains("**") && !$0.branches.contains("*")
      }
  }
}

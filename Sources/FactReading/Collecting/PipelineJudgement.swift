import FactModel
import SourceModel

/// A pipeline with what its jobs do, worked out once.
struct PipelineJudgement {
  let pipeline: Pipeline
  /// What each job does, failures ignored or not.
  let capabilities: [Set<Capability>]

  /// What checks a change, whatever comes of it.
  static let checking: Set<Capability> = [
    .tests, .lints, .formats, .checksTypes, .scans, .validates, .measuresCoverage,
  ]
  /// What brings something to users or environments.
  static let delivering: Set<Capability> = [
    .deploys, .handsOver, .publishes, .publishesImage, .publishesChart, .releases,
  ]

  static func judged(_ pipelines: [Pipeline]) -> [PipelineJudgement] {
    pipelines.map { pipeline in
      PipelineJudgement(
        pipeline: pipeline,
        capabilities: pipeline.jobs.map { job in
          job.steps.reduce(into: []) { all, step in
            for use in step.uses { all.formUnion(use.capabilities) }
          }
        })
    }
  }

  /// Whether a job checks changes.
  func checks(_ job: Int) -> Bool { !capabilities[job].isDisjoint(with: Self.checking) }

  /// Whether a job brings something out.
  func delivers(_ job: Int) -> Bool { !capabilities[job].isDisjoint(with: Self.delivering) }

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
    let events = pipeline.jobs.reduce(into: Set<Trigger.Event>()) { $0.formUnion($1.events) }
    return isIntegration
      && events.contains { event in
        pipeline.jobs.indices.allSatisfy { index in
          !pipeline.jobs[index].events.contains(event) || !delivers(index)
        }
      }
  }

  /// Changes of branches or requests start it.
  var startsOnChanges: Bool {
    pipeline.triggers.contains {
      switch $0.event {
      case .push, .pullRequest, .mergeQueue: true
      case .tag, .release, .schedule, .manual, .upstream, .called, .api, .other: false
      }
    }
  }

  /// Pushes start it only on named branches, and requests do not.
  var isLimitedToBranches: Bool {
    let changes = pipeline.triggers.filter {
      $0.event == .push || $0.event == .pullRequest || $0.event == .mergeQueue
    }
    return !changes.isEmpty
      && changes.allSatisfy {
        $0.event == .push && !$0.branches.isEmpty && !$0.branches.contains("**")
          && !$0.branches.contains("*")
      }
  }
}

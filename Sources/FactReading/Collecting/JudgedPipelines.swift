import FactModel
import SourceModel

/// The pipelines of a tree, with what a delivery asks of those beside its own, worked out once: a
/// repository may hold thousands of pipelines that each deliver.
struct JudgedPipelines {
  private var runningWithoutDelivering = Standing()
  private var runningWithoutDeploying = Standing()
  /// Where pipelines stand that nothing but others' ends starts, or that wait for people, by vendor.
  private var deciding: [String: Set<Place>] = [:]
  /// Whether people alone start all pipelines of a name.
  private var peopleByName: [String: Bool] = [:]
  /// Whether people alone start all pipelines that hand over to a deployer.
  private var peopleByDeployer: [String: Bool] = [:]

  /// Where pipelines stand that have something in common.
  private struct Standing {
    var places: Set<Place> = []
    /// Their files by vendor.
    var files: [String: Set<RelativePath>] = [:]

    mutating func note(_ pipeline: Pipeline) {
      places.insert(pipeline.place)
      files[pipeline.vendor, default: []].insert(pipeline.place.path)
    }
  }

  init(_ all: [PipelineJudgement]) {
    for judged in all {
      let pipeline = judged.pipeline
      if judged.runsWithoutDelivering { runningWithoutDelivering.note(pipeline) }
      if judged.runsWithoutDeploying { runningWithoutDeploying.note(pipeline) }
      if pipeline.jobs.contains(where: { $0.gate != nil })
        || pipeline.triggers.allSatisfy({ $0.event == .upstream })
      {
        deciding[pipeline.vendor, default: []].insert(pipeline.place)
      }
      let byPeople = pipeline.triggers.allSatisfy {
        $0.event == .manual || $0.event == .tag || $0.event == .release
      }
      peopleByName[pipeline.name] = peopleByName[pipeline.name] ?? true && byPeople
      for tool in judged.deployers {
        peopleByDeployer[tool] = peopleByDeployer[tool] ?? true && byPeople
      }
    }
  }

  /// Whether a pipeline beside one can run without delivering or, for deployments, deploying.
  func runWithoutDelivering(beside pipeline: Pipeline, orDeploying isDeployment: Bool) -> Bool {
    runningWithoutDelivering.places.hasOther(than: pipeline.place)
      || isDeployment && runningWithoutDeploying.places.hasOther(than: pipeline.place)
  }

  /// Whether a pipeline of another vendor can run without delivering.
  func ofOtherVendorsRunWithoutDelivering(than vendor: String) -> Bool {
    runningWithoutDelivering.files.count > (runningWithoutDelivering.files[vendor] == nil ? 0 : 1)
  }

  /// Whether a pipeline of the same vendor can, in another file, run without delivering or, for
  /// deployments, deploying.
  func ofVendorRunWithoutDelivering(
    beside pipeline: Pipeline, orDeploying isDeployment: Bool
  ) -> Bool {
    let path = pipeline.place.path
    return runningWithoutDelivering.files[pipeline.vendor]?.hasOther(than: path) ?? false
      || isDeployment
        && runningWithoutDeploying.files[pipeline.vendor]?.hasOther(than: path) ?? false
  }

  /// Whether a deployer has a pipeline beside one that nothing but others' ends starts, or that waits
  /// for people.
  func decide(behind deployer: String, beside pipeline: Pipeline) -> Bool {
    deciding[deployer]?.hasOther(than: pipeline.place) ?? false
  }

  /// Whether every pipeline whose end starts this one, or that hands over to it, is itself started by
  /// people alone.
  func areStartedByPeople(before pipeline: Pipeline) -> Bool {
    let names = pipeline.triggers.filter { $0.event == .upstream }.flatMap(\.pipelines)
    var known = names.compactMap { peopleByName[$0] }
    if let handing = peopleByDeployer[pipeline.vendor] { known.append(handing) }
    return !known.isEmpty && known.allSatisfy { $0 }
  }
}

extension Set {
  fileprivate func hasOther(than element: Element) -> Bool {
    count > 1 || !isEmpty && !contains(element)
  }
}

import FactModel
import SourceModel

/// Builds the jobs of plans and deployments.
struct BambooBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  private static let overrideLimit = 20

  private let context: ReadingContext
  private let starts: BambooTriggers
  private var follower: StepFollower

  init(context: ReadingContext, plans: [BambooPlan]) {
    self.context = context
    starts = BambooTriggers(plans: plans)
    follower = StepFollower(context: context)
  }

  /// The pipeline of a plan, and one for each configuration of branches.
  mutating func pipelines(of plan: BambooPlan, vendor: String) -> [Pipeline] {
    var made = [pipeline(of: plan, starts.triggers(of: plan), vendor: vendor)].compactMap { $0 }
    for entry in plan.overrides.prefix(Self.overrideLimit) {
      let other = plan.overridden(by: entry.value, on: entry.key)
      let triggers = starts.triggers(of: other, on: entry.key)
      guard var pipeline = pipeline(of: other, triggers, vendor: vendor) else { continue }
      pipeline.place = entry.place
      made.append(pipeline)
    }
    return made
  }

  private mutating func pipeline(
    of plan: BambooPlan, _ triggers: [Trigger], vendor: String
  ) -> Pipeline? {
    let events = Set(triggers.map(\.event))
    var jobs: [Job] = []
    var last: [String] = []
    var usedIDs: Set<String> = []
    for stage in plan.stages {
      var ids: [String] = []
      for item in stage.jobs where jobs.count < Self.jobLimit {
        var job = job(item, in: plan.root)
        job.id = usedIDs.added(item.name)
        job.stage = stage.name
        job.needs = last
        job.events = events
        job.gate = stage.gate
        guard !job.steps.isEmpty else { continue }
        jobs.append(job)
        ids.append(job.id)
      }
      if !ids.isEmpty { last = ids }
    }
    guard !jobs.isEmpty else { return nil }
    return Pipeline(
      vendor: vendor, name: plan.name, place: plan.root.place, triggers: triggers, jobs: jobs)
  }

  /// A pipeline for each environment, since each has what starts it.
  mutating func pipelines(of deployment: BambooDeployment, vendor: String) -> [Pipeline] {
    deployment.environments.prefix(100).compactMap { environment in
      let triggers = starts.triggers(of: environment, in: deployment)
      var job = job((environment.key, environment.value, environment.place), in: deployment.root)
      job.events = Set(triggers.map(\.event))
      job.environment = EnvironmentUse(environment.key, at: environment.place)
      if let rule = environment.value.entry("release-approval-prerequisite"),
        rule.value.text == "approved"
      {
        job.gate = Gate(.approval, at: rule.place)
      }
      guard !job.steps.isEmpty else { return nil }
      return Pipeline(
        vendor: vendor, name: deployment.title(of: environment.key), place: environment.place,
        triggers: triggers, jobs: [job])
    }
  }

  private mutating func job(
    _ item: (name: String, value: PipelineValue, place: Place), in root: PipelineValue
  ) -> Job {
    follower.beginJob()
    let value = item.value
    var job = Job(id: item.name, name: item.name, place: item.place)
    let images = [value["docker"] ?? root["docker"]].compactMap { $0 }
    job.images = images.compactMap { image in
      (image.text ?? image["image"]?.text).map { Located($0, at: image.place) }
    }
    // A folder of the agent that stays from build to build, by its name.
    job.caches = images.flatMap { $0["volumes"]?.entries ?? [] }.filter { volume in
      [volume.key, volume.value.text ?? ""].contains { $0.lowercased().contains("cache") }
    }.map(\.place)
    let variables = [root["variables"], value["variables"]].compactMap { $0 }
    let scope = BambooTasks(
      variables: variables.reduce(into: [:]) { $0.merge($1.variables) { $1 } }, context,
      tasks: value["tasks"]?.items ?? [])
    for list in [value["tasks"], value["final-tasks"]] {
      for task in list?.flatItems ?? [] { job.steps += scope.steps(of: task, &follower) }
    }
    // The first version had commands alone.
    if let scripts = value["scripts"] { job.steps += scope.steps(ofScripts: scripts, &follower) }
    job.secrets = Self.secrets(in: value, variables)
    for artifact in value["artifacts"]?.items ?? [] { job.artifacts.append(artifact.place) }
    if let clover = value["other"]?["all-other-apps"]?["custom"]?.entry("clover") {
      job.coverageReports = [clover.place]
    }
    return job
  }

  /// Words of the names whose values the host hides.
  ///
  /// https://confluence.atlassian.com/bamboo/bamboo-variables-289277087.html
  private static let secretWords = ["password", "secret", "passphrase", "sshkey", "token"]

  private static func secrets(
    in value: PipelineValue, _ variables: [PipelineValue]
  ) -> [Located<String>] {
    var found: [Located<String>] = []
    for entry in variables.flatMap(\.entries)
    where entry.value.text?.hasPrefix("BAMSCRT@") == true {
      found.append(Located(entry.key, at: entry.place))
    }
    var pending = [value]
    while let next = pending.popLast() {
      switch next.content {
      case .text(let text, _):
        for part in text.split(separator: "${bamboo.").dropFirst(
          text.hasPrefix("${bamboo.") ? 0 : 1)
        {
          let name = String(part.prefix { $0 != "}" })
          let isSecret = secretWords.contains { name.lowercased().contains($0) }
          guard isSecret, !found.contains(where: { $0.value == name }) else { continue }
          found.append(Located(name, at: next.place))
        }
      case .list(let items): pending += items.reversed()
      case .map(let entries): pending += entries.reversed().map(\.value)
      case .reference: continue
      }
    }
    return found
  }
}

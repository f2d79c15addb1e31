import FactModel
import SourceModel

/// Builds the jobs of plans and deployments.
struct BambooBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  private static let overrideLimit = 20
  /// How many values all jobs may have together, those of one that is listed again each time; real ones
  /// have some ten thousand.
  private static let valueLimit = 1_000_000

  /// What jobs take over from their plan or deployment.
  private struct Shared {
    var variables: [String: String]
    var secrets: [Located<String>]
    var docker: PipelineValue?
    var caches: [Place]
  }

  private let context: ReadingContext
  private let starts: BambooTriggers
  private var follower: StepFollower
  private var valuesLeft = Self.valueLimit

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
    let shared = shared(by: plan.root)
    for stage in plan.stages {
      var ids: [String] = []
      for item in stage.jobs where jobs.count < Self.jobLimit {
        guard var job = job(item, shared) else { break }
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
    let shared = shared(by: deployment.root)
    return deployment.environments.prefix(100).compactMap { environment in
      let triggers = starts.triggers(of: environment, in: deployment)
      let item = (name: environment.key, value: environment.value, place: environment.place)
      guard var job = job(item, shared) else { return nil }
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

  private func shared(by root: PipelineValue) -> Shared {
    let variables = root["variables"]?.variables.filter { !$0.value.hasPrefix(Self.secretMark) }
    return Shared(
      variables: follower.joined([:], with: variables ?? [:], at: root.place),
      secrets: Self.hidden(root["variables"]), docker: root["docker"],
      caches: Self.caches(root["docker"]))
  }

  /// The job; `nil` where too much was read.
  private mutating func job(
    _ item: (name: String, value: PipelineValue, place: Place), _ shared: Shared
  ) -> Job? {
    guard valuesLeft > 0 else { return nil }
    let value = item.value
    valuesLeft -= value.count(upTo: valuesLeft)
    guard valuesLeft > 0 else {
      follower.note(
        "found that jobs have more than \(Self.valueLimit) values; from here on none is read",
        "작업들의 값이 모두 \(Self.valueLimit)개보다 많아서 여기부터는 읽지 않았습니다", at: item.place)
      return nil
    }
    follower.beginJob()
    var job = Job(id: item.name, name: item.name, place: item.place)
    let docker = value["docker"]
    if let image = docker ?? shared.docker, let text = image.text ?? image["image"]?.text {
      job.images = [Located(text, at: image.place)]
    }
    job.caches = docker.map { Self.caches($0) } ?? shared.caches
    let own = value["variables"]
    let hidden = Self.hidden(own)
    var variables = follower.joined(shared.variables, with: own?.variables ?? [:], at: item.place)
    if !hidden.isEmpty { variables = variables.filter { !$0.value.hasPrefix(Self.secretMark) } }
    let scope = BambooTasks(
      variables: variables, context, tasks: value["tasks"]?.items ?? [])
    for list in [value["tasks"], value["final-tasks"]] {
      for task in list?.flatItems ?? [] { job.steps += scope.steps(of: task, &follower) }
    }
    // The first version had commands alone.
    if let scripts = value["scripts"] { job.steps += scope.steps(ofScripts: scripts, &follower) }
    job.secrets = Self.secrets(in: value, behind: shared.secrets + hidden)
    for artifact in value["artifacts"]?.items ?? [] { job.artifacts.append(artifact.place) }
    if let clover = value["other"]?["all-other-apps"]?["custom"]?.entry("clover") {
      job.coverageReports = [clover.place]
    }
    return job
  }

  /// How the values of hidden variables begin.
  private static let secretMark = "BAMSCRT@"
  /// How many secrets of a job are told.
  private static let secretLimit = PipelineDocument.inputLimit

  /// The variables whose values the file holds encrypted.
  private static func hidden(_ variables: PipelineValue?) -> [Located<String>] {
    let hidden = (variables?.entries ?? []).lazy.filter {
      $0.value.text?.hasPrefix(Self.secretMark) == true
    }
    return Array(hidden.prefix(secretLimit)).map { Located($0.key, at: $0.place) }
  }

  /// The folders of the agent that stay from build to build, by their names.
  private static func caches(_ image: PipelineValue?) -> [Place] {
    let volumes = (image?["volumes"]?.entries ?? []).prefix(PipelineDocument.inputLimit)
    return volumes.filter { volume in
      [volume.key, volume.value.text ?? ""].contains { $0.lowercased().contains("cache") }
    }.map(\.place)
  }

  /// Words of the names whose values the host hides.
  ///
  /// https://confluence.atlassian.com/bamboo/bamboo-variables-289277087.html
  private static let secretWords = ["password", "secret", "passphrase", "sshkey", "token"]

  private static func secrets(
    in value: PipelineValue, behind known: [Located<String>]
  ) -> [Located<String>] {
    var found = known
    var seen = Set(known.map(\.value))
    var pending = [value]
    while found.count < secretLimit, let next = pending.popLast() {
      switch next.content {
      case .text(let text, _):
        guard text.contains("${bamboo.") else { continue }
        for part in text.split(separator: "${bamboo.").dropFirst(
          text.hasPrefix("${bamboo.") ? 0 : 1)
        {
          let name = String(part.prefix { $0 != "}" })
          let isSecret = secretWords.contains { name.lowercased().contains($0) }
          guard isSecret, seen.insert(name).inserted else { continue }
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

import FactModel
import SourceModel

/// Builds the jobs of all pipelines.
struct ZuulBuilder {
  private static let jobLimit = 2000
  /// How long a line of parents may be.
  private static let parentLimit = 20
  /// How many jobs one may wait for.
  private static let needLimit = 500
  /// How many playbooks all jobs may run; large projects have some thousand.
  private static let runLimit = 20_000

  /// A job with what it takes over from its parents.
  private struct Resolved {
    /// The job and its parents of the tree, the job first.
    var chain: [PipelineValue]
    /// The parent that stands elsewhere.
    var foreign: String?
    var foreignPlace: Place?

    subscript(_ key: String) -> PipelineValue? { chain.lazy.compactMap { $0[key] }.first }

    func entry(_ key: String) -> PipelineValue.Entry? {
      chain.lazy.compactMap { $0.entry(key) }.first
    }
  }

  let configuration: ZuulConfiguration
  let context: ReadingContext
  var warnings: [Diagnostic] = []
  private var playbooks: ZuulPlaybook
  private var remaining = Self.jobLimit
  private var runsLeft = Self.runLimit
  /// Where playbooks are named that the tree does not have.
  private var missing: Set<Place> = []

  init(_ configuration: ZuulConfiguration, context: ReadingContext) {
    self.configuration = configuration
    self.context = context
    playbooks = ZuulPlaybook(context: context)
  }

  /// The pipelines that run something.
  mutating func pipelines(vendor: String) -> [Pipeline] {
    var made: [Pipeline] = []
    for project in configuration.projects where remaining > 0 {
      for entry in configuration.entries(of: project) {
        let event = ZuulEvents.event(
          ofPipeline: entry.pipeline, defined: configuration.pipelines[entry.pipeline])
        var jobs = jobs(of: entry.jobs, event)
        if ZuulEvents.isAsked(forPipeline: entry.pipeline) {
          for index in jobs.indices { jobs[index].gate = Gate(.manual, at: entry.place) }
        }
        guard jobs.contains(where: { !$0.steps.isEmpty }) else { continue }
        made.append(
          Pipeline(
            vendor: vendor, name: entry.pipeline, place: entry.place,
            triggers: [Trigger(event, at: entry.place)], jobs: jobs))
      }
    }
    return made
  }

  private mutating func jobs(of entries: [ZuulConfiguration.Entry], _ event: Trigger.Event) -> [Job]
  {
    var ids: Set<String> = []
    var jobs: [Job] = []
    var dependencies: [[String]] = []
    for entry in entries where remaining > 0 {
      remaining -= 1
      guard entry.name != "noop" else { continue }
      let resolved = resolved(entry)
      jobs.append(job(entry, resolved, id: ids.added(entry.name), event))
      dependencies.append(
        (resolved["dependencies"]?.itemsOrSelf ?? []).prefix(Self.needLimit)
          .compactMap { $0.text ?? $0["name"]?.text })
    }
    for index in jobs.indices {
      jobs[index].needs = dependencies[index].filter { ids.contains($0) && $0 != jobs[index].id }
    }
    return jobs
  }

  private func resolved(_ entry: ZuulConfiguration.Entry) -> Resolved {
    var resolved = Resolved(chain: entry.changes.map { [$0] } ?? [])
    guard !entry.isTemplate else { return resolved }
    var name = entry.name
    var place = entry.place
    var seen: Set<String> = []
    while seen.count < Self.parentLimit, seen.insert(name).inserted {
      guard let job = configuration.job(name) else {
        (resolved.foreign, resolved.foreignPlace) = (name, place)
        break
      }
      resolved.chain.append(job)
      guard let parent = job["parent"], let text = parent.text else { break }
      (name, place) = (text, parent.place)
    }
    return resolved
  }

  private mutating func job(
    _ entry: ZuulConfiguration.Entry, _ resolved: Resolved, id: String, _ event: Trigger.Event
  ) -> Job {
    playbooks.follower.beginJob()
    var job = Job(
      id: id, name: entry.name, place: entry.place, events: [event],
      conditions: conditions(of: resolved), ignoresFailure: resolved["voting"]?.flag == false)
    if let provided = resolved.entry("provides") { job.artifacts = [provided.place] }
    let secrets = resolved.chain.lazy.flatMap { part -> [PipelineValue] in
      part["secrets"]?.itemsOrSelf ?? []
    }
    for secret in secrets.prefix(PipelineDocument.inputLimit) {
      guard let name = secret["secret"] ?? secret["name"] ?? secret.text.map({ _ in secret }),
        let text = name.text
      else { continue }
      job.secrets.append(Located(text, at: name.place))
    }
    job.secrets = job.secrets.uniqued()
    job.steps = steps(of: entry, resolved)
    return job
  }

  private func conditions(of job: Resolved) -> [Condition] {
    let keys: [(String, Condition.Subject)] = [
      ("branches", .branch), ("files", .paths), ("irrelevant-files", .paths),
    ]
    return keys.compactMap { key, subject in
      guard let entry = job.entry(key) else { return nil }
      let list = entry.value.listed()
      return list.isEmpty ? nil : Condition(subject, "\(key): \(list)", at: entry.place)
    }
  }

  // MARK: - Steps

  /// What the job's playbooks run, parents' first before and last behind its own.
  ///
  /// https://zuul-ci.org/docs/zuul/latest/job-content.html
  private mutating func steps(of entry: ZuulConfiguration.Entry, _ job: Resolved) -> [Step] {
    var steps: [Step] = []
    for part in job.chain.reversed() { steps += run(part["pre-run"], of: entry) }
    let own = job.chain.lazy.compactMap { $0["run"] }.first
    if let own {
      steps += run(own, of: entry)
    } else if let foreign = entry.isTemplate ? entry.name : job.foreign,
      playbooks.follower.takesStep()
    {
      let variables = job.chain.reversed().lazy.flatMap { part -> [PipelineValue.Entry] in
        part["vars"]?.entries ?? []
      }
      let told = Array(variables.prefix(PipelineDocument.inputLimit))
      let inputs = told.compactMap { variable -> ActionUse.Input? in
        let texts = variable.value.texts
        return texts.isEmpty
          ? nil : ActionUse.Input(variable.key, texts.joined(separator: "\n"), at: variable.place)
      }
      let prefix = entry.isTemplate ? "zuul-template/" : "zuul/"
      steps.append(
        Step(
          name: entry.name,
          action: ActionUse(kind: .pipeline, name: prefix + foreign, inputs: inputs),
          place: job.foreignPlace ?? entry.place))
      steps += imageBuilds(of: job)
    }
    for part in job.chain { steps += run(part["post-run"], of: entry) }
    return steps
  }

  /// The images that the roles of common jobs build, as their variables tell.
  ///
  /// https://zuul-ci.org/docs/zuul-jobs/latest/container-roles.html#role-build-container-image
  private mutating func imageBuilds(of job: Resolved) -> [Step] {
    // What a job says takes the place of what its parents say.
    let images = job.chain.lazy.compactMap { part -> PipelineValue.Entry? in
      (part["vars"]?.entries ?? []).prefix(PipelineDocument.variableLimit).last {
        ["container_images", "docker_images"].contains($0.key)
      }
    }.first
    return (images?.value.items ?? []).prefix(PipelineDocument.inputLimit).flatMap {
      image -> [Step] in
      guard let folder = image["context"], let context = folder.text else { return [] }
      let options = [("--file", image["container_filename"]), ("--target", image["target"])]
      let words = options.flatMap { option, value in value?.text.map { [option, $0] } ?? [] }
      let text = (["docker", "build"] + words + [context]).map(\.shellQuoted)
      return playbooks.follower.steps(
        of: ShellText(chunks: [
          ShellChunk(text: text.joined(separator: " "), place: folder.place, keepsLines: false)
        ]))
    }
  }

  /// The steps of playbooks; one that the tree does not have is told.
  private mutating func run(
    _ listed: PipelineValue?, of entry: ZuulConfiguration.Entry
  ) -> [Step] {
    (listed?.itemsOrSelf ?? []).flatMap { playbook -> [Step] in
      guard runsLeft > 0, let name = playbook.text != nil ? playbook : playbook["name"],
        let text = name.text
      else { return [] }
      runsLeft -= 1
      if runsLeft == 0 { playbooks.noteLimit(at: name.place) }
      guard let path = ZuulConfiguration.playbook(text, in: context) else {
        guard missing.insert(name.place).inserted else { return [] }
        warnings.append(
          Diagnostic(
            .warning,
            Phrase(
              "found no playbook `\(text)` in the tree, expected its path from the root",
              "플레이북 `\(text)` 파일이 없습니다. 루트에서 시작하는 경로여야 합니다"),
            at: name.place))
        return []
      }
      return playbooks.steps(in: path, via: [name.place])
    }
  }
}

import FactModel
import SourceModel

extension CircleBuilder {
  /// The job that a workflow runs; none for an approval.
  mutating func jobs(of draft: CircleDraft, _ workflow: CircleWorkflow) -> [Job] {
    guard !draft.isApproval, remainingJobs > 0 else { return [] }
    remainingJobs -= 1
    follower.beginJob()
    var job = Job(
      id: draft.name, name: draft.name, place: draft.place,
      events: Set(draft.situations.map(\.event)),
      conditions: workflow.conditions + draft.conditions
        + [draft.outcome].compactMap { $0 },
      fanOut: draft.fanOut,
      secrets: (draft.options["context"]?.itemsOrSelf ?? []).compactMap { context in
        context.text.map { Located(CirclePiece.shown($0), at: context.place) }
      })
    let setting = setting(of: draft, workflow)
    let inner = localJob(draft, setting, &job) ?? orbJob(draft, setting)
    let before = steps(of: draft.options["pre-steps"], setting)
    let after = steps(of: draft.options["post-steps"], setting)
    job.steps = before + inner + after
    guard !job.steps.isEmpty else { return [] }
    describe(&job)
    return [job]
  }

  private func setting(of draft: CircleDraft, _ workflow: CircleWorkflow) -> CircleSetting {
    // Where a change starts it, parameters of the pipeline hold what the file says.
    let isChange = draft.situations.contains(.push) || draft.situations.contains(.tag)
    return CircleSetting(
      defaults: CircleScope(values: isChange ? workflow.parameters : [:]),
      parameters: workflow.parameters, situations: draft.situations,
      isContinued: configuration.isContinued)
  }

  /// The steps of a job of this configuration; `nil` where it stands elsewhere.
  private mutating func localJob(
    _ draft: CircleDraft, _ outer: CircleSetting, _ job: inout Job
  ) -> [Step]? {
    guard let definition = configuration.jobs[draft.key] else { return nil }
    var setting = outer
    let passed = draft.options.entries.filter { !CircleDraft.keywords.contains($0.key) }
    setting.scope = setting.scope.inner(
      definition["parameters"], passed: passed + draft.passed, &budget)
    let name = draft.key
    if let slash = name.lastIndex(of: "/") { setting.orb = String(name[...slash]) }
    // Its steps are filled in one by one, as they are read.
    let value = setting.scope.filled(definition.without("steps").without("parameters"), &budget)
    let executor = executor(of: value, setting)
    let docker = value["docker"] ?? executor?["docker"]
    job.images = (docker?.items ?? []).compactMap { item in
      item["image"].flatMap { image in
        image.text.map { Located(setting.finished($0), at: image.place) }
      }
    }
    if let entry = value.entry("parallelism"), let text = entry.value.text,
      Int(setting.finished(text)).map({ $0 > 1 }) ?? true
    {
      job.fanOut = job.fanOut ?? entry.place
    }
    let environments = [executor?["environment"], docker?.items.first?["environment"]]
    setting.environment = (environments + [value["environment"]]).reduce(into: [:]) {
      $0.merge($1?.pairs ?? [:]) { $1 }
    }.mapValues(setting.finished)
    setting.shell = (value["shell"] ?? executor?["shell"])?.text
    let folder = (value["working_directory"] ?? executor?["working_directory"])?.text
    setting.start(in: folder, checkout: Self.checkoutPath(definition["steps"]))
    return steps(of: definition["steps"], setting)
  }

  /// Where the job puts the repository, if not in its working directory.
  private static func checkoutPath(_ steps: PipelineValue?) -> String? {
    (steps?.items ?? []).lazy.compactMap { $0["checkout"]?["path"]?.text }.first
  }

  private mutating func executor(
    of job: PipelineValue, _ setting: CircleSetting
  ) -> PipelineValue? {
    guard let value = job["executor"], let name = value.text ?? value["name"]?.text,
      let executor = configuration.executors[setting.orb + name] ?? configuration.executors[name]
    else { return nil }
    let scope = setting.scope.inner(
      executor["parameters"], passed: value.entries.filter { $0.key != "name" }, &budget)
    return scope.filled(executor.without("parameters"), &budget)
  }

  /// A job of an orb from elsewhere, as its only step.
  private mutating func orbJob(_ draft: CircleDraft, _ setting: CircleSetting) -> [Step] {
    let passed = draft.options.entries.filter { !CircleDraft.keywords.contains($0.key) }
    let value = PipelineValue(.map(passed + draft.passed), at: draft.place)
    return use(draft.key, value, at: draft.place, setting).map { step in
      var step = step
      step.action?.kind = .pipeline
      return step
    }
  }

  /// Fills in what the steps of a job say of it.
  private func describe(_ job: inout Job) {
    for step in job.steps {
      guard let action = step.action else { continue }
      switch action.name {
      case "save_cache", "restore_cache": job.caches.append(step.place)
      case "store_artifacts", "persist_to_workspace": job.artifacts.append(step.place)
      default:
        if let input = action.inputs.first(where: { $0.name == "docker_layer_caching" }),
          input.value == "true"
        {
          job.caches.append(input.place)
        }
        // https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
        if let role = action.inputs.first(where: { ["role_arn", "role-arn"].contains($0.name) }),
          !role.value.isEmpty
        {
          job.identity = job.identity ?? role.place
        }
      }
    }
    let token = job.steps.first { step in
      step.words.contains { $0.contains("CIRCLE_OIDC_TOKEN") }
    }
    job.identity = job.identity ?? token?.place
  }
}

extension CircleDraft {
  /// What a workflow says of a job beside the parameters that it passes.
  fileprivate static let keywords: Set<String> = [
    "requires", "filters", "context", "name", "type", "matrix", "pre-steps", "post-steps",
    "serial-group", "override-with", "max_auto_reruns",
  ]
}

extension PipelineValue {
  /// The scalars of a mapping, or of mappings in a list, by their keys.
  var pairs: [String: String] {
    (items.isEmpty ? [self] : items).reduce(into: [:]) { $0.merge($1.variables) { $1 } }
  }
}

extension CircleDraft {
  /// Its own rules; where it has none for branches, those of the jobs that it waits for.
  fileprivate var conditions: [Condition] {
    let own = filters.conditions
    return own.contains { $0.subject == .branch } ? own : own + inherited
  }
}

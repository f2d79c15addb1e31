import FactModel
import SourceModel

extension GitLabJobReader {
  /// What the job runs, in order.
  func steps(
    _ job: Job, _ environment: [String: String], _ variant: GitLabVariant,
    _ builder: inout GitLabPipelineBuilder
  ) -> [Step] {
    // All jobs may name what many others name too, and all of these are given the same.
    let named = unknown.filter { _ in builder.follower.takesStep() }
    let inputs = named.isEmpty ? [] : inputs
    var steps = named.map { name in
      Step(
        action: ActionUse(kind: .step, name: name.value, inputs: inputs),
        environment: environment, place: name.place, via: builder.via)
    }
    steps += commands(["before_script", "script"], environment, variant, &builder)
    steps += runSteps(environment, &builder)
    // What comes after the script does not decide about the job.
    steps += commands(["after_script"], environment, variant, &builder, ignoresFailure: true)
    return steps + vendorSteps(environment, builder.via)
  }

  private func commands(
    _ keys: [String], _ environment: [String: String], _ variant: GitLabVariant,
    _ builder: inout GitLabPipelineBuilder, ignoresFailure: Bool = false
  ) -> [Step] {
    // Without a script of its own, nothing is there to come before or after.
    guard job["script"] != nil else { return [] }
    let chunks = keys.flatMap { key in
      (inherited(key)?.value.leaves ?? []).compactMap(\.chunk)
    }
    guard !chunks.isEmpty else { return [] }
    let text = ShellText(
      chunks: chunks, environment: environment,
      folders: ["CI_PROJECT_DIR": RelativePath("")], ignoresFailure: ignoresFailure,
      via: builder.via, choices: choices(of: chunks, environment, variant))
    return builder.follower.steps(of: text)
  }

  /// The ways in which jobs of the matrix run a script; its variables go before those of the file.
  ///
  /// https://docs.gitlab.com/ci/variables/where_variables_can_be_used/
  private func choices(
    of chunks: [ShellChunk], _ environment: [String: String], _ variant: GitLabVariant
  ) -> [ShellText.Choice] {
    guard let matrix = job["parallel", "matrix"] else { return [] }
    let names = UsedNames.variables(in: chunks.map(\.text))
    let others = UsedNames.variables(in: names.compactMap { environment[$0] })
    return variant.choices(of: matrix, namedIn: names.union(others)).map { values in
      ShellText.Choice(values: values, folder: RelativePath(""))
    }
  }

  // https://docs.gitlab.com/ci/yaml/#run
  private func runSteps(
    _ environment: [String: String], _ builder: inout GitLabPipelineBuilder
  ) -> [Step] {
    (job["run"]?.flatItems ?? []).flatMap { item -> [Step] in
      let name = item["name"]?.text
      if let chunk = item["script"]?.chunk {
        let text = ShellText(
          name: name, chunks: [chunk], environment: environment, via: builder.via)
        return builder.follower.steps(of: text)
      }
      guard let step = item["step"], let address = step.text else { return [] }
      let parts = address.split(separator: "@", maxSplits: 1).map(String.init)
      let action = ActionUse(
        kind: .step, name: parts.first ?? address, version: parts.dropFirst().first,
        inputs: Self.inputs(item["inputs"]))
      return [
        Step(
          name: name, action: action, environment: environment, place: step.place,
          via: builder.via)
      ]
    }
  }

  /// Keywords by which the vendor does something itself.
  private func vendorSteps(_ environment: [String: String], _ via: [Place]) -> [Step] {
    var entries: [(name: String, entry: PipelineValue.Entry)] = []
    if let release = job.entry("release"), release.value.isMap {
      entries.append(("gitlab-release", release))
    }
    // https://docs.gitlab.com/user/project/pages/: by the job's name, or by the keyword.
    let isPages = job["pages"].map { $0.flag ?? $0.isMap } ?? (name == "pages")
    if isPages {
      let entry = job.entry("pages") ?? PipelineValue.Entry(key: name, place: place, value: job)
      entries.append(("gitlab-pages", entry))
    }
    return entries.map { name, entry in
      let action = ActionUse(
        kind: .step, name: name, inputs: name == "gitlab-release" ? Self.inputs(entry.value) : [])
      return Step(action: action, environment: environment, place: entry.place, via: via)
    }
  }

  /// The job's variables, as what is passed to the code that it extends.
  private var inputs: [ActionUse.Input] { Self.inputs(job["variables"]) }

  static func inputs(_ node: PipelineValue?) -> [ActionUse.Input] {
    (node?.entries ?? []).prefix(PipelineDocument.inputLimit).compactMap { entry in
      let texts = entry.value.texts
      return texts.isEmpty
        ? nil : ActionUse.Input(entry.key, texts.joined(separator: "\n"), at: entry.place)
    }
  }
}

extension GitLabJobReader {
  /// The jobs of the pipelines that the job starts: a local child's own, or one that names another.
  ///
  /// https://docs.gitlab.com/ci/yaml/#trigger
  func triggered(
    _ trigger: PipelineValue, by job: Job, _ live: [GitLabSituation],
    _ builder: inout GitLabPipelineBuilder
  ) -> [Job] {
    let values = variables(GitLabVariant())
    let place = self.job.entry("trigger")?.place ?? trigger.place
    let inputs = inputs
    var remote: [Step] = []
    func start(_ name: String, _ version: String?, _ place: Place, title: String? = nil) {
      guard builder.follower.takesStep() else { return }
      let action = ActionUse(kind: .pipeline, name: name, version: version, inputs: inputs)
      remote.append(Step(name: title, action: action, place: place, via: builder.via))
    }
    if let project = trigger.text ?? trigger["project"]?.text {
      let name = "trigger/" + GitLabVariables.expanded(project, values)
      // Tests or builds of another project are not this one's; a deployment there may be.
      let deploys = job.name.nameWords.contains("deploy")
      start(name, trigger["branch"]?.text, place, title: deploys ? job.name : nil)
    }
    var jobs: [Job] = []
    for include in trigger["include"]?.itemsOrSelf ?? [] {
      if let path = localPath(include) {
        jobs += child(path, at: place, by: job, live, &builder)
      } else if let name = remoteName(include) {
        start(name, include["ref"]?.text, include.place)
      }
    }
    guard !remote.isEmpty else { return jobs }
    var job = job
    job.steps = remote
    // Such a job runs nothing itself, so that what all jobs inherit is nothing to it.
    (job.images, job.caches) = ([], [])
    return [job] + jobs
  }

  private func localPath(_ include: PipelineValue) -> RelativePath? {
    guard let text = include.text ?? include["local"]?.text, !text.hasPrefix("http") else {
      return nil
    }
    return RelativePath("").appending(text)
  }

  private func remoteName(_ include: PipelineValue) -> String? {
    if let text = include.text { return text }
    if let artifact = include["artifact"]?.text { return "trigger/artifact/" + artifact }
    if let template = include["template"]?.text { return "gitlab-template/" + template }
    if let project = include["project"]?.text, let file = include["file"]?.texts.first {
      return project + (file.hasPrefix("/") ? "" : "/") + file
    }
    return include["component"]?.text ?? include["remote"]?.text
  }

  /// The jobs of a child pipeline, with what holds for the job that starts it.
  private func child(
    _ path: RelativePath, at place: Place, by job: Job, _ live: [GitLabSituation],
    _ builder: inout GitLabPipelineBuilder
  ) -> [Job] {
    guard builder.active.count < GitLabPipelineBuilder.depthLimit, !builder.active.contains(path),
      let child = builder.children.child(path, context: builder.context)
    else { return [] }
    builder.warnings += child.configuration.warnings
    builder.remainingValues -= child.weight / 4
    var inner = GitLabPipelineBuilder(
      child.configuration, child.workflow, path: path, context: builder.context,
      situations: live.map { GitLabSituation(kind: $0.kind, isChild: true) })
    inner.prefix = job.id + "/"
    inner.via = builder.via + [place]
    inner.active = builder.active.union([path])
    inner.remainingJobs = builder.remainingJobs
    inner.remainingValues = builder.remainingValues
    inner.children = builder.children
    inner.follower = builder.follower
    let jobs = inner.jobs()
    builder.remainingJobs = inner.remainingJobs
    builder.remainingValues = inner.remainingValues
    builder.children = inner.children
    builder.follower = inner.follower
    builder.warnings += inner.warnings
    return jobs.map { made in
      var made = made
      made.conditions = job.conditions + made.conditions
      made.gate = job.gate ?? made.gate
      made.ignoresFailure = job.ignoresFailure || made.ignoresFailure
      made.fanOut = made.fanOut ?? job.fanOut
      made.stage = job.stage
      return made
    }
  }
}

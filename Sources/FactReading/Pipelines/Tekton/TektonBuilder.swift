import FactModel
import SourceModel

/// Builds the jobs of a pipeline: one for each task.
struct TektonBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  /// How deep pipelines may stand in pipelines.
  private static let depthLimit = 4

  let start: TektonStart
  let objects: ClusterObjects
  var follower: StepFollower
  private(set) var filling: ParameterFilling
  var warnings: [Diagnostic] = []
  private var jobs: [Job] = []
  private var ids: Set<String> = []
  /// The secrets that the run binds to its workspaces, by the workspaces' names.
  private let bound: [String: Located<String>]

  init(
    _ start: TektonStart, _ objects: ClusterObjects, follower: StepFollower,
    filling: ParameterFilling
  ) {
    self.start = start
    self.objects = objects
    self.follower = follower
    self.filling = filling
    bound = (start.spec["workspaces"]?.items ?? []).reduce(into: [:]) { bound, item in
      guard let name = item["name"]?.text, let secret = item["secret", "secretName"],
        let text = secret.text
      else { return }
      bound[name] = Located(text, at: secret.place)
    }
  }

  private var events: Set<Trigger.Event> { Set(start.triggers.map(\.event)) }

  /// The pipeline; `nil` where it has no task.
  mutating func pipeline(vendor: String) -> Pipeline? {
    guard !filling.isSpent else { return nil }
    switch start.kind {
    case "TaskRun":
      addTask(start.spec, named: start.name, at: start.place, path: start.path, needs: [])
    case "Pipeline":
      let scope = TektonScope(declared: start.spec["params"], &filling)
      add(start.spec, scope: scope, path: start.path, depth: 0)
    default: addRun()
    }
    guard !jobs.isEmpty else { return nil }
    return Pipeline(
      vendor: vendor, name: start.name.isEmpty ? start.path.text : start.name, place: start.place,
      triggers: start.triggers, jobs: jobs)
  }

  private mutating func addRun() {
    let passed = start.spec["params"]
    if let spec = start.spec["pipelineSpec"] {
      let scope = TektonScope(declared: spec["params"], passed: passed, &filling)
      add(spec, scope: scope, path: start.path, depth: 0)
      return
    }
    guard let reference = start.spec["pipelineRef"] else {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found a run of no pipeline, expected `pipelineRef` or `pipelineSpec` in `spec`",
            "파이프라인이 없는 실행입니다. `spec`에 `pipelineRef` 또는 `pipelineSpec`이 있어야 합니다"),
          at: start.place))
      return
    }
    if let name = Self.name(of: reference), let text = name.text,
      let object = objects.object(["Pipeline"], named: text, near: start.path),
      let spec = object.spec
    {
      let scope = TektonScope(declared: spec["params"], passed: passed, &filling)
      add(spec, scope: scope, path: object.path, depth: 0)
      return
    }
    addForeign(reference, named: start.name, passed, at: reference.place, as: "tekton-pipeline/")
  }

  /// A pipeline that stands elsewhere.
  private mutating func addForeign(
    _ reference: PipelineValue, named name: String, _ passed: PipelineValue?, at place: Place,
    as prefix: String
  ) {
    guard let target = Self.name(of: reference)?.text else { return }
    follower.beginJob()
    var job = Job(id: ids.added(name), name: name, place: place, events: events)
    let action = ActionUse(
      kind: .pipeline, name: prefix + target, inputs: ActionUse.Input.named(passed))
    job.steps = [Step(name: name, action: action, place: place)]
    jobs.append(job)
  }

  /// The name that a reference gives, or the file's where a resolver takes one from elsewhere.
  static func name(of reference: PipelineValue) -> PipelineValue? {
    if let name = reference["name"] { return name }
    let params = reference["params"]?.items ?? reference["resource"]?.items ?? []
    func value(_ key: String) -> PipelineValue? {
      params.first { $0["name"]?.text == key }?["value"]
    }
    if let name = value("name") { return name }
    guard var file = value("pathInRepo"), let text = file.text else { return nil }
    file.content = .text(RelativePath(text).stem, isNull: false)
    return file
  }

  // MARK: - Jobs

  private mutating func add(
    _ spec: PipelineValue, scope: TektonScope, path: RelativePath, depth: Int
  ) {
    guard let tasks = spec["tasks"], !tasks.items.isEmpty else {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found a pipeline without tasks, expected a list of them in `tasks`",
            "태스크가 없는 파이프라인입니다. `tasks`에 목록이 있어야 합니다"),
          at: spec["tasks"]?.place ?? spec.place))
      return
    }
    let first = jobs.count
    // The ids by the names in this pipeline; those before it may bear the same.
    var known: [String: String] = [:]
    for task in tasks.items where jobs.count < Self.jobLimit && !filling.isSpent {
      add(task, &known, scope, path, stage: nil, depth)
    }
    let all = jobs[first...].map(\.id)
    let last = jobs.count
    for task in spec["finally"]?.items ?? []
    where jobs.count < Self.jobLimit && !filling.isSpent {
      add(task, &known, scope, path, stage: "finally", depth)
    }
    for index in last..<jobs.count { jobs[index].needs = all }
  }

  private mutating func add(
    _ task: PipelineValue, _ known: inout [String: String], _ scope: TektonScope,
    _ path: RelativePath, stage: String?, _ depth: Int
  ) {
    guard let name = task["name"], let text = name.text else { return }
    let filled = scope.filled(task, &filling)
    guard !(filled["when"]?.items ?? []).contains(where: { TektonCondition.known($0) == false })
    else { return }
    if let inner = filled["pipelineSpec"], depth < Self.depthLimit {
      let inside = TektonScope(declared: inner["params"], passed: filled["params"], &filling)
      add(inner, scope: inside, path: path, depth: depth + 1)
      return
    }
    let needs = Self.needs(of: task).compactMap { known[$0] }
    let count = jobs.count
    addTask(filled, named: text, at: name.place, path: path, needs: needs)
    guard jobs.count > count else { return }
    known[text] = jobs[count].id
    jobs[count].stage = stage
    jobs[count].conditions = (filled["when"]?.items ?? filled["conditions"]?.items ?? [])
      .compactMap(TektonCondition.condition)
    if let matrix = task.entry("matrix") { jobs[count].fanOut = matrix.place }
    jobs[count].ignoresFailure = task["onError"]?.text == "continue"
    bindWorkspaces(of: task, to: count)
  }

  private mutating func bindWorkspaces(of task: PipelineValue, to index: Int) {
    let caching: Set<String> = ["cache", "caches", "m2", "maven"]
    for item in task["workspaces"]?.items ?? [] {
      let own = item["name"]?.text ?? ""
      let name = item["workspace"]?.text ?? own
      if let secret = bound[name] { jobs[index].secrets.append(secret) }
      let words = (own + " " + name).nameWords.filter { $0 != "settings" }
      if !caching.isDisjoint(with: words), !own.contains("settings") {
        jobs[index].caches.append(item.place)
      }
    }
  }

  /// The tasks whose end or results a task waits for.
  private static func needs(of task: PipelineValue) -> [String] {
    let resources = task["resources", "inputs"]?.items ?? []
    var names = (task["runAfter"]?.texts ?? []) + resources.flatMap { $0["from"]?.texts ?? [] }
    task.visitTexts { text in
      guard text.contains("$(tasks.") else { return }
      for part in text.split(separator: "$(tasks.").dropFirst(text.hasPrefix("$(tasks.") ? 0 : 1) {
        names.append(String(part.prefix { $0 != "." && $0 != ")" }))
      }
    }
    return names.uniqued()
  }

  /// Adds the job of a task, given with its parameters filled in.
  private mutating func addTask(
    _ task: PipelineValue, named name: String, at place: Place, path: RelativePath,
    needs: [String]
  ) {
    follower.beginJob()
    var job = Job(id: ids.added(name), name: name, place: place, needs: needs, events: events)
    if let reference = task["taskRef"] {
      let target = Self.name(of: reference)
      if reference["kind"]?.text == "ApprovalTask" {
        job.gate = Gate(.approval, at: reference.place)
      } else if let text = target?.text,
        let object = objects.object(["Task", "ClusterTask"], named: text, near: path),
        let spec = object.spec
      {
        addSteps(
          of: spec, in: object.path, passed: task["params"], to: &job, via: [reference.place])
      } else if let text = target?.text, follower.takesStep() {
        let action = ActionUse(
          kind: .pipeline, name: "tekton/" + text, inputs: ActionUse.Input.named(task["params"]))
        job.steps = [Step(name: name, action: action, place: target?.place ?? place)]
        job.steps += scripts(passed: task["params"])
      }
    } else if let spec = task["taskSpec"] {
      addSteps(of: spec, in: path, passed: task["params"], to: &job, via: [])
    } else {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found a task `\(name)` that says nothing to run, expected `taskRef` or `taskSpec`",
            "태스크 `\(name)`에 실행할 것이 없습니다. `taskRef` 또는 `taskSpec`이 있어야 합니다"),
          at: place))
      return
    }
    jobs.append(job)
  }

  private mutating func addSteps(
    of spec: PipelineValue, in path: RelativePath, passed: PipelineValue?, to job: inout Job,
    via: [Place]
  ) {
    var steps = TektonSteps(
      spec, passed: passed, objects: objects, path: path, follower: follower, filling: filling)
    if !steps.filling.isSpent { steps.add(to: &job, via: via) }
    (follower, filling) = (steps.follower, steps.filling)
  }
}

extension TektonBuilder {
  /// What the scripts run that tasks from elsewhere are given: `SCRIPT` of `openshift-client`.
  private mutating func scripts(passed: PipelineValue?) -> [Step] {
    (passed?.items ?? []).flatMap { item -> [Step] in
      guard let name = item["name"]?.text, name.nameWords.contains("script"),
        let chunk = item["value"]?.chunk
      else { return [] }
      return follower.steps(of: ShellText(chunks: [chunk], placeholders: TektonScope.marks))
    }
  }
}

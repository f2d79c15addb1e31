import FactModel
import SourceModel

/// Builds the jobs of a workflow: one for each container, script or pause that its templates lead to.
struct ArgoBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  /// How many templates a warning names.
  private static let namedLimit = 50
  /// How many values of a choice are looked at.
  private static let optionLimit = 100
  /// How deep templates may call each other.
  private static let depthLimit = 10

  /// A template with the workflow that holds it.
  private struct Template {
    var value: PipelineValue
    var owner: PipelineValue
    var path: RelativePath
    var key: String
  }

  /// What is true for the jobs of a call.
  private struct Frame {
    var needs: [String] = []
    var conditions: [Condition] = []
    var ignoresFailure = false
    var fanOut: Place?
    var stage: String?
    var active: Set<String> = []
    var depth = 0
  }

  let start: ArgoStart
  let objects: ClusterObjects
  /// What a person chooses from a list who starts the workflow.
  private let choices: [PipelineInput]
  /// Those that are environments.
  private let environments: [PipelineInput]
  var warnings: [Diagnostic] = []
  private(set) var follower: StepFollower
  private(set) var filling: ParameterFilling
  /// The templates of each specification by their names, the first of each.
  private var templates: [Place: [String: PipelineValue]] = [:]
  /// How many calls of templates may still be followed.
  private var remainingCalls = 5_000
  private var jobs: [Job] = []
  private var ids: Set<String> = []

  init(
    _ start: ArgoStart, _ objects: ClusterObjects, follower: StepFollower,
    filling: ParameterFilling
  ) {
    self.start = start
    self.objects = objects
    self.follower = follower
    self.filling = filling
    choices = start.triggers.flatMap(\.inputs).filter { $0.options.count > 1 }
    environments = choices.filter { input in
      input.options.prefix(Self.optionLimit).contains(where: EnvironmentName.isEnvironment)
    }
  }

  /// The pipeline; `nil` where nothing runs.
  mutating func pipeline(vendor: String) -> Pipeline? {
    guard !filling.isSpent else { return nil }
    var spec = start.spec
    var path = start.path
    if let reference = spec["workflowTemplateRef"] {
      guard let name = reference["name"]?.text,
        let object = objects.object(
          ["WorkflowTemplate", "ClusterWorkflowTemplate"], named: name, near: path),
        let base = object.spec
      else {
        addForeign(reference, named: start.name)
        return made(vendor)
      }
      filling.take(values: base.entries.count, at: base.place)
      spec = base.merged(with: spec.without("arguments").without("workflowTemplateRef"))
      if let arguments = start.spec["arguments"] { spec = Self.overlaid(spec, arguments) }
      path = object.path
    }
    add(spec, path)
    return made(vendor)
  }

  private func made(_ vendor: String) -> Pipeline? {
    guard !jobs.isEmpty else { return nil }
    return Pipeline(
      vendor: vendor, name: start.name.isEmpty ? start.path.text : start.name, place: start.place,
      triggers: start.triggers, jobs: jobs)
  }

  /// The specification with parameters laid over its own.
  private static func overlaid(_ spec: PipelineValue, _ arguments: PipelineValue) -> PipelineValue {
    let own = spec["arguments", "parameters"]?.items ?? []
    let over = arguments["parameters"]?.items ?? []
    let all = PipelineValue(.list(own + over), at: arguments.place)
    let parameters = PipelineValue.Entry(key: "parameters", place: arguments.place, value: all)
    let entry = PipelineValue.Entry(
      key: "arguments", place: arguments.place,
      value: PipelineValue(.map([parameters]), at: arguments.place))
    return PipelineValue(.map(spec.without("arguments").entries + [entry]), at: spec.place)
  }

  private mutating func addForeign(_ reference: PipelineValue, named name: String) {
    guard let target = reference["name"], let text = target.text, follower.takesStep() else {
      return
    }
    let action = ActionUse(kind: .pipeline, name: "argo/" + text)
    jobs.append(
      Job(
        id: ids.added(name), name: name, place: target.place,
        events: Set(start.triggers.map(\.event)),
        steps: [Step(name: name, action: action, place: target.place)]))
  }

  private mutating func add(_ spec: PipelineValue, _ path: RelativePath) {
    guard let entrypoint = spec["entrypoint"], let name = entrypoint.text else {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found a workflow without a start, expected the name of a template in `entrypoint`",
            "시작점이 없는 워크플로입니다. `entrypoint`에 템플릿 이름이 있어야 합니다"),
          at: spec.place))
      return
    }
    guard let template = template(named: name, in: spec, path) else {
      let listed = (spec["templates"]?.items ?? []).prefix(Self.namedLimit)
      let known = listed.compactMap { $0["name"]?.text }.sorted()
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found no template `\(name)`, expected one of \(known.joined(separator: ", "))",
            "템플릿 `\(name)`을 찾지 못했습니다. 있는 템플릿: \(known.joined(separator: ", "))"),
          at: entrypoint.place))
      return
    }
    filling.take(spec["arguments"])
    guard !filling.isSpent else { return }
    let scope = ArgoScope(
      workflow: spec["arguments"], without: choices.map(\.name))
    _ = add(template, named: name, at: entrypoint.place, nil, scope, Frame())
    guard let exit = spec["onExit"], let last = exit.text,
      let template = self.template(named: last, in: spec, path)
    else { return }
    let frame = Frame(needs: jobs.map(\.id), stage: "exit")
    _ = add(template, named: last, at: exit.place, nil, scope, frame)
  }

  private mutating func template(
    named name: String, in spec: PipelineValue, _ path: RelativePath
  ) -> Template? {
    let named = templates[spec.place] ?? Self.templates(of: spec)
    if templates[spec.place] == nil {
      filling.take(values: named.count, at: spec.place)
      templates[spec.place] = named
    }
    guard let value = named[name] else { return nil }
    return Template(
      value: value, owner: spec, path: path,
      key: "\(path.text):\(value.place.position.line):\(name)")
  }

  private static func templates(of spec: PipelineValue) -> [String: PipelineValue] {
    (spec["templates"]?.items ?? []).reduce(into: [:]) { templates, template in
      guard let name = template["name"]?.text, templates[name] == nil else { return }
      templates[name] = template
    }
  }

  // MARK: - Templates

  /// Adds what a template runs; the ids of the jobs whose end is its own.
  private mutating func add(
    _ template: Template, named name: String, at place: Place, _ arguments: PipelineValue?,
    _ scope: ArgoScope, _ frame: Frame
  ) -> [String] {
    guard frame.depth < Self.depthLimit, jobs.count < Self.jobLimit, remainingCalls > 0,
      !filling.isSpent, !frame.active.contains(template.key)
    else { return frame.needs }
    remainingCalls -= 1
    let inner = scope.inside(template.value, passed: arguments, &filling)
    var frame = frame
    frame.active.insert(template.key)
    if let dag = template.value["dag"] {
      frame.depth += 1
      filling.take(dag)
      return add(dag: dag, of: template, inner, frame)
    }
    if let steps = template.value["steps"] {
      frame.depth += 1
      filling.take(steps)
      return add(steps: steps, of: template, inner, frame)
    }
    return addLeaf(template, named: name, at: place, inner, frame)
  }

  private mutating func add(
    steps: PipelineValue, of template: Template, _ scope: ArgoScope, _ frame: Frame
  ) -> [String] {
    var frame = frame
    for group in steps.items {
      var last: [String] = []
      var seen: Set<String> = []
      for step in group.itemsOrSelf where step.isMap {
        let ids = call(step, of: template, scope, frame)
        filling.take(values: ids.count, at: step.place)
        guard !filling.isSpent else { return frame.needs }
        last += ids.filter { seen.insert($0).inserted }
      }
      if !last.isEmpty { frame.needs = last }
    }
    return frame.needs
  }

  private mutating func add(
    dag: PipelineValue, of template: Template, _ scope: ArgoScope, _ frame: Frame
  ) -> [String] {
    let tasks = (dag["tasks"]?.items ?? []).prefix(Self.jobLimit)
    var ends: [String: [String]] = [:]
    var waited: Set<String> = []
    for task in ArgoOrder.sorted(Array(tasks)) {
      let before = ArgoOrder.dependencies(of: task).uniqued()
      waited.formUnion(before)
      var inner = frame
      let ids = before.flatMap { ends[$0] ?? [] }
      filling.take(values: ids.count, at: task.place)
      guard !filling.isSpent else { return frame.needs }
      if !ids.isEmpty { inner.needs = ids.uniqued() }
      ends[task["name"]?.text ?? ""] = call(task, of: template, scope, inner)
    }
    let last = Set(ends.filter { !waited.contains($0.key) }.flatMap(\.value))
    return jobs.map(\.id).filter(last.contains)
  }

  /// Adds what a step or task calls.
  private mutating func call(
    _ step: PipelineValue, of template: Template, _ scope: ArgoScope, _ frame: Frame
  ) -> [String] {
    let name = step["name"]
    var inner = frame
    if let rule = step["when"], let text = rule.text {
      let filled = scope.filled(text, at: rule.place, &filling)
      if ArgoOrder.known(filled) == false { return frame.needs }
      if ArgoOrder.known(filled) == nil {
        inner.conditions.append(
          Condition(ArgoOrder.subject(of: filled), filled.onOneLine, at: rule.place))
      }
    }
    if step["continueOn", "failed"]?.flag == true { inner.ignoresFailure = true }
    let loops = ["withItems", "withParam", "withSequence"]
    inner.fanOut = loops.lazy.compactMap { step.entry($0)?.place }.first ?? frame.fanOut
    let title = name?.text ?? step["template"]?.text ?? "step"
    let place = name?.place ?? step.place
    let arguments = step["arguments"].map { scope.filled($0, &filling) }
    if let inline = step["inline"] {
      let made = Template(
        value: inline, owner: template.owner, path: template.path, key: template.key + "/" + title)
      return add(made, named: title, at: place, arguments, scope, inner)
    }
    guard let called = called(by: step, in: template, scope) else {
      return addElsewhere(step, named: title, at: place, arguments, inner)
    }
    if called.value["dag"] != nil || called.value["steps"] != nil { inner.stage = title }
    return add(called, named: title, at: place, arguments, scope, inner)
  }

  private mutating func called(
    by step: PipelineValue, in template: Template, _ scope: ArgoScope
  ) -> Template? {
    guard let reference = step["templateRef"] else {
      guard let name = step["template"]?.text else { return nil }
      let full = scope.filled(name, at: step.place, &filling)
      return self.template(named: full, in: template.owner, template.path)
    }
    guard let name = reference["name"]?.text, let part = reference["template"]?.text,
      let object = objects.object(
        ["WorkflowTemplate", "ClusterWorkflowTemplate"],
        named: scope.filled(name, at: step.place, &filling), near: template.path),
      let spec = object.spec
    else { return nil }
    let full = scope.filled(part, at: step.place, &filling)
    return self.template(named: full, in: spec, object.path)
  }

  private mutating func addElsewhere(
    _ step: PipelineValue, named name: String, at place: Place, _ arguments: PipelineValue?,
    _ frame: Frame
  ) -> [String] {
    guard let reference = step["templateRef"], let owner = reference["name"]?.text,
      follower.takesStep()
    else { return frame.needs }
    let part = reference["template"]?.text.map { "/" + $0 } ?? ""
    let inputs = ActionUse.Input.named(arguments?["parameters"])
    var job = job(named: name, at: place, frame)
    job.steps = [
      Step(
        name: name,
        action: ActionUse(kind: .pipeline, name: "argo/" + owner + part, inputs: inputs),
        place: reference.place)
    ]
    jobs.append(job)
    return [job.id]
  }

  private mutating func job(named name: String, at place: Place, _ frame: Frame) -> Job {
    Job(
      id: ids.added(name), name: name, place: place, stage: frame.stage, needs: frame.needs,
      events: Set(start.triggers.map(\.event)), conditions: frame.conditions,
      ignoresFailure: frame.ignoresFailure, fanOut: frame.fanOut)
  }

  private mutating func addLeaf(
    _ template: Template, named name: String, at place: Place, _ scope: ArgoScope, _ frame: Frame
  ) -> [String] {
    follower.beginJob()
    var job = job(named: name, at: place, frame)
    var leaf = ArgoLeaf(
      scope.filled(template.value, &filling), owner: template.owner, follower: follower)
    if !filling.isSpent {
      leaf.add(to: &job, via: template.path == place.path ? [] : [place])
      job.environment = leaf.environment(chosenBy: environments)
      follower = leaf.follower
    }
    jobs.append(job)
    return [job.id]
  }
}

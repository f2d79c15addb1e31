import FactModel
import SourceModel

/// Collects what the steps of a task run.
///
/// https://tekton.dev/docs/pipelines/tasks/#defining-steps
struct TektonSteps {
  private static let stepLimit = 200

  private let spec: PipelineValue
  private let objects: ClusterObjects
  private let path: RelativePath
  private let folders: [String: RelativePath]
  var follower: StepFollower
  var filling: ParameterFilling

  /// - Parameter passed: the parameters that the task is given, filled in.
  init(
    _ spec: PipelineValue, passed: PipelineValue?, objects: ClusterObjects, path: RelativePath,
    follower: StepFollower, filling: ParameterFilling
  ) {
    var filling = filling
    let declared = spec["params"] ?? spec["inputs", "params"]
    let scope = TektonScope(declared: declared, passed: passed, &filling)
    self.spec = scope.filled(Self.read(of: spec), &filling)
    self.filling = filling
    self.objects = objects
    self.path = path
    self.follower = follower
    // Workspaces and inputs hold the checkout.
    let names =
      (spec["workspaces"]?.items ?? []).compactMap { $0["name"]?.text }.map {
        "workspaces\($0)path"
      }
      + (spec["inputs", "resources"]?.items ?? spec["resources", "inputs"]?.items ?? [])
      .compactMap { $0["name"]?.text }
      .flatMap { ["inputsresources\($0)path", "resourcesinputs\($0)path"] }
    folders = names.reduce(into: [:]) { folders, name in
      folders[String(decoding: name.utf8.filter(\.isNamePart), as: UTF8.self)] = RelativePath("")
    }
  }

  /// The specification without the steps that are not read.
  private static func read(of spec: PipelineValue) -> PipelineValue {
    guard case .map(var entries) = spec.content,
      let index = entries.firstIndex(where: { $0.key == "steps" }),
      case .list(let steps) = entries[index].value.content, steps.count > stepLimit
    else { return spec }
    entries[index].value.content = .list(Array(steps.prefix(stepLimit)))
    return PipelineValue(.map(entries), at: spec.place)
  }

  /// Adds the steps, images and secrets of the task to its job.
  mutating func add(to job: inout Job, via: [Place]) {
    let template = spec["stepTemplate"] ?? spec["StepTemplate"]
    for step in (spec["steps"]?.items ?? []).prefix(Self.stepLimit) {
      add(step, template, to: &job, via: via)
    }
    for sidecar in spec["sidecars"]?.items ?? [] { note(image: sidecar["image"], in: &job) }
    for volume in spec["volumes"]?.items ?? [] {
      note(secret: volume["secret", "secretName"], in: &job)
    }
    job.secrets = job.secrets.uniqued()
    job.images = job.images.uniqued()
  }

  private mutating func add(
    _ step: PipelineValue, _ template: PipelineValue?, to job: inout Job, via: [Place]
  ) {
    note(image: step["image"] ?? template?["image"], in: &job)
    let variables = (template?["env"]?.items ?? []) + (step["env"]?.items ?? [])
    // Each step keeps those of the template too.
    filling.take(values: 4 * variables.count, at: step.place)
    guard !filling.isSpent else { return }
    for variable in variables {
      note(secret: variable["valueFrom", "secretKeyRef", "name"], in: &job)
    }
    for source in step["envFrom"]?.items ?? [] {
      note(secret: source["secretRef", "name"], in: &job)
    }
    if let reference = step["ref"], let name = TektonBuilder.name(of: reference) {
      addReference(name, step, to: &job, via: via)
      return
    }
    guard let chunk = chunk(of: step, template) else { return }
    let environment = variables.reduce(into: [String: String]()) { all, item in
      guard let name = item["name"]?.text, let value = item["value"]?.text else { return }
      all[name] = value
    }
    let conditions = (step["when"]?.items ?? []).compactMap(TektonCondition.condition)
    job.steps += follower.steps(
      of: ShellText(
        name: step["name"]?.text, chunks: [chunk],
        shell: ContainerCommand.interpreter(of: step["script"]?.text),
        folder: folder(step["workingDir"] ?? template?["workingDir"]), environment: environment,
        folders: folders, placeholders: TektonScope.marks,
        ignoresFailure: step["onError"]?.text == "continue", conditions: conditions, via: via))
  }

  /// A step action: one of the tree, or one that is judged by its name.
  private mutating func addReference(
    _ name: PipelineValue, _ step: PipelineValue, to job: inout Job, via: [Place]
  ) {
    guard let text = name.text else { return }
    if let object = objects.object(["StepAction"], named: text, near: path), let spec = object.spec,
      spec["ref"] == nil
    {
      let scope = TektonScope(declared: spec["params"], passed: step["params"], &filling)
      let action = scope.filled(spec, &filling)
      guard !filling.isSpent else { return }
      add(action, nil, to: &job, via: via + [name.place])
    } else if follower.takesStep() {
      job.steps.append(
        Step(
          name: step["name"]?.text,
          action: ActionUse(
            kind: .step, name: "tekton/" + text, inputs: ActionUse.Input.named(step["params"])),
          place: name.place, via: via))
    }
  }

  private func chunk(of step: PipelineValue, _ template: PipelineValue?) -> ShellChunk? {
    if let script = step["script"]?.chunk { return script }
    let arguments = step["args"]?.itemsOrSelf ?? []
    if let command = step["command"] ?? template?["command"] {
      return ContainerCommand.chunk(command.itemsOrSelf + arguments)
    }
    guard let image = step["image"], let first = arguments.first else { return nil }
    guard let program = image.text.flatMap(ContainerCommand.program) else {
      return ContainerCommand.chunk(arguments)
    }
    return ContainerCommand.chunk(
      [PipelineValue(.text(program, isNull: false), at: first.place)] + arguments)
  }

  /// The folder of the checkout in which a step starts.
  private func folder(_ value: PipelineValue?) -> RelativePath? {
    guard let text = value?.text else { return RelativePath("") }
    var rest = text[...]
    if text.hasPrefix("$(workspaces."), let end = text.firstIndex(of: ")") {
      rest = text[text.index(after: end)...]
    } else if text.hasPrefix("/workspace/") {
      rest = text.dropFirst("/workspace/".count).drop { $0 != "/" }
    }
    guard !rest.contains("$(") else { return nil }
    return RelativePath("").appending("./" + rest)
  }

  private func note(image: PipelineValue?, in job: inout Job) {
    guard let image, let text = image.text else { return }
    job.images.append(Located(text, at: image.place))
  }

  private func note(secret: PipelineValue?, in job: inout Job) {
    guard let secret, let text = secret.text else { return }
    job.secrets.append(Located(text, at: secret.place))
  }
}

import FactModel
import SourceModel
import Syntax

/// Builds a job for each step of a process.
///
/// A release is brought to one environment after the other, by people in the product's own screen
/// or by the phases of a lifecycle; the tree shows neither.
struct OctopusBuilder {
  private static let stepLimit = 500

  private let source: OctopusSource
  private let file: HCLFile
  private let context: ReadingContext
  private var follower: StepFollower
  /// The environments that variables and steps name.
  private let environments: [String]
  /// The variables that a person is asked for.
  private let prompts: [PipelineInput]

  init(_ file: SourceFile, _ parsed: HCLFile, context: ReadingContext) {
    source = OctopusSource(file)
    self.file = parsed
    self.context = context
    follower = StepFollower(context: context)
    let folder = file.path.folder.name == "runbooks" ? file.path.folder.folder : file.path.folder
    let variables = folder.appending("variables.ocl").flatMap(context.read)
    let declared = variables.map { HCL.parse($0.bytes).blocks } ?? []
    environments = Self.environments(in: parsed.blocks + declared).uniqued()
    let asked = declared.prefix(1000)
    let used = NameFinder.found(
      asked.map { variable in variable.labels.first.map { ["#{" + $0] } ?? [] },
      in: CollectionOfOne(file.text))
    prompts = zip(asked, used).compactMap { variable, isUsed in
      guard let name = variable.labels.first, let path = variables?.path,
        let prompt = variable.blocks.lazy.compactMap({ value in
          value.blocks.first { $0.type == "prompt" }
        }).first
      else { return nil }
      return PipelineInput(
        name: name, summary: prompt["label"]?.text ?? "", place: Place(path, prompt.position),
        isUsed: isUsed)
    }
  }

  private static func environments(in blocks: [HCLBlock]) -> [String] {
    var found: [String] = []
    var pending = Array(blocks.reversed())
    while let block = pending.popLast(), found.count < 1000 {
      for name in ["environments", "environment"] {
        found += block[name]?.texts ?? []
      }
      pending += block.blocks.reversed()
    }
    return found
  }

  /// The pipeline; `nil` where no step runs.
  mutating func pipeline(vendor: String) -> Pipeline? {
    let isRunbook = source.path.name != "deployment_process.ocl"
    let process = file.blocks.first { $0.type == "process" }
    let blocks = isRunbook ? process?.blocks ?? [] : file.blocks
    var jobs: [Job] = []
    var former: [String] = []
    var latest: [String] = []
    var used: Set<String> = []
    for block in blocks.prefix(Self.stepLimit)
    where block.type == "step" || block.type == "process_template" {
      guard var job = job(block) else { continue }
      job.id = used.added(job.id)
      let isBeside = block["start_trigger"]?.text == "StartWithPrevious"
      job.needs = isBeside ? former : latest
      if !isBeside { former = latest }
      latest = isBeside ? latest + [job.id] : [job.id]
      jobs.append(job)
    }
    guard !jobs.isEmpty else { return nil }
    let scope = file.attributes.first { $0.name == "environments" }?.value.texts ?? []
    let options = scope.isEmpty ? environments : scope
    let input = PipelineInput(
      name: "Environment.Name", options: options, place: Place(source.path), isUsed: true)
    let name = file.attributes.first { $0.name == "name" }?.value.text
    return Pipeline(
      vendor: vendor, name: name ?? source.path.text, place: Place(source.path),
      triggers: [
        Trigger(.api, inputs: (options.isEmpty ? [] : [input]) + prompts, at: Place(source.path))
      ],
      jobs: jobs)
  }

  private mutating func job(_ block: HCLBlock) -> Job? {
    let slug = block.labels.first ?? "step"
    let place = source.place(block.position)
    var job = Job(id: slug, name: block["name"]?.text ?? slug, place: place, events: [.api])
    job.conditions = conditions(of: block)
    follower.beginJob()
    if block.type == "process_template" {
      guard block["is_disabled"]?.flag != true else { return nil }
      let template = block["process_template_slug"]?.text ?? slug
      let action = ActionUse(
        kind: .pipeline, name: "octopus-template/" + template,
        version: block["version_mask"]?.text,
        inputs: block.blocks.compactMap { parameter in
          guard let name = parameter.labels.first,
            let value = parameter["value"] ?? parameter["package_id"], let text = value.text
          else { return nil }
          return ActionUse.Input(name, text, at: source.place(parameter.position))
        })
      job.steps = [Step(name: job.name, action: action, place: place)]
      job.environment = environment(of: [], at: place)
      return job
    }
    let actions = block.blocks.filter { $0.type == "action" && $0["is_disabled"]?.flag != true }
    guard !actions.isEmpty else { return nil }
    var scopes: [Node] = []
    let isOnTargets = block.property("Octopus.Action.TargetRoles") != nil
    for action in actions {
      if action["action_type"]?.text == "Octopus.Manual" {
        job.gate = Gate(.approval, at: source.place(action.position))
      }
      if let scope = action["environments"] { scopes.append(scope) }
      for image in action.blocks.filter({ $0.type == "container" }).compactMap({ $0["image"] }) {
        guard let text = image.text, !text.isEmpty else { continue }
        job.images.append(Located(text, at: source.place(image)))
      }
      job.steps += steps(of: action, in: block, job.name, isOnTargets: isOnTargets)
    }
    if let scope = scopes.first {
      job.conditions.append(
        Condition(
          .other, "environments: " + scope.texts.joined(separator: ", "), at: source.place(scope)))
    }
    job.environment = environment(of: scopes, at: place)
    if job.gate != nil, job.steps.isEmpty { job.environment?.action = .access }
    return job
  }

  /// The environment of a step that is limited to one; else the one that the release is brought to.
  private func environment(of scopes: [Node], at place: Place) -> EnvironmentUse? {
    if let scope = scopes.first, scope.texts.count == 1 {
      return EnvironmentUse(scope.texts[0], at: source.place(scope))
    }
    return environments.isEmpty ? nil : EnvironmentUse("#{Octopus.Environment.Name}", at: place)
  }

  // https://octopus.com/docs/projects/steps/conditions
  private func conditions(of block: HCLBlock) -> [Condition] {
    guard let condition = block["condition"], let text = condition.text, text != "Success",
      text != "Always"
    else { return [] }
    let rule = block.property("Octopus.Step.ConditionVariableExpression")?.text
    let subject: Condition.Subject = text == "Failure" ? .outcome : .other
    return [
      Condition(subject, (rule ?? "condition: " + text).onOneLine, at: source.place(condition))
    ]
  }

  // MARK: - Actions

  private mutating func steps(
    of action: HCLBlock, in step: HCLBlock, _ name: String, isOnTargets: Bool
  ) -> [Step] {
    let place = source.place(action["action_type"] ?? action["properties"] ?? action.node)
    guard let type = action["action_type"]?.text else {
      // A template of the space, known by what the step is called.
      guard follower.takesStep() else { return [] }
      let use = ActionUse(
        kind: .pipeline, name: "octopus-template/" + (step.labels.first ?? name),
        inputs: inputs(of: action, step))
      return [Step(name: name, action: use, place: place)] + command(of: action, name)
    }
    if type == "Octopus.Manual" { return [] }
    let plain = type.hasPrefix("Octopus.") ? String(type.dropFirst(8)) : type
    let scripts = script(of: action)
    let isScript = plain == "Script" || plain.hasSuffix("RunScript") || plain == "AzurePowerShell"
    var steps: [Step] = []
    if !isScript || scripts == nil, follower.takesStep() {
      let use = ActionUse(
        kind: .step, name: "octopus/" + plain, inputs: inputs(of: action, step))
      var own = Step(name: name, action: use, place: place)
      // A container is started on the targets, whose own addresses its ports are bound to.
      if plain == "DockerRun" { own.wrappers = ["ssh"] }
      steps.append(own)
    }
    guard var shell = scripts else { return steps }
    shell.name = name
    // A script on the targets runs on other machines.
    if isOnTargets, plain == "Script",
      action.property("Octopus.Action.RunOnServer")?.text != "true"
    {
      shell.wrappers = ["ssh"]
    }
    return steps + follower.steps(of: shell)
  }

  /// The command that the properties of a community template spell out.
  ///
  /// See https://www.pulumi.com/docs/iac/guides/continuous-delivery/octopus-deploy/
  private mutating func command(of action: HCLBlock, _ name: String) -> [Step] {
    guard let command = action.property("Pulumi.Command"), let verb = command.text else {
      return []
    }
    let arguments = action.property("Pulumi.Args")?.text ?? ""
    let text = ["pulumi", verb, arguments].filter { !$0.isEmpty }.joined(separator: " ")
    let chunk = ShellChunk(text: text, place: source.place(command), keepsLines: false)
    var shell = ShellText(chunks: [chunk])
    shell.name = name
    return follower.steps(of: shell)
  }

  /// The script of an action: in the process, or a file of the tree.
  ///
  /// See https://octopus.com/docs/deployments/custom-scripts/run-a-script-step
  private func script(of action: HCLBlock) -> ShellText? {
    let syntax = action.property("Octopus.Action.Script.Syntax")?.text?.lowercased()
    let shell: String? =
      switch syntax {
      case "bash", nil: nil
      case "powershell": "pwsh"
      case "python": "python"
      default: "other"
      }
    if let body = action.property("Octopus.Action.Script.ScriptBody"),
      let chunk = source.chunk(body), !chunk.text.isEmpty
    {
      return ShellText(chunks: [chunk], shell: shell)
    }
    guard let name = action.property("Octopus.Action.Script.ScriptFileName"), let text = name.text,
      let path = RelativePath("").appending(text.replacing("\\", with: "/")),
      context.files.contains(path)
    else { return nil }
    let chunk = ShellChunk(text: "./" + path.text, place: source.place(name), keepsLines: false)
    return ShellText(chunks: [chunk])
  }

  private func inputs(of action: HCLBlock, _ step: HCLBlock) -> [ActionUse.Input] {
    let packages = action.blocks.filter { $0.type == "packages" }.compactMap { $0["package_id"] }
    let properties = [step, action].lazy.flatMap { block -> [Node.Entry] in
      block["properties"]?.entries ?? []
    }
    var inputs = Array(properties.prefix(60)).compactMap { entry -> ActionUse.Input? in
      guard let key = entry.key.text, let text = entry.value.text, !text.isEmpty,
        text.utf8.count < 500
      else { return nil }
      let plain = key.hasPrefix("Octopus.Action.") ? String(key.dropFirst(15)) : key
      return ActionUse.Input(plain, text.onOneLine, at: source.place(entry.key))
    }
    inputs += packages.compactMap { node in
      node.text.map { ActionUse.Input("package_id", $0, at: source.place(node)) }
    }
    return inputs
  }
}

extension HCLBlock {
  /// The value of an attribute.
  fileprivate subscript(_ name: String) -> Node? {
    attributes.first { $0.name == name }?.value
  }

  /// The value of an entry of `properties`.
  fileprivate func property(_ name: String) -> Node? {
    self["properties"]?.entries.first { $0.key.text == name }?.value
  }

  /// A node where the block stands.
  fileprivate var node: Node { Node(.sequence([]), at: position) }
}

import FactModel
import SourceModel

/// Collects what a template runs that calls no others.
///
/// https://argo-workflows.readthedocs.io/en/latest/fields/#template
struct ArgoLeaf {
  /// How many volumes of a workflow are looked at for each of its jobs.
  private static let volumeLimit = 200
  /// How many artifacts are looked at for the folder of each container.
  private static let artifactLimit = 100

  private let template: PipelineValue
  private let owner: PipelineValue
  /// Where artifacts are put, one of which may be the checkout.
  private let checkouts: [String]
  var follower: StepFollower

  /// - Parameter template: the template with its parameters filled in.
  init(_ template: PipelineValue, owner: PipelineValue, follower: StepFollower) {
    self.template = template
    self.owner = owner
    checkouts = (template["inputs", "artifacts"]?.items ?? []).prefix(Self.artifactLimit)
      .compactMap { $0["path"]?.text }
    self.follower = follower
  }

  /// Adds the steps and what else the template says to its job.
  mutating func add(to job: inout Job, via: [Place]) {
    if let pause = template.entry("suspend"), pause.value["duration"] == nil {
      job.gate = Gate(.approval, at: pause.place)
    }
    if let kept = template["outputs"]?.entry("artifacts") { job.artifacts = [kept.place] }
    if let cache = template.entry("memoize") { job.caches = [cache.place] }
    for volume in (owner["volumes"]?.items ?? []).prefix(Self.volumeLimit) {
      note(volume["secret", "secretName"], in: &job)
    }
    let containers =
      (template["initContainers"]?.items ?? [])
      + [template["container"], template["script"]].compactMap { $0 }
      + (template["containerSet", "containers"]?.items ?? [])
    for container in containers { add(container, to: &job, via: via) }
    for sidecar in template["sidecars"]?.items ?? [] { noteImage(sidecar["image"], in: &job) }
    if let resource = template["resource"] { add(resource: resource, to: &job, via: via) }
    if let request = template["http"], follower.takesStep() {
      let inputs = ["url", "method"].compactMap { key in
        request.entry(key).flatMap { entry in
          entry.value.text.map { ActionUse.Input(key, $0, at: entry.place) }
        }
      }
      job.steps.append(
        Step(
          action: ActionUse(kind: .step, name: "argo/http", inputs: inputs), place: request.place,
          via: via))
    }
    job.secrets = job.secrets.uniqued()
    job.images = job.images.uniqued()
  }

  /// The environment that a person chooses, where the template uses that choice.
  ///
  /// - Parameter choices: those between environments.
  func environment(chosenBy choices: [PipelineInput]) -> EnvironmentUse? {
    guard !choices.isEmpty else { return nil }
    let used = ArgoParameter.names(
      in: template, behind: "{{workflow.parameters.", before: "}}")
    let input = choices.first { used.contains($0.name) }
    return input.map { EnvironmentUse("{{workflow.parameters.\($0.name)}}", at: $0.place) }
  }

  private mutating func add(_ container: PipelineValue, to job: inout Job, via: [Place]) {
    noteImage(container["image"], in: &job)
    let (environment, secrets) = container.containerEnvironment
    for secret in secrets { note(secret, in: &job) }
    let command = container["command"]?.itemsOrSelf ?? []
    var shell: String?
    let chunk: ShellChunk?
    if let script = container["source"]?.chunk {
      chunk = script
      shell = command.first?.text ?? ContainerCommand.interpreter(of: script.text)
    } else {
      let arguments = container["args"]?.itemsOrSelf ?? []
      let image = container["image"]?.text ?? ""
      if command.isEmpty, let first = arguments.first,
        let program = ContainerCommand.program(ofImage: image)
      {
        chunk = ContainerCommand.chunk(
          [PipelineValue(.text(program, isNull: false), at: first.place)] + arguments)
      } else {
        chunk = ContainerCommand.chunk(command + arguments)
      }
    }
    guard let chunk else { return }
    job.steps += follower.steps(
      of: ShellText(
        name: container["name"]?.text, chunks: [chunk], shell: shell,
        folder: folder(container["workingDir"]?.text), environment: environment,
        placeholders: .braces, via: via))
  }

  /// The folder of the checkout in which a container starts.
  private func folder(_ text: String?) -> RelativePath? {
    guard let text, !text.contains("{{") else { return RelativePath("") }
    guard let checkout = checkouts.first(where: text.hasPrefix) else { return RelativePath("") }
    return RelativePath("").appending("./" + text.dropFirst(checkout.count))
  }

  /// A manifest that is put into the cluster.
  private mutating func add(resource: PipelineValue, to job: inout Job, via: [Place]) {
    guard follower.takesStep(), let action = resource["action"], let verb = action.text else {
      return
    }
    var inputs = [ActionUse.Input("action", verb, at: action.place)]
    let kind = resource["manifest"]?.text?.split(separator: "\n")
      .first { $0.hasPrefix("kind:") }.map { $0.dropFirst(5).trimmingSpaces }
    if let kind { inputs.append(ActionUse.Input("kind", kind, at: action.place)) }
    job.steps.append(
      Step(
        action: ActionUse(kind: .step, name: "argo/resource-" + verb, inputs: inputs),
        place: action.place, via: via))
  }

  private func note(_ secret: PipelineValue?, in job: inout Job) {
    guard let secret, let text = secret.text else { return }
    job.secrets.append(Located(text, at: secret.place))
  }

  private func noteImage(_ image: PipelineValue?, in job: inout Job) {
    guard let image, let text = image.text else { return }
    job.images.append(Located(text, at: image.place))
  }
}

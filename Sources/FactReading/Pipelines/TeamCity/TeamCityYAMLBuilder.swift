import FactModel
import SourceModel
import Syntax

/// Builds the jobs of a pipeline in YAML.
///
/// What starts it is set at the host; changes of every branch do by default.
///
/// https://www.jetbrains.com/help/teamcity/pipelines-yaml-syntax.html
struct TeamCityYAMLBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  private static let stepLimit = 1000
  /// How many secrets a job or the file may have, since all jobs bear those of the file; real files have five.
  private static let secretLimit = 200

  private let root: Node
  private let document: PipelineDocument
  private var follower: StepFollower
  /// What the file gives all jobs.
  private var secrets: [Located<String>] = []
  private var environment: [String: String] = [:]

  init(_ root: Node, _ document: PipelineDocument, context: ReadingContext) {
    self.root = root
    self.document = document
    follower = StepFollower(context: context)
    secrets = declaredSecrets(of: root)
    environment = Self.environment(of: root)
  }

  private func declaredSecrets(of holder: Node) -> [Located<String>] {
    (holder["secrets"]?.entries ?? []).prefix(Self.secretLimit).compactMap { entry in
      entry.key.text.map { Located($0.withoutVariablePrefix, at: document.place(entry.key)) }
    }
  }

  private static func environment(of holder: Node) -> [String: String] {
    (holder["parameters"]?.variables ?? [:]).reduce(into: [:]) { all, variable in
      guard variable.key.hasPrefix("env.") else { return }
      all[variable.key.withoutVariablePrefix] = variable.value
    }
  }

  /// The pipeline; `nil` where no job does anything.
  mutating func pipeline(vendor: String) -> Pipeline? {
    guard let entries = root["jobs"]?.entries else { return nil }
    var jobs: [Job] = []
    for entry in entries where entry.value["steps"]?.isSequence == true {
      guard jobs.count < Self.jobLimit, let id = entry.key.text else { continue }
      jobs.append(job(id, entry))
    }
    guard jobs.contains(where: { !$0.steps.isEmpty }) else { return nil }
    let place = Place(document.path)
    var triggers = [Trigger(.push, at: place)]
    let inputs = inputs(of: jobs)
    if let first = inputs.first {
      triggers.append(Trigger(.manual, inputs: inputs, at: first.place))
    }
    return Pipeline(
      vendor: vendor, name: root["name"]?.text ?? document.path.text, place: place,
      triggers: triggers, jobs: jobs)
  }

  /// The parameters that a person sets, those marked that steps use.
  private func inputs(of jobs: [Job]) -> [PipelineInput] {
    let parameters = (root["parameters"]?.entries ?? []).filter { $0.value.isMapping }
      .prefix(PipelineDocument.variableLimit)
    let used = NameFinder.found(
      parameters.map { entry in entry.key.text.map { ["%\($0)%"] } ?? [] },
      in: jobs.lazy.flatMap { $0.steps.lazy.flatMap(\.words) })
    return zip(parameters, used).compactMap { entry, isUsed in
      guard let name = entry.key.text else { return nil }
      return PipelineInput(
        name: name, summary: entry.value["description"]?.text ?? "",
        options: entry.value["options"]?.texts ?? [], place: document.place(entry.key),
        isUsed: isUsed)
    }
  }

  private mutating func job(_ id: String, _ entry: Node.Entry) -> Job {
    let node = entry.value
    let needs = (node["dependencies"]?.itemsOrSelf ?? []).compactMap { item in
      item.text ?? item.entries.first?.key.text
    }
    var job = Job(
      id: id, name: node["name"]?.text ?? id, place: document.place(entry.key), needs: needs,
      events: [.push])
    for key in ["parallelism", "matrix"] {
      guard let fanOut = node.entry(key) else { continue }
      job.fanOut = document.place(fanOut.key)
    }
    if let cache = node.entry("enable-dependency-cache"), cache.value.flag == true {
      job.caches = [document.place(cache.key)]
    }
    if let kept = node.entry("files-publication") { job.artifacts = [document.place(kept.key)] }
    job.secrets = secrets + declaredSecrets(of: node)
    follower.beginJob()
    let environment = follower.joined(
      self.environment, with: Self.environment(of: node), at: job.place)
    for step in (node["steps"]?.items ?? []).prefix(Self.stepLimit) {
      if let image = step["docker-image"], let text = image.text {
        let used = Located(text, at: document.place(image))
        if !job.images.contains(used) { job.images.append(used) }
      }
      job.steps += steps(of: step, environment)
    }
    return job
  }

  private mutating func steps(of node: Node, _ environment: [String: String]) -> [Step] {
    guard let type = node["type"], let runner = type.text, node["enabled"]?.flag != false else {
      return []
    }
    let folder = node["working-directory"]?.text.map { RelativePath("").appending($0) }
    var shell = ShellText(
      name: node["name"]?.text, chunks: [], folder: folder ?? RelativePath(""),
      environment: environment)
    if let script = node["script-content"] ?? node["script"], let chunk = document.chunk(script) {
      shell.chunks = [chunk]
      return follower.steps(of: shell)
    }
    let command: String? =
      switch runner {
      case "maven": "mvn \(node["goals"]?.text ?? "")"
      case "gradle":
        (node["use-gradle-wrapper"]?.flag == false ? "gradle" : "./gradlew")
          + " \(node["tasks"]?.text ?? "")"
      default: nil
      }
    if let command {
      shell.chunks = [ShellChunk(text: command, place: document.place(type), keepsLines: false)]
      return follower.steps(of: shell)
    }
    guard follower.takesStep() else { return [] }
    let settings = node.entries.filter { !["type", "name"].contains($0.key.text ?? "") }
    let action = ActionUse(
      kind: .step, name: "teamcity/" + runner, inputs: document.inputs(settings))
    return [
      Step(
        name: shell.name, action: action, environment: environment, place: document.place(type))
    ]
  }
}

extension String {
  /// The name of a variable without the `env.` before it.
  fileprivate var withoutVariablePrefix: String {
    hasPrefix("env.") ? String(dropFirst(4)) : self
  }
}

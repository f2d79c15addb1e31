import FactModel
import SourceModel

/// Collects the steps of one job.
///
/// https://concourse-ci.org/docs/steps/
struct ConcoursePlan {
  /// What is true for a step by where it stands.
  struct Frame {
    var conditions: [Condition] = []
    var ignoresFailure = false
    var depth = 0
  }

  /// How many folders that steps make count; each command is compared with them.
  static let outputLimit = 200
  /// How many secrets of a job are told.
  private static let secretLimit = 500

  var builder: ConcourseBuilder
  var steps: [Step] = []
  var caches: [Place] = []
  var images: [Located<String>] = []
  var secrets: [Located<String>] = []
  private(set) var fanOut: Place?
  private var environments: [EnvironmentUse] = []
  /// Folders that hold the repository: its checkouts, and what former steps made of them.
  var folders: Set<String>

  init(builder: ConcourseBuilder) {
    self.builder = builder
    folders = builder.checkouts
  }

  /// The environment that all puts of the job name.
  var environment: EnvironmentUse? {
    Set(environments.map(\.name)).count == 1 ? environments.first : nil
  }

  mutating func add(job: PipelineValue) {
    let frame = Frame()
    for step in job["plan"]?.items ?? [] { add(step, frame) }
    addHooks(of: job, frame)
  }

  /// The steps inside `do`, `in_parallel` and the like.
  static func steps(of value: PipelineValue) -> [PipelineValue] {
    value["steps"]?.items ?? value.itemsOrSelf.filter(\.isMap)
  }

  private mutating func add(_ step: PipelineValue, _ frame: Frame) {
    guard step.isMap, frame.depth < ConcourseBuilder.depthLimit else { return }
    var inner = frame
    inner.depth += 1
    if let across = step.entry("across") { fanOut = fanOut ?? across.place }
    for (key, isParallel) in [("do", false), ("in_parallel", true), ("aggregate", true)] {
      guard let entry = step.entry(key) else { continue }
      let members = Self.steps(of: entry.value)
      let working = members.filter { $0["get"] == nil }
      if isParallel, working.count > 1 { fanOut = fanOut ?? entry.place }
      for member in members { add(member, inner) }
    }
    if let tried = step["try"] {
      var tolerant = inner
      tolerant.ignoresFailure = true
      for member in Self.steps(of: tried) { add(member, tolerant) }
    }
    if step["task"] != nil { addTask(step, frame) }
    if step["put"] != nil { addPut(step, frame) }
    if let name = step["get"]?.text { noteSecrets(ofResource: step["resource"]?.text ?? name) }
    if let name = step["set_pipeline"] { addPipeline(name, step) }
    addHooks(of: step, frame)
  }

  /// Steps that follow by how the others end.
  private mutating func addHooks(of step: PipelineValue, _ frame: Frame) {
    for key in ["on_success", "on_failure", "on_error", "on_abort", "ensure"] {
      guard let entry = step.entry(key) else { continue }
      var inner = frame
      inner.depth += 1
      if key.hasPrefix("on_"), key != "on_success" {
        inner.conditions.append(Condition(.outcome, key, at: entry.place))
      }
      add(entry.value, inner)
    }
  }

  private mutating func addPut(_ step: PipelineValue, _ frame: Frame) {
    guard let put = step.entry("put"), let name = put.value.text, builder.follower.takesStep()
    else { return }
    let resource = builder.resources[step["resource"]?.text ?? name]
    let parts = [step["params"], resource?.source].compactMap { $0?.entries }
    let settings = parts.flatMap { $0.prefix(PipelineDocument.inputLimit) }
    let image = resource?.image(putWith: step["params"])
    let inputs = settings.compactMap { entry -> ActionUse.Input? in
      // What an image's own parameter names is the file that it is loaded from.
      if let image, entry.key == "image" || entry.key == "repository" {
        return entry.key == "repository" ? ActionUse.Input("image", image, at: entry.place) : nil
      }
      guard image == nil || entry.key != "tag" else { return nil }
      let text = entry.value.texts.joined(separator: "\n")
      return text.isEmpty ? nil : ActionUse.Input(entry.key, text, at: entry.place)
    }
    if let params = step["params"] { noteSecrets(in: params) }
    noteSecrets(ofResource: step["resource"]?.text ?? name)
    for entry in settings where ["space", "environment", "env", "stage"].contains(entry.key) {
      guard let text = entry.value.text, EnvironmentName.isEnvironment(text) else { continue }
      environments.append(EnvironmentUse(text, at: entry.place))
    }
    steps.append(
      Step(
        name: name,
        action: ActionUse(
          kind: .step, name: "concourse/" + (resource?.type ?? name), inputs: inputs),
        ignoresFailure: frame.ignoresFailure, conditions: frame.conditions, place: put.place))
  }

  private mutating func addPipeline(_ name: PipelineValue, _ step: PipelineValue) {
    if let file = step["file"]?.text, let path = builder.treePath(file) {
      builder.setPipelines.append(path)
    }
    guard builder.follower.takesStep() else { return }
    steps.append(
      Step(
        name: name.text, action: ActionUse(kind: .step, name: "concourse/set_pipeline"),
        place: name.place))
  }

  /// Variables between double parentheses, which the vendor fills in from its store of secrets.
  ///
  /// https://concourse-ci.org/docs/vars/
  mutating func noteSecrets(in value: PipelineValue) {
    guard builder.follower.remaining > 0, secrets.count < Self.secretLimit else { return }
    note(Self.secrets(in: value))
  }

  /// Those that the source of a resource asks for.
  private mutating func noteSecrets(ofResource name: String) {
    guard builder.follower.remaining > 0 else { return }
    note(builder.secrets[name] ?? [])
  }

  private mutating func note(_ found: [Located<String>]) {
    secrets += found.prefix(max(0, Self.secretLimit - secrets.count))
  }

  /// The secrets that a value asks for.
  static func secrets(in value: PipelineValue) -> [Located<String>] {
    var found: [Located<String>] = []
    for leaf in value.secretLeaves where found.count < secretLimit {
      guard let text = leaf.text else { continue }
      found += variables(in: text).map { Located($0, at: leaf.place) }
    }
    return found
  }

  private static func variables(in text: String) -> [String] {
    guard text.contains("((") || text.contains("{{") else { return [] }
    let opened = text.replacing("{{", with: "((").replacing("}}", with: "))")
    return opened.split(separator: "((", omittingEmptySubsequences: false).dropFirst()
      .compactMap { part in
        guard let end = part.firstRange(of: "))") else { return nil }
        let name = part[..<end.lowerBound].trimmingSpaces
        let isName = name.utf8.allSatisfy { $0.isNamePart || "-./:\"".utf8.contains($0) }
        return name.isEmpty || !isName || !isSecret(name) ? nil : name
      }
  }

  /// Whether a variable is secret by its name; others hold branches, addresses and the like.
  private static func isSecret(_ name: String) -> Bool {
    let words: Set<String> = [
      "password", "passwd", "passphrase", "token", "secret", "secrets", "key", "credentials",
      "credential", "creds", "private", "webhook", "username", "user", "cert", "pat", "auth",
    ]
    return !words.isDisjoint(with: name.nameWords)
  }
}

extension PipelineValue {
  /// All scalars, those of mappings too.
  fileprivate var secretLeaves: [PipelineValue] {
    var leaves: [PipelineValue] = []
    var pending = [self]
    while let next = pending.popLast(), leaves.count < 5000 {
      switch next.content {
      case .text: leaves.append(next)
      case .list(let items): pending += items.reversed()
      case .map(let entries): pending += entries.reversed().map(\.value)
      case .reference: continue
      }
    }
    return leaves
  }
}

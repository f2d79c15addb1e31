import FactModel
import SourceModel
import Syntax

/// One step by its type.
///
/// https://codefresh.io/docs/docs/pipelines/steps/
struct CodefreshStep {
  private let name: String
  private let node: Node
  private let document: PipelineDocument
  private let parsed: CodefreshDocument
  private let all: CodefreshSteps
  private let context: ReadingContext

  init(
    _ name: String, _ node: Node, in document: PipelineDocument, _ parsed: CodefreshDocument,
    steps: CodefreshSteps, context: ReadingContext
  ) {
    self.name = name
    self.document = document
    self.parsed = parsed
    all = steps
    self.context = context
    // The plainest type may have its fields among arguments, as the others of today do.
    let isFreestyle = node["type"].map { $0.text == "freestyle" } ?? true
    if isFreestyle, let arguments = node["arguments"], arguments.isMapping {
      self.node = Node(.mapping(node.entries + arguments.entries), at: node.position)
    } else {
      self.node = node
    }
  }

  private func field(_ key: String) -> Node? {
    node[key] ?? node[key.replacing("_", with: "-")] ?? node["arguments"]?[key]
  }

  private var environment: [String: String] {
    (field("environment") ?? node["arguments"]?["environment"]).map(Self.variables) ?? [:]
  }

  private static func variables(_ node: Node) -> [String: String] {
    guard node.isSequence else { return node.variables }
    return node.texts.prefix(PipelineDocument.variableLimit).reduce(into: [:]) { all, text in
      guard let equal = text.firstIndex(of: "=") else { return }
      all[String(text[..<equal])] = String(text[text.index(after: equal)...])
    }
  }

  /// The images that it runs in and beside.
  var images: [Located<String>] {
    let services = (node["services"]?["composition"] ?? node["services"])?.entries ?? []
    let beside = services.compactMap { $0.value["image"] }
    return ([node["image"]].compactMap { $0 } + beside).compactMap { image in
      guard let text = image.text, !text.hasPrefix("${{") else { return nil }
      return Located(text, at: document.place(image))
    }
  }

  /// Layers of former builds.
  var caches: [Place] {
    guard node["type"]?.text == "build" else { return [] }
    return ["cache_from", "cache_to"].compactMap { node.entry($0)?.key }.map(document.place)
  }

  // MARK: - What it runs

  /// What the step runs, in order.
  func steps(_ follower: inout StepFollower, ignoresFailure: Bool = false) -> [Step] {
    let type = node["type"]?.text ?? "freestyle"
    var found: [Step]
    switch type {
    case "freestyle": found = freestyle(&follower)
    case "build": found = build(&follower)
    case "push": found = push(&follower)
    case "helm": found = helm(node["arguments"] ?? node, &follower)
    case "composition", "launch-composition": found = composition(type, &follower)
    default: found = [use(of: type, &follower)].compactMap { $0 } + commands(&follower)
    }
    if ignoresFailure {
      for index in found.indices { found[index].ignoresFailure = true }
    }
    return found
  }

  private func freestyle(_ follower: inout StepFollower) -> [Step] {
    let found = commands(&follower)
    guard found.isEmpty, node["commands"] == nil, node["cmd"] == nil, let image = node["image"],
      let text = image.text
    else { return found }
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    // The host's image for charts takes its arguments from variables.
    let last = parts[0].split(separator: "/").last.map(String.init) ?? parts[0]
    if last == "cfstep-helm" || last == "plugin-helm" {
      let command = CodefreshHelm(environment, text: text)
      return command.words.isEmpty ? [] : [step(command.words, at: image)]
    }
    let inputs = environment.sorted { $0.key < $1.key }.map { name, value in
      ActionUse.Input(name, value, at: document.place(image))
    }
    guard follower.takesStep() else { return [] }
    return [
      Step(
        action: ActionUse(
          kind: .step, name: parts[0], version: parts.dropFirst().first, inputs: inputs),
        environment: environment, place: document.place(image))
    ]
  }

  private func commands(_ follower: inout StepFollower) -> [Step] {
    var chunks = (field("commands")?.itemsOrSelf ?? []).compactMap(document.chunk)
    if chunks.isEmpty, node["type"] == nil || node["type"]?.text == "freestyle" {
      let parts = (node["entry_point"]?.itemsOrSelf ?? []) + (node["cmd"]?.itemsOrSelf ?? [])
      if let first = parts.first {
        chunks = [
          ShellChunk(
            words: parts.compactMap(\.text), texts: parts.map(document.chunk),
            at: document.place(first))
        ].compactMap { $0 }
      }
    }
    guard !chunks.isEmpty else { return [] }
    return follower.steps(
      of: ShellText(
        chunks: chunks, shell: node["shell"]?.text, folder: folder, environment: environment,
        folders: ["CF_VOLUME_PATH": RelativePath("")]))
  }

  /// The folder of the tree; `nil` outside of it.
  private var folder: RelativePath? {
    guard let text = field("working_directory")?.text else { return RelativePath("") }
    let parts = text.split(separator: "/").filter { !$0.contains("${{") && $0 != "." }
    if text.hasPrefix("/"), !text.hasPrefix("/codefresh/volume") { return nil }
    // The first part may be the folder into which the repository was cloned.
    for count in 0...min(3, parts.count) {
      let path = RelativePath(parts.dropFirst(count).joined(separator: "/"))
      if context.folders.contains(path) { return path }
    }
    return RelativePath("")
  }

  private func step(_ words: [String], at place: Node) -> Step {
    Step(words: words, environment: environment, place: document.place(place))
  }

  /// The steps of commands, as many as the job may have.
  private func steps(
    _ commands: [[String]], at place: Node, _ follower: inout StepFollower
  ) -> [Step] {
    let environment = environment
    return commands.filter { _ in follower.takesStep() }.map { words in
      Step(words: words, environment: environment, place: document.place(place))
    }
  }

  // MARK: - Images

  private func tags(of node: Node) -> [String] {
    let tags = (node["tags"]?.texts ?? []) + (node["tag"]?.texts ?? [])
    let told = Array(tags.prefix(PipelineDocument.inputLimit))
    return told.isEmpty ? ["${{CF_BRANCH_TAG_NORMALIZED}}"] : told
  }

  private func references(_ image: String, _ node: Node) -> [String] {
    let registry = node["registry"]?.text.map { $0.contains(".") ? $0 + "/" : "" } ?? ""
    return tags(of: node).map { registry + image + ":" + $0 }
  }

  /// What the host's build step does.
  ///
  /// https://codefresh.io/docs/docs/pipelines/steps/build/
  private func build(_ follower: inout StepFollower) -> [Step] {
    guard let name = field("image_name"), let image = name.text else { return [] }
    let names = references(image, node)
    var words = ["docker", "build"] + names.flatMap { ["-t", $0] }
    if let file = node["dockerfile"]?.text { words += ["-f", file] }
    if let target = node["target"]?.text { words += ["--target", target] }
    words.append(field("working_directory")?.text ?? ".")
    // Today's builds push by themselves; older files have a step for that.
    let isPushed = !all.hasPush && node["disable_push"]?.lenientFlag != true
    let pushes = isPushed ? names.map { ["docker", "push", $0] } : []
    return steps([words] + pushes, at: name, &follower)
  }

  /// What the host's push step does.
  ///
  /// https://codefresh.io/docs/docs/pipelines/steps/push/
  private func push(_ follower: inout StepFollower) -> [Step] {
    guard let candidate = node["candidate"], let text = candidate.text else { return [] }
    let built = text.replacing("${{", with: "").replacing("}}", with: "").trimmingSpaces
    let source = all[built]
    let own = field("image_name")?.text
    guard
      let image = own ?? (source?["image_name"] ?? source?["image-name"])?.text ?? Optional(text)
    else { return [] }
    let pushes = references(image, node).map { ["docker", "push", $0] }
    return steps(pushes, at: candidate, &follower)
  }

  // MARK: - Other types

  private func helm(_ arguments: Node, _ follower: inout StepFollower) -> [Step] {
    let found = commands(&follower)
    guard found.isEmpty else { return found }
    let command = CodefreshHelm(Self.settings(arguments), text: "")
    return command.words.isEmpty ? [] : [step(command.words, at: node)]
  }

  /// The arguments by the names that the host's image has for them.
  private static func settings(_ arguments: Node) -> [String: String] {
    arguments.entries.reduce(into: [:]) { all, entry in
      guard let name = entry.key.text else { return }
      all[name.uppercased()] = entry.value.texts.joined(separator: ",")
    }
  }

  /// Tests that run in a container beside others.
  ///
  /// https://codefresh.io/docs/docs/pipelines/steps/composition/
  private func composition(_ type: String, _ follower: inout StepFollower) -> [Step] {
    var found = [use(of: type, &follower)].compactMap { $0 }
    let candidates = (field("composition_candidates") ?? node["composition-candidates"])?.entries
    for candidate in candidates ?? [] {
      guard let command = candidate.value["command"] else { continue }
      let chunks =
        command.isSequence
        ? [
          ShellChunk(
            text: command.texts.joined(separator: " "), place: document.place(command),
            keepsLines: false)
        ] : [document.chunk(command)].compactMap { $0 }
      found += follower.steps(
        of: ShellText(
          chunks: chunks,
          environment: candidate.value["environment"].map(Self.variables) ?? [:],
          wrappers: ["docker compose run"]))
    }
    return found
  }

  /// A type of the host or of its marketplace, with what is passed to it.
  private func use(of type: String, _ follower: inout StepFollower) -> Step? {
    guard let place = node["type"], follower.takesStep() else { return nil }
    let parts = type.split(separator: ":", maxSplits: 1).map(String.init)
    let own: Set = [
      "type", "title", "description", "stage", "when", "fail_fast", "strict_fail_fast", "hooks",
      "arguments", "composition", "composition_candidates", "commands",
    ]
    let settings =
      node.entries.filter { entry in entry.key.text.map { !own.contains($0) } ?? false }
      + (node["arguments"]?.entries ?? [])
    var name = "codefresh/" + (parts.first ?? type)
    if parts.first == "codefresh-run", let called = node["arguments"]?["PIPELINE_ID"]?.text {
      name = "codefresh-run/" + called
    }
    let kind: ActionUse.Kind = name.hasPrefix("codefresh-run/") ? .pipeline : .step
    return Step(
      action: ActionUse(
        kind: kind, name: name, version: parts.dropFirst().first, inputs: document.inputs(settings)),
      environment: environment, place: document.place(place))
  }
}

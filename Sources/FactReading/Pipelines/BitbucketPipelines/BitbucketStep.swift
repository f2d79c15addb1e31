import FactModel
import SourceModel
import Syntax

/// A step of a pipeline of Bitbucket, which is a job to others.
///
/// https://support.atlassian.com/bitbucket-cloud/docs/step-options/
struct BitbucketStep {
  private let node: Node
  private let stage: BitbucketStage
  private let root: Node
  private let services: [String: Node]
  private let document: PipelineDocument

  init(
    _ node: Node, _ stage: BitbucketStage, _ root: Node, _ services: [String: Node],
    in document: PipelineDocument
  ) {
    self.node = node
    self.stage = stage
    self.root = root
    self.services = services
    self.document = document
  }

  /// Fills in what the step says of itself, its commands left out.
  func describe(_ job: inout Job) {
    job.conditions = conditions
    job.gate = gate
    if let deployment = node["deployment"] ?? stage.node?["deployment"], let name = deployment.text
    {
      job.environment = EnvironmentUse(name, at: document.place(deployment))
    }
    job.ignoresFailure = node["on-fail", "strategy"]?.text == "ignore"
    job.fanOut = stage.fanOut
    if let caches = node.entry("caches"), !caches.value.items.isEmpty {
      job.caches = [document.place(caches.key)]
    }
    job.artifacts = artifacts
    if let oidc = node.entry("oidc"), oidc.value.lenientFlag == true {
      job.identity = document.place(oidc.key)
    }
    job.images = images
  }

  private var gate: Gate? {
    let entries = [node.entry("trigger"), stage.isBegun ? nil : stage.node?.entry("trigger")]
    let manual = entries.lazy.compactMap { $0 }.first { $0.value.text == "manual" }
    return manual.map { Gate(.manual, at: document.place($0.key)) }
  }

  private var conditions: [Condition] {
    [node["condition"], stage.node?["condition"]].compactMap { $0 }.flatMap { condition in
      condition.entries.compactMap { entry -> Condition? in
        if entry.key.text == "changesets" {
          let paths = entry.value["includePaths"]?.texts ?? entry.value["excludePaths"]?.texts ?? []
          return Condition(.paths, paths.joined(separator: ", "), at: document.place(entry.key))
        }
        guard let text = entry.value.text else { return nil }
        return Condition(Self.subject(of: text), text.onOneLine, at: document.place(entry.key))
      }
    }
  }

  private static func subject(of text: String) -> Condition.Subject {
    if text.contains("BITBUCKET_TAG") { return .tag }
    if text.contains("BITBUCKET_BRANCH") || text.contains("BITBUCKET_PR") { return .branch }
    return .other
  }

  private var artifacts: [Place] {
    guard let entry = node.entry("artifacts") else { return [] }
    let names = entry.value["paths"]?.texts ?? entry.value["upload"]?.texts ?? entry.value.texts
    let isKept = !names.isEmpty || entry.value["upload"]?.items.isEmpty == false
    return isKept ? [document.place(entry.key)] : []
  }

  private var images: [Located<String>] {
    let used = (node["services"]?.texts ?? []).compactMap { services[$0]?["image"] }
    return ([node["image"] ?? root["image"]].compactMap { $0 } + used).compactMap { image in
      (image.text ?? image["name"]?.text).map { Located($0, at: document.place(image)) }
    }
  }

  // MARK: - Commands

  /// What the step runs, in order.
  func steps(_ follower: inout StepFollower) -> [Step] {
    let before = commands(node["script"], &follower)
    // What comes after the script does not decide about the step.
    let after = commands(node["after-script"], &follower, ignoresFailure: true)
    return before + after + called
  }

  /// The commands of a script, those between two pipes run by one shell.
  private func commands(
    _ script: Node?, _ follower: inout StepFollower, ignoresFailure: Bool = false
  ) -> [Step] {
    var steps: [Step] = []
    var chunks: [ShellChunk] = []
    for item in flat(script) {
      if let pipe = item["pipe"] {
        steps += self.steps(of: chunks, &follower, ignoresFailure)
        chunks = []
        steps += self.pipe(pipe, of: item, ignoresFailure, &follower)
      } else if let chunk = document.chunk(item) {
        chunks.append(chunk)
      }
    }
    return steps + self.steps(of: chunks, &follower, ignoresFailure)
  }

  /// The items of a list, lists in it included: an anchor may hold several commands.
  private func flat(_ node: Node?) -> [Node] {
    var flat: [Node] = []
    var pending = (node?.itemsOrSelf ?? []).reversed() as [Node]
    while let next = pending.popLast() {
      if next.isSequence { pending += next.items.reversed() } else { flat.append(next) }
    }
    return flat
  }

  private func steps(
    of chunks: [ShellChunk], _ follower: inout StepFollower, _ ignoresFailure: Bool
  ) -> [Step] {
    guard !chunks.isEmpty else { return [] }
    return follower.steps(
      of: ShellText(
        chunks: chunks, folders: ["BITBUCKET_CLONE_DIR": RelativePath("")],
        ignoresFailure: ignoresFailure))
  }

  /// A pipe, with its version cut off.
  ///
  /// https://support.atlassian.com/bitbucket-cloud/docs/use-pipes-in-bitbucket-pipelines/
  private func pipe(
    _ pipe: Node, of item: Node, _ ignoresFailure: Bool, _ follower: inout StepFollower
  ) -> [Step] {
    guard let text = pipe.text, follower.takesStep() else { return [] }
    let isImage = text.hasPrefix("docker://")
    let address = isImage ? String(text.dropFirst("docker://".count)) : text
    let parts = address.split(separator: ":", maxSplits: 1).map(String.init)
    let inputs = document.inputs(item["variables"]?.entries ?? [], empty: "")
    let use = ActionUse(
      kind: .step, name: (isImage ? "docker://" : "") + (parts.first ?? address),
      version: parts.dropFirst().first, inputs: inputs)
    return [
      Step(
        name: item["name"]?.text, action: use, ignoresFailure: ignoresFailure,
        place: document.place(pipe))
    ]
  }

  /// The pipeline that the step starts instead of running a script.
  private var called: [Step] {
    guard node["type"]?.text == "pipeline", let custom = node["custom"], let name = custom.text
    else { return [] }
    let use = ActionUse(kind: .pipeline, name: "custom/" + name)
    return [Step(action: use, place: document.place(custom))]
  }
}

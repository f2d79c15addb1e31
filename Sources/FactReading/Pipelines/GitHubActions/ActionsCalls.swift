import FactModel
import SourceModel
import Syntax

extension ActionsBuilder {
  /// The jobs of a local workflow that a job calls; `nil` where it is not in the repository.
  ///
  /// https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows
  mutating func calledJobs(
    _ name: String, at uses: Node, by job: Job, with node: Node, _ scope: ActionsScope,
    _ situations: [ActionsSituation], in workflow: ActionsWorkflow
  ) -> [Job]? {
    guard name.hasPrefix("./"), let path = RelativePath("").appending(name) else { return nil }
    guard let document = document(path), let root = document.root,
      let declared = Self.callInterface(of: root)
    else { return nil }
    called.insert(path)
    guard !workflow.call.active.contains(path), workflow.call.active.count < Self.depthLimit,
      mayCall(path, root)
    else { return [] }
    let call = ActionsCall(
      prefix: job.id + "/", via: workflow.call.via + [workflow.document.place(uses)],
      situations: situations, inputs: Self.inputs(declared["inputs"], node["with"], scope),
      knowsInputs: true, conditions: job.conditions, gate: job.gate,
      ignoresFailure: job.ignoresFailure, fanOut: job.fanOut,
      identity: job.identity,
      active: workflow.call.active.union([path]))
    return jobs(of: root, in: document, call: call)
  }

  /// The value of `on.workflow_call`, also where `on` only names it.
  private static func callInterface(of root: Node) -> Node? {
    guard let on = root["on"] else { return nil }
    if let entry = on.entry("workflow_call") { return entry.value }
    return on.itemsOrSelf.first { $0.text == "workflow_call" }
  }

  /// The values of declared inputs: what is passed, or the default, in the type that is declared.
  private static func inputs(
    _ declared: Node?, _ passed: Node?, _ scope: ActionsScope
  ) -> [String: ActionsValue] {
    let given = Dictionary(
      (passed?.entries ?? []).compactMap { entry in
        entry.key.text.map { ($0.lowercased(), entry.value) }
      }, uniquingKeysWith: { $1 })
    let pairs = (declared?.entries ?? []).compactMap { entry -> (String, ActionsValue)? in
      guard let name = entry.key.text?.lowercased() else { return nil }
      let isFlag = entry.value["type"]?.text == "boolean"
      guard let node = given[name] ?? entry.value["default"] else {
        return (name, isFlag ? .bool(false) : .text(""))
      }
      // A flag passed as text is a text unless a flag is declared.
      if !isFlag, node.flag != nil, let text = node.text { return (name, .text(text)) }
      return (name, scope.passed(node))
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  /// The one step of a job that calls a workflow of another repository.
  func remoteCall(
    of name: String, at uses: Node, by job: Job, _ node: Node, _ scope: ActionsScope,
    in workflow: ActionsWorkflow
  ) -> Step {
    let (name, version) = Self.nameAndVersion(of: scope.substituted(name))
    let action = ActionUse(
      kind: .pipeline, name: name, version: version,
      inputs: Self.inputs(node["with"], scope, workflow.document))
    // What the callers before it are called says nothing of this workflow.
    let ownID = String(job.id.dropFirst(workflow.call.prefix.count))
    return Step(
      name: node["name"]?.text ?? ownID, action: action, place: workflow.document.place(uses),
      via: workflow.call.via)
  }

  /// The inputs that are commands by their names.
  static let commandInputs: Set<String> = ["run", "script", "command", "commands", "cmd"]

  /// Whether an input is commands by its name: `run`, `gradle-command`, `postbuild_script`; those by which the program
  /// starts later run elsewhere.
  static func takesCommands(_ input: String) -> Bool {
    guard !input.hasPrefix("start") else { return false }
    return commandInputs.contains(input)
      || commandInputs.contains { name in
        name != "run" && (input.hasSuffix("-" + name) || input.hasSuffix("_" + name))
      }
  }

  /// Commands that a job hands to a workflow of another repository, which runs them:
  /// `gradle-command: ./gradlew check`.
  ///
  /// https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows
  mutating func passedCommands(
    by node: Node, _ scope: ActionsScope, in workflow: ActionsWorkflow
  ) -> [Step] {
    follower.beginJob()
    return (node["with"]?.entries ?? []).flatMap { entry -> [Step] in
      guard let input = entry.key.text?.lowercased(), Self.takesCommands(input),
        var chunk = workflow.document.chunk(entry.value)
      else { return [] }
      chunk.text = ActionsStepSetting.withVariables(scope.substituted(chunk.text))
      return follower.steps(of: ShellText(chunks: [chunk], via: workflow.call.via))
    }
  }

  /// `owner/name/path@version` in its two parts.
  static func nameAndVersion(of uses: String) -> (String, String?) {
    let uses = withoutHost(uses.trimmingSpaces)
    guard let at = uses.utf8.lastIndex(of: UInt8(ascii: "@")) else { return (uses, nil) }
    return (String(uses[..<at]), String(uses[uses.utf8.index(after: at)...]))
  }

  /// `https://code.example.org/actions/checkout@v6` as `actions/checkout@v6`.
  ///
  /// https://forgejo.org/docs/latest/user/actions/reference/
  private static func withoutHost(_ uses: String) -> String {
    guard uses.hasPrefix("https://") || uses.hasPrefix("http://") else { return uses }
    let parts = uses.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3)
    return parts.joined(separator: "/")
  }

  /// What is passed by `with`.
  static func inputs(
    _ with: Node?, _ scope: ActionsScope, _ document: PipelineDocument
  ) -> [ActionUse.Input] {
    (with?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      let value = entry.value.texts.map(scope.substituted).joined(separator: "\n")
      return ActionUse.Input(name, value, at: document.place(entry.key))
    }
  }
}

extension ActionsBuilder {
  /// The steps of a local action; `nil` where it is no composite one or not in the repository.
  ///
  /// https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runs-for-composite-actions
  mutating func actionSteps(
    _ name: String, at uses: Node, with node: Node, _ setting: ActionsStepSetting
  ) -> [Step]? {
    guard let path = actionFile(name), let document = document(path), let root = document.root,
      root["runs", "using"]?.text == "composite"
    else { return nil }
    guard !setting.active.contains(path), setting.active.count < Self.depthLimit,
      mayCall(path, root)
    else { return [] }
    var inner = setting
    inner.document = document
    inner.via.append(setting.document.place(uses))
    inner.active.insert(path)
    inner.folders["GITHUB_ACTION_PATH"] = path.folder
    inner.shell = nil
    inner.folder = RelativePath("")
    inner.writtenFolder = nil
    inner.scope.inputs = Self.inputs(root["inputs"], node["with"], setting.scope)
    inner.scope.knowsInputs = true
    return steps(of: root["runs", "steps"], inner)
  }

  /// The file of a local action.
  ///
  /// Where a workflow checks its repository out into a folder, the path
  /// begins with that folder.
  private func actionFile(_ name: String) -> RelativePath? {
    guard let folder = RelativePath("").appending(name) else { return nil }
    let parts = folder.parts
    for start in 0...min(2, max(0, parts.count - 1)) {
      let candidate = RelativePath(parts.dropFirst(start).joined(separator: "/"))
      for file in ["action.yml", "action.yaml"] where context.has(file, in: candidate) {
        return candidate.appending(file)
      }
    }
    return nil
  }
}

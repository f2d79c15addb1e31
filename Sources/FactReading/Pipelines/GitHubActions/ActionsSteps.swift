import FactModel
import SourceModel
import Syntax

/// What is true for all steps of a job or action.
struct ActionsStepSetting {
  var document: PipelineDocument
  /// The ways in which the job can start.
  var situations: [ActionsSituation]
  var scope: ActionsScope
  var environment: [String: String]
  var shell: String?
  var folder: RelativePath?
  /// The folder as the file writes it, where it does.
  var writtenFolder: String?
  /// The matrix of the job.
  let matrix: ActionsMatrix
  /// Variables that hold folders of the repository.
  var folders: [String: RelativePath]
  /// Where the job puts the repository.
  private(set) var checkouts = ActionsCheckouts()
  var via: [Place]
  var conditions: [Condition] = []
  var ignoresFailure = false
  /// The ids of the steps by whose outcome a later one decides.
  var decided: Set<String> = []
  /// The actions that are being read.
  var active: Set<RelativePath> = []

  init(
    job: Node, in workflow: ActionsWorkflow, _ scope: ActionsScope,
    _ situations: [ActionsSituation], environment: [String: String], _ context: ReadingContext
  ) {
    document = workflow.document
    self.situations = situations
    self.scope = scope
    self.environment = environment
    folders = ["GITHUB_WORKSPACE": RelativePath("")]
    via = workflow.call.via
    let defaults = [job["defaults", "run"], workflow.root["defaults", "run"]].compactMap { $0 }
    shell = defaults.lazy.compactMap { $0["shell"]?.text }.first
    folder = RelativePath("")
    matrix = ActionsMatrix(job["strategy"])
    writtenFolder = defaults.lazy.compactMap { $0["working-directory"]?.text }.first
    checkouts = ActionsCheckouts(in: job["steps"], self, context)
    if let writtenFolder { folder = resolved(writtenFolder) }
  }

  /// A folder as the file names it, `nil` where it lies elsewhere or is not known.
  func resolved(_ text: String) -> RelativePath? {
    let text = filled(text)
    if let rest = checkouts.rest(of: text) { return RelativePath("").appending("./" + rest) }
    guard !text.contains("${{"), !text.hasPrefix("/"), !text.hasPrefix("~") else { return nil }
    for (name, folder) in folders {
      for variable in ["$\(name)", "${\(name)}"] where text.hasPrefix(variable) {
        return checkouts.inRepository(folder.appending("./" + text.dropFirst(variable.count)))
      }
    }
    return text.contains("$") ? nil : checkouts.inRepository(RelativePath("").appending(text))
  }

  /// The name of a folder or file with the expressions put in that are known.
  func filled(_ name: String) -> String {
    Self.withVariables(withEnvironment(scope.substituted(name))).trimmingSpaces
  }

  /// How many bytes of variables the name of a folder or file takes in; no system lets one be longer.
  private static let nameLimit = 4_096

  /// Expressions of variables that the file gives plain values, `${{ env.FOLDER }}`, as these.
  private func withEnvironment(_ text: String) -> String {
    guard text.contains("${{") else { return text }
    var left = Self.nameLimit
    return ActionsTemplate.pieces(of: text).map { piece -> String in
      guard piece.isExpression else { return piece.text }
      let parts = piece.text.trimmingSpaces.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0] == "env",
        let written = environment[parts[1]], written.utf8.count <= left
      else { return "${{ \(piece.text) }}" }
      let value = scope.substituted(written)
      guard !value.contains("$"), value.utf8.count <= left else { return "${{ \(piece.text) }}" }
      left -= value.utf8.count
      return value
    }.joined()
  }

  /// The expressions that name folders, as the variables that hold the same.
  static func withVariables(_ text: String) -> String {
    guard text.contains("${{") else { return text }
    return ActionsTemplate.pieces(of: text).map { piece in
      guard piece.isExpression else { return piece.text }
      let parts = piece.text.split(separator: ".", maxSplits: 1).map(String.init)
      let name = parts.first.map { ([HostContext.canonical($0)] + parts.dropFirst()) } ?? []
      switch name.joined(separator: ".") {
      case "github.workspace": return "$GITHUB_WORKSPACE"
      case "github.action_path": return "$GITHUB_ACTION_PATH"
      default: return "${{ \(piece.text) }}"
      }
    }.joined()
  }
}

extension ActionsBuilder {
  /// The steps that can run, local actions and scripts followed.
  mutating func steps(of node: Node?, _ setting: ActionsStepSetting) -> [Step] {
    let items = node?.items ?? []
    var setting = setting
    setting.decided = decidedSteps(among: items, setting)
    return items.flatMap { steps(of: $0, in: setting) }
  }

  private mutating func steps(of node: Node, in setting: ActionsStepSetting) -> [Step] {
    guard deadSteps <= Self.deadStepLimit else { return [] }
    let rule = ActionsRule(node["if"], in: setting.document, context: context)
    guard mayRun(rule, of: node["if"], setting) else {
      noteDeadStep(at: setting.document.place(node))
      return []
    }
    // Actions that use each other twice at every level are many steps.
    guard follower.takesStep() else { return [] }
    var setting = setting
    setting.conditions += conditions(of: rule, setting)
    let isDecided = node["id"]?.text.map { setting.decided.contains($0.lowercased()) } ?? false
    setting.ignoresFailure =
      setting.ignoresFailure || !isDecided && setting.scope.isTrue(node["continue-on-error"])
    let own = (node["env"]?.variables ?? [:]).mapValues(setting.scope.substituted)
    setting.environment = merged(setting.environment, with: own)
    let name = node["name"]?.text.map { setting.scope.substituted($0) }
    if let run = node["run"] { return commands(run, of: node, name, rule, setting) }
    guard let uses = node["uses"], let text = uses.text else { return [] }
    if text.hasPrefix("./"), let steps = actionSteps(text, at: uses, with: node, rule, setting) {
      return steps
    }
    return action(text, at: uses, of: node, name, rule, setting)
  }

  /// The conditions of a step; those on events say so where they leave only what people start.
  private func conditions(of rule: ActionsRule, _ setting: ActionsStepSetting) -> [Condition] {
    guard rule.conditions.contains(where: { $0.subject == .event }) else { return rule.conditions }
    let left = situations(leftBy: rule, in: setting.scope, setting)
    let isByPeople = left.allSatisfy { situation in
      switch situation.event {
      case .manual, .tag, .release: true
      case .push, .pullRequest, .mergeQueue, .schedule, .api, .called, .upstream, .other: false
      }
    }
    guard isByPeople, !left.isEmpty else { return rule.conditions }
    return rule.conditions.map { condition in
      guard condition.subject == .event else { return condition }
      var condition = condition
      condition.subject = .person
      return condition
    }
  }

  private mutating func commands(
    _ run: Node, of node: Node, _ name: String?, _ rule: ActionsRule,
    _ setting: ActionsStepSetting
  ) -> [Step] {
    guard var chunk = setting.document.chunk(run) else { return [] }
    chunk.text = ActionsStepSetting.withVariables(setting.scope.substituted(chunk.text))
    var text = shellText([chunk], name, setting)
    text.shell = node["shell"]?.text.map { setting.scope.substituted($0) } ?? setting.shell
    let folder = node["working-directory"]?.text
    if let folder { text.folder = setting.resolved(folder) }
    text.choices = choices(of: chunk.text, in: folder ?? setting.writtenFolder, rule, setting)
    return follower.steps(of: text)
  }

  /// What a step runs in one shell.
  func shellText(
    _ chunks: [ShellChunk], _ name: String?, _ setting: ActionsStepSetting
  ) -> ShellText {
    ShellText(
      name: name, chunks: chunks, folder: setting.folder, environment: setting.environment,
      folders: setting.folders, checkouts: setting.checkouts.folders,
      ignoresFailure: setting.ignoresFailure,
      conditions: setting.conditions, via: setting.via)
  }

  /// A step that uses an action from elsewhere, with the commands that are passed to it.
  private mutating func action(
    _ text: String, at uses: Node, of node: Node, _ name: String?, _ rule: ActionsRule,
    _ setting: ActionsStepSetting
  ) -> [Step] {
    let isImage = text.hasPrefix("docker://")
    let (action, version) =
      isImage ? (text, nil) : Self.nameAndVersion(of: setting.scope.substituted(text))
    let use = ActionUse(
      kind: .step, name: action, version: version,
      inputs: Self.inputs(node["with"], setting.scope, setting.document))
    let step = Step(
      name: name, action: use, environment: setting.environment,
      ignoresFailure: setting.ignoresFailure, conditions: setting.conditions,
      place: setting.document.place(uses), via: setting.via)
    return [step] + passedCommands(to: action, node["with"], name, setting)
      + builtStages(by: action, at: uses, node["with"], name, rule, setting)
  }

  /// The same of steps; `runCmd` is one of
  /// https://github.com/devcontainers/ci/blob/main/docs/github-action.md.
  private static let stepInputs: Set<String> = ["inlinescript", "runcmd"]

  /// Commands that an action runs for the workflow: on an emulator, in a virtual machine, again and
  /// again, or over `ssh`.
  private mutating func passedCommands(
    to action: String, _ with: Node?, _ name: String?, _ setting: ActionsStepSetting
  ) -> [Step] {
    (with?.entries ?? []).flatMap { entry -> [Step] in
      guard let input = entry.key.text?.lowercased(),
        var chunk = setting.document.chunk(entry.value)
      else { return [] }
      let verb = Self.daggerVerb(action, input, with)
      // One word may be the name of a script: `build-script: build:ci`.
      let isCommand =
        Self.takesCommands(input)
        && (Self.commandInputs.contains(input) || chunk.text.contains(where: \.isWhitespace))
      guard isCommand || Self.stepInputs.contains(input) || verb != nil else { return [] }
      chunk.text = ActionsStepSetting.withVariables(setting.scope.substituted(chunk.text))
      if let verb { chunk.text = "dagger \(verb) " + chunk.text }
      var text = shellText([chunk], name, setting)
      if action.lowercased().contains("ssh") { text.wrappers = ["ssh"] }
      // https://github.com/actions/github-script: JavaScript, not shell.
      if action.hasSuffix("github-script") { text.shell = "node" }
      return follower.steps(of: text)
    }
  }

  /// What Dagger's action does with an input that holds a function and its arguments.
  ///
  /// https://github.com/dagger/dagger-for-github
  private static func daggerVerb(_ action: String, _ input: String, _ with: Node?) -> String? {
    guard action.lowercased().hasSuffix("dagger-for-github") else { return nil }
    switch input {
    case "args": return with?["verb"]?.text ?? "call"
    case "call": return "call"
    default: return nil
    }
  }
}

import FactModel
import SourceModel

/// What is true for all steps of a job or command.
struct CircleSetting {
  /// How deep commands may call each other.
  static let depthLimit = 12

  /// Parameters of the pipeline that a change leaves as they are.
  var defaults: CircleScope
  /// What parameters of the pipeline hold by default.
  var parameters: [String: PipelineValue]
  var situations: [CircleSituation]
  var isContinued: Bool
  /// Parameters of the job or command.
  var scope = CircleScope()
  /// What stands before the names of an orb that is written in the configuration, `tools/`.
  var orb = ""
  var environment: [String: String] = [:]
  var shell: String?
  /// The folder of the repository, as the job names it.
  var root = "~/project"
  var folder: RelativePath? = RelativePath("")
  var via: [Place] = []
  var conditions: [Condition] = []
  var depth = 0

  /// A text ready to be shown: the defaults filled in, and no more placeholders that a shell misreads.
  func finished(_ text: String) -> String {
    guard text.contains("<<") else { return text }
    var budget = 1_000
    let value = PipelineValue(.text(text, isNull: false), at: Place(RelativePath("")))
    return CirclePiece.shown(defaults.filled(value, &budget).text ?? text)
  }

  /// Takes over the job's working directory.
  mutating func start(in directory: String?, checkout: String?) {
    root = checkout.flatMap { $0 == "." ? nil : $0 } ?? directory ?? root
    folder = directory.map { resolved($0) } ?? RelativePath("")
  }

  /// A folder as a step names it; `nil` where it lies outside of the repository.
  func resolved(_ text: String) -> RelativePath? {
    let text = finished(text)
    if text.hasPrefix(root) {
      let rest = text.dropFirst(root.count)
      if rest.isEmpty || rest.hasPrefix("/") { return RelativePath("").appending("./" + rest) }
    }
    guard !text.hasPrefix("/"), !text.hasPrefix("~"), !text.contains("$") else { return nil }
    return folder?.appending(text)
  }
}

extension CircleBuilder {
  /// The steps that can run, commands of the configuration followed.
  ///
  /// https://circleci.com/docs/reference/configuration-reference/#steps
  mutating func steps(of value: PipelineValue?, _ setting: CircleSetting) -> [Step] {
    guard let value, setting.depth < CircleSetting.depthLimit else { return [] }
    return setting.scope.filled(value, &budget).flatItems.flatMap { item in
      // Every item counts, so that commands that call each other end.
      follower.takesStep() ? step(item, setting) : []
    }
  }

  private mutating func step(_ item: PipelineValue, _ setting: CircleSetting) -> [Step] {
    if let name = item.text {
      return call(name, PipelineValue(.map([]), at: item.place), at: item.place, setting)
    }
    guard let entry = item.entries.first else { return [] }
    switch entry.key {
    case "run", "deploy": return commands(entry, setting)
    case "when": return conditional(entry, setting)
    case "unless":
      guard let condition = entry.value.entry("condition") else { return [] }
      let not = PipelineValue(
        .map([PipelineValue.Entry(key: "not", place: condition.place, value: condition.value)]),
        at: condition.value.place)
      let changed = entry.value.merged(
        with: PipelineValue(
          .map([PipelineValue.Entry(key: "condition", place: condition.place, value: not)]),
          at: entry.value.place))
      return conditional(
        PipelineValue.Entry(key: "when", place: entry.place, value: changed), setting)
    default: return call(entry.key, entry.value, at: entry.place, setting)
    }
  }

  /// Steps under a condition, where it may hold.
  private mutating func conditional(
    _ entry: PipelineValue.Entry, _ setting: CircleSetting
  ) -> [Step] {
    guard let condition = entry.value["condition"] else { return [] }
    let truths = setting.situations.map { situation in
      CircleCondition(value: condition, situation: situation, parameters: setting.parameters).truth
    }
    var inner = setting
    inner.situations = zip(setting.situations, truths).filter { $0.1 != false }.map(\.0)
    guard !inner.situations.isEmpty else { return [] }
    inner.depth += 1
    if truths.contains(where: { $0 != true }) {
      inner.conditions.append(
        CircleCondition.condition(condition, isContinued: setting.isContinued))
    }
    return steps(of: entry.value["steps"], inner)
  }

  /// A command of the configuration, or a step of the host or of an orb.
  private mutating func call(
    _ name: String, _ value: PipelineValue, at place: Place, _ setting: CircleSetting
  ) -> [Step] {
    let local = configuration.commands[setting.orb + name].map { (setting.orb + name, $0) }
    guard let (key, command) = local ?? configuration.commands[name].map({ (name, $0) }) else {
      return use(name, value, at: place, setting)
    }
    var inner = setting
    inner.depth += 1
    inner.via.append(place)
    inner.orb = key.lastIndex(of: "/").map { String(key[...$0]) } ?? ""
    inner.scope = setting.scope.inner(command["parameters"], passed: value.entries, &budget)
    return steps(of: command["steps"], inner)
  }

  /// A step of the host or of an orb from elsewhere, with the steps and commands passed to it.
  mutating func use(
    _ name: String, _ value: PipelineValue, at place: Place, _ setting: CircleSetting
  ) -> [Step] {
    let orb = configuration.orbName(name)
    let inputs = value.entries.filter { !$0.isSteps }.map { entry in
      ActionUse.Input(
        entry.key, setting.finished(entry.value.texts.joined(separator: "\n")), at: entry.place)
    }
    let action = ActionUse(
      kind: .step, name: orb?.name ?? name, version: orb?.version, inputs: inputs)
    let step = Step(
      action: action, environment: setting.environment, conditions: setting.conditions,
      place: place, via: setting.via)
    guard orb != nil else { return [step] }
    var inner = setting
    inner.depth += 1
    return [step]
      + value.entries.flatMap { entry -> [Step] in
        if entry.isSteps { return steps(of: entry.value, inner) }
        if let script = entry.packageScript {
          var there = setting
          if let folder = value["app-dir"]?.text { there.folder = setting.resolved(folder) }
          return shell(script, there, name: nil)
        }
        guard ["run", "script", "command", "commands", "cmd"].contains(entry.key) else { return [] }
        return shell(entry.value, setting, name: nil)
      }
  }

  /// `run`, as a command alone or with its settings.
  ///
  /// https://circleci.com/docs/reference/configuration-reference/#run
  private mutating func commands(
    _ entry: PipelineValue.Entry, _ setting: CircleSetting
  ) -> [Step] {
    var setting = setting
    let value = entry.value
    guard let command = value.text == nil ? value["command"] : value else { return [] }
    setting.environment.merge((value["environment"]?.pairs ?? [:]).mapValues(setting.finished)) {
      $1
    }
    setting.shell = value["shell"]?.text ?? setting.shell
    if let folder = value["working_directory"]?.text { setting.folder = setting.resolved(folder) }
    if let when = value.entry("when"), when.value.text == "on_fail" {
      setting.conditions.append(Condition(.outcome, "when: on_fail", at: when.place))
    }
    return shell(command, setting, name: value["name"]?.text.map(setting.finished))
  }

  private mutating func shell(
    _ command: PipelineValue, _ setting: CircleSetting, name: String?
  ) -> [Step] {
    guard var chunk = command.chunk else { return [] }
    chunk.text = setting.finished(chunk.text)
    let text = ShellText(
      name: name, chunks: [chunk], shell: setting.shell.map { setting.finished($0) },
      folder: setting.folder, environment: setting.environment,
      folders: ["CIRCLE_WORKING_DIRECTORY": RelativePath("")],
      root: setting.finished(setting.root), conditions: setting.conditions, via: setting.via)
    return follower.steps(of: text)
  }
}

extension PipelineValue.Entry {
  /// Whether it passes steps: `steps`, `after-install-steps`.
  fileprivate var isSteps: Bool {
    (key == "steps" || key.hasSuffix("-steps") || key.hasSuffix("_steps"))
      && !value.items.isEmpty
  }

  /// The command for a script of the package that an input names: `npm-run: lint`.
  ///
  /// https://circleci.com/developer/orbs/orb/circleci/node#jobs-run
  fileprivate var packageScript: PipelineValue? {
    guard ["npm-run", "yarn-run", "pnpm-run"].contains(key), let name = value.text else {
      return nil
    }
    var command = value
    let text = key.replacing("-", with: " ") + " " + name
    command.chunk = ShellChunk(text: text, place: value.place, keepsLines: false)
    return command
  }
}

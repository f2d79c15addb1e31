import FactModel
import SourceModel

/// What is true for all steps of a job.
struct AzureSetting {
  var source: AzureSource
  var stage: AzureStage
  var conditions: [Condition] = []
}

extension AzureBuilder {
  /// The steps of a job, those of local templates in place of their use.
  ///
  /// https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps
  mutating func steps(of list: PipelineValue?, _ setting: AzureSetting) -> [Step] {
    items(list, "steps", setting.source).flatMap { item -> [Step] in
      guard follower.takesStep() else { return [] }
      var inner = setting
      inner.source = item.source
      return step(item.value, inner)
    }
  }

  /// The steps of a deployment job, phase by phase.
  ///
  /// https://learn.microsoft.com/azure/devops/pipelines/process/deployment-jobs
  mutating func strategySteps(_ strategy: PipelineValue?, _ setting: AzureSetting) -> [Step] {
    let kinds = ["runOnce", "rolling", "canary"]
    guard let phases = kinds.lazy.compactMap({ strategy?[$0] }).first else { return [] }
    let names = ["preDeploy", "deploy", "routeTraffic", "postRouteTraffic"]
    var steps = names.flatMap { self.steps(of: phases[$0]?["steps"], setting) }
    steps += self.steps(of: phases["on"]?["success"]?["steps"], setting)
    guard let failure = phases["on"]?.entry("failure") else { return steps }
    var inner = setting
    inner.conditions.append(Condition(.outcome, "on: failure", at: failure.place))
    return steps + self.steps(of: failure.value["steps"], inner)
  }

  private mutating func step(_ value: PipelineValue, _ outer: AzureSetting) -> [Step] {
    guard value["enabled"]?.flag != false else { return [] }
    var setting = outer
    let variables = setting.stage.variables
    let rule = rule(value, variables)
    guard setting.stage.situations.contains(where: { rule.mayHold(in: $0) })
    else { return [] }
    setting.conditions += rule.conditions
    for (key, shell) in Self.shells {
      guard let command = value[key] else { continue }
      return commands(command, shell, value, setting)
    }
    if value["template"] != nil {
      let passed = (value["parameters"]?.entries ?? []).filter {
        $0.key.lowercased().hasSuffix("steps")
      }
      return [made(use(value), at: value["template"]?.place ?? value.place, value, setting)]
        + passed.flatMap { steps(of: $0.value, setting) }
    }
    return tasks(value, setting)
  }

  private static let shells: [(key: String, shell: String?)] = [
    ("script", nil), ("bash", "bash"), ("pwsh", "pwsh"), ("powershell", "powershell"),
  ]

  private func made(
    _ use: ActionUse, at place: Place, _ value: PipelineValue, _ setting: AzureSetting
  ) -> Step {
    Step(
      name: value["displayName"]?.text, action: use,
      environment: (value["env"]?.variables ?? [:]).mapValues {
        AzureMacro.filled($0, setting.stage.variables)
      },
      ignoresFailure: value["continueOnError"]?.flag == true, conditions: setting.conditions,
      place: place, via: setting.source.via)
  }

  /// Shell text of a step or of a task's input.
  private mutating func commands(
    _ command: PipelineValue, _ shell: String?, _ value: PipelineValue, _ setting: AzureSetting,
    before: String = "", after: String = ""
  ) -> [Step] {
    guard var chunk = command.chunk else { return [] }
    let variables = setting.stage.variables
    chunk.text = AzureMacro.shown(before + chunk.text + after, variables)
    let named = value["workingDirectory"] ?? value["inputs"]?["workingDirectory"]
    let text = ShellText(
      name: value["displayName"]?.text, chunks: [chunk], shell: shell,
      folder: named?.text.map { AzureMacro.folder($0, variables) } ?? RelativePath(""),
      environment: (value["env"]?.variables ?? [:]).mapValues {
        AzureMacro.filled($0, variables)
      },
      ignoresFailure: value["continueOnError"]?.flag == true, conditions: setting.conditions,
      via: setting.source.via)
    return follower.steps(of: text)
  }

  // MARK: - Tasks

  /// A task by its name without its version, with the commands that it is given.
  private mutating func tasks(_ value: PipelineValue, _ setting: AzureSetting) -> [Step] {
    // Short forms of tasks.
    for (key, task, input) in [
      ("publish", "publishpipelineartifact", "targetPath"),
      ("download", "downloadpipelineartifact", "source"), ("checkout", "checkout", "repository"),
    ] {
      guard let entry = value.entry(key), let text = entry.value.text else { continue }
      let use = ActionUse(
        kind: .step, name: task, inputs: [ActionUse.Input(input, text, at: entry.place)])
      return text == "none" ? [] : [made(use, at: entry.place, value, setting)]
    }
    guard let entry = value.entry("task"), let text = entry.value.text else { return [] }
    let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
    // Tasks of an extension may be named with it: `acme.tools.deploy.Deploy@1`.
    let full = parts.first ?? text
    let name = full.split(separator: ".").last.map { $0.lowercased() } ?? full.lowercased()
    let inputs = GitLabJobReader.inputs(value["inputs"])
    let use = ActionUse(
      kind: .step, name: name, version: parts.dropFirst().first, inputs: inputs)
    return [made(use, at: entry.place, value, setting)]
      + passedCommands(to: name, value, setting)
  }

  /// Commands that a task runs for the pipeline.
  private mutating func passedCommands(
    to task: String, _ value: PipelineValue, _ setting: AzureSetting
  ) -> [Step] {
    let inputs = value["inputs"]?.entries ?? []
    func input(_ name: String) -> PipelineValue? {
      inputs.first { $0.key.lowercased() == name }?.value
    }
    if let (program, name) = Self.programs[task], let words = input(name) {
      return commands(words, nil, value, setting, before: program + " ")
    }
    if task == "npm", let command = input("command"), let text = command.text {
      guard text == "custom" else { return commands(command, nil, value, setting, before: "npm ") }
      return input("customcommand").map {
        commands($0, nil, value, setting, before: "npm ")
      } ?? []
    }
    let isPowerShell =
      task.contains("powershell") || input("scripttype")?.text?.hasPrefix("ps") == true
    let shell = task == "bash" ? "bash" : isPowerShell ? "pwsh" : nil
    let path = ["filepath", "scriptpath"].lazy.compactMap(input).first
    let kind = (input("targettype") ?? input("scriptlocation") ?? input("scripttype"))?.text
    if let path, kind?.lowercased().contains("inline") != true {
      let arguments = (input("arguments") ?? input("scriptarguments"))?.text ?? ""
      return commands(path, shell, value, setting, after: " " + arguments)
    }
    let inline = ["script", "inlinescript", "inline"].lazy.compactMap(input).first
    let wrapped = inline.map { commands($0, shell, value, setting) } ?? []
    guard task == "ssh" else { return wrapped }
    return wrapped.map { step in
      var step = step
      step.wrappers = ["ssh"] + step.wrappers
      return step
    }
  }

  /// Tasks that are a program with an input for its words.
  private static let programs: [String: (String, String)] = [
    "maven": ("mvn", "goals"), "gradle": ("gradle", "tasks"), "ant": ("ant", "targets"),
    "go": ("go", "command"), "yarn": ("yarn", "arguments"), "make": ("make", "target"),
  ]
}

/// Macros of variables, `$(name)`.
///
/// https://learn.microsoft.com/azure/devops/pipelines/process/variables#understand-variable-syntax
enum AzureMacro {
  /// The folders of the checkout.
  private static let roots: Set<String> = [
    "build.sourcesdirectory", "system.defaultworkingdirectory", "build.repository.localpath",
  ]
  /// How many bytes variables may bring into a script, and into a name or a value.
  private static let (scriptRoom, valueRoom) = (100_000, 500)

  /// The text with the variables replaced whose values the file sets, the others as written.
  static func filled(_ text: String, _ variables: [String: String]) -> String {
    replaced(text) { name in
      variables[name.lowercased()].flatMap { $0.contains("$") ? nil : $0 }
    }
  }

  /// The text for a shell: what is left of macros is no substitution of a command.
  static func shown(_ text: String, _ variables: [String: String]) -> String {
    replaced(text, room: scriptRoom) { name in
      let key = name.lowercased()
      if roots.contains(key) { return "$BUILD_SOURCESDIRECTORY" }
      if let value = variables[key], !value.contains("$") { return value }
      // Programs are seldom written with capitals or dots.
      let isMacro =
        variables[key] != nil || name.contains(".") || name.utf8.contains { $0 >= 65 && $0 <= 90 }
      return isMacro ? "${{ variables.\(name) }}" : nil
    }
  }

  /// A folder as the file names it; `nil` where it lies elsewhere or is not known.
  static func folder(_ text: String, _ variables: [String: String]) -> RelativePath? {
    let filled = replaced(text) { name in
      roots.contains(name.lowercased()) ? "." : variables[name.lowercased()]
    }
    guard !filled.contains("$"), !filled.hasPrefix("/") else { return nil }
    return RelativePath("").appending(filled)
  }

  private static func replaced(
    _ text: String, room: Int = AzureMacro.valueRoom, by value: (String) -> String?
  ) -> String {
    guard text.contains("$(") else { return text }
    var room = room
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: "(")
      {
        let name = bytes[(index + 2)...].prefix { $0.isNamePart || $0 == UInt8(ascii: ".") }
        let isClosed = bytes.dropFirst(name.endIndex).first == UInt8(ascii: ")")
        if isClosed, !name.isEmpty, let value = value(String(decoding: name, as: UTF8.self)),
          value.utf8.count <= room
        {
          room -= value.utf8.count
          result += value.utf8
          index = name.endIndex + 1
          continue
        }
      }
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}

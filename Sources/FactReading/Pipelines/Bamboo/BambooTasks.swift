import FactModel
import SourceModel

/// The tasks of a job by their types.
///
/// https://docs.atlassian.com/bamboo-specs-docs/latest/specs.html?yaml#tasks
struct BambooTasks {
  private let variables: [String: String]
  private let context: ReadingContext
  /// The folders into which repositories are checked out.
  private let checkouts: Set<String>

  init(variables: [String: String], _ context: ReadingContext, tasks: [PipelineValue]) {
    self.variables = variables
    self.context = context
    checkouts = Set(tasks.compactMap { $0["checkout"]?["path"]?.text })
  }

  /// Commands that stand for themselves.
  func steps(ofScripts scripts: PipelineValue, _ follower: inout StepFollower) -> [Step] {
    follower.steps(
      of: ShellText(chunks: scripts.leaves.compactMap(\.chunk), environment: variables))
  }

  /// What a task runs; its type is its only key, or the whole of it.
  func steps(of task: PipelineValue, _ follower: inout StepFollower) -> [Step] {
    let (name, value) = BambooTriggers.named(task)
    let place = task.place
    guard value?["enabled"]?.flag != false else { return [] }
    switch name {
    case "checkout", "clean", "test-parser", "artifact-download", "inject-variables",
      "dump-variables", "":
      return []
    case "script": return script(value, at: place, &follower)
    case "command":
      return run(
        [value?["executable"]?.text ?? ""] + words(value?["argument"]), value, at: place, &follower)
    case "maven":
      let goals = value?["goal"] ?? value
      let file = value?["project-file"]?.text.map { ["-f", $0] } ?? []
      return run(["mvn"] + file + words(goals), value, at: place, &follower)
    case "ant":
      return run(["ant"] + words(value?["target"]), value, at: place, &follower)
    case "npm":
      return run(["npm"] + words(value?["command"] ?? value), value, at: place, &follower)
    case "node":
      let script = words(value?["script"]) + words(value?["arguments"])
      return run(["node"] + script, value, at: place, &follower)
    case "gulp", "grunt", "bower":
      return run(
        [name] + words(value?["task"] ?? value?["command"]), value, at: place, &follower)
    case "mocha-runner", "mocha":
      return run(["mocha"] + words(value?["test-files"]), value, at: place, &follower)
    case "msbuild":
      return run(
        ["msbuild"] + words(value?["project-file"]) + words(value?["options"]), value, at: place,
        &follower)
    case "phpunit":
      return run(["phpunit"] + words(value?["arguments"]), value, at: place, &follower)
    case "vcs-tag": return run(["git", "tag"] + words(value?["tag"]), value, at: place, &follower)
    case "vcs-commit": return run(["git", "commit"], value, at: place, &follower)
    case "vcs-push": return run(["git", "push"], value, at: place, &follower)
    default: return use(of: name, value, at: place, &follower)
    }
  }

  private func words(_ value: PipelineValue?) -> [String] {
    (value?.texts ?? []).flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
  }

  private func script(
    _ value: PipelineValue?, at place: Place, _ follower: inout StepFollower
  ) -> [Step] {
    guard let value else { return [] }
    if let file = value["file"]?.text {
      let folder = folder(value["working-dir"]?.text)
      let isFound = folder?.appending(file).map(context.files.contains) ?? false
      let program = isFound && !file.contains("/") ? "./" + file : file
      return run([program] + words(value["argument"]), value, at: place, &follower)
    }
    let scripts = value.isMap ? value["scripts"] : value
    let shell = value["interpreter"]?.text.flatMap { name -> String? in
      name.lowercased().contains("powershell") ? "pwsh" : nil
    }
    return follower.steps(
      of: ShellText(
        name: value["description"]?.text, chunks: (scripts?.leaves ?? []).compactMap(\.chunk),
        shell: shell, folder: folder(value["working-dir"]?.text),
        environment: environment(value, at: place, follower),
        conditions: conditions(value)))
  }

  private func run(
    _ words: [String], _ value: PipelineValue?, at place: Place, _ follower: inout StepFollower
  ) -> [Step] {
    guard let chunk = ShellChunk(words: words.filter { !$0.isEmpty }, at: place) else { return [] }
    return follower.steps(
      of: ShellText(
        name: value?["description"]?.text, chunks: [chunk],
        folder: folder(value?["working-dir"]?.text),
        environment: environment(value, at: place, follower),
        conditions: conditions(value)))
  }

  /// The task of a plugin, with what is passed to it.
  private func use(
    of name: String, _ value: PipelineValue?, at place: Place, _ follower: inout StepFollower
  ) -> [Step] {
    guard follower.takesStep() else { return [] }
    let plugin = value?["plugin-key"]?.text
    let settings = value?["configuration"]?.entries ?? value?.entries ?? []
    let inputs = settings.compactMap { entry -> ActionUse.Input? in
      let texts = entry.value.texts
      guard entry.key != "plugin-key", !texts.isEmpty else { return nil }
      return ActionUse.Input(entry.key, texts.joined(separator: "\n"), at: entry.place)
    }
    // `com.example.plugin:task` is told by the task.
    let short = plugin.map { $0.split(separator: ":").last.map(String.init) ?? $0 } ?? name
    let action = ActionUse(kind: .step, name: "bamboo/" + short, inputs: inputs)
    return [
      Step(
        name: value?["description"]?.text, action: action,
        environment: environment(value, at: place, follower),
        conditions: conditions(value), place: place)
    ]
  }

  // MARK: - Settings

  private func environment(
    _ value: PipelineValue?, at place: Place, _ follower: StepFollower
  ) -> [String: String] {
    let own = words(value?["environment"]).reduce(into: [String: String]()) { own, word in
      guard let equal = word.firstIndex(of: "=") else { return }
      own[String(word[..<equal])] = String(word[word.index(after: equal)...])
    }
    return follower.joined(variables, with: own, at: place)
  }

  /// The folder of the tree, without that into which the repository was checked out.
  private func folder(_ text: String?) -> RelativePath? {
    guard let text, !checkouts.contains(text) else { return RelativePath("") }
    let path = RelativePath("").appending(text.paths(below: checkouts).first ?? text)
    return path.flatMap { context.folders.contains($0) ? $0 : nil }
  }

  private func conditions(_ value: PipelineValue?) -> [Condition] {
    (value?["conditions"]?.items ?? []).flatMap { item in
      (item["variable"]?.entries ?? []).flatMap { rule in
        (rule.value.isMap ? rule.value.entries : []).map { entry in
          let name = entry.key.lowercased()
          let subject: Condition.Subject =
            name.contains("tag") ? .tag : name.contains("branch") ? .branch : .other
          let isNot = rule.key.hasPrefix("not") || rule.key.contains("does-not")
          return Condition(
            subject, "\(entry.key) \(isNot ? "!" : "")\(rule.key) \(entry.value.text ?? "")",
            at: entry.place)
        }
      }
    }
  }
}

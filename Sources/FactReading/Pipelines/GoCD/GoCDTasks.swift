import FactModel
import SourceModel

/// The tasks of a job by their types.
///
/// https://docs.gocd.org/current/configuration/configuration_reference.html#tasks
struct GoCDTasks {
  private let variables: [String: String]
  private let destinations: Set<String>
  private let context: ReadingContext

  /// - Parameter destinations: the folders into which materials are put.
  init(
    variables: [String: String], destinations: Set<String>, _ context: ReadingContext
  ) {
    self.variables = variables
    self.destinations = destinations
    self.context = context
  }

  /// What a task runs; its type is its only key, or a field.
  func steps(of task: PipelineValue, _ follower: inout StepFollower) -> [Step] {
    if let type = task["type"]?.text {
      return steps(of: type, task, at: task.place, &follower)
    }
    return task.entries.prefix(1).flatMap { entry in
      steps(of: entry.key, entry.value, at: entry.place, &follower)
    }
  }

  private func steps(
    of type: String, _ task: PipelineValue, at place: Place, _ follower: inout StepFollower
  ) -> [Step] {
    let chunk: ShellChunk?
    switch type {
    case "exec":
      let parts = [task["command"]].compactMap { $0 } + (task["arguments"]?.leaves ?? [])
      chunk = ShellChunk(
        words: parts.compactMap(\.text), texts: parts.map(\.chunk),
        at: task.entry("command")?.value.place ?? place)
    case "script": chunk = task.chunk
    case "rake", "ant", "nant":
      let file = task["build_file"]?.text.map { ["-f", $0] } ?? []
      let words = [type] + file + (task["target"]?.text.map { [$0] } ?? [])
      chunk = ShellChunk(words: words, at: place)
    case "plugin":
      let id = (task["configuration"]?["id"] ?? task["plugin_configuration"]?["id"])?.text
      let script = option("script", of: task)
      guard id == "script-executor", let script else {
        return plugin(id, task, at: place, &follower)
      }
      chunk = script.chunk
    default: chunk = nil
    }
    guard let chunk else { return [] }
    let condition = task["run_if"].flatMap { rule in
      rule.text == "failed" ? Condition(.outcome, "run_if: failed", at: rule.place) : nil
    }
    return follower.steps(
      of: ShellText(
        chunks: [chunk], folder: folder(task["working_directory"]?.text), environment: variables,
        conditions: condition.map { [$0] } ?? []))
  }

  /// The folder of the tree, without that into which the material was put.
  private func folder(_ text: String?) -> RelativePath? {
    guard let text, !text.hasPrefix("/") else { return text == nil ? RelativePath("") : nil }
    let paths = [text] + text.paths(below: destinations)
    return paths.compactMap { RelativePath("").appending($0) }.first { path in
      context.folders.contains(path) || path.text.isEmpty
    }
  }

  // MARK: - Plugins and artifacts

  private func option(_ name: String, of task: PipelineValue) -> PipelineValue? {
    let options = task["options"] ?? task["configuration"]
    return options?[name] ?? options?.items.first { $0["key"]?.text == name }?["value"]
  }

  private func plugin(
    _ id: String?, _ task: PipelineValue, at place: Place, _ follower: inout StepFollower
  ) -> [Step] {
    guard let id, follower.takesStep() else { return [] }
    let version = (task["configuration"]?["version"] ?? task["plugin_configuration"]?["version"])
    let options = task["options"]?.entries ?? []
    var inputs = options.compactMap { entry in
      entry.value.text.map { ActionUse.Input(entry.key, $0, at: entry.place) }
    }
    for item in task["configuration"]?.items ?? [] {
      guard let name = item["key"]?.text, let value = item["value"]?.text else { continue }
      inputs.append(ActionUse.Input(name, value, at: item.place))
    }
    let action = ActionUse(
      kind: .step, name: "gocd/" + id, version: version?.text, inputs: inputs)
    return [Step(action: action, environment: variables, place: place)]
  }

  /// The push of an image that is kept as an artifact outside of the server.
  func published(_ artifact: PipelineValue, _ follower: inout StepFollower) -> [Step] {
    let value = artifact["external"] ?? artifact
    guard artifact["external"] != nil || artifact["type"]?.text == "external" else { return [] }
    let options = value["configuration"]?["options"] ?? value["configuration"]
    func option(_ name: String) -> String? {
      options?[name]?.text ?? options?.items.first { $0["key"]?.text == name }?["value"]?.text
    }
    guard let image = option("Image"), follower.takesStep() else { return [] }
    let reference = option("Tag").map { image + ":" + $0 } ?? image
    return [
      Step(words: ["docker", "push", reference], environment: variables, place: value.place)
    ]
  }
}

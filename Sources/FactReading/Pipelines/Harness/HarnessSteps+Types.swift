import FactModel
import SourceModel

extension HarnessSteps {
  /// Adds what a step runs to its job, by its type.
  ///
  /// https://developer.harness.io/docs/continuous-integration/use-ci/prep-ci-pipeline-components
  func run(_ item: Item, in job: inout Job, _ follower: inout StepFollower) {
    let step = item.value
    let spec = step["spec"]
    let name = step["name"]?.text
    if let called = step["chained"] {
      guard follower.takesStep() else { return }
      let use = ActionUse(kind: .pipeline, name: called.text ?? "pipeline")
      job.steps.append(Step(action: use, place: called.place))
      return
    }
    if let reference = step["template"] {
      guard follower.takesStep() else { return }
      job.steps.append(marked(Self.foreign(reference, kind: .step, named: name ?? ""), by: item))
      return
    }
    if step.entry("strategy") != nil, job.fanOut == nil {
      job.fanOut = step.entry("strategy")?.place
    }
    guard let type = step["type"], let kind = type.text else { return }
    switch kind {
    case "Run", "run", "Test", "ShellScript", "Background", "background", "Service":
      addImage(spec, to: &job)
      guard !kind.lowercased().hasPrefix("background"), kind != "Service" else { return }
      job.steps += commands(of: spec, isLocal: kind == "ShellScript", item, &follower)
    case "RunTests":
      addImage(spec, to: &job)
      job.steps += tests(of: spec, item, &follower)
    case "GitClone", "Barrier", "Wait", "Queue": return
    case _ where kind.hasPrefix("BuildAndPush"):
      if let caching = spec?.entry("caching"), caching.value.flag != false {
        job.caches.append(caching.place)
      }
      job.steps += image(of: spec, kind, item, &follower)
    case _ where kind.contains("Cache") && (kind.hasPrefix("Save") || kind.hasPrefix("Restore")):
      job.caches.append(step.place)
    default:
      if kind.hasSuffix("Upload") { job.artifacts.append(step.place) }
      guard follower.takesStep() else { return }
      job.steps.append(marked(use(of: kind, spec, name, at: type.place, follower), by: item))
    }
  }

  private func marked(_ step: Step, by item: Item) -> Step {
    var step = step
    step.conditions += item.conditions
    step.ignoresFailure = step.ignoresFailure || item.ignoresFailure
    return step
  }

  private func addImage(_ spec: PipelineValue?, to job: inout Job) {
    let container = spec?["container"]
    guard let image = spec?["image"] ?? container?["image"] ?? container, let text = image.text
    else { return }
    job.images.append(Located(text, at: image.place))
  }

  private func environment(
    of spec: PipelineValue?, _ follower: StepFollower
  ) -> [String: String] {
    let values = [spec?["envVariables"], spec?["envs"], spec?["environmentVariables"]]
    let all = values.compactMap { $0 }.reduce(into: [String: String]()) { all, value in
      for (name, text) in value.variables where !text.contains("<+secrets.") { all[name] = text }
      for item in value.items.prefix(PipelineDocument.variableLimit) {
        guard let name = item["name"]?.text, let text = item["value"]?.text else { continue }
        all[name] = text
      }
    }
    guard let place = spec?.place else { return all }
    return follower.joined([:], with: all, at: place)
  }

  // MARK: - Commands

  private func commands(
    of spec: PipelineValue?, isLocal: Bool, _ item: Item, _ follower: inout StepFollower
  ) -> [Step] {
    let text = spec?["command"] ?? spec?["script"] ?? spec?["source"]?["spec"]?["script"]
    let chunks = (text?.itemsOrSelf ?? []).compactMap(\.chunk)
    guard !chunks.isEmpty else { return [] }
    let shell = spec?["shell"]?.text.flatMap { name -> String? in
      switch name.lowercased() {
      case "powershell", "pwsh": "pwsh"
      case "python": "python"
      default: nil
      }
    }
    return follower.steps(
      of: ShellText(
        name: item.value["name"]?.text, chunks: chunks, shell: shell,
        // A script of the delegate does not see the tree.
        folder: isLocal ? nil : RelativePath(""), environment: environment(of: spec, follower),
        folders: ["HARNESS_WORKSPACE": RelativePath("")], placeholders: .angles,
        ignoresFailure: item.ignoresFailure,
        conditions: item.conditions))
  }

  /// The build tool that runs chosen tests, between two commands.
  ///
  /// https://developer.harness.io/docs/continuous-integration/use-ci/run-tests/tests-v1
  private func tests(
    of spec: PipelineValue?, _ item: Item, _ follower: inout StepFollower
  ) -> [Step] {
    let tools = [
      "maven": "mvn", "gradle": "gradle", "bazel": "bazel", "sbt": "sbt", "pytest": "pytest",
      "unittest": "python -m unittest", "rspec": "rspec", "dotnet": "dotnet",
      "nunitconsole": "nunit3-console",
    ]
    func steps(_ chunk: ShellChunk?) -> [Step] {
      guard let chunk else { return [] }
      return follower.steps(
        of: ShellText(
          name: item.value["name"]?.text, chunks: [chunk],
          environment: environment(of: spec, follower), placeholders: .angles,
          ignoresFailure: item.ignoresFailure, conditions: item.conditions))
    }
    var found = steps(spec?["preCommand"]?.chunk)
    if let tool = spec?["buildTool"], let program = tools[tool.text?.lowercased() ?? ""] {
      let text = [program, spec?["args"]?.text].compactMap { $0 }.joined(separator: " ")
      found += steps(ShellChunk(text: text, place: tool.place, keepsLines: false))
    }
    return found + steps(spec?["postCommand"]?.chunk)
  }

  // MARK: - Images

  /// What the steps do that build an image and push it.
  ///
  /// https://developer.harness.io/docs/category/build-and-push-to-image-registries
  private func image(
    of spec: PipelineValue?, _ kind: String, _ item: Item, _ follower: inout StepFollower
  ) -> [Step] {
    guard let name = spec?["repo"] ?? spec?["imageName"] ?? spec?["repository"],
      let text = name.text
    else { return [] }
    let registry: String?
    switch kind {
    case "BuildAndPushECR":
      let parts = [spec?["account"]?.text, "dkr.ecr", spec?["region"]?.text, "amazonaws.com"]
      registry = parts.compactMap { $0 }.joined(separator: ".")
    case "BuildAndPushGCR", "BuildAndPushGAR":
      let parts = [spec?["host"]?.text, spec?["projectID"]?.text]
      registry = parts.compactMap { $0 }.joined(separator: "/")
    default: registry = nil
    }
    let image = registry.map { $0.isEmpty ? text : $0 + "/" + text } ?? text
    let tags = (spec?["tags"]?.texts ?? []).prefix(PipelineDocument.inputLimit)
    let references = tags.isEmpty ? [image] : tags.map { image + ":" + $0 }
    var words = ["docker", "build"] + references.flatMap { ["-t", $0] }
    if let file = spec?["dockerfile"]?.text { words += ["-f", file] }
    if let target = spec?["target"]?.text { words += ["--target", target] }
    words.append(spec?["context"]?.text ?? ".")
    let commands = [words] + references.map { ["docker", "push", $0] }
    return commands.filter { _ in follower.takesStep() }.map { words in
      marked(Step(name: item.value["name"]?.text, words: words, place: name.place), by: item)
    }
  }

  // MARK: - Other types

  /// A step of the host, a plugin's image, or an action, with what is passed to it.
  private func use(
    of kind: String, _ spec: PipelineValue?, _ name: String?, at place: Place,
    _ follower: StepFollower
  ) -> Step {
    let action: ActionUse
    switch kind {
    case "Plugin", "plugin":
      // The open source product names the host's own images by their last part.
      let image = spec?["image"]?.text ?? spec?["name"]?.text.map { "plugins/" + $0 } ?? ""
      let parts = image.split(separator: ":", maxSplits: 1).map(String.init)
      action = ActionUse(
        kind: .step, name: parts.first ?? "", version: parts.dropFirst().first,
        inputs: inputs(spec?["settings"] ?? spec?["inputs"] ?? spec?["with"]))
    case "Action", "action", "Bitrise", "bitrise":
      let parts = (spec?["uses"]?.text ?? "").split(separator: "@").map(String.init)
      action = ActionUse(
        kind: .step, name: parts.first ?? "", version: parts.dropFirst().first,
        inputs: inputs(spec?["with"]))
    default:
      action = ActionUse(kind: .step, name: "harness/" + kind, inputs: inputs(spec))
    }
    return Step(
      name: name, action: action, environment: environment(of: spec, follower), place: place)
  }

  /// The settings that are texts, those of inner mappings by their own keys.
  private func inputs(_ value: PipelineValue?) -> [ActionUse.Input] {
    var found: [ActionUse.Input] = []
    addInputs(of: value, to: &found, depth: 3)
    return found
  }

  private func addInputs(
    of value: PipelineValue?, to found: inout [ActionUse.Input], depth: Int
  ) {
    for entry in (value?.entries ?? []).prefix(PipelineDocument.inputLimit) {
      guard found.count < PipelineDocument.inputLimit else { return }
      guard !entry.value.isMap else {
        if depth > 0 { addInputs(of: entry.value, to: &found, depth: depth - 1) }
        continue
      }
      let texts = entry.value.texts
      guard !texts.isEmpty else { continue }
      found.append(
        ActionUse.Input(entry.key, texts.joined(separator: "\n"), at: entry.place))
    }
  }
}

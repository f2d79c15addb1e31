import FactModel
import SourceModel
import Syntax

extension ConcourseBuilder {
  /// The file of the tree that `repository/ci/task.yml` means; `nil` where it stands elsewhere.
  func treePath(_ file: String, beside folders: Set<String> = []) -> RelativePath? {
    guard let slash = file.firstIndex(of: "/") else { return nil }
    let folder = String(file[..<slash])
    guard checkouts.contains(folder) || folders.contains(folder) || resources[folder] == nil,
      let path = RelativePath("").appending("./" + file[file.index(after: slash)...]),
      context.files.contains(path)
    else { return nil }
    return path
  }
}

extension ConcoursePlan {
  /// Adds what a task runs: its own configuration, a file of the tree, or one that is elsewhere.
  ///
  /// https://concourse-ci.org/docs/steps/task/, https://concourse-ci.org/docs/tasks/
  mutating func addTask(_ step: PipelineValue, _ frame: Frame) {
    guard let name = step["task"] else { return }
    for key in ["params", "vars"] {
      if let value = step[key] { noteSecrets(in: value) }
    }
    if let config = step["config"], config.isMap {
      add(config, of: step, frame, via: [])
    } else if let file = step["file"], let text = file.text {
      if let path = builder.treePath(text, beside: folders), let config = task(in: path) {
        add(config, of: step, frame, via: [file.place])
      } else {
        addForeign(text, name, step, frame)
      }
    }
    note(outputs: step["output_mapping"]?.entries.compactMap(\.value.text) ?? [])
  }

  /// Notes folders that a step makes from a checkout.
  private mutating func note(outputs: [String]) {
    for name in outputs where folders.count < builder.checkouts.count + Self.outputLimit {
      folders.insert(name)
    }
  }

  private mutating func task(in path: RelativePath) -> PipelineValue? {
    if let known = builder.tasks[path] { return known }
    guard let file = builder.context.read(path) else { return nil }
    let document = PipelineDocument(yaml: file)
    if builder.warnings.count < 50 {
      builder.warnings += document.warnings.filter { !builder.warnings.contains($0) }
    }
    let task = document.root.map { PipelineValue($0.merged(), in: document) }
    if let task { builder.tasks.keep(task, of: path, size: file.bytes.count) }
    return task
  }

  private mutating func addForeign(
    _ file: String, _ name: PipelineValue, _ step: PipelineValue, _ frame: Frame
  ) {
    guard builder.follower.takesStep() else { return }
    // `tasks/deploy/task.yml` is named by its folder.
    let path = RelativePath(file)
    let isPlain = ["task", "pipeline", "config"].contains(path.stem) && !path.folder.text.isEmpty
    let params = (step["params"]?.entries ?? []).prefix(PipelineDocument.inputLimit)
    let inputs = params.compactMap { entry in
      entry.value.text.map { ActionUse.Input(entry.key, $0, at: entry.place) }
    }
    steps.append(
      Step(
        name: name.text,
        action: ActionUse(
          kind: .pipeline, name: isPlain ? path.folder.text : path.text, inputs: inputs),
        ignoresFailure: frame.ignoresFailure, conditions: frame.conditions, place: name.place))
  }

  private mutating func add(
    _ config: PipelineValue, of step: PipelineValue, _ frame: Frame, via: [Place]
  ) {
    note(outputs: (config["outputs"]?.items ?? []).compactMap { $0["name"]?.text })
    if let kept = config.entry("caches") { caches.append(kept.place) }
    if let image = config["image_resource", "source", "repository"], let text = image.text {
      images.append(Located(text, at: image.place))
    }
    guard let run = config["run"], let program = run["path"] else { return }
    if let params = config["params"] { noteSecrets(in: params) }
    if addTaskImage(config, program, of: step, frame) { return }
    let folders = checkouts(of: config, step)
    var folder: RelativePath? = RelativePath("")
    if let text = run["dir"]?.text {
      folder = RelativePath("").appending(text).map { FollowFrame.path($0, without: folders) }
    }
    let words = [program] + (run["args"]?.items ?? [])
    guard let chunk = ContainerCommand.chunk(words) else { return }
    let params = [config["params"], step["params"]].compactMap { $0?.variables }
    let environment: [String: String] = params.reduce([:]) {
      builder.follower.joined($0, with: $1, at: program.place)
    }
    steps += builder.follower.steps(
      of: ShellText(
        name: step["task"]?.text, chunks: [chunk], folder: folder, environment: environment,
        checkouts: folders, ignoresFailure: frame.ignoresFailure, conditions: frame.conditions,
        via: via))
  }

  /// Adds a task whose program is the image's own: `oci-build-task` with `run: build`.
  private mutating func addTaskImage(
    _ config: PipelineValue, _ program: PipelineValue, of step: PipelineValue, _ frame: Frame
  ) -> Bool {
    let image = config["image_resource", "source", "repository"]?.text
    guard let name = image?.split(separator: "/").last, name.hasSuffix("-task"),
      let text = program.text, !text.contains("/"), builder.follower.takesStep()
    else { return false }
    let params = [config["params"], step["params"]].compactMap { $0?.entries }
      .flatMap { $0.prefix(PipelineDocument.inputLimit) }
    let inputs = params.compactMap { entry in
      entry.value.text.map { ActionUse.Input(entry.key, $0, at: entry.place) }
    }
    steps.append(
      Step(
        name: step["task"]?.text,
        action: ActionUse(kind: .step, name: "concourse/\(name)", inputs: inputs),
        ignoresFailure: frame.ignoresFailure, conditions: frame.conditions, place: program.place))
    return true
  }

  /// The folders of the task that hold the repository.
  private func checkouts(of config: PipelineValue, _ step: PipelineValue) -> Set<String> {
    let mapping = step["input_mapping"]?.variables ?? [:]
    var known = folders
    for input in config["inputs"]?.items ?? [] {
      guard let name = input["name"]?.text else { continue }
      let source = mapping[name] ?? name
      guard folders.contains(source) else {
        known.remove(name)
        continue
      }
      known.insert(input["path"]?.text ?? name)
    }
    return known
  }
}

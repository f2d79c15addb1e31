import FactModel
package import SourceModel
import Syntax

/// Reads build configurations of Google Cloud Build.
///
/// https://cloud.google.com/build/docs/build-config-file-schema
package struct CloudBuildReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "cloud-build"

  private static let fileLimit = 2000
  private static let triggerLimit = 20
  /// So many triggers of modules are compared with all configurations.
  private static let moduleLimit = 50

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml", "json", "tf", "sh", "bash", "mk", ""] }

  /// Whether the file is named as a configuration, `cloudbuild-deploy.yml`, or may start builds.
  package func isPipeline(_ path: RelativePath) -> Bool {
    Self.isConfiguration(path) || Self.mayDefineTriggers(path) || SubmittedBuilds.maySubmit(path)
  }

  private static func isConfiguration(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    guard name.hasPrefix("cloudbuild") else { return false }
    return name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json")
  }

  private static func mayDefineTriggers(_ path: RelativePath) -> Bool {
    let text = path.text.lowercased()
    let isYAML = text.hasSuffix(".yaml") || text.hasSuffix(".yml")
    return text.hasSuffix(".tf") || isYAML && text.contains("trigger")
  }

  /// The builds that triggers of the tree start, and others at the root or named by a script.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    let triggers = paths.filter(Self.mayDefineTriggers).prefix(Self.fileLimit)
      .compactMap(context.read).flatMap(CloudBuildTrigger.triggers)
    let configurations = paths.filter(Self.isConfiguration)
    var triggered: [RelativePath: [CloudBuildTrigger]] = [:]
    for trigger in triggers {
      guard let file = trigger.file(in: context) else { continue }
      triggered[file, default: []].append(trigger)
    }
    for trigger in triggers.lazy.filter(\.isForSeveral).prefix(Self.moduleLimit) {
      for file in trigger.files(among: configurations) {
        triggered[file, default: []].append(trigger)
      }
    }
    let files = Set(triggered.keys)
    let scripted = SubmittedBuilds.named(by: paths.filter(SubmittedBuilds.maySubmit), context)
    let named = files.union(scripted).filter { !Self.isConfiguration($0) }
    let own = live(configurations, files.union(scripted), context)
    let submitted = SubmittedBuilds.found(among: own.filter { triggered[$0] == nil }, context)
      .union(scripted.filter { triggered[$0] == nil })
    // JSON is read as the YAML that it is.
    var reading = PipelineReading(yaml: (own + named).sorted(), context: context) {
      file, document in
      guard let root = document.root?.merged(), root["steps"]?.isSequence == true else {
        return []
      }
      return pipelines(
        root, document, file, triggered[file.path] ?? [],
        isSubmitted: submitted.contains(file.path), context)
    }
    reading.warnings += own.compactMap { path in
      context.read(path).flatMap { Self.fault(in: PipelineDocument(yaml: $0)) }
    }
    for trigger in triggers where !trigger.isDisabled {
      guard let build = trigger.build else { continue }
      var builder = CloudBuildBuilder(build, trigger.document, trigger: trigger, context: context)
      reading.pipelines += builder.pipeline(vendor: vendor).map { [$0] } ?? []
    }
    return reading
  }

  /// One pipeline for each trigger, since each puts in values of its own.
  private func pipelines(
    _ root: Node, _ document: PipelineDocument, _ file: SourceFile,
    _ triggers: [CloudBuildTrigger], isSubmitted: Bool, _ context: ReadingContext
  ) -> [Pipeline] {
    guard !triggers.isEmpty else {
      let tells = file.lines.contains { line in
        line.trimmingSpaces.hasPrefix("#") && line.contains("gcloud builds submit")
      }
      var builder = CloudBuildBuilder(
        root, document, isSubmitted: tells || isSubmitted, context: context)
      return builder.pipeline(vendor: vendor).map { [$0] } ?? []
    }
    return triggers.filter { !$0.isDisabled }.prefix(Self.triggerLimit).compactMap { trigger in
      var builder = CloudBuildBuilder(root, document, trigger: trigger, context: context)
      return builder.pipeline(vendor: vendor)
    }
  }

  private static func fault(in document: PipelineDocument) -> Diagnostic? {
    guard let steps = document.root?.entry("steps"), !steps.value.isSequence else { return nil }
    return Diagnostic(
      .warning,
      Phrase(
        "found no list of steps, expected a list whose items have a `name` or `script`",
        "단계 목록이 없습니다. `name` 또는 `script`가 있는 항목의 목록이어야 합니다"),
      at: document.place(steps.key))
  }

  private func live(
    _ paths: [RelativePath], _ triggered: Set<RelativePath>, _ context: ReadingContext
  ) -> [RelativePath] {
    let named = LiveFiles.named(paths, mark: "cloudbuild", context)
    return paths.filter { path in
      path.folder.text.isEmpty || named.contains(path) || triggered.contains(path)
    }
  }
}

/// Builds the one job of a build.
struct CloudBuildBuilder {
  private static let stepLimit = 1000

  let root: Node
  let document: PipelineDocument
  /// Whether people or scripts submit it.
  private let isSubmitted: Bool
  private let trigger: CloudBuildTrigger?
  /// The variables that all steps share.
  private let variables: [String: String]
  private var follower: StepFollower

  init(
    _ root: Node, _ document: PipelineDocument, isSubmitted: Bool = false,
    trigger: CloudBuildTrigger? = nil, context: ReadingContext
  ) {
    self.root = root
    self.document = document
    self.isSubmitted = isSubmitted
    self.trigger = trigger
    variables = (root["substitutions"]?.variables ?? [:])
      .merging(Self.variables(root["options", "env"]?.texts ?? [])) { $1 }
      .merging(trigger?.substitutions ?? [:]) { $1 }
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where nothing runs.
  mutating func pipeline(vendor: String) -> Pipeline? {
    follower.beginJob()
    let triggers = self.triggers
    var steps: [Step] = []
    for node in (root["steps"]?.items ?? []).prefix(Self.stepLimit) {
      steps += self.steps(of: node)
    }
    steps += pushes()
    guard !steps.isEmpty else { return nil }
    let stepsEntry = root.entry("steps")?.key
    let place = stepsEntry.map(document.place) ?? Place(document.path)
    let name = trigger?.name ?? document.path.stem
    var job = Job(
      id: name, name: name, place: place, events: Set(triggers.map(\.event)), secrets: secrets,
      images: images, steps: steps)
    job.gate = trigger?.approval.map { Gate(.approval, at: $0) }
    job.fanOut = fanOut
    if let kept = root["artifacts"]?.entry("objects") { job.artifacts = [document.place(kept.key)] }
    return Pipeline(
      vendor: vendor, name: trigger?.name ?? document.path.text,
      place: trigger?.place ?? Place(document.path), triggers: triggers, jobs: [job])
  }

  /// What starts the build.
  ///
  /// Where no trigger stands in the tree, it is set at the host: changes, or tags where the steps use
  /// the name of a tag alone. What is submitted, and uses nothing that only triggers fill in, is
  /// started by hand.
  private var triggers: [Trigger] {
    if let trigger { return trigger.triggers }
    let texts = self.texts
    func uses(_ names: String...) -> Bool {
      texts.contains { text in
        text.contains("$") && names.contains { text.contains("$" + $0) || text.contains("${" + $0) }
      }
    }
    let usesCommit = uses("BRANCH_NAME", "COMMIT_SHA", "SHORT_SHA", "REVISION_ID", "REPO_NAME")
    let usesTag = uses("TAG_NAME")
    let event: Trigger.Event =
      isSubmitted && !usesCommit && !usesTag ? .manual : usesTag && !usesCommit ? .tag : .push
    return [Trigger(event, inputs: inputs(texts), at: Place(document.path))]
  }

  private var texts: [String] {
    var texts: [String] = []
    root["steps"]?.visit { node in
      if let text = node.text { texts.append(text) }
    }
    return texts
  }

  /// The first step that does not wait for those before it.
  ///
  /// https://cloud.google.com/build/docs/configuring-builds/configure-build-step-order
  private var fanOut: Place? {
    let steps = (root["steps"]?.items ?? []).dropFirst()
    return steps.lazy.compactMap { $0.entry("waitFor") ?? $0.entry("wait_for") }
      .first { $0.value.texts.contains("-") }.map { document.place($0.key) }
  }

  /// Substitutions that the starter may give another value, `_REGION`.
  private func inputs(_ texts: [String]) -> [PipelineInput] {
    let entries = (root["substitutions"]?.entries ?? []).prefix(PipelineDocument.variableLimit)
    let used = NameFinder.found(entries.map { [$0.key.text].compactMap { $0 } }, in: texts)
    return zip(entries, used).compactMap { entry, isUsed in
      entry.key.text.map {
        PipelineInput(name: $0, place: document.place(entry.key), isUsed: isUsed)
      }
    }
  }

  private mutating func steps(of node: Node) -> [Step] {
    guard node["name"]?.text != nil else { return [] }
    guard let chunk = CloudBuildCommand.chunk(of: node, in: document) else { return [] }
    var folder: RelativePath? = RelativePath("")
    if let text = node["dir"]?.text {
      folder = text.contains("$") ? nil : RelativePath("").appending(text)
    }
    return follower.steps(
      of: ShellText(
        name: node["id"]?.text, chunks: [chunk], folder: folder,
        environment: environment(of: node),
        ignoresFailure: node.any("allowFailure", "allow_failure")?.flag == true))
  }

  /// The variables of a step: those of all steps, its own, and what the trigger puts in.
  private func environment(of node: Node) -> [String: String] {
    let own = Self.variables(node["env"]?.texts ?? [])
    guard !own.isEmpty else { return variables }
    return follower.joined(
      variables, with: own.merging(trigger?.substitutions ?? [:]) { $1 }, at: document.place(node))
  }

  /// What `NAME=value` sets.
  private static func variables(_ texts: [String]) -> [String: String] {
    texts.prefix(PipelineDocument.variableLimit).reduce(into: [:]) { all, text in
      guard let equal = text.firstIndex(of: "=") else { return }
      all[String(text[..<equal])] = String(text[text.index(after: equal)...])
    }
  }

  /// The images and packages that the host pushes when all steps have ended.
  ///
  /// https://cloud.google.com/build/docs/build-config-file-schema#artifacts
  private mutating func pushes() -> [Step] {
    var images: [Step] = []
    for node in root["images"]?.itemsOrSelf ?? [] {
      guard let text = node.text else { continue }
      guard follower.takesStep() else { break }
      images.append(Step(words: ["docker", "push", text], place: document.place(node)))
    }
    let kinds = ["mavenArtifacts", "pythonPackages", "npmPackages", "goModules"]
    return images
      + kinds.compactMap { kind in
        guard let entry = root["artifacts"]?.entry(kind), entry.value.isFilledCollection else {
          return nil
        }
        let use = ActionUse(kind: .step, name: "cloud-build/" + kind.lowercased())
        return Step(action: use, place: document.place(entry.key))
      }
  }

  private var images: [Located<String>] {
    (root["steps"]?.items ?? []).prefix(Self.stepLimit).compactMap { step in
      guard let node = step["name"], let text = node.text else { return nil }
      return Located(text, at: document.place(node))
    }
  }

  // https://cloud.google.com/build/docs/securing-builds/use-secrets
  private var secrets: [Located<String>] {
    (root["availableSecrets", "secretManager"]?.items ?? []).compactMap { node in
      guard let name = node["env"] ?? node["versionName"], let text = name.text else { return nil }
      return Located(text, at: document.place(name))
    }
      + (root["secrets"]?.items ?? []).flatMap { node in
        (node["secretEnv"]?.entries ?? []).compactMap { entry in
          entry.key.text.map { Located($0, at: document.place(entry.key)) }
        }
      }
  }
}

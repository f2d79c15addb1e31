import FactModel
package import SourceModel
import Syntax

/// Reads `appveyor.yml`.
///
/// https://www.appveyor.com/docs/appveyor-yml/
package struct AppVeyorReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "appveyor"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml"] }

  /// Whether the file is one that the host reads by default.
  package func isPipeline(_ path: RelativePath) -> Bool {
    path.text == "appveyor.yml" || path.text == ".appveyor.yml"
  }

  /// The pipeline: a job that builds and tests, and one for each deployment.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    PipelineReading(yaml: paths, context: context) { _, document in
      guard let first = document.documents.first?.merged() else { return [] }
      // Several configurations may be a list, each with its own branches.
      var left = AppVeyorVariant.limit
      // One for all variants, since these run the same commands.
      var follower = StepFollower(context: context)
      return first.itemsOrSelf.filter(\.isMapping).flatMap { root -> [Pipeline] in
        guard left > 0 else { return [] }
        let variants = AppVeyorVariant.all(of: root, upTo: left)
        left -= variants.count
        return variants.compactMap { variant in
          var builder = AppVeyorBuilder(variant, document, follower)
          defer { follower = builder.follower }
          return builder.pipeline(vendor: vendor)
        }
      }
    }
  }
}

/// A configuration, or one that `for` makes of it for some branches or images.
///
/// https://www.appveyor.com/docs/branches/#conditional-build-configuration
struct AppVeyorVariant {
  /// How many all configurations of a file may have together; real files have five.
  static let limit = 100
  /// How many keys a configuration has, since each variant takes them over; the language has fifty.
  private static let keyLimit = 500

  let root: Node
  /// Where the variant stands.
  let node: Node
  /// The branches that have a variant of their own.
  let others: [String]

  /// The configuration itself, then a variant for each entry of `for`.
  static func all(of root: Node, upTo limit: Int) -> [AppVeyorVariant] {
    let entries = (root["for"]?.items ?? []).prefix(limit - 1).filter(\.isMapping)
    let own = Node(
      .mapping(Array(root.entries.filter { $0.key.text != "for" }.prefix(keyLimit))),
      at: root.position)
    // Entries for images and other values of the matrix take no branch away.
    let others = entries.filter { $0["matrix"] == nil }
      .flatMap { $0["branches", "only"]?.texts ?? [] }
    let variants = entries.map { entry -> AppVeyorVariant in
      let entries = entry.entries.prefix(keyLimit)
      let keys = Set(entries.compactMap(\.key.text))
      let kept = own.entries.filter { !keys.contains($0.key.text ?? "") }
      let chosen = (entry["matrix", "only"]?.items.flatMap(\.entries) ?? []).prefix(keyLimit)
      let added = entries.filter { $0.key.text != "matrix" }
      // The image that the entry is for is the only one of its builds.
      let names = Set(chosen.compactMap(\.key.text))
      let rest = kept.filter { !names.contains($0.key.text ?? "") }
      return AppVeyorVariant(
        root: Node(.mapping(rest + chosen + added), at: entry.position), node: entry, others: [])
    }
    return [AppVeyorVariant(root: own, node: root, others: others)] + variants
  }
}

/// Builds the jobs of a configuration.
struct AppVeyorBuilder {
  let root: Node
  let document: PipelineDocument
  private let variant: AppVeyorVariant
  /// The variables of all its commands.
  private let environment: [String: String]
  private(set) var follower: StepFollower
  /// How many encrypted values of a job are told, since all variants may bear the same; real ones have five.
  private static let secretLimit = 200

  init(_ variant: AppVeyorVariant, _ document: PipelineDocument, _ follower: StepFollower) {
    self.variant = variant
    root = variant.root
    environment = Self.environment(in: variant.root["environment"])
    self.document = document
    self.follower = follower
  }

  /// The pipeline; `nil` where nothing runs.
  mutating func pipeline(vendor: String) -> Pipeline? {
    let only = root["branches", "only"]?.texts ?? []
    let ignored = (root["branches", "except"]?.texts ?? []) + variant.others
    let place = (root.entry("branches")?.key).map(document.place) ?? Place(document.path)
    var events: Set<Trigger.Event> = [.push, .pullRequest, .tag]
    if root["skip_tags"]?.lenientFlag == true { events.remove(.tag) }
    if root["skip_non_tags"]?.lenientFlag == true { events = [.tag] }
    var job = Job(id: "build", name: "build", place: Place(document.path), events: events)
    let lists = ["image", "platform", "configuration"].compactMap { root.entry($0) }
      .filter { $0.value.items.count > 1 }
    let matrix = root["environment"]?.entry("matrix")
    let fanOut = lists.first?.key ?? matrix.flatMap { $0.value.items.count > 1 ? $0.key : nil }
    job.fanOut = fanOut.map(document.place)
    if let cache = root.entry("cache"), !cache.value.isNull {
      job.caches = [document.place(cache.key)]
    }
    if let kept = root.entry("artifacts"), !kept.value.isNull {
      job.artifacts = [document.place(kept.key)]
    }
    job.secrets = secrets(in: root["environment"])
    follower.beginJob()
    let phases = [
      "init", "install", "before_build", "build_script", "build", "after_build", "before_test",
      "test_script", "test", "after_test",
    ]
    job.steps = phases.flatMap { steps(of: $0) }
    for phase in ["on_success", "on_finish", "on_failure"] {
      job.steps += steps(of: phase, ignoresFailure: true)
    }
    var jobs = job.steps.isEmpty ? [] : [job]
    jobs += deployments(after: job)
    guard !jobs.isEmpty else { return nil }
    let order: [Trigger.Event] = [.push, .tag, .pullRequest]
    let started = jobs.events
    return Pipeline(
      vendor: vendor, name: document.path.text, place: document.place(variant.node),
      triggers: order.filter(started.contains).map { event in
        event == .tag
          ? Trigger(event, at: place)
          : Trigger(event, branches: only, ignoredBranches: ignored, at: place)
      }, jobs: jobs)
  }

  private static func environment(in node: Node?) -> [String: String] {
    guard let node else { return [:] }
    return node.variables.merging(node["global"]?.variables ?? [:]) { $1 }
  }

  private func secrets(in node: Node?) -> [Located<String>] {
    var found: [Located<String>] = []
    node?.visit { inner in
      guard found.count < Self.secretLimit else { return }
      for entry in inner.entries where entry.value["secure"] != nil {
        guard found.count < Self.secretLimit, let name = entry.key.text else { continue }
        found.append(Located(name, at: document.place(entry.key)))
      }
    }
    return found
  }

  /// The commands of a phase, each with the shell that its key names.
  private mutating func steps(of phase: String, ignoresFailure: Bool = false) -> [Step] {
    guard follower.isOpen, let entry = root.entry(phase), !entry.value.isNull,
      entry.value.lenientFlag == nil
    else { return [] }
    if phase == "build", entry.value.isMapping, entry.value["project"] != nil {
      // https://www.appveyor.com/docs/build-configuration/: the host calls MSBuild itself.
      let project = entry.value["project"]?.text ?? ""
      return [
        Step(
          words: ["msbuild", project], environment: environment, place: document.place(entry.key))
      ]
    }
    return entry.value.itemsOrSelf.flatMap { item -> [Step] in
      let commands: [(node: Node, shell: String?)] =
        item.isMapping
        ? item.entries.compactMap { entry in
          switch entry.key.text {
          case "ps", "pwsh": (entry.value, "pwsh")
          case "cmd", "sh", "bash": (entry.value, nil)
          default: nil
          }
        } : [(item, nil)]
      return commands.flatMap { command, shell -> [Step] in
        guard let chunk = document.chunk(command) else { return [] }
        return follower.steps(
          of: ShellText(
            chunks: [chunk], shell: shell, environment: environment,
            folders: ["APPVEYOR_BUILD_FOLDER": RelativePath("")], ignoresFailure: ignoresFailure))
      }
    }
  }

  /// A job for each provider, behind the rule that stands under it, and one for the scripts.
  ///
  /// https://www.appveyor.com/docs/deployment/
  private mutating func deployments(after job: Job) -> [Job] {
    // Pull requests are never deployed.
    let events = job.events.subtracting([.pullRequest])
    guard !events.isEmpty else { return [] }
    var made: [Job] = []
    func draft(_ name: String, _ place: Place) -> Job {
      let isRepeated = made.contains { $0.id == name }
      var draft = Job(
        id: isRepeated ? "\(name) \(made.count + 1)" : name, name: name, place: place,
        needs: job.steps.isEmpty ? [] : [job.id], events: events)
      draft.partOf = job.id
      return draft
    }
    follower.beginJob()
    let scripts = ["before_deploy", "deploy_script", "after_deploy"].flatMap { steps(of: $0) }
    if let first = scripts.first, root["deploy"]?.lenientFlag != false {
      var deployment = draft("deploy", first.place)
      deployment.steps = scripts
      made.append(deployment)
    }
    for node in (root["deploy"]?.itemsOrSelf ?? []).prefix(100) where node.lenientFlag == nil {
      guard let provider = node["provider"] ?? (node.isMapping ? nil : node),
        let name = provider.text
      else { continue }
      var deployment = draft("deploy " + name, document.place(provider))
      limit(&deployment, by: node["on"])
      deployment.secrets = secrets(in: node)
      if let target = node["name"], let text = target.text, name.lowercased() == "environment" {
        deployment.environment = EnvironmentUse(text, at: document.place(target))
      }
      let settings = node.entries.filter { $0.key.text != "provider" && $0.key.text != "on" }
      let action = ActionUse(
        kind: .step, name: "appveyor/" + name.lowercased(), inputs: document.inputs(settings))
      deployment.steps = [
        Step(action: action, environment: environment, place: document.place(provider))
      ]
      if !deployment.events.isEmpty { made.append(deployment) }
    }
    return made
  }

  private func limit(_ job: inout Job, by on: Node?) {
    for entry in on?.entries ?? [] {
      guard let key = entry.key.text else { continue }
      let texts = entry.value.texts
      let place = document.place(entry.key)
      let text = "\(key): \(texts.joined(separator: ", "))"
      switch key.lowercased() {
      case "branch":
        // A tag counts to the branch that it was pushed with.
        job.conditions.append(Condition(.branch, text, at: place))
      case "appveyor_repo_tag":
        job.conditions.append(Condition(.tag, text, at: place))
        let isTag = entry.value.lenientFlag != false
        job.events = job.events.filter { ($0 == .tag) == isTag }
      case "appveyor_repo_branch":
        job.conditions.append(Condition(.branch, text, at: place))
      default: job.conditions.append(Condition(.other, text, at: place))
      }
    }
  }
}

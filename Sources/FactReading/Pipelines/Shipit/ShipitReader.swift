import FactModel
package import SourceModel
import Syntax

/// Reads `shipit.yml`, and the files that it has for single environments.
///
/// https://github.com/Shopify/shipit-engine
package struct ShipitReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "shipit"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether the file is `shipit.yml` or `shipit.production.yml` at the root, or in `.shipit`.
  package func isPipeline(_ path: RelativePath) -> Bool {
    guard path.fileExtension == "yml" || path.fileExtension == "yaml" else { return false }
    switch path.folder.text {
    case "": return path.name.hasPrefix("shipit.")
    case ".shipit": return true
    default: return false
    }
  }

  /// A pipeline for each file: the deployment, the way back, and the tasks.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    for path in paths {
      guard let file = context.read(path) else { continue }
      let document = PipelineDocument(yaml: file)
      guard document.faultyRoot == nil || document.root != nil else {
        reading.warnings += document.warnings
        continue
      }
      // An empty file asks for what the product does by default.
      let isEmpty = document.documents.allSatisfy(\.isNull)
      let empty = isEmpty ? Node(.mapping([]), at: .start) : nil
      guard let root = document.root?.merged() ?? empty, isEmpty || Self.isOwn(root) else {
        continue
      }
      reading.warnings += document.warnings
      var builder = ShipitBuilder(root, document, context: context)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
    }
    return reading
  }

  /// Whether the file is of this product and not of another one of that name.
  private static func isOwn(_ root: Node) -> Bool {
    let keys: Set = [
      "dependencies", "deploy", "rollback", "fetch", "ci", "tasks", "machine", "review", "merge",
      "inherit_from", "kubernetes", "plugins", "provision", "status", "links",
    ]
    return !root.entries.isEmpty
      && root.entries.allSatisfy { entry in entry.key.text.map(keys.contains) ?? false }
  }
}

/// Builds the jobs of a stack.
///
/// Who starts a deployment is settled on the product's own screen, a person or every change: the
/// file shows neither.
struct ShipitBuilder {
  private static let taskLimit = 200

  private let layers: [(root: Node, document: PipelineDocument)]
  private let path: RelativePath
  private let context: ReadingContext
  private var follower: StepFollower
  private let environment: [String: String]

  init(_ root: Node, _ document: PipelineDocument, context: ReadingContext) {
    path = document.path
    self.context = context
    follower = StepFollower(context: context)
    var layers = [(root, document)]
    var next = root["inherit_from"]?.text
    while let name = next, layers.count < 6 {
      let candidates = [document.path.folder.appending(name), RelativePath("").appending(name)]
      guard let path = candidates.compactMap({ $0 }).first(where: context.files.contains),
        !layers.contains(where: { $0.1.path == path }), let file = context.read(path)
      else { break }
      let inherited = PipelineDocument(yaml: file)
      guard let root = inherited.root?.merged() else { break }
      layers.append((root, inherited))
      next = root["inherit_from"]?.text
    }
    self.layers = layers
    environment = layers.reversed().reduce(into: [:]) { all, layer in
      all.merge(layer.0["machine", "environment"]?.variables ?? [:]) { $1 }
    }
  }

  /// The pipeline; `nil` where nothing is deployed.
  mutating func pipeline(vendor: String) -> Pipeline? {
    let place = Place(path)
    var jobs: [Job] = []
    if let job = job("deploy", events: [.api]) { jobs.append(job) }
    if let job = job("rollback", events: [.api]) { jobs.append(job) }
    jobs += tasks
    guard !jobs.isEmpty else { return nil }
    let inputs = self.inputs(of: jobs)
    var triggers: [Trigger] = []
    if jobs.events.contains(.api) { triggers.append(Trigger(.api, inputs: inputs, at: place)) }
    if let task = jobs.first(where: { $0.events == [.manual] }) {
      triggers.append(Trigger(.manual, at: task.place))
    }
    return Pipeline(
      vendor: vendor, name: path.text, place: place, triggers: triggers, jobs: jobs)
  }

  /// The entry of the file, or of one that it inherits from.
  private func entry(
    _ key: String, _ inner: String
  ) -> (entry: Node.Entry, document: PipelineDocument)? {
    for layer in layers {
      if let entry = layer.root[key]?.entry(inner) { return (entry, layer.document) }
    }
    return nil
  }

  /// The environment of the stack, by the name of its file.
  private var stack: String? {
    let name = path.stem
    if path.folder.text == ".shipit" { return name == "shipit" ? nil : name }
    return name.hasPrefix("shipit.") ? String(name.dropFirst(7)) : nil
  }

  // MARK: - Jobs

  private mutating func job(_ key: String, events: Set<Trigger.Event>) -> Job? {
    follower.beginJob()
    let own = commands(key, "override") ?? defaults(key)
    guard !own.isEmpty else { return nil }
    let dependencies = ["pre", "override", "post"].flatMap { commands("dependencies", $0) ?? [] }
    let place = own[0].via.first ?? own[0].place
    var job = Job(id: key, name: key, place: place, events: events)
    if key == "rollback", follower.takesStep() {
      let action = ActionUse(kind: .step, name: "shipit/rollback")
      job.steps.append(Step(action: action, place: place))
    }
    job.steps += dependencies + (commands(key, "pre") ?? []) + own + (commands(key, "post") ?? [])
    if let stack { job.environment = EnvironmentUse(stack, at: Place(path)) }
    if key == "deploy" {
      if let list = entry("review", "checklist"), !list.entry.value.items.isEmpty {
        job.gate = Gate(.approval, at: list.document.place(list.entry.key))
      }
      if let required = entry("ci", "require"), !required.entry.value.texts.isEmpty {
        let names = required.entry.value.texts.joined(separator: ", ")
        job.conditions.append(
          Condition(
            .outcome, "ci.require: " + names, at: required.document.place(required.entry.key)))
      }
    }
    return job
  }

  /// What a list of commands runs; `nil` where there is no list.
  private mutating func commands(_ key: String, _ inner: String) -> [Step]? {
    guard let found = entry(key, inner) else { return nil }
    return steps(of: found.entry.value, in: found.document)
  }

  private mutating func steps(of list: Node, in document: PipelineDocument) -> [Step] {
    let chunks = list.itemsOrSelf.compactMap { item in
      // `- ./deploy.sh: {timeout: 1800}`
      document.chunk(item.entries.first?.key ?? item)
    }
    guard !chunks.isEmpty else { return [] }
    return follower.steps(of: ShellText(chunks: chunks, environment: environment))
  }

  /// What the product runs by itself where the file says nothing.
  ///
  /// See https://github.com/Shopify/shipit-engine/blob/main/README.md#deployment
  private mutating func defaults(_ key: String) -> [Step] {
    let isDeployment = key == "deploy"
    let names = context.files(in: RelativePath("")).map(\.name)
    let text: String
    if let kubernetes = entry("kubernetes", "namespace"), let name = kubernetes.entry.value.text {
      guard isDeployment else { return [] }
      text = "krane deploy \(name) \(entry("kubernetes", "context")?.entry.value.text ?? "")"
    } else if names.contains("Capfile") {
      let stack = stack ?? "$ENVIRONMENT"
      text = "bundle exec cap \(stack) " + (isDeployment ? "deploy" : "deploy:rollback")
    } else if !isDeployment {
      return []
    } else if names.contains(where: { $0.hasSuffix(".gemspec") }) {
      text = "bundle exec rake release"
    } else if names.contains("lerna.json") {
      text = "npx lerna publish from-git --yes"
    } else if names.contains("setup.py") {
      text = "twine upload dist/*"
    } else if names.contains("package.json") {
      text = "npm publish"
    } else {
      return []
    }
    let chunk = ShellChunk(text: text, place: Place(path), keepsLines: false)
    return follower.steps(of: ShellText(chunks: [chunk], environment: environment))
  }

  /// What people start from the product's screen by a button of its own.
  private var tasks: [Job] {
    mutating get {
      var seen: Set<String> = []
      var jobs: [Job] = []
      for layer in layers {
        for entry in (layer.root["tasks"]?.entries ?? []).prefix(Self.taskLimit) {
          guard let id = entry.key.text, seen.insert(id).inserted, let list = entry.value["steps"]
          else { continue }
          follower.beginJob()
          let steps = steps(of: list, in: layer.document)
          guard !steps.isEmpty else { continue }
          var job = Job(
            id: "tasks/" + id, name: entry.value["action"]?.text ?? id,
            place: layer.document.place(entry.key), events: [.manual], steps: steps)
          if let stack { job.environment = EnvironmentUse(stack, action: .access, at: Place(path)) }
          jobs.append(job)
        }
      }
      return jobs
    }
  }

  private func inputs(of jobs: [Job]) -> [PipelineInput] {
    guard let found = entry("deploy", "variables") else { return [] }
    let items = found.entry.value.items.prefix(100)
    let used = NameFinder.found(
      items.map { item in item["name"]?.text.map { ["$" + $0] } ?? [] },
      in: jobs.lazy.flatMap { $0.steps.lazy.flatMap(\.words) })
    return zip(items, used).compactMap { item, isUsed in
      guard let node = item["name"], let name = node.text else { return nil }
      return PipelineInput(
        name: name, summary: item["title"]?.text ?? "", options: item["select"]?.texts ?? [],
        place: found.document.place(node), isUsed: isUsed)
    }
  }
}

import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of Drone and of Woodpecker, which took over its language.
///
/// https://docs.drone.io/yaml/docker/, https://woodpecker-ci.org/docs/usage/workflow-syntax
package struct DroneReader: PipelineReader {
  /// The product whose files are read.
  package enum Product: Sendable {
    /// Drone.
    case drone
    /// Woodpecker.
    case woodpecker
  }

  private let product: Product

  /// Makes a reader for one product.
  package init(_ product: Product) {
    self.product = product
  }

  /// The vendor's id.
  package var vendor: String {
    switch product {
    case .drone: "drone"
    case .woodpecker: "woodpecker"
    }
  }

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml", "star", "starlark", "jsonnet"] }

  /// Whether the file is `.drone.yml` or another that a repository of Drone may be set to, or one of
  /// Woodpecker's at the root or in its folder.
  package func isPipeline(_ path: RelativePath) -> Bool {
    let isYAML = path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml")
    switch product {
    case .drone:
      return path.text == ".drone.yml" || path.text == ".drone.yaml"
        || DroneProgram.names.contains(path.text) || Self.isVariant(path)
    case .woodpecker:
      return isYAML
        && (path.text == ".woodpecker.yml" || path.text == ".woodpecker.yaml"
          || path.text.hasPrefix(".woodpecker/"))
    }
  }

  /// Whether it bears the usual file's name with a mark behind it: `.drone-1.0.yml`.
  ///
  /// Which file is read is a setting of the repository on the server.
  private static func isVariant(_ path: RelativePath) -> Bool {
    let start = ".drone"
    guard path.folder.text.isEmpty, path.name.hasPrefix(start),
      ["yml", "yaml"].contains(path.fileExtension), path.stem != start
    else { return false }
    let offWords: Set<String> = [
      "old", "bak", "backup", "disabled", "off", "unused", "example", "sample", "template", "tmpl",
    ]
    let isMarked = path.name.dropFirst(start.count).first.map { "-_.".contains($0) } ?? false
    return isMarked && path.stem.nameWords.allSatisfy { !offWords.contains($0) }
  }

  /// The pipelines: one for a file of Drone, one for all workflows of Woodpecker.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    var builder = DroneBuilder(context: context)
    for path in inUse(paths) {
      guard let file = context.read(path) else { continue }
      let isProgram = DroneProgram.names.contains(path.text)
      let isVariant = product == .drone && Self.isVariant(path)
      guard !isVariant || file.contains("kind: pipeline") else { continue }
      let document = isProgram ? DroneProgram.document(in: file) : PipelineDocument(yaml: file)
      reading.warnings += document.warnings
      for (index, node) in document.documents.enumerated() where node.isMapping {
        builder.add(node.merged(), number: index, in: document)
      }
      // Woodpecker's workflows wait for each other across files.
      if product == .drone, var pipeline = builder.pipeline(vendor, at: path) {
        if isProgram { pipeline.confidence = .inferred }
        reading.pipelines.append(pipeline)
        builder = DroneBuilder(context: context)
      }
    }
    if product == .woodpecker, let path = builder.firstPath,
      let pipeline = builder.pipeline(vendor, at: path)
    {
      reading.pipelines.append(pipeline)
    }
    return reading
  }

  /// The files that count: the usual one, which a program beside it writes; else the program; else
  /// those that the server may be told.
  private func inUse(_ paths: [RelativePath]) -> [RelativePath] {
    guard product == .drone else { return paths }
    let programs = paths.filter { DroneProgram.names.contains($0.text) }
    let variants = paths.filter(Self.isVariant)
    let others = paths.filter { !DroneProgram.names.contains($0.text) && !Self.isVariant($0) }
    return [others, programs, variants].first { !$0.isEmpty } ?? []
  }
}

/// Builds a job for each step, since each has an image, a rule and an order of its own.
struct DroneBuilder {
  static let jobLimit = PipelineReading.readerLimit
  /// How many services run beside the steps, each with an image that all jobs have; real files have five.
  private static let serviceLimit = 50
  /// How many jobs all jobs wait for together; large pipelines have some hundred.
  private static let needsLimit = 200_000

  /// The steps of one document.
  private struct Group {
    var name: String
    var needs: [String]
    var jobs: [Job]
    var dependsOn: [[String]?]
    /// What the trigger asks for beside the event, which holds for all steps.
    var conditions: [Condition]
  }

  private(set) var firstPath: RelativePath?
  private var follower: StepFollower
  private var groups: [Group] = []
  private var triggers: [Trigger] = []
  private var count = 0

  init(context: ReadingContext) {
    follower = StepFollower(context: context)
  }

  private var defaults: Set<DroneSituation> { [.push, .pullRequest, .tag] }

  /// Adds the steps of a document.
  mutating func add(_ root: Node, number: Int, in document: PipelineDocument) {
    if let kind = root["kind"]?.text, kind != "pipeline" { return }
    // `pipeline` is what older versions of both call the steps.
    guard let steps = root["steps"] ?? root["pipeline"] else { return }
    firstPath = firstPath ?? document.path
    let trigger = root["trigger"] ?? root["when"]
    // A step may ask for events that nothing else names.
    var named: Set<DroneSituation> = []
    for step in Self.steps(steps) {
      for filter in step.node["when"]?.itemsOrSelf ?? [] {
        let events = filter["event"]?["include"] ?? filter["event"]
        named.formUnion((events?.texts ?? []).compactMap(DroneSituation.init(event:)))
      }
    }
    let rule = DroneRule(
      trigger, defaults: trigger?["event"] == nil ? defaults.union(named) : defaults, in: document)
    let key = (root.entry("trigger") ?? root.entry("when"))?.key
    let place = key.map(document.place) ?? Place(document.path, root.position)
    for kind in DroneSituation.allCases where rule.situations.contains(kind) {
      triggers.append(
        Trigger(
          kind.event, branches: kind == .push ? rule.branches : [], inputs: kind.inputs(at: place),
          at: place))
    }
    let name = root["name"]?.text ?? (number == 0 ? document.path.stem : "default")
    var group = Group(
      name: name, needs: root["depends_on"]?.texts ?? [], jobs: [], dependsOn: [],
      conditions: rule.conditions.filter { $0.subject != .event })
    let services = Self.steps(root["services"] ?? Node(.sequence([]), at: .start))
      .prefix(Self.serviceLimit).compactMap { $0.node["image"] }
    for step in Self.steps(steps) where count < Self.jobLimit {
      guard var job = job(step, services, rule, root, document) else { continue }
      job.stage = name
      count += 1
      group.jobs.append(job)
      group.dependsOn.append(step.node["depends_on"].map(\.texts))
    }
    groups.append(group)
  }

  /// The steps of a list, or of a mapping by their names.
  private static func steps(_ node: Node) -> [(name: String?, node: Node)] {
    node.items.filter(\.isMapping).map { ($0["name"]?.text, $0) }
      + node.entries.filter { $0.value.isMapping }.map { ($0.key.text, $0.value) }
  }

  private mutating func job(
    _ step: (name: String?, node: Node), _ services: [Node], _ trigger: DroneRule,
    _ root: Node, _ document: PipelineDocument
  ) -> Job? {
    let node = step.node
    let rule = DroneRule(node["when"], defaults: trigger.situations, in: document)
    let live = rule.situations.intersection(trigger.situations)
    guard !live.isEmpty else { return nil }
    let name = step.name ?? node["image"]?.text ?? "step"
    follower.beginJob()
    let images = [node["image"]].compactMap { $0 } + services
    let fanOut = root.entry("matrix").map { document.place($0.key) }
    return Job(
      id: name, name: name, place: document.place(node["name"] ?? node),
      events: Set(live.map(\.event)),
      // An event that starts the pipeline anyway limits nothing.
      conditions: rule.conditions.filter { $0.subject != .event || live != trigger.situations },
      environment: rule.environment ?? trigger.environment,
      ignoresFailure: node["failure"]?.text == "ignore", fanOut: fanOut,
      secrets: Self.secrets(in: node, document),
      images: images.compactMap { image in
        image.text.map { Located($0, at: document.place(image)) }
      }, steps: steps(of: node, name, root, document))
  }

  private mutating func steps(
    of node: Node, _ name: String, _ root: Node, _ document: PipelineDocument
  ) -> [Step] {
    let environment = (root["environment"]?.variables ?? [:])
      .merging(node["environment"]?.variables ?? [:]) { $1 }
    if let commands = node["commands"] {
      let chunks = commands.itemsOrSelf.compactMap(document.chunk)
      let folder = node["directory"]?.text.map { RelativePath("").appending($0) }
      return follower.steps(
        of: ShellText(
          chunks: chunks, folder: folder ?? RelativePath(""), environment: environment))
    }
    guard let image = node["image"], let text = image.text, node["detach"]?.flag != true else {
      return []
    }
    let reference = Self.split(text)
    // Older versions write the settings of plugins beside the image.
    let own: Set = [
      "image", "name", "when", "depends_on", "environment", "secrets", "pull", "group", "commands",
      "settings", "failure", "privileged", "volumes", "detach", "entrypoint", "directory",
    ]
    let settings =
      node["settings"]?.entries
      ?? node.entries.filter { entry in
        entry.key.text.map { !own.contains($0) } ?? false
      }
    let action = ActionUse(
      kind: .step, name: reference.name, version: reference.version,
      inputs: document.inputs(settings))
    let use = Step(action: action, environment: environment, place: document.place(image))
    // Plugins that run commands take them as `script`: the one that runs them over ssh does.
    let scripts = settings.filter { $0.key.text == "script" || $0.key.text == "commands" }
      .flatMap { $0.value.itemsOrSelf }.compactMap(document.chunk)
    guard !scripts.isEmpty else { return [use] }
    let wrappers = reference.name.contains("ssh") ? ["ssh"] : []
    return [use]
      + follower.steps(
        of: ShellText(chunks: scripts, environment: environment, wrappers: wrappers))
  }

  /// The name and the tag of an image.
  private static func split(_ image: String) -> (name: String, version: String?) {
    guard let colon = image.lastIndex(of: ":"), !image[colon...].contains("/") else {
      return (image, nil)
    }
    return (String(image[..<colon]), String(image[image.index(after: colon)...]))
  }

  private static func secrets(in node: Node, _ document: PipelineDocument) -> [Located<String>] {
    var found: [Located<String>] = []
    node.visit { inner in
      guard let secret = inner["from_secret"], let name = secret.text else { return }
      found.append(Located(name, at: document.place(secret)))
    }
    for item in node["secrets"]?.itemsOrSelf ?? [] {
      guard let name = item.text ?? item["source"]?.text else { continue }
      found.append(Located(name, at: document.place(item)))
    }
    return found
  }

  /// The pipeline; `nil` where it has no live step.
  mutating func pipeline(_ vendor: String, at path: RelativePath) -> Pipeline? {
    let isPlain = groups.count == 1
    // The ids by the group and the step's own name.
    let ids = groups.map { group in
      var seen: Set<String> = []
      return group.jobs.enumerated().map { index, job in
        let own = seen.insert(job.id).inserted ? job.id : "\(job.id) \(index + 1)"
        return isPlain ? own : group.name + "/" + own
      }
    }
    var jobs: [Job] = []
    // What all triggers ask for is the pipeline's own limit and no rule of these steps.
    let isNarrow = Set(groups.map { $0.conditions.map(\.text) }).count > 1
    let filled = groups.indices.filter { !groups[$0].jobs.isEmpty }
    let numbers = Dictionary(grouping: filled) { groups[$0].name }
    var needsLeft = Self.needsLimit
    for number in filled {
      let group = groups[number]
      let before = Set(group.needs).flatMap { numbers[$0] ?? [] }.sorted()
        .filter { $0 != number }.flatMap { ids[$0] }
      let isGraph = group.dependsOn.contains { $0 != nil }
      for (index, job) in group.jobs.enumerated() {
        var job = job
        job.id = ids[number][index]
        if isNarrow { job.conditions = group.conditions + job.conditions }
        if let list = group.dependsOn[index] {
          let names = Set(list)
          job.needs = group.jobs.indices.filter { names.contains(group.jobs[$0].name) }
            .map { ids[number][$0] }
        } else if index > 0, !isGraph {
          job.needs = [ids[number][index - 1]]
        }
        if job.needs.isEmpty { job.needs = before }
        job.needs = Array(job.needs.prefix(needsLeft))
        needsLeft -= job.needs.count
        jobs.append(job)
      }
    }
    guard !jobs.isEmpty else { return nil }
    let events = jobs.events
    var seen: Set<Trigger> = []
    let live = triggers.filter { events.contains($0.event) && seen.insert($0).inserted }
    return Pipeline(
      vendor: vendor, name: path.text, place: Place(path), triggers: live, jobs: jobs)
  }
}

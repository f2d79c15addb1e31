import FactModel
package import SourceModel
import Syntax

/// Reads `.travis.yml`.
///
/// https://docs.travis-ci.com/user/build-config-yaml
package struct TravisReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "travis-ci"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml"] }

  /// Whether the file is the one that the host reads.
  package func isPipeline(_ path: RelativePath) -> Bool { path.text == ".travis.yml" }

  /// The pipeline with a job for each entry of its stages, and one for each deployment.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    for path in paths {
      guard let file = context.read(path) else { continue }
      let (root, document) = TravisImports(context).configuration(in: file)
      reading.warnings += document.warnings
      guard let root else { continue }
      var builder = TravisBuilder(root, document, context: context)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
    }
    return reading
  }
}

/// Builds the jobs of a build.
struct TravisBuilder {
  /// How many jobs a build may have.
  static let jobLimit = PipelineReading.readerLimit
  /// How many deployments are read.
  static let deploymentLimit = 50
  /// How many encrypted values are told, since all jobs bear those of the file; real files have five.
  private static let secretLimit = 200
  /// How many rows say which jobs may fail; real files have five.
  private static let rowLimit = 200
  /// How many keys such a row and the file have, since each job asks for some; the language has a hundred.
  private static let (rowKeyLimit, keyLimit) = (50, 500)
  /// Keys whose lists make a job for each value.
  ///
  /// https://docs.travis-ci.com/user/build-matrix/
  static let expansionKeys = [
    "node_js", "python", "go", "rvm", "ruby", "php", "jdk", "os", "arch", "rust", "scala", "perl",
    "elixir", "otp_release", "compiler", "gemfile", "dotnet", "mono", "ghc", "r", "julia", "d",
    "dart", "lein", "osx_image", "xcode_scheme", "crystal", "smalltalk", "haxe", "nix",
  ]

  let root: Node
  let document: PipelineDocument
  let context: ReadingContext
  var follower: StepFollower
  private var jobs: [Job] = []
  private var usedIDs: Set<String> = []
  /// The stages that the file describes, by their names in lower case.
  private let stages: [String: Node]
  /// What all jobs have: variables, and the keys of encrypted ones.
  private let environment: [String: String]
  private var commonSecrets: [Located<String>] = []
  /// The conditions by where they stand, since many jobs may share one.
  private var rules: [Position: Rule] = [:]
  /// The rows of jobs that may fail.
  private let rows: [[RowEntry]]

  /// What a condition says.
  private struct Rule {
    var text: String
    var subject: Condition.Subject
    /// Where it may hold.
    var live: Set<TravisSituation>
  }

  /// What a row of jobs that may fail asks for.
  private struct RowEntry {
    var key: String?
    var texts: [String]
    /// Whether the file says so for all jobs.
    var isCommon: Bool
  }

  init(_ whole: Node, _ document: PipelineDocument, context: ReadingContext) {
    let root = Node(.mapping(Array(whole.entries.prefix(Self.keyLimit))), at: whole.position)
    self.root = root
    self.document = document
    self.context = context
    follower = StepFollower(context: context)
    stages = Dictionary(
      (root["stages"]?.items ?? []).compactMap { node in
        node["name"]?.text.map { ($0.lowercased(), node) }
      }, uniquingKeysWith: { first, _ in first })
    environment = root["env", "global"].map { TravisPhases.environment($0) } ?? [:]
    rows = Self.rows(of: root)
    commonSecrets = secrets(in: root["env"])
  }

  /// The pipeline; `nil` where it has no live job.
  mutating func pipeline(vendor: String) -> Pipeline? {
    let situations = situations()
    guard !situations.isEmpty else { return nil }
    for entry in entries() where jobs.count < Self.jobLimit { add(entry, situations) }
    link()
    guard !jobs.isEmpty else { return nil }
    let events = jobs.events
    let branches = root["branches", "only"] ?? root["branches"].flatMap { $0.isMapping ? nil : $0 }
    let place = (root.entry("branches")?.key).map(document.place) ?? Place(document.path)
    let order: [Trigger.Event] = [.push, .tag, .pullRequest, .schedule, .api]
    let triggers = order.filter(events.contains).map { event in
      event == .push || event == .pullRequest
        ? Trigger(
          event, branches: branches?.texts ?? [],
          ignoredBranches: root["branches", "except"]?.texts ?? [], at: place)
        : Trigger(event, at: place)
    }
    return Pipeline(
      vendor: vendor, name: document.path.text, place: Place(document.path), triggers: triggers,
      jobs: jobs)
  }

  /// The ways in which the build can start: others than changes where a condition asks for them.
  private func situations() -> Set<TravisSituation> {
    var result: Set<TravisSituation> = [.push, .pullRequest, .tag]
    root.visit { node in
      for entry in node.entries where entry.key.text == "if" {
        guard let text = entry.value.text else { continue }
        if text.contains("cron") { result.insert(.cron) }
        if text.contains("api") { result.insert(.api) }
      }
    }
    if let only = (root["branches", "only"] ?? root["branches"])?.texts, !only.isEmpty,
      !only.contains(where: { $0.hasPrefix("/") })
    {
      result.remove(.tag)
    }
    guard let rule = root["if"]?.text else { return result }
    return result.filter { TravisExpression.mayHold(rule, in: $0) }
  }

  /// A job as the file writes it.
  private struct Entry {
    var node: Node?
    var place: Place
    var stage: String
    var fanOut: Place?
  }

  /// The job of the top of the file, where it makes one, and those listed one by one.
  private func entries() -> [Entry] {
    let listed = (root["jobs"] ?? root["matrix"])
    let include = (listed?.isSequence == true ? listed : listed?["include"])?.items ?? []
    var result: [Entry] = []
    var fanOut: Place?
    var isExpanded = false
    for key in Self.expansionKeys {
      guard let entry = root.entry(key) else { continue }
      isExpanded = isExpanded || entry.value.isSequence
      if entry.value.items.count > 1 { fanOut = fanOut ?? document.place(entry.key) }
    }
    let matrix = root["env", "jobs"] ?? root["env", "matrix"] ?? root["env"]
    if let matrix, matrix.isSequence, let key = root.entry("env")?.key {
      isExpanded = true
      if matrix.items.count > 1 { fanOut = fanOut ?? document.place(key) }
    }
    if include.isEmpty || isExpanded {
      let key = (root.entry("script") ?? root.entry("language"))?.key
      let place = key.map(document.place) ?? Place(document.path)
      result.append(Entry(place: place, stage: "test", fanOut: fanOut))
    }
    var stage = "test"
    for node in include.prefix(Self.jobLimit) where node.isMapping {
      stage = node["stage"]?.text ?? node["stage", "name"]?.text ?? stage
      let fanOut = include.count > 1 ? (listed?.position).map { Place(document.path, $0) } : nil
      result.append(
        Entry(node: node, place: document.place(node), stage: stage, fanOut: fanOut))
    }
    return result
  }

  private mutating func add(_ entry: Entry, _ situations: Set<TravisSituation>) {
    let stage = stages[entry.stage.lowercased()]
    let nodes = [stage?["if"], entry.node?["if"]].compactMap { $0 }
    let rules = nodes.map { rule($0) }
    let live = rules.reduce(situations) { $0.intersection($1.live) }
    guard !live.isEmpty else { return }
    let name = entry.node?["name"]?.text ?? entry.stage
    var job = Job(
      id: usedIDs.added(name), name: name, place: entry.place, stage: entry.stage,
      events: Self.events(of: live),
      conditions: zip(rules, nodes).map { Condition($0.subject, $0.text, at: document.place($1)) },
      ignoresFailure: isAllowedToFail(entry.node), fanOut: entry.fanOut,
      secrets: commonSecrets + secrets(in: entry.node?["env"]))
    if let cache = (entry.node?.entry("cache") ?? root.entry("cache")), cache.value.flag != false,
      !cache.value.isNull
    {
      job.caches = [document.place(cache.key)]
    }
    follower.beginJob()
    let phases = TravisPhases(
      root, node: entry.node, environment, at: entry.place, in: document, follower, context: context
    )
    job.steps = phases.steps(&follower)
    let deployments = phases.deployments(of: job, live, &follower)
    // A job that is there to deploy only runs nothing else.
    if !job.steps.isEmpty || deployments.isEmpty { jobs.append(job) }
    for var deployment in deployments {
      deployment.id = usedIDs.added(deployment.id)
      jobs.append(deployment)
    }
  }

  static func events(of situations: Set<TravisSituation>) -> Set<Trigger.Event> {
    Set(
      situations.map { situation in
        switch situation {
        case .push: .push
        case .tag: .tag
        case .pullRequest: .pullRequest
        case .cron: .schedule
        case .api: .api
        }
      })
  }

  /// What the condition at a node says, read once.
  private mutating func rule(_ node: Node) -> Rule {
    if let known = rules[node.position] { return known }
    let text = node.text ?? ""
    let live = TravisSituation.allCases.filter { TravisExpression.mayHold(text, in: $0) }
    let rule = Rule(text: text, subject: Self.subject(text), live: Set(live))
    rules[node.position] = rule
    return rule
  }

  private static func subject(_ rule: String) -> Condition.Subject {
    let words = Set(rule.lowercased().nameWords)
    if words.contains("tag") { return .tag }
    if words.contains("branch") { return .branch }
    return words.contains("type") ? .event : .other
  }

  // https://docs.travis-ci.com/user/build-matrix/#rows-that-are-allowed-to-fail
  private func isAllowedToFail(_ node: Node?) -> Bool {
    guard let node, !rows.isEmpty else { return false }
    let own = Dictionary(
      node.entries.compactMap { entry in entry.key.text.map { ($0, entry.value.texts) } },
      uniquingKeysWith: { $1 })
    return rows.contains { row in
      row.allSatisfy { entry in
        guard let key = entry.key else { return false }
        return own[key].map { $0 == entry.texts } ?? entry.isCommon
      }
    }
  }

  private static func rows(of root: Node) -> [[RowEntry]] {
    let listed = root["jobs"] ?? root["matrix"]
    let rows = (listed?["allow_failures"]?.items ?? []).prefix(rowLimit).map(\.entries)
    let common: [String: [String]] =
      rows.isEmpty
      ? [:]
      : Dictionary(
        root.entries.compactMap { entry in entry.key.text.map { ($0, entry.value.texts) } },
        uniquingKeysWith: { $1 })
    return rows.filter { !$0.isEmpty && $0.count <= rowKeyLimit }.map { row in
      row.map { entry in
        let (key, texts) = (entry.key.text, entry.value.texts)
        return RowEntry(key: key, texts: texts, isCommon: key.flatMap { common[$0] } == texts)
      }
    }
  }

  /// The keys of encrypted values.
  private func secrets(in node: Node?) -> [Located<String>] {
    var found: [Located<String>] = []
    node?.visit { inner in
      guard found.count < Self.secretLimit, let entry = inner.entry("secure") else {
        return
      }
      found.append(Located("env", at: document.place(entry.key)))
    }
    return found
  }

  /// Each job waits for all of the stages before its own.
  private mutating func link() {
    var order = (root["stages"]?.items ?? []).compactMap {
      ($0.text ?? $0["name"]?.text)?.lowercased()
    }
    var known = Set(order)
    for job in jobs {
      let stage = (job.stage ?? "test").lowercased()
      if known.insert(stage).inserted { order.append(stage) }
    }
    let indices = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
    let ranks = jobs.map { indices[($0.stage ?? "test").lowercased()] ?? 0 }
    let ids = jobs.map(\.id)
    for position in jobs.indices {
      let former = ids.indices.filter { ranks[$0] < ranks[position] }.map { ids[$0] }
      jobs[position].needs = former + jobs[position].needs
    }
  }
}

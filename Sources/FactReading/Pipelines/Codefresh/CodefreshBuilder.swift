import FactModel
import SourceModel
import Syntax

/// Builds a job for each step, since each has an image and a rule of its own.
struct CodefreshBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  private static let depthLimit = 8
  /// How many keys of a step are looked at that stands for several.
  private static let keyLimit = 100

  let body: Node
  let document: PipelineDocument
  let parsed: CodefreshDocument
  private var follower: StepFollower
  private let context: ReadingContext
  private var events: Set<Trigger.Event> = []
  private var usedIDs: Set<String> = []
  private var jobs: [Job] = []
  /// The jobs by the names of their steps.
  private var ids: [String: [String]] = [:]
  /// All steps by their names, for what names them.
  private var steps = CodefreshSteps()
  private let secrets: [Located<String>]

  init(
    _ body: Node, _ document: PipelineDocument, _ parsed: CodefreshDocument,
    context: ReadingContext
  ) {
    self.body = body
    self.document = document
    self.parsed = parsed
    self.context = context
    secrets = parsed.secrets
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where it has no live step.
  mutating func pipeline(vendor: String) -> Pipeline? {
    let triggers = CodefreshTriggers(parsed, of: body).triggers
    events = Set(triggers.map(\.event))
    let all = Self.steps(body["steps"])
    collect(all, depth: 0)
    var last = addHooks(of: body, ["on_elected"], after: [])
    if body["mode"]?.text == "parallel" {
      for step in all { _ = add(step.name, step.node, at: step.place, after: last, isGraph: true) }
    } else {
      for step in all {
        let made = add(step.name, step.node, at: step.place, after: last)
        if !made.isEmpty { last = made }
      }
    }
    guard jobs.contains(where: { !$0.steps.isEmpty }) else { return nil }
    _ = addHooks(of: body, ["on_success", "on_fail", "on_finish"], after: jobs.map(\.id))
    let live = jobs.events
    return Pipeline(
      vendor: vendor, name: parsed.name ?? document.path.text, place: Place(document.path),
      triggers: triggers.filter { live.contains($0.event) }, jobs: jobs)
  }

  /// The steps of a mapping by their names, or of a list of such mappings.
  private static func steps(_ node: Node?) -> [(name: String, node: Node, place: Position)] {
    let entries = node?.isSequence == true ? node?.items.flatMap(\.entries) ?? [] : node?.entries
    return (entries ?? []).compactMap { entry in
      guard let name = entry.key.text, entry.value.isMapping else { return nil }
      return (name, entry.value, entry.key.position)
    }
  }

  private mutating func collect(
    _ all: [(name: String, node: Node, place: Position)], depth: Int
  ) {
    guard depth < Self.depthLimit else { return }
    for step in all {
      steps.add(step.node, named: step.name)
      collect(Self.steps(step.node["steps"] ?? step.node["scale"]), depth: depth + 1)
    }
  }

  // MARK: - Jobs

  /// Adds the jobs of a step and gives the ids of those that the next step waits for.
  private mutating func add(
    _ name: String, _ node: Node, at position: Position, after last: [String],
    isGraph: Bool = false, depth: Int = 0, under conditions: [Condition] = [], fanOut: Place? = nil
  ) -> [String] {
    guard depth < Self.depthLimit, jobs.count < Self.jobLimit else { return [] }
    let rule = CodefreshRule(node["when"], among: events, in: document)
    guard !rule.events.isEmpty else { return [] }
    let needs = rule.needs.map { $0.uniqued().flatMap { ids[$0] ?? [] } } ?? (isGraph ? [] : last)
    let conditions = conditions + rule.conditions
    let inner = Self.steps(node["steps"])
    if node["type"]?.text == "parallel" || !inner.isEmpty {
      let place = inner.count > 1 ? document.place(node) : nil
      let made = inner.flatMap { step in
        add(
          step.name, step.node, at: step.place, after: needs, depth: depth + 1, under: conditions,
          fanOut: place)
      }
      ids[name] = made
      return made
    }
    if let scale = node.entry("scale") {
      let around = node.entries.prefix(Self.keyLimit).filter { $0.key.text != "scale" }
      let made = Self.steps(scale.value).prefix(Self.jobLimit).flatMap { step in
        add(
          step.name, Node(.mapping(around + step.node.entries), at: step.place),
          at: step.place, after: needs, depth: depth + 1, under: conditions,
          fanOut: document.place(scale.key))
      }
      ids[name] = made
      return made
    }
    var job = job(named: name, node, at: Place(document.path, position), needs)
    job.events = rule.events
    job.conditions = conditions
    job.fanOut = (node.entry("matrix")?.key).map(document.place) ?? fanOut
    jobs.append(job)
    ids[name] = [job.id]
    return [job.id]
  }

  private mutating func job(
    named name: String, _ node: Node, at place: Place, _ needs: [String]
  ) -> Job {
    follower.beginJob()
    let step = CodefreshStep(name, node, in: document, parsed, steps: steps, context: context)
    var job = Job(
      id: usedIDs.added(name), name: node["title"]?.text ?? name, place: place,
      stage: node["stage"]?.text, needs: needs, events: events)
    // A failure that goes on may still fail the build in the end.
    let isStrict = [node, body].contains { $0["strict_fail_fast"]?.lenientFlag == true }
    let goesOn = (node["fail_fast"] ?? node["fail-fast"])?.lenientFlag == false
    let type = node["type"]?.text
    if type == "pending-approval" || type == "approval" {
      job.gate = Gate(.approval, at: place)
      return job
    }
    job.ignoresFailure = goesOn && !isStrict
    if let shown = node["env", "name"], let text = shown.text {
      job.environment = EnvironmentUse(text, at: document.place(shown))
    }
    job.secrets = secrets
    job.images = step.images
    job.steps = step.steps(&follower) + hookSteps(of: node)
    job.caches = step.caches
    return job
  }

  // MARK: - Hooks

  /// What runs around a step.
  ///
  /// https://codefresh.io/docs/docs/pipelines/hooks/
  private mutating func hookSteps(of node: Node) -> [Step] {
    ["on_elected", "on_success", "on_fail", "on_finish"].flatMap { key -> [Step] in
      guard let hook = node["hooks"]?[key] else { return [] }
      let parts = hook["steps"].map { Self.steps($0).map(\.node) } ?? [hook["exec"] ?? hook]
      return parts.flatMap { part in
        CodefreshStep(key, part, in: document, parsed, steps: steps, context: context)
          .steps(&follower, ignoresFailure: key != "on_elected")
      }
    }
  }

  /// Adds a job for each hook of the pipeline.
  private mutating func addHooks(
    of node: Node, _ keys: [String], after needs: [String]
  ) -> [String] {
    keys.compactMap { key in
      guard let entry = node["hooks"]?.entry(key) else { return nil }
      follower.beginJob()
      var job = Job(
        id: usedIDs.added(key), name: key, place: document.place(entry.key), stage: nil,
        needs: needs, events: needs.isEmpty ? events : jobs.events,
        ignoresFailure: key != "on_elected")
      let parts =
        entry.value["steps"].map { Self.steps($0).map(\.node) }
        ?? [entry.value["exec"] ?? entry.value]
      if key == "on_fail" {
        job.conditions = [Condition(.outcome, key, at: document.place(entry.key))]
      }
      for part in parts.prefix(100) {
        let step = CodefreshStep(key, part, in: document, parsed, steps: steps, context: context)
        job.images += step.images
        job.steps += step.steps(&follower)
      }
      guard !job.steps.isEmpty else { return nil }
      jobs.append(job)
      return job.id
    }
  }
}

/// All steps of a pipeline by their names.
struct CodefreshSteps {
  private var byName: [String: Node] = [:]
  /// Whether one of them pushes an image.
  private(set) var hasPush = false

  subscript(_ name: String) -> Node? { byName[name] }

  /// Takes over a step; of several of one name the last counts.
  mutating func add(_ node: Node, named name: String) {
    byName[name] = node
    if node["type"]?.text == "push" { hasPush = true }
  }
}

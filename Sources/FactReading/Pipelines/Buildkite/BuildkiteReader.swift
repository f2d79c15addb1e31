import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of Buildkite, and those that their steps upload from the tree.
///
/// https://buildkite.com/docs/pipelines/configure/defining-steps
package struct BuildkiteReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "buildkite"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml", "json"] }

  /// Whether the file is one that the agent uploads by default.
  ///
  /// https://buildkite.com/docs/agent/v3/cli-pipeline
  package func isPipeline(_ path: RelativePath) -> Bool {
    let names: Set = [
      "buildkite.yml", "buildkite.yaml", "buildkite.json", ".buildkite/pipeline.yml",
      ".buildkite/pipeline.yaml", ".buildkite/pipeline.json", "buildkite/pipeline.yml",
      "buildkite/pipeline.yaml", "buildkite/pipeline.json",
    ]
    return names.contains(path.text)
  }

  /// The pipelines with a job for each step, and those of the tree that their steps trigger.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    var read: Set<RelativePath> = []
    var waiting = paths.map { BuildkiteStart(path: $0) }
    var index = 0
    var jobsLeft = PipelineReading.entryLimit
    while index < waiting.count {
      let start = waiting[index]
      index += 1
      guard !read.contains(start.path) else { continue }
      guard jobsLeft > 0 else {
        let message = Phrase(
          "found that pipelines have more than \(PipelineReading.entryLimit) jobs together; "
            + "from here on none is read",
          "파이프라인의 작업이 모두 \(PipelineReading.entryLimit)개보다 많아서 여기부터는 읽지 않았습니다")
        reading.warnings.append(Diagnostic(.warning, message, at: Place(start.path)))
        break
      }
      var builder = BuildkiteBuilder(context: context)
      if let pipeline = builder.pipeline(start, vendor: vendor) {
        jobsLeft -= pipeline.jobs.count
        reading.pipelines.append(pipeline)
      }
      // A file that was uploaded has its steps in the pipeline that did so.
      read.formUnion(builder.read)
      waiting += builder.triggered.uniqued { $0.path }.filter { !read.contains($0.path) }
      reading.warnings += builder.warnings
    }
    return reading
  }
}

/// Builds the jobs of a pipeline.
struct BuildkiteBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  private static let depthLimit = 6
  /// How many files one command may upload that does not name them itself.
  private static let uploadLimit = 5
  /// How many commands before an upload may be the one that writes what it uploads.
  private static let formerLimit = 200

  let context: ReadingContext
  var warnings: [Diagnostic] = []
  var follower: StepFollower
  private var jobs: [Job] = []
  private var keys: [String: String] = [:]
  private var usedIDs: Set<String> = []
  /// The files whose steps are in the pipeline.
  private(set) var read: Set<RelativePath> = []
  /// The pipelines of the tree that its steps trigger.
  var triggered: [BuildkiteStart] = []
  /// The scripts whose output was read.
  private var written: Set<RelativePath> = []
  /// The tests around the commands of such scripts, in their order.
  private var guards: [RelativePath: [(place: Place, conditions: [Condition])]] = [:]
  /// The jobs before the latest `wait` or `block`.
  private var barrier: [String] = []
  private var sinceBarrier: [String] = []
  private var isForTags = false

  init(context: ReadingContext) {
    self.context = context
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where it has no live step.
  mutating func pipeline(_ start: BuildkiteStart, vendor: String) -> Pipeline? {
    add(start.path, depth: 0)
    guard !jobs.isEmpty else { return nil }
    let place = Place(start.path)
    if let former = start.former {
      for index in jobs.indices { jobs[index].events = [.upstream] }
      let trigger = Trigger(.upstream, pipelines: [former.value], at: former.place)
      return Pipeline(
        vendor: vendor, name: start.path.text, place: place, triggers: [trigger], jobs: jobs)
    }
    let events = jobs.events
    let order: [Trigger.Event] = [.push, .pullRequest, .tag, .schedule]
    return Pipeline(
      vendor: vendor, name: start.path.text, place: place,
      triggers: order.filter(events.contains).map { Trigger($0, at: place) }, jobs: jobs)
  }

  private mutating func add(_ path: RelativePath, depth: Int) {
    guard depth < Self.depthLimit, read.insert(path).inserted, let file = context.read(path) else {
      return
    }
    let document = PipelineDocument(yaml: file)
    warnings += document.warnings
    add(document, of: file, depth: depth)
  }

  /// What a script of the tree writes, where it writes a pipeline word by word.
  private mutating func add(writtenBy path: RelativePath, _ steps: [Step], depth: Int) {
    guard depth < Self.depthLimit, written.insert(path).inserted, let file = context.read(path),
      let text = BuildkiteScript(file).pipeline
    else { return }
    guards[path] = steps.filter { $0.place.path == path }.map { ($0.place, $0.conditions) }
    add(PipelineDocument(yaml: text), of: text, depth: depth)
  }

  private mutating func add(_ document: PipelineDocument, of file: SourceFile, depth: Int) {
    guard let root = document.documents.first?.merged() else { return }
    if file.contains("build.tag") || file.contains("BUILDKITE_TAG") { isForTags = true }
    let environment = root["env"]?.variables ?? [:]
    add(root.isSequence ? root : root["steps"], environment, document, depth)
  }

  private mutating func add(
    _ steps: Node?, _ environment: [String: String], _ document: PipelineDocument, _ depth: Int,
    under conditions: [Condition] = []
  ) {
    for node in steps?.items ?? [] where jobs.count < Self.jobLimit {
      if let word = node.text {
        if word == "wait" || word == "waiter" { endPart() }
        continue
      }
      let rule = BuildkiteRule(node, isForTags: isForTags, in: document)
      guard !rule.events.isEmpty else { continue }
      if let group = node["steps"], depth < Self.depthLimit {
        add(group, environment, document, depth + 1, under: conditions + rule.conditions)
      } else if node.entry("wait") != nil || node["type"]?.text == "wait" {
        endPart()
      } else {
        add(step: node, rule, environment, document, depth, conditions)
      }
    }
  }

  /// Everything that follows waits for all before.
  private mutating func endPart() {
    guard !sinceBarrier.isEmpty else { return }
    barrier = sinceBarrier
    sinceBarrier = []
  }

  private mutating func add(
    step node: Node, _ rule: BuildkiteRule, _ environment: [String: String],
    _ document: PipelineDocument, _ depth: Int, _ conditions: [Condition]
  ) {
    let types = ["block", "input", "manual"]
    let gateEntry = types.lazy.compactMap { node.entry($0) }.first
    let isGate = gateEntry != nil || types.contains(node["type"]?.text ?? "")
    let titles = ["label", "name", "key", "trigger", "command"].lazy.compactMap { node[$0]?.text }
    let name = node["label"]?.text ?? gateEntry?.value.text ?? titles.first ?? "step"
    let place = document.place(node)
    if isGate { endPart() }
    var job = Job(
      id: usedIDs.added(node["key"]?.text ?? node["id"]?.text ?? name.onOneLine),
      name: name.onOneLine,
      place: place, needs: barrier, events: rule.events,
      conditions: conditions + rule.conditions + scriptConditions(at: place),
      gate: isGate ? Gate(.approval, at: place) : nil,
      ignoresFailure: node["soft_fail"]?.flag == true || node["soft_fail"]?.isSequence == true)
    if let key = node["key"]?.text ?? node["id"]?.text { keys[key] = job.id }
    if let names = node["depends_on"] {
      let needs = names.itemsOrSelf.compactMap { $0.text ?? $0["step"]?.text }
      job.needs = needs.compactMap { keys[$0] }
    }
    if let parallel = node.entry("parallelism") ?? node.entry("matrix") {
      job.fanOut = document.place(parallel.key)
    }
    if let kept = node.entry("artifact_paths") { job.artifacts = [document.place(kept.key)] }
    if let cache = node.entry("cache") { job.caches = [document.place(cache.key)] }
    job.secrets = (node["secrets"]?.itemsOrSelf ?? []).flatMap { item in
      item.text.map { [Located($0, at: document.place(item))] }
        ?? item.entries.compactMap { entry in
          entry.key.text.map { Located($0, at: document.place(entry.key)) }
        }
    }
    follower.beginJob()
    job.steps = steps(of: node, environment, document)
    jobs.append(job)
    sinceBarrier.append(job.id)
    if isGate { endPart() }
    let texts = (node["commands"] ?? node["command"])?.texts ?? []
    // A file may also be handed over by `<`, which is no word of a command.
    let words = texts.filter { $0.contains("pipeline upload") }
      .flatMap { $0.split { " \n<'\"".contains($0) }.map(String.init) }
    let written = Array(self.files(named: words).prefix(Self.uploadLimit))
    for index in job.steps.indices { upload(index, of: job.steps, written, depth) }
  }

  /// The files of the tree among words, each once.
  private func files(named words: [String]) -> [RelativePath] {
    words.compactMap { RelativePath("").appending($0) }.filter(context.files.contains).uniqued()
  }

  /// The tests under which a script writes what stands at a place.
  private func scriptConditions(at place: Place) -> [Condition] {
    guards[place.path]?.last { $0.place.position.line <= place.position.line }?.conditions ?? []
  }

  /// Steps of another file of the tree: `buildkite-agent pipeline upload .buildkite/deploy.yml`, or
  /// those that a command writes: `./pipeline.sh | buildkite-agent pipeline upload`.
  ///
  /// https://buildkite.com/docs/pipelines/configure/dynamic-pipelines
  private mutating func upload(
    _ index: Int, of steps: [Step], _ written: [RelativePath], _ depth: Int
  ) {
    let step = steps[index]
    guard step.words.starts(with: ["buildkite-agent", "pipeline", "upload"]) else { return }
    let files = step.words.dropFirst(3).filter { !$0.hasPrefix("-") }
    for file in files.prefix(20) {
      guard let path = RelativePath("").appending(file) else { continue }
      add(path, depth: depth + 1)
    }
    guard files.isEmpty else { return }
    let line = step.place.position.line
    let former = steps[..<index].suffix(Self.formerLimit).last { other in
      other.via == step.via && other.place.path == step.place.path
        && (line - 2...line).contains(other.place.position.line)
    }
    let named = (self.files(named: former?.words ?? []) + written).uniqued()
    for path in named.prefix(Self.uploadLimit) {
      switch path.fileExtension {
      case "yml", "yaml", "json": add(path, depth: depth + 1)
      default: add(writtenBy: path, steps, depth: depth + 1)
      }
    }
    if named.isEmpty || !step.via.isEmpty {
      add(writtenBy: step.place.path, steps, depth: depth + 1)
    }
  }
}

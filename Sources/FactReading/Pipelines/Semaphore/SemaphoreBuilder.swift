import FactModel
import SourceModel
import Syntax

/// Builds the pipeline of one file: a job for each job of its blocks.
struct SemaphoreBuilder {
  private static let jobLimit = PipelineReading.readerLimit
  /// How many jobs all blocks of a graph may wait for together; real ones wait for some thousand.
  private static let needLimit = 100_000

  /// What all jobs of the file take over.
  private struct Shared {
    var variables: [String: String]
    var secrets: [Located<String>]
    var prologue: [ShellChunk] = []
    var epilogues: [[ShellChunk]] = []
  }

  private let document: PipelineDocument
  private let root: Node
  private let start: SemaphoreStart
  private let context: ReadingContext
  private(set) var follower: StepFollower
  private(set) var warnings: [Diagnostic]
  private var usedIDs: Set<String> = []
  private var jobs: [Job] = []
  private var needsLeft = Self.needLimit

  init(
    _ document: PipelineDocument, _ start: SemaphoreStart, context: ReadingContext,
    _ follower: StepFollower
  ) {
    self.document = document
    self.start = start
    self.context = context
    self.follower = follower
    root = document.root?.merged() ?? Node(.mapping([]), at: .start)
    warnings = document.warnings
    if root["blocks"]?.isSequence != true {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found no list of `blocks`, expected blocks with a `task` and its `jobs`",
            "`blocks` 목록이 없습니다. `task`와 그 `jobs`를 가진 블록이 있어야 합니다"),
          at: (root.entry("blocks")?.key).map(document.place) ?? Place(document.path)))
    }
  }

  /// The file's name and the promotion's, where they differ.
  private var name: String {
    let own = root["name"]?.text ?? document.path.text
    guard let asked = start.name, asked != own else { return own }
    return "\(own) (\(asked))"
  }

  /// The pipeline; `nil` where it has no live job.
  mutating func pipeline(vendor: String) -> Pipeline? {
    let shared = shared
    addBlocks(shared)
    addLast(shared)
    guard !jobs.isEmpty else { return nil }
    let events = jobs.events
    let order: [Trigger.Event] = [.push, .tag, .pullRequest, .upstream, .schedule, .manual]
    return Pipeline(
      vendor: vendor, name: name, place: Place(document.path),
      triggers: order.filter(events.contains).map(start.trigger), jobs: jobs)
  }

  // MARK: - Blocks

  /// Those of its situations in which the pipeline runs; a tag only where some rule asks for one.
  private var situations: Set<RefSituation> {
    guard start.isFirst, start.situations == .all else { return start.situations }
    var asksForTag = false
    root.visit { node in
      guard let text = node["when"]?.text else { return }
      asksForTag = asksForTag || RuleExpression(text).names.contains { $0.lowercased() == "tag" }
    }
    return asksForTag ? .all : [.branch, .request]
  }

  private mutating func addBlocks(_ shared: Shared) {
    let blocks = root["blocks"]?.items ?? []
    let isGraph = blocks.contains { $0["dependencies"] != nil }
    let situations = situations
    var ends: [String: [String]] = [:]
    var last: [String] = []
    for (index, block) in blocks.enumerated() {
      let name = block["name"]?.text ?? "Block \(index + 1)"
      let needs =
        isGraph ? needs(block["dependencies"], ends) : last
      var live = situations
      var conditions = start.conditions
      for (key, isSkip) in [("run", false), ("skip", true)] {
        guard let when = block[key]?["when"] else { continue }
        let rule = SemaphoreRule(when, skips: isSkip, in: document)
        live = rule.open(live)
        conditions += rule.condition.map { [$0] } ?? []
      }
      guard !live.isEmpty, let task = block["task"] else {
        // What waits for a skipped block waits for what stands before it.
        ends[name] = needs
        continue
      }
      let frame = Job(
        id: name, name: name, place: document.place(block), stage: name, needs: needs,
        events: start.events(live), conditions: conditions, environment: start.environment)
      let made = add(task, as: frame, shared)
      ends[name] = made.isEmpty ? needs : made
      last = made.isEmpty ? needs : made
    }
  }

  /// The ids of the jobs of the blocks that a block waits for, each once.
  private mutating func needs(_ node: Node?, _ ends: [String: [String]]) -> [String] {
    let names = node?.texts.uniqued() ?? []
    if names.count < 2 { return names.first.flatMap { ends[$0] } ?? [] }
    var needs: [String] = []
    var seen: Set<String> = []
    for name in names where needsLeft > 0 {
      let ids = ends[name] ?? []
      needsLeft -= 1 + ids.count
      if needsLeft <= 0, let node { noteNeeds(at: document.place(node)) }
      for id in ids where seen.insert(id).inserted { needs.append(id) }
    }
    return needs
  }

  private mutating func noteNeeds(at place: Place) {
    warnings.append(
      Diagnostic(
        .warning,
        Phrase(
          "found that blocks wait for more than \(Self.needLimit) jobs; the rest is left out",
          "블록들이 기다리는 작업이 모두 \(Self.needLimit)개보다 많아서 나머지는 보지 않았습니다"), at: place))
  }

  /// What the settings for all jobs say.
  private var shared: Shared {
    let defaults = root["global_job_config"]
    let own = variables(of: defaults)
    let place = (root.entry("global_job_config")?.key).map(document.place) ?? Place(document.path)
    return Shared(
      variables: follower.joined(start.variables, with: own, at: place),
      secrets: secrets(of: defaults), prologue: chunks(defaults?["prologue"]),
      epilogues: epilogues(defaults?["epilogue"]))
  }

  private func variables(of node: Node?) -> [String: String] {
    (node?["env_vars"]?.items ?? []).prefix(PipelineDocument.variableLimit).reduce(into: [:]) {
      all, item in
      guard let name = item["name"]?.text else { return }
      all[name] = item["value"]?.text ?? ""
    }
  }

  private func secrets(of node: Node?) -> [Located<String>] {
    (node?["secrets"]?.items ?? []).prefix(PipelineDocument.inputLimit).compactMap { item in
      item["name"].flatMap { name in name.text.map { Located($0, at: document.place(name)) } }
    }
  }

  /// What runs behind the commands of a job: always, when it passes, when it fails.
  private func epilogues(_ node: Node?) -> [[ShellChunk]] {
    guard let node else { return [] }
    return [node["always"], node, node["on_pass"], node["on_fail"]].map(chunks)
  }

  /// What runs when all blocks have ended, whatever came of them.
  private mutating func addLast(_ shared: Shared) {
    guard let entry = root.entry("after_pipeline"), let task = entry.value["task"] else { return }
    let all = jobs.map(\.id)
    guard !all.isEmpty else { return }
    _ = add(
      task,
      as: Job(
        id: "after_pipeline", name: "after_pipeline", place: document.place(entry.key),
        stage: "after_pipeline", needs: all, events: jobs.events, ignoresFailure: true), shared)
  }

  /// Adds the jobs of a task and gives their ids.
  private mutating func add(
    _ task: Node, as frame: Job, _ shared: Shared
  ) -> [String] {
    var frame = frame
    let secrets = shared.secrets + secrets(of: task)
    frame.secrets = Array(secrets.prefix(PipelineDocument.inputLimit))
    let containers = (task["agent"] ?? root["agent"])?["containers"]?.items ?? []
    frame.images = containers.prefix(PipelineDocument.inputLimit).compactMap { container in
      container["image"].flatMap { node in node.text.map { Located($0, at: document.place(node)) } }
    }
    let variables = follower.joined(
      shared.variables, with: variables(of: task), at: document.place(task))
    let prologue = shared.prologue + chunks(task["prologue"])
    let epilogues = (epilogues(task["epilogue"]) + shared.epilogues).flatMap(\.self)
    var made: [String] = []
    let nodes = task["jobs"]?.items ?? []
    for (index, node) in nodes.enumerated() where jobs.count < Self.jobLimit {
      var job = frame
      let number = nodes.count > 1 ? " \(index + 1)" : ""
      job.name = node["name"]?.text ?? frame.name + number
      job.id = usedIDs.added(job.name)
      job.place = document.place(node)
      job.fanOut = ["matrix", "parallelism"].lazy.compactMap { node.entry($0)?.key }.first
        .map(document.place)
      follower.beginJob()
      if follower.isOpen {
        let variables = follower.joined(variables, with: self.variables(of: node), at: job.place)
        job.steps = steps(prologue + chunks(node), variables)
        job.steps += steps(epilogues, variables, ignoresFailure: true)
      }
      job.caches = job.steps.filter { Self.isCall($0, "cache", ["restore", "store"]) }.map(\.place)
      job.artifacts = job.steps.filter { Self.isCall($0, "artifact", ["push"]) }.map(\.place)
      jobs.append(job)
      made.append(job.id)
    }
    return made
  }

  /// Whether a step calls a tool of the host's machines.
  ///
  /// https://docs.semaphoreci.com/reference/toolbox
  private static func isCall(_ step: Step, _ tool: String, _ words: Set<String>) -> Bool {
    step.words.first == tool && step.words.count > 1 && words.contains(step.words[1])
  }

  /// `commands`, or the lines of `commands_file`.
  private func chunks(_ node: Node?) -> [ShellChunk] {
    if let commands = node?["commands"] { return commands.itemsOrSelf.compactMap(document.chunk) }
    guard let name = node?["commands_file"]?.text,
      let path = document.path.folder.appending(name) ?? RelativePath("").appending(name),
      let file = context.read(path)
    else { return [] }
    return [ShellChunk(text: file.text, place: Place(path, .start))]
  }

  private mutating func steps(
    _ chunks: [ShellChunk], _ variables: [String: String], ignoresFailure: Bool = false
  ) -> [Step] {
    guard !chunks.isEmpty else { return [] }
    return follower.steps(
      of: ShellText(
        chunks: chunks, environment: variables, folders: ["SEMAPHORE_GIT_DIR": RelativePath("")],
        ignoresFailure: ignoresFailure))
  }

  // MARK: - Promotions

  /// The pipelines that a person, or this one's end, may start.
  ///
  /// https://docs.semaphoreci.com/reference/pipeline-yaml#promotions
  var promotions: [SemaphoreStart] {
    let refs = situations
    return (root["promotions"]?.items ?? []).prefix(200).compactMap { node in
      guard let file = node["pipeline_file"], let text = file.text, let path = path(text) else {
        return nil
      }
      var next = SemaphoreStart(path, at: document.place(file))
      next.name = node["name"]?.text
      next.situations = refs
      if let rule = autoPromotion(node), !rule.open(refs).isEmpty {
        next.upstream = name
        next.situations = rule.open(refs)
        next.branches = rule.branches
        next.conditions = rule.condition.map { [$0] } ?? []
      }
      if let target = node["deployment_target"], let name = target.text {
        next.environment = EnvironmentUse(name, at: document.place(target))
      }
      next.take(
        parameters: node["parameters"]?["env_vars"]?.items ?? [],
        usedIn: context.read(path)?.text ?? "", in: document)
      return next
    }
  }

  /// The file, from this one's folder or from the host's.
  private func path(_ text: String) -> RelativePath? {
    let folders = [document.path.folder, RelativePath(".semaphore")]
    let paths = folders.compactMap { $0.appending(text) }
    return paths.first(where: context.files.contains) ?? paths.first
  }

  /// When a promotion happens by itself, in today's words or in those of older files.
  private func autoPromotion(_ node: Node) -> SemaphoreRule? {
    if let when = node["auto_promote"]?["when"] { return SemaphoreRule(when, in: document) }
    guard let entry = node.entry("auto_promote_on") else { return nil }
    let alternatives = entry.value.itemsOrSelf.map { item in
      let result = item["result"].flatMap(\.text).map { "result = '\($0)'" }
      let branches = (item["branch"]?.texts ?? []).map { pattern in
        pattern.contains("refs/tags") ? "tag =~ '\(pattern)'" : "branch = '\(pattern)'"
      }
      let branch = branches.isEmpty ? nil : "(" + branches.joined(separator: " or ") + ")"
      return [result, branch].compactMap { $0 }.joined(separator: " and ")
    }
    return SemaphoreRule(
      alternatives.filter { !$0.isEmpty }.joined(separator: " or "), at: document.place(entry.key))
  }
}

import FactModel
import SourceModel
import Syntax

/// A job as the file writes it, with the ways in which it can start.
private struct DraftJob {
  var id: String
  var key: Node
  var node: Node
  var needs: [String]
  var rule: ActionsRule
  var situations: [ActionsSituation]
}

extension ActionsBuilder {
  /// The live jobs of a workflow, calls to local workflows inlined.
  mutating func jobs(
    of root: Node, in document: PipelineDocument, call: ActionsCall
  ) -> [Job] {
    let drafts = Self.liveDrafts(of: root, in: document, call: call, context: context)
    let workflow = ActionsWorkflow(root: root, document: document, call: call)
    var made: [(job: Job, needs: [String])] = []
    var idsOf: [String: [String]] = [:]
    for draft in drafts {
      guard jobCount < Self.jobLimit, totalJobCount < Self.totalJobLimit else { break }
      let variants = ActionsMatrix(draft.node["strategy"]).variants(namedIn: draft.node)
      let jobs = variants.flatMap { self.jobs(draft, $0, in: workflow) }
      idsOf[draft.id] = jobs.map(\.id)
      // The jobs of a called workflow that wait for no other wait for what the call waits for.
      made += jobs.map { ($0, $0.needs.isEmpty ? draft.needs : []) }
    }
    return made.map { job, needs in
      var job = job
      job.needs += needs.flatMap { idsOf[$0] ?? [] }
      return job
    }
  }

  /// The jobs that can start at all, with the situations that their rules and needs leave.
  private static func liveDrafts(
    of root: Node, in document: PipelineDocument, call: ActionsCall, context: ReadingContext
  ) -> [DraftJob] {
    let entries = (root["jobs"]?.entries ?? []).prefix(PipelineReading.entryLimit)
    var drafts = entries.compactMap { entry -> DraftJob? in
      guard let id = entry.key.text, entry.value.isMapping else { return nil }
      let rule = ActionsRule(entry.value["if"], in: document, context: context)
      let situations = call.situations.filter { situation in
        rule.mayHold(in: call.scope(situation))
      }
      return DraftJob(
        id: id, key: entry.key, node: entry.value, needs: entry.value["needs"]?.texts ?? [],
        rule: rule, situations: situations)
    }
    let places = Dictionary(
      drafts.indices.map { (drafts[$0].id, $0) }, uniquingKeysWith: { $1 })
    // A skipped job skips the jobs that wait for it, unless they ask for the outcome themselves.
    var waiting: [Int: [Int]] = [:]
    for index in drafts.indices where !drafts[index].rule.asksForOutcome {
      for place in drafts[index].needs.compactMap({ places[$0] }).uniqued() {
        waiting[place, default: []].append(index)
      }
    }
    var changed = Array(drafts.indices)
    while let needed = changed.popLast() {
      for index in waiting[needed] ?? [] {
        let left = drafts[index].situations.filter(drafts[needed].situations.contains)
        guard left.count < drafts[index].situations.count else { continue }
        drafts[index].situations = left
        changed.append(index)
      }
    }
    return drafts.filter { !$0.situations.isEmpty }
  }

  /// The job for one choice of the matrix: itself, or the jobs of the workflow that it calls.
  private mutating func jobs(
    _ draft: DraftJob, _ variant: ActionsMatrix.Variant, in workflow: ActionsWorkflow
  ) -> [Job] {
    jobCount += 1
    totalJobCount += 1
    var job = job(draft, variant, in: workflow)
    let scope = workflow.call.scope(nil, matrix: variant.values)
    if let uses = draft.node["uses"], let name = uses.text {
      let jobs = calledJobs(
        name, at: uses, by: job, with: draft.node, scope, draft.situations, in: workflow)
      if let jobs { return jobs }
      job.steps =
        [remoteCall(of: name, at: uses, by: job, draft.node, scope, in: workflow)]
        + passedCommands(by: draft.node, scope, in: workflow)
      return [job]
    }
    follower.beginJob()
    let setting = ActionsStepSetting(
      job: draft.node, in: workflow, scope, draft.situations,
      environment: environment(of: draft.node, in: workflow, scope), context)
    job.steps = steps(of: draft.node["steps"], setting)
    job.caches = caches(in: draft.node["steps"], workflow.document)
    job.gate = job.gate ?? approval(in: job.steps)
    return [job]
  }

  private mutating func job(
    _ draft: DraftJob, _ variant: ActionsMatrix.Variant, in workflow: ActionsWorkflow
  ) -> Job {
    let (node, document, call) = (draft.node, workflow.document, workflow.call)
    let scope = call.scope(nil, matrix: variant.values)
    let label = variant.label.map { " (\($0))" } ?? ""
    let id = call.prefix + draft.id + label
    let given = node["name"]?.text.map { scope.substituted($0) }
    // A name that only the run knows is no name to show.
    let name = given.flatMap { ActionsTemplate.hasWords($0) ? $0 : nil } ?? draft.id + label
    var job = Job(
      id: id, name: name, place: document.place(draft.key),
      events: Self.events(of: draft.situations),
      conditions: call.conditions + draft.rule.conditions, gate: call.gate,
      environment: environment(node["environment"], scope, document),
      ignoresFailure: call.ignoresFailure || scope.isTrue(node["continue-on-error"]),
      fanOut: ActionsMatrix(node["strategy"]).fanOut.map(document.place) ?? call.fanOut,
      secrets: secrets(of: node, in: workflow),
      identity: identity(of: node, in: workflow),
      images: images(of: node, scope, document))
    job.isOnOwnMachine = Self.isOnOwnMachine(node["runs-on"])
    return job
  }

  /// Whether the labels are those of a runner of the team's own: none of the vendor's begins so.
  ///
  /// https://docs.github.com/en/actions/how-tos/write-workflows/choose-where-workflows-run/choose-the-runner-for-a-job
  private static func isOnOwnMachine(_ runner: Node?) -> Bool {
    let labels = runner?.texts ?? []
    guard !labels.contains("self-hosted") else { return true }
    let hosted = ["ubuntu-", "windows-", "macos-"]
    return !labels.isEmpty
      && labels.allSatisfy { !$0.contains("${{") && !hosted.contains(where: $0.hasPrefix) }
  }

  /// The secrets of a job behind those of the whole workflow.
  private mutating func secrets(
    of job: Node, in workflow: ActionsWorkflow
  ) -> [Located<String>] {
    let own = SecretNames.located(in: job, of: workflow.document)
    guard !own.isEmpty, takes(variables: workflow.secrets.count + own.count) else {
      return workflow.secrets
    }
    return workflow.secrets + own
  }

  /// The variables of a job, those of the whole workflow below its own.
  private mutating func environment(
    of job: Node, in workflow: ActionsWorkflow, _ scope: ActionsScope
  ) -> [String: String] {
    let own = (job["env"]?.variables ?? [:]).mapValues(scope.substituted)
    // An expression takes its time.
    guard takes(variables: 5 * workflow.expressions.count) else { return workflow.environment }
    // Most workflows have no expressions there, so that their jobs share what all have.
    let filled = workflow.expressions.filter { own[$0.key] == nil }.mapValues(scope.substituted)
    return merged(workflow.environment, with: filled.merging(own) { $1 })
  }

  private static func events(of situations: [ActionsSituation]) -> Set<Trigger.Event> {
    // Tags that the file does not speak of count only where a rule picks them out.
    let meant = situations.filter { !$0.isImplicit }
    return Set((meant.isEmpty ? situations : meant).map(\.event))
  }

  private func environment(
    _ node: Node?, _ scope: ActionsScope, _ document: PipelineDocument
  ) -> EnvironmentUse? {
    guard let node, let name = node.text ?? node["name"]?.text else { return nil }
    let substituted = scope.substituted(name).trimmingSpaces
    guard !substituted.isEmpty else { return nil }
    return EnvironmentUse(substituted, at: document.place(node["name"] ?? node))
  }

  /// Permissions to get a token of identity: the job's, the workflow's, or the calling job's.
  ///
  /// https://docs.github.com/en/actions/reference/security/oidc
  private func identity(of job: Node, in workflow: ActionsWorkflow) -> Place? {
    guard let permissions = job["permissions"] ?? workflow.root["permissions"] else {
      return workflow.call.identity
    }
    guard let entry = permissions.entry("id-token"), entry.value.text == "write" else {
      return nil
    }
    return workflow.document.place(entry.key)
  }

  private func images(
    of node: Node, _ scope: ActionsScope, _ document: PipelineDocument
  ) -> [Located<String>] {
    let services = node["services"]?.entries.map(\.value) ?? []
    return ([node["container"]] + services).compactMap { container in
      guard let image = container?["image"] ?? container, let name = image.text else { return nil }
      return Located(scope.substituted(name), at: document.place(image))
    }
  }

  /// Inputs of actions that switch a cache on, whatever the action.
  private func caches(in steps: Node?, _ document: PipelineDocument) -> [Place] {
    let names: Set = ["cache", "cache-from", "bundler-cache", "enable-cache"]
    return (steps?.items ?? []).flatMap { step in
      (step["with"]?.entries ?? []).compactMap { entry in
        guard let name = entry.key.text?.lowercased(), names.contains(name),
          let value = entry.value.text?.trimmingSpaces.lowercased(),
          !value.isEmpty, value != "false"
        else { return nil }
        return document.place(entry.key)
      }
    }
  }

  /// A step that waits until somebody approves.
  private func approval(in steps: [Step]) -> Gate? {
    let step = steps.first { $0.action?.name.hasSuffix("manual-approval") == true }
    return step.map { Gate(.approval, at: $0.place) }
  }
}

/// A workflow that is being read.
struct ActionsWorkflow {
  let root: Node
  let document: PipelineDocument
  let call: ActionsCall
  /// Secrets that every job gets by `env`.
  let secrets: [Located<String>]
  /// Variables that every job gets.
  let environment: [String: String]
  /// Those of them that hold expressions.
  let expressions: [String: String]

  init(root: Node, document: PipelineDocument, call: ActionsCall) {
    self.root = root
    self.document = document
    self.call = call
    secrets = root["env"].map { SecretNames.located(in: $0, of: document) } ?? []
    environment = root["env"]?.variables ?? [:]
    expressions = environment.filter { $0.value.contains("${{") }
  }
}

extension Node {
  /// The scalars of a mapping by their keys.
  var variables: [String: String] {
    Dictionary(
      entries.prefix(PipelineDocument.variableLimit).compactMap { entry in
        guard let name = entry.key.text, let value = entry.value.text else { return nil }
        return (name, value)
      }, uniquingKeysWith: { $1 })
  }
}

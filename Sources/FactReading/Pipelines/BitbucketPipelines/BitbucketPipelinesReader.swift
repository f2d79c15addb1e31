import FactModel
package import SourceModel
import Syntax

/// Reads `bitbucket-pipelines.yml`: a pipeline for each thing that can start one.
///
/// https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/
package struct BitbucketPipelinesReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "bitbucket-pipelines"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml"] }

  /// Whether the file is the one that the host reads.
  package func isPipeline(_ path: RelativePath) -> Bool {
    path.text == "bitbucket-pipelines.yml"
  }

  /// The pipelines with a live step.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    PipelineReading(yaml: paths, context: context) { _, document in
      guard let root = document.root?.merged() else { return [] }
      var builder = BitbucketBuilder(root, in: document, context: context)
      return builder.pipelines(vendor: vendor)
    }
  }
}

/// Builds the pipelines of a file.
struct BitbucketBuilder {
  /// How many steps all pipelines may have together.
  private static let stepLimit = 2_000

  let root: Node
  let document: PipelineDocument
  var follower: StepFollower
  private var remaining = Self.stepLimit
  /// The events that start custom pipelines, by the names of these.
  private var starts: [String: [Trigger]] = [:]
  /// The services that steps may use, by their names.
  private let services: [String: Node]

  init(_ root: Node, in document: PipelineDocument, context: ReadingContext) {
    self.root = root
    self.document = document
    follower = StepFollower(context: context)
    services = Dictionary(
      (root["definitions", "services"]?.entries ?? []).compactMap { entry in
        entry.key.text.map { ($0, entry.value) }
      }, uniquingKeysWith: { $1 })
    starts = namedTriggers()
  }

  /// One pipeline for each entry of the sections.
  mutating func pipelines(vendor: String) -> [Pipeline] {
    var pipelines: [Pipeline] = []
    for section in root["pipelines"]?.entries ?? [] {
      guard let name = section.key.text else { continue }
      if name == "default" {
        pipelines += pipeline(
          vendor, named: name, at: section.key, section.value, [Trigger(.push, at: place(section))])
        continue
      }
      for entry in section.value.entries {
        guard let key = entry.key.text else { continue }
        let triggers = triggers(of: name, key, entry)
        pipelines += pipeline(
          vendor, named: "\(name)/\(key)", at: entry.key, entry.value, triggers)
      }
    }
    return pipelines
  }

  private func place(_ entry: Node.Entry) -> Place { document.place(entry.key) }

  private func triggers(of section: String, _ key: String, _ entry: Node.Entry) -> [Trigger] {
    switch section {
    case "branches", "bookmarks": return [Trigger(.push, branches: [key], at: place(entry))]
    case "tags": return [Trigger(.tag, tags: [key], at: place(entry))]
    // The patterns are of the branches that a request comes from, not of those it goes to.
    case "pull-requests": return [Trigger(.pullRequest, at: place(entry))]
    case "custom":
      let inputs = variables(of: entry.value)
      let manual = Trigger(.manual, inputs: inputs, at: place(entry))
      return [manual] + (starts[key] ?? [])
    default: return [Trigger(.other, at: place(entry))]
    }
  }

  /// Variables that the person sets who starts the pipeline.
  private func variables(of pipeline: Node) -> [PipelineInput] {
    let declared = pipeline.items.flatMap { $0["variables"]?.items ?? [] }
    let used = declared.isEmpty ? [] : Self.variables(usedIn: pipeline)
    return declared.compactMap { variable in
      guard let name = variable["name"], let text = name.text else { return nil }
      return PipelineInput(
        name: text, summary: variable["description"]?.text ?? "",
        options: variable["allowed-values"]?.texts ?? [], place: document.place(name),
        isUsed: used.contains(text))
    }
  }

  /// The variables that some text of the tree uses.
  private static func variables(usedIn tree: Node) -> Set<String> {
    var used: Set<String> = []
    tree.visit { node in
      guard case .scalar(let scalar) = node.content, scalar.text.contains("$") else { return }
      used.formUnion(GitLabVariables.names(in: scalar.text))
    }
    return used
  }

  /// Events that start custom pipelines by their names.
  ///
  /// https://support.atlassian.com/bitbucket-cloud/docs/pipeline-triggers/
  private func namedTriggers() -> [String: [Trigger]] {
    (root["triggers"]?.entries ?? []).reduce(into: [:]) { starts, entry in
      guard let name = entry.key.text else { return }
      let event: Trigger.Event =
        switch name {
        case "repository-push": .push
        case _ where name.hasPrefix("pullrequest"): .pullRequest
        default: .other
        }
      let trigger = Trigger(event, at: place(entry))
      for pipeline in entry.value.items.flatMap({ $0["pipelines"]?.texts ?? [] }).uniqued() {
        starts[pipeline, default: []].append(trigger)
      }
    }
  }

  private mutating func pipeline(
    _ vendor: String, named name: String, at key: Node, _ node: Node, _ triggers: [Trigger]
  ) -> [Pipeline] {
    let jobs = jobs(of: node, events: Set(triggers.map(\.event)))
    guard !jobs.isEmpty else { return [] }
    return [
      Pipeline(
        vendor: vendor, name: name, place: document.place(key), triggers: triggers, jobs: jobs)
    ]
  }

  // MARK: - Steps

  /// The steps as jobs: each waits for all that stand before it, those beside it left out.
  private mutating func jobs(of node: Node, events: Set<Trigger.Event>) -> [Job] {
    if let name = node["import"], let text = name.text {
      let use = ActionUse(kind: .pipeline, name: text)
      let step = Step(action: use, place: document.place(name))
      return [
        Job(id: text, name: text, place: document.place(name), events: events, steps: [step])
      ]
    }
    var jobs: [Job] = []
    var last: [String] = []
    var taken: Set<String> = []
    for item in node.items where remaining > 0 {
      let made = group(item, events: events, needs: last, &taken)
      jobs += made.jobs
      if !made.last.isEmpty { last = made.last }
    }
    return jobs
  }

  /// The jobs of one item of a pipeline, and those that the next item waits for.
  private mutating func group(
    _ item: Node, events: Set<Trigger.Event>, needs: [String], _ taken: inout Set<String>
  ) -> (jobs: [Job], last: [String]) {
    var jobs: [Job] = []
    if let step = item["step"] {
      jobs += job(step, BitbucketStage(), events, needs, &taken)
      return (jobs, jobs.map(\.id))
    }
    if let entry = item.entry("parallel") {
      let steps = entry.value.isSequence ? entry.value.items : entry.value["steps"]?.items ?? []
      let fanOut = steps.count > 1 ? document.place(entry.key) : nil
      for step in steps.compactMap({ $0["step"] }) {
        jobs += job(step, BitbucketStage(fanOut: fanOut), events, needs, &taken)
      }
      return (jobs, jobs.map(\.id))
    }
    guard let node = item["stage"] else { return ([], []) }
    var last = needs
    for step in node["steps"]?.items.compactMap({ $0["step"] }) ?? [] {
      var stage = BitbucketStage(node: node)
      // A person lets the stage begin, not each of its steps.
      stage.isBegun = !jobs.isEmpty
      let made = job(step, stage, events, last, &taken)
      jobs += made
      if !made.isEmpty { last = made.map(\.id) }
    }
    return (jobs, jobs.isEmpty ? [] : last)
  }

  private mutating func job(
    _ node: Node, _ stage: BitbucketStage, _ events: Set<Trigger.Event>, _ needs: [String],
    _ taken: inout Set<String>
  ) -> [Job] {
    guard remaining > 0, node.isMapping else { return [] }
    remaining -= 1
    let name = node["name"]?.text ?? "step"
    let id = taken.added(name)
    follower.beginJob()
    let settings = BitbucketStep(node, stage, root, services, in: document)
    var job = Job(
      id: id, name: name, place: document.place(node), stage: stage.node?["name"]?.text,
      needs: needs, events: events)
    settings.describe(&job)
    job.steps = settings.steps(&follower)
    guard job.steps.isEmpty else { return [job] }
    taken.remove(id)
    return []
  }
}

/// Where a step stands: beside others, or in a stage.
struct BitbucketStage {
  /// The stage.
  var node: Node?
  /// Whether another step of the stage runs before.
  var isBegun = false
  /// Where steps run beside each other.
  var fanOut: Place?
}

import FactModel
package import SourceModel
import Syntax

/// Reads `.cirrus.yml`.
///
/// https://cirrus-ci.org/guide/writing-tasks/
package struct CirrusReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "cirrus-ci"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether the file is one that the host reads.
  package func isPipeline(_ path: RelativePath) -> Bool {
    path.text == ".cirrus.yml" || path.text == ".cirrus.yaml"
  }

  /// The pipeline with a job for each task.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    PipelineReading(yaml: paths, context: context) { _, document in
      guard let root = document.root?.merged() else { return [] }
      var builder = CirrusBuilder(root, document, context: context)
      return builder.pipeline(vendor: vendor).map { [$0] } ?? []
    }
  }
}

/// Builds the jobs of a configuration.
struct CirrusBuilder {
  private static let jobLimit = PipelineReading.readerLimit

  let root: Node
  let document: PipelineDocument
  private var follower: StepFollower
  private var usedIDs: Set<String> = []
  /// The variables and secrets that all tasks take over.
  private let variables: [String: String]
  private let secrets: [Located<String>]

  init(_ root: Node, _ document: PipelineDocument, context: ReadingContext) {
    self.root = root
    self.document = document
    follower = StepFollower(context: context)
    variables = Self.variables(of: root).filter { !$0.value.hasPrefix(Self.secretMark) }
    secrets = Self.secrets(of: root, in: document)
  }

  /// How the values of secrets begin.
  ///
  /// https://cirrus-ci.org/guide/writing-tasks/#encrypted-variables
  private static let secretMark = "ENCRYPTED["

  private static func variables(of node: Node) -> [String: String] {
    [node["env"], node["environment"]].compactMap { $0?.variables }.reduce(into: [:]) {
      $0.merge($1) { $1 }
    }
  }

  private static func secrets(
    of node: Node, in document: PipelineDocument
  ) -> [Located<String>] {
    let found = [node["env"], node["environment"]].compactMap { $0 }.lazy.flatMap(\.entries)
      .compactMap { entry -> Located<String>? in
        guard entry.value.text?.hasPrefix(Self.secretMark) == true else { return nil }
        return entry.key.text.map { Located($0, at: document.place(entry.key)) }
      }
    return Array(found.prefix(PipelineDocument.inputLimit))
  }

  /// The pipeline; `nil` where it has no live task.
  mutating func pipeline(vendor: String) -> Pipeline? {
    var jobs: [Job] = []
    for entry in root.entries.prefix(Self.jobLimit) {
      guard let key = entry.key.text else { continue }
      let words = ["task", "docker_builder"]
      guard let word = words.first(where: { key == $0 || key.hasSuffix("_" + $0) }) else {
        continue
      }
      let own = key.count > word.count ? String(key.dropLast(word.count + 1)) : word
      for node in entry.value.itemsOrSelf where node.isMapping && jobs.count < Self.jobLimit {
        if let job = job(node, node["name"]?.text ?? node["alias"]?.text ?? own, entry.key) {
          jobs.append(job)
        }
      }
    }
    guard !jobs.isEmpty else { return nil }
    let names = Dictionary(jobs.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
    for index in jobs.indices { jobs[index].needs = jobs[index].needs.compactMap { names[$0] } }
    let order: [Trigger.Event] = [.push, .tag, .pullRequest, .schedule]
    let events = jobs.events
    return Pipeline(
      vendor: vendor, name: document.path.text, place: Place(document.path),
      triggers: order.filter(events.contains).map { Trigger($0, at: Place(document.path)) },
      jobs: jobs)
  }

  private mutating func job(_ node: Node, _ name: String, _ key: Node) -> Job? {
    let rules = [node["only_if"], node["only_if"] == nil ? root["only_if"] : nil].compactMap { $0 }
    var events: Set<Trigger.Event> = [.push, .pullRequest, .tag]
    for rule in rules { events = Self.events(events, under: rule.text ?? "") }
    if node["skip"]?.text?.trimmingSpaces == "true" { events = [] }
    guard !events.isEmpty else { return nil }
    let id = usedIDs.added(name)
    follower.beginJob()
    let manual = node["trigger_type"].flatMap { $0.text == "manual" ? $0 : nil }
    var job = Job(
      id: id, name: name, place: document.place(key), needs: node["depends_on"]?.texts ?? [],
      events: events,
      conditions: rules.map { Condition(Self.subject($0), $0.text ?? "", at: document.place($0)) },
      gate: manual.map { Gate(.manual, at: document.place($0)) },
      ignoresFailure: node["allow_failures"]?.flag == true,
      fanOut: (node.entry("matrix")?.key).map(document.place))
    for container in [node["container"], node["arm_container"], root["container"]] {
      guard let image = container?["image"], let text = image.text else { continue }
      job.images.append(Located(text, at: document.place(image)))
    }
    let ownSecrets = Self.secrets(of: node, in: document)
    job.secrets = ownSecrets.isEmpty ? secrets : secrets + ownSecrets
    let own = Self.variables(of: node)
    var plain = follower.joined(variables, with: own, at: job.place)
    if !ownSecrets.isEmpty { plain = plain.filter { !$0.value.hasPrefix(Self.secretMark) } }
    for entry in node.entries + node["pipe", "steps"].flatMapEntries {
      guard let name = entry.key.text else { continue }
      if name == "script" || name.hasSuffix("_script") {
        let chunks = entry.value.itemsOrSelf.compactMap(document.chunk)
        job.steps += follower.steps(
          of: ShellText(
            name: name == "script" ? nil : String(name.dropLast("_script".count)), chunks: chunks,
            environment: plain, folders: ["CIRRUS_WORKING_DIR": RelativePath("")]))
      } else if name.hasSuffix("_cache") {
        job.caches.append(document.place(entry.key))
      } else if name.hasSuffix("_artifacts") {
        job.artifacts.append(document.place(entry.key))
      }
    }
    return job
  }

  /// What can start a task under `only_if`; what is not known leaves all.
  private static func events(
    _ events: Set<Trigger.Event>, under rule: String
  ) -> Set<Trigger.Event> {
    let text = rule.trimmingSpaces
    if text == "false" { return [] }
    guard !text.contains("||") else { return events }
    var result = events
    if text.contains("$CIRRUS_TAG != ''") || text.contains("$CIRRUS_TAG =~")
      || text == "$CIRRUS_TAG"
    {
      result.formIntersection([.tag])
    }
    if text.contains("$CIRRUS_PR != ''") || text == "$CIRRUS_PR" {
      result.formIntersection([.pullRequest])
    }
    if text.contains("$CIRRUS_PR == ''") { result.remove(.pullRequest) }
    if text.contains("$CIRRUS_BRANCH ==") {
      result.subtract([.tag, .pullRequest])
    }
    if text.contains("$CIRRUS_CRON ==") || text.contains("$CIRRUS_CRON != ''") {
      result = [.schedule]
    }
    return result
  }

  private static func subject(_ rule: Node) -> Condition.Subject {
    let text = rule.text ?? ""
    if text.contains("CIRRUS_TAG") || text.contains("CIRRUS_RELEASE") { return .tag }
    if text.contains("CIRRUS_BRANCH") || text.contains("CIRRUS_BASE_BRANCH") { return .branch }
    if text.contains("changesInclude") { return .paths }
    return text.contains("CIRRUS_PR") || text.contains("CIRRUS_CRON") ? .event : .other
  }
}

extension Node? {
  /// The entries of all mappings of a list.
  fileprivate var flatMapEntries: [Node.Entry] { (self?.items ?? []).flatMap(\.entries) }
}

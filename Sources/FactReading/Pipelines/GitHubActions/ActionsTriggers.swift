import FactModel
import SourceModel
import Syntax

/// What starts a workflow: the facts, and the situations in which its expressions are evaluated.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
struct ActionsTriggers: Sendable {
  /// How many events are read; the host knows some forty.
  static let eventLimit = 100
  /// Of how many branches, tags or actions rules are asked one by one; more are taken for any.
  fileprivate static let nameLimit = 100

  var triggers: [Trigger] = []
  var situations: [ActionsSituation] = []
  /// Whether there are more events than are read.
  let isCut: Bool

  /// Reads the value of `on`: one event, a list, or a mapping from events to their filters.
  init(_ node: Node, in document: PipelineDocument, usedInputs: UsedInputs) {
    let events: [(name: Node, filter: Node?)] =
      node.isMapping
      ? node.entries.map { ($0.key, $0.value) } : node.itemsOrSelf.map { ($0, nil) }
    isCut = events.count > Self.eventLimit
    for event in events.prefix(Self.eventLimit) {
      guard let name = event.name.text?.trimmingSpaces.lowercased() else { continue }
      add(name, event.filter, at: document.place(event.name), in: document, usedInputs)
    }
  }

  private mutating func add(
    _ name: String, _ filter: Node?, at place: Place, in document: PipelineDocument,
    _ usedInputs: UsedInputs
  ) {
    let types = filter?["types"]?.texts ?? []
    let actions = types.count > Self.nameLimit ? [] : types
    switch name {
    case "push": addPush(filter, at: place)
    case "pull_request", "pull_request_target":
      addPullRequest(name, filter, actions, at: place)
    case "merge_group":
      let ref = ActionsText("refs/heads/gh-readonly-queue/", isOpen: true)
      add(.mergeQueue, name, [ref], at: place)
    case "release":
      let ref = ActionsText("refs/tags/", isOpen: true)
      situations.append(
        ActionsSituation(event: .release, name: name, refs: [ref], actions: actions))
      triggers.append(Trigger(.release, at: place))
    case "schedule": add(.schedule, name, [ActionsText("refs/heads/", isOpen: true)], at: place)
    case "workflow_dispatch", "workflow_call":
      let event: Trigger.Event = name == "workflow_call" ? .called : .manual
      let refs = event == .manual ? [ActionsText("refs/", isOpen: true)] : []
      situations.append(ActionsSituation(event: event, name: name, refs: refs))
      let inputs = Self.inputs(filter?["inputs"], in: document, usedInputs)
      triggers.append(Trigger(event, inputs: inputs, at: place))
    case "workflow_run": addWorkflowRun(filter, actions, at: place)
    case "repository_dispatch":
      situations.append(
        ActionsSituation(
          event: .api, name: name, refs: [ActionsText("refs/heads/", isOpen: true)],
          actions: actions))
      triggers.append(Trigger(.api, at: place))
    default:
      situations.append(ActionsSituation(event: .other, name: name, actions: actions))
      triggers.append(Trigger(.other, at: place))
    }
  }

  private mutating func add(
    _ event: Trigger.Event, _ name: String, _ refs: [ActionsText], at place: Place
  ) {
    situations.append(ActionsSituation(event: event, name: name, refs: refs))
    triggers.append(Trigger(event, at: place))
  }

  /// With only one of the two filters the workflow does not run for the other kind of ref.
  ///
  /// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore
  private mutating func addPush(_ filter: Node?, at place: Place) {
    let branches = NameFilter(filter?["branches"], ignoring: filter?["branches-ignore"])
    let tags = NameFilter(filter?["tags"], ignoring: filter?["tags-ignore"])
    let paths = filter?["paths"]?.texts ?? []
    if branches.isGiven || !tags.isGiven {
      situations.append(
        ActionsSituation(event: .push, name: "push", refs: branches.texts(after: "refs/heads/")))
      triggers.append(
        Trigger(
          .push, branches: branches.names, ignoredBranches: branches.ignored, paths: paths,
          at: place))
    }
    let isForTags = tags.isGiven && !tags.ignoresAll
    guard isForTags || !branches.isGiven && !tags.isGiven else { return }
    situations.append(
      ActionsSituation(
        event: .tag, name: "push", refs: tags.texts(after: "refs/tags/"), isImplicit: !isForTags))
    guard isForTags else { return }
    // Filters of paths do not hold for tags.
    triggers.append(Trigger(.tag, tags: tags.names, at: place))
  }

  private mutating func addPullRequest(
    _ name: String, _ filter: Node?, _ actions: [String], at place: Place
  ) {
    let branches = NameFilter(filter?["branches"], ignoring: filter?["branches-ignore"])
    let bases = branches.isGiven ? branches.texts(after: "") : []
    let refs =
      name == "pull_request"
      ? [ActionsText("refs/pull/", isOpen: true)] : branches.texts(after: "refs/heads/")
    situations.append(
      ActionsSituation(
        event: .pullRequest, name: name, refs: refs, bases: bases, actions: actions))
    triggers.append(
      Trigger(
        .pullRequest, branches: branches.names, ignoredBranches: branches.ignored,
        paths: filter?["paths"]?.texts ?? [], at: place))
  }

  private mutating func addWorkflowRun(_ filter: Node?, _ actions: [String], at place: Place) {
    let branches = NameFilter(filter?["branches"], ignoring: filter?["branches-ignore"])
    let ref = ActionsText("refs/heads/", isOpen: true)
    situations.append(
      ActionsSituation(event: .upstream, name: "workflow_run", refs: [ref], actions: actions))
    triggers.append(
      Trigger(
        .upstream, branches: branches.names, ignoredBranches: branches.ignored,
        pipelines: filter?["workflows"]?.texts ?? [], at: place))
  }

  private static func inputs(
    _ node: Node?, in document: PipelineDocument, _ used: UsedInputs
  ) -> [PipelineInput] {
    (node?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      return PipelineInput(
        name: name, summary: entry.value["description"]?.text ?? "",
        options: entry.value["options"]?.texts ?? [], place: document.place(entry.key),
        isUsed: used.contains(name))
    }
  }
}

/// Patterns of branches or tags, from a list of names and one of names left out.
private struct NameFilter {
  var names: [String]
  var ignored: [String]
  var isGiven: Bool

  init(_ node: Node?, ignoring ignoringNode: Node?) {
    let texts = node?.texts ?? []
    names = texts.filter { !$0.hasPrefix("!") }
    ignored =
      texts.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
      + (ignoringNode?.texts ?? [])
    isGiven = node != nil || ignoringNode != nil
  }

  var ignoresAll: Bool { names.isEmpty && (ignored.contains("**") || ignored.contains("*")) }

  func texts(after prefix: String) -> [ActionsText] {
    guard !names.isEmpty, names.count <= ActionsTriggers.nameLimit else {
      return [ActionsText(prefix, isOpen: true)]
    }
    return names.map { ActionsText(pattern: $0, after: prefix) }
  }
}

/// The inputs that the steps and settings of a workflow or action use.
struct UsedInputs: Sendable {
  private var names: Set<String> = []
  private var usesAll = false

  /// Collects the uses everywhere but under `on`, where inputs are declared, and in the run's name.
  init(in root: Node) {
    for entry in root.entries where entry.key.text != "on" && entry.key.text != "run-name" {
      entry.value.visit { node in
        guard case .scalar(let scalar) = node.content, scalar.text.contains("inputs") else {
          return
        }
        for line in scalar.text.split(whereSeparator: \.isNewline) where !Self.isOnlyPrinted(line) {
          add(String(line))
        }
      }
    }
  }

  /// Whether a line of a script does no more than tell readers of the log.
  private static func isOnlyPrinted(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard text.hasPrefix("echo ") || text.hasPrefix("printf ") else { return false }
    // What is kept, handed on or followed by another command is used.
    return !text.contains { "|>;&`".contains($0) } && !text.contains("$(")
  }

  func contains(_ name: String) -> Bool {
    usesAll || names.contains(name.lowercased())
  }

  private mutating func add(_ text: String) {
    for part in text.lowercased().split(separator: "inputs", omittingEmptySubsequences: false)
      .dropFirst()
    {
      var bytes = Array(part.utf8)[...]
      switch bytes.first {
      case UInt8(ascii: "."): bytes = bytes.dropFirst()
      case UInt8(ascii: "["): bytes = bytes.dropFirst().drop { !$0.isNamePart }
      default:
        // `toJSON(inputs)` hands all of them on.
        if bytes.first == UInt8(ascii: ")") { usesAll = true }
        continue
      }
      let name = String(decoding: bytes.prefix { $0.isNamePart }, as: UTF8.self)
      if name.isEmpty { usesAll = true } else { names.insert(name) }
    }
  }
}

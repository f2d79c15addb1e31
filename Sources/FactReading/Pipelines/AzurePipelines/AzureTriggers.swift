import FactModel
import SourceModel

/// A way in which a pipeline can start, with what is known of its variables then.
struct AzureSituation: Hashable, Sendable {
  var event: Trigger.Event
  /// What `Build.SourceBranch` may be.
  var refs: [ActionsText]

  /// What a variable of the host is known to be.
  ///
  /// https://learn.microsoft.com/azure/devops/pipelines/build/variables
  func known(_ name: String) -> ActionsValue {
    switch name {
    case "build.reason": .texts(reasons.map { ActionsText($0) })
    case "build.sourcebranch": .texts(refs)
    case "build.sourcebranchname" where refs.allSatisfy { !$0.isOpen }:
      .texts(refs.map { ActionsText(String($0.text.split(separator: "/").last ?? "")) })
    case _ where name.hasPrefix("system.pullrequest.") && event != .pullRequest: .text("")
    default: .unknown
    }
  }

  private var reasons: [String] {
    switch event {
    case .push, .tag: ["IndividualCI", "BatchedCI"]
    case .pullRequest: ["PullRequest"]
    case .schedule: ["Schedule"]
    case .upstream: ["ResourceTrigger", "BuildCompletion"]
    case .manual: ["Manual"]
    case .mergeQueue, .release, .called, .api, .other: []
    }
  }
}

/// What starts a pipeline.
///
/// https://learn.microsoft.com/azure/devops/pipelines/build/triggers
struct AzureTriggers {
  var triggers: [Trigger] = []
  var situations: [AzureSituation] = []

  init(_ root: PipelineValue) {
    addPush(root.entry("trigger"), root)
    addPullRequest(root.entry("pr"), root)
    if let entry = root.entry("schedules"), !entry.value.items.isEmpty {
      add(.schedule, [ActionsText("refs/heads/", isOpen: true)], at: entry.place)
    }
    addUpstream(root["resources"]?["pipelines"])
    // A person may always start it; that is said where nothing else does, or values are asked for.
    let inputs = Self.inputs(root)
    if !inputs.isEmpty || triggers.isEmpty {
      situations.append(
        AzureSituation(event: .manual, refs: [ActionsText("refs/heads/", isOpen: true)]))
      let place = root.entry("parameters")?.place ?? root.entry("trigger")?.place ?? root.place
      triggers.append(Trigger(.manual, inputs: inputs, at: place))
    }
  }

  private mutating func add(_ event: Trigger.Event, _ refs: [ActionsText], at place: Place) {
    situations.append(AzureSituation(event: event, refs: refs))
    triggers.append(Trigger(event, at: place))
  }

  /// Without `trigger` every branch starts it; tags do where they are named.
  private mutating func addPush(_ entry: PipelineValue.Entry?, _ root: PipelineValue) {
    let value = entry?.value
    guard value?.text?.lowercased() != "none" else { return }
    let place = entry?.place ?? root.place
    let filter = AzureFilter(value?["branches"] ?? value)
    let tags = AzureFilter(value?["tags"])
    let isForBranches = value?["branches"] != nil || value?["tags"] == nil
    if isForBranches {
      let heads = filter.names.filter { !$0.hasPrefix("refs/tags/") }
      if filter.names.isEmpty || !heads.isEmpty {
        situations.append(AzureSituation(event: .push, refs: Self.refs(heads)))
        triggers.append(
          Trigger(
            .push, branches: heads, ignoredBranches: filter.ignored,
            paths: AzureFilter(value?["paths"]).names, at: place))
      }
    }
    let named = tags.names + filter.names.filter { $0.hasPrefix("refs/tags/") }
    guard !named.isEmpty else { return }
    situations.append(
      AzureSituation(event: .tag, refs: [ActionsText("refs/tags/", isOpen: true)]))
    triggers.append(Trigger(.tag, tags: named, at: value?.entry("tags")?.place ?? place))
  }

  /// Of how many branches rules are asked one by one; more are taken for any.
  private static let refLimit = 100

  private static func refs(_ branches: [String]) -> [ActionsText] {
    guard !branches.isEmpty, branches.count <= refLimit else {
      return [ActionsText("refs/heads/", isOpen: true)]
    }
    return branches.map { branch in
      let prefix = branch.hasPrefix("refs/") ? "" : "refs/heads/"
      return ActionsText(pattern: branch, after: prefix)
    }
  }

  /// Requests start it where the file says so or asks for them.
  private mutating func addPullRequest(_ entry: PipelineValue.Entry?, _ root: PipelineValue) {
    let refs = [ActionsText("refs/pull/", isOpen: true)]
    if let entry {
      guard entry.value.text?.lowercased() != "none", !entry.value.isNull else { return }
      let filter = AzureFilter(entry.value["branches"] ?? entry.value)
      situations.append(AzureSituation(event: .pullRequest, refs: refs))
      triggers.append(
        Trigger(
          .pullRequest, branches: filter.names, ignoredBranches: filter.ignored,
          paths: AzureFilter(entry.value["paths"]).names, at: entry.place))
      return
    }
    guard !triggers.isEmpty else { return }
    var asks = false
    root.visitTexts { text in
      asks = asks || text.contains("'PullRequest'") || text.contains("System.PullRequest.")
    }
    if asks { add(.pullRequest, refs, at: triggers[0].place) }
  }

  private mutating func addUpstream(_ pipelines: PipelineValue?) {
    let starting = (pipelines?.items ?? []).filter { pipeline in
      guard let trigger = pipeline["trigger"] else { return false }
      return trigger.flag != false && trigger.text != "none"
    }
    guard let first = starting.first else { return }
    situations.append(
      AzureSituation(event: .upstream, refs: [ActionsText("refs/heads/", isOpen: true)]))
    triggers.append(
      Trigger(
        .upstream, pipelines: starting.compactMap { $0["source"]?.text },
        at: first.entry("trigger")?.place ?? first.place))
  }

  private static func inputs(_ root: PipelineValue) -> [PipelineInput] {
    var texts = ""
    for entry in root.entries where entry.key != "parameters" {
      entry.value.visitTextsAndKeys { if $0.contains("parameters") { texts += $0 + "\n" } }
    }
    return (root["parameters"]?.items ?? []).compactMap { parameter in
      guard let name = parameter["name"], let text = name.text else { return nil }
      let isUsed =
        texts.contains("parameters.\(text)") || texts.contains("parameters['\(text)']")
      return PipelineInput(
        name: text, summary: parameter["displayName"]?.text ?? "",
        options: parameter["values"]?.texts ?? [], place: name.place, isUsed: isUsed)
    }
  }
}

/// Names to take and to leave out: a list, or `include` and `exclude`.
private struct AzureFilter {
  var names: [String]
  var ignored: [String]

  init(_ value: PipelineValue?) {
    names = value?["include"]?.texts ?? value?.texts ?? []
    ignored = value?["exclude"]?.texts ?? []
    if names == ["*"] { names = [] }
  }
}

extension PipelineValue {
  /// Calls the function with every text, those of keys included.
  func visitTextsAndKeys(_ body: (String) -> Void) {
    var pending = [self]
    while let next = pending.popLast() {
      switch next.content {
      case .text(let text, _): body(text)
      case .list(let items): pending += items
      case .map(let entries):
        for entry in entries {
          body(entry.key)
          pending.append(entry.value)
        }
      case .reference: continue
      }
    }
  }
}

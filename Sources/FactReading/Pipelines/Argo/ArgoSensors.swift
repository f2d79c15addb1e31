import FactModel
import SourceModel

/// What sensors start, by the sources of their events.
///
/// https://argoproj.github.io/argo-events/concepts/sensor/
struct ArgoSensors {
  /// How many dependencies of a trigger are looked at.
  private static let dependencyLimit = 100

  private let objects: ClusterObjects

  init(_ objects: ClusterObjects) {
    self.objects = objects
  }

  /// The first of the starts.
  func starts(upTo limit: Int) -> [ArgoStart] {
    var found: [ArgoStart] = []
    for sensor in objects.objects("Sensor") {
      let dependencies = sensor.spec?["dependencies"]?.items ?? []
      for trigger in sensor.spec?["triggers"]?.items ?? [] where found.count < limit {
        if let start = start(trigger["template"] ?? trigger, of: sensor, dependencies) {
          found.append(start)
        }
      }
    }
    return found
  }

  private func start(
    _ template: PipelineValue, of sensor: ClusterObject, _ dependencies: [PipelineValue]
  ) -> ArgoStart? {
    let source = template["argoWorkflow", "source"] ?? template["k8s", "source"]
    guard let object = workflow(of: source, near: sensor.path), let spec = object.spec else {
      return nil
    }
    let words = (template["conditions"]?.text ?? "").split {
      !$0.isLetter && $0 != "-" && $0 != "_"
    }
    let asked = Set(words.map(String.init))
    let named = dependencies.filter { asked.contains($0["name"]?.text ?? "") }
    let passing = template["k8s"] ?? template["argoWorkflow"]
    let sources = (passing?["parameters"]?.items ?? []).compactMap { $0["src"] }
    let taken = Dictionary(grouping: sources) { $0["dependencyName"]?.text }
    let looked = (named.isEmpty ? dependencies : named).prefix(Self.dependencyLimit)
    let triggers = looked.flatMap { dependency -> [Trigger] in
      let sources = taken[dependency["name"]?.text] ?? []
      return events(of: dependency, passing: sources, near: sensor.path)
    }
    return ArgoStart(
      path: object.path, name: template["name"]?.text ?? sensor.name, place: object.place,
      spec: spec,
      triggers: triggers.isEmpty ? [Trigger(.api, at: object.place)] : triggers.uniqued())
  }

  /// The workflow that a trigger makes, as it stands there or in a file of the tree.
  private func workflow(of source: PipelineValue?, near path: RelativePath) -> ClusterObject? {
    if let resource = source?["resource"], let object = ClusterObject(resource, in: path) {
      return object.kind == "Workflow" ? object : nil
    }
    guard let file = source?["git", "filePath"]?.text,
      let target = RelativePath("").appending(file)
    else { return nil }
    return objects.object("Workflow", in: target)
  }

  /// The events that a dependency waits for, told also by what a trigger takes of them.
  private func events(
    of dependency: PipelineValue, passing sources: [PipelineValue], near path: RelativePath
  ) -> [Trigger] {
    var texts: [String] = []
    dependency["filters"]?.visitTexts { texts.append($0) }
    for source in sources { source.visitTexts { texts.append($0) } }
    let branches = texts.compactMap { text -> String? in
      text.hasPrefix("refs/heads/") ? String(text.dropFirst(11)) : nil
    }
    let isForTags = texts.contains { $0.contains("refs/tags") }
    return kinds(of: dependency, texts, near: path).map { event in
      switch event {
      case .push:
        isForTags
          ? Trigger(.tag, at: dependency.place)
          : Trigger(.push, branches: branches, at: dependency.place)
      case .pullRequest, .mergeQueue, .tag, .release, .schedule, .manual, .upstream, .called, .api,
        .other:
        Trigger(event, at: dependency.place)
      }
    }
  }

  private func kinds(
    of dependency: PipelineValue, _ filters: [String], near path: RelativePath
  ) -> [Trigger.Event] {
    let byFilter = Self.kinds(of: filters)
    if !byFilter.isEmpty { return byFilter }
    let event = dependency["eventName"]?.text ?? ""
    let name = dependency["eventSourceName"]?.text ?? ""
    if let spec = objects.object(["EventSource"], named: name, near: path)?.spec,
      let entry = spec.entries.first(where: { $0.value[event] != nil })
    {
      return Self.kinds(ofSource: entry.key, entry.value[event])
    }
    let words = (event + " " + name + " " + (dependency["name"]?.text ?? "")).nameWords
    if words.contains("calendar") || words.contains("cron") { return [.schedule] }
    if words.contains("pr") || words.contains("pull") || words.contains("merge") {
      return [.pullRequest]
    }
    if words.contains("tag") || words.contains("tags") { return [.tag] }
    return words.contains("push") || words.contains("github") || words.contains("gitlab")
      ? [.push] : [.api]
  }

  /// The events that filters compare with or take fields of.
  private static func kinds(of filters: [String]) -> [Trigger.Event] {
    func has(_ words: [String]) -> Bool {
      filters.contains { text in words.contains { text.contains($0) } }
    }
    if has(["pull_request", "Merge Request Hook", "merge_request", "body.object_attributes"]) {
      return [.pullRequest]
    }
    if has(["Tag Push Hook"]) { return [.tag] }
    return has([
      "refs/heads", "refs/tags", "Push Hook", "body.ref", "body.head_commit", "body.after",
    ]) || filters.contains("push")
      ? [.push] : []
  }

  /// The events of a source of the tree.
  ///
  /// https://argoproj.github.io/argo-events/eventsources/services/
  private static func kinds(ofSource type: String, _ source: PipelineValue?) -> [Trigger.Event] {
    switch type {
    case "calendar": return [.schedule]
    case "github", "gitlab", "bitbucket", "bitbucketserver", "gitea":
      let found = (source?["events"]?.texts ?? []).flatMap { event -> [Trigger.Event] in
        switch event.lowercased() {
        case "*": [.push, .pullRequest]
        case "push", "pushevents", "repo:push", "repo:refs_changed": [.push]
        case "pull_request", "mergerequestsevents", "pullrequest:created", "pr:opened":
          [.pullRequest]
        case "create", "tagpushevents": [.tag]
        case "release": [.release]
        default: [.other]
        }
      }
      return found.isEmpty ? [.push] : found.uniqued()
    default: return [.api]
    }
  }
}

import FactModel
import SourceModel
import Syntax

/// A way in which a pipeline can start.
enum DroneSituation: String, Hashable, Sendable, CaseIterable {
  case push, pullRequest = "pull_request", tag, release, cron, promote, rollback, custom, manual

  var event: Trigger.Event {
    switch self {
    case .push: .push
    case .pullRequest: .pullRequest
    case .tag: .tag
    case .release: .release
    case .cron: .schedule
    case .promote, .rollback, .manual: .manual
    case .custom: .api
    }
  }

  /// What a person says at the start: a promotion and a rollback name any earlier build.
  ///
  /// https://docs.drone.io/promote/
  func inputs(at place: Place) -> [PipelineInput] {
    switch self {
    case .promote, .rollback: [PipelineInput(name: "build", place: place, isUsed: true)]
    case .push, .pullRequest, .tag, .release, .cron, .custom, .manual: []
    }
  }

  /// The situation by the name of its event, in either product's words.
  init?(event name: String) {
    switch name {
    case "deployment": self = .promote
    case "pull_request_closed": self = .pullRequest
    default: self.init(rawValue: name)
    }
  }
}

/// `trigger` and `when`: filters that must all hold, or a list of which one must.
///
/// https://docs.drone.io/pipeline/triggers/, https://woodpecker-ci.org/docs/usage/workflow-syntax#when---conditional-execution
struct DroneRule {
  /// How many conditions are told, since all steps may bear those of the pipeline; real ones have five.
  private static let conditionLimit = 50

  /// Where it can hold.
  let situations: Set<DroneSituation>
  let conditions: [Condition]
  /// The environment that is promoted to.
  let environment: EnvironmentUse?
  /// The branches that are let through, where they are named.
  let branches: [String]

  /// - Parameter defaults: the events that count where the filters name none.
  init(_ node: Node?, defaults: Set<DroneSituation>, in document: PipelineDocument) {
    let filters = (node?.itemsOrSelf ?? []).filter(\.isMapping)
    guard !filters.isEmpty else {
      (situations, conditions, environment, branches) = (defaults, [], nil, [])
      return
    }
    var open: Set<DroneSituation> = []
    var conditions: [[Condition]] = []
    for filter in filters {
      open.formUnion(Self.situations(of: filter, defaults: defaults))
      conditions.append(Self.conditions(of: filter, in: document))
    }
    situations = open
    // Of alternatives, one that only asks for events lets every version through.
    let isOpen = conditions.contains { $0.allSatisfy { $0.subject == .event } }
    let told = conditions.joined().lazy.filter {
      filters.count < 2 || !isOpen || $0.subject == .event
    }
    self.conditions = Array(told.prefix(Self.conditionLimit))
    branches = filters.count == 1 ? Filter(filters[0]["branch"]).included : []
    let target = filters.lazy.compactMap { $0["target"] ?? $0["environment"] }
      .first { $0.texts.count == 1 }
    environment = target.flatMap { node in
      node.texts.first.map { EnvironmentUse($0, at: document.place(node)) }
    }
  }

  /// A filter's values that are let through and those that are not.
  private struct Filter {
    var included: [String]
    var excluded: [String]

    init(_ node: Node?) {
      included = node?["include"]?.texts ?? (node?.isMapping == true ? [] : node?.texts ?? [])
      excluded = node?["exclude"]?.texts ?? []
    }
  }

  private static func situations(
    of filter: Node, defaults: Set<DroneSituation>
  ) -> Set<DroneSituation> {
    let events = Filter(filter["event"])
    var live = defaults
    if !events.included.isEmpty {
      live = Set(events.included.compactMap(DroneSituation.init(event:)))
    }
    live.subtract(events.excluded.compactMap(DroneSituation.init(event:)))
    let refs = Filter(filter["ref"])
    if !refs.included.isEmpty {
      live = live.filter { kind in
        switch kind {
        case .tag, .release: refs.included.contains { $0.hasPrefix("refs/tag") }
        case .push: refs.included.contains { $0.hasPrefix("refs/head") }
        case .pullRequest: refs.included.contains { $0.hasPrefix("refs/pull") }
        case .cron, .promote, .rollback, .custom, .manual: true
        }
      }
    }
    let branches = Filter(filter["branch"])
    if branches.excluded.contains(where: { $0 == "*" || $0 == "**" }) { live = [] }
    // For a tag there is no branch.
    if !branches.included.isEmpty, events.included.isEmpty { live.remove(.tag) }
    if filter["cron"] != nil, events.included.isEmpty { live = [.cron] }
    if filter["target"] != nil || filter["environment"] != nil, events.included.isEmpty {
      live = [.promote]
    }
    if let text = filter["evaluate"]?.text?.trimmingSpaces {
      if text == "false" { return [] }
      if text.contains("CI_COMMIT_TAG != \"\"") { live.formIntersection([.tag, .release]) }
    }
    return live
  }

  private static func conditions(
    of filter: Node, in document: PipelineDocument
  ) -> [Condition] {
    filter.entries.compactMap { entry in
      guard let key = entry.key.text else { return nil }
      let texts = entry.value.texts
      let value =
        texts.isEmpty
        ? entry.value.entries.map { inner in
          "\(inner.key.text ?? "") \(inner.value.texts.joined(separator: ", "))"
        }.joined(separator: "; ") : texts.joined(separator: ", ")
      let subject: Condition.Subject
      switch key {
      case "event", "cron", "target", "environment", "action": subject = .event
      case "branch": subject = .branch
      case "ref": subject = value.contains("tag") ? .tag : .branch
      case "path": subject = .paths
      case "status":
        // Success is what all steps wait for.
        guard texts.contains("failure") else { return nil }
        subject = .outcome
      case "evaluate":
        subject =
          value.contains("TAG")
          ? .tag : value.contains("BRANCH") ? .branch : value.contains("EVENT") ? .event : .other
      default: subject = .other
      }
      return Condition(subject, "\(key): \(value)", at: document.place(entry.key))
    }
  }
}

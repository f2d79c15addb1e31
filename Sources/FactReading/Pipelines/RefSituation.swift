import FactModel

/// What a pipeline runs for: a branch, a request or a tag.
enum RefSituation: Hashable, Sendable, CaseIterable {
  case branch, request, tag

  var event: Trigger.Event {
    switch self {
    case .branch: .push
    case .request: .pullRequest
    case .tag: .tag
    }
  }
}

extension Set<RefSituation> {
  static let all = Set(RefSituation.allCases)

  /// The events that bring them about.
  var events: Set<Trigger.Event> { Set<Trigger.Event>(map(\.event)) }
}

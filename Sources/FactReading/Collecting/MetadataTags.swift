import FactModel
import SourceModel

/// The tags that an action makes for an image out of what started the run.
///
/// https://github.com/docker/metadata-action#tags-input
struct MetadataTags {
  private let rules: [[String: String]]

  /// Reads the rules of the action, `nil` where it is another one.
  init?(_ action: ActionUse) {
    guard action.name.hasSuffix("docker/metadata-action") else { return nil }
    let text = action.inputs.first { $0.name == "tags" }?.value ?? ""
    let lines = text.firstItems { $0 == "\n" }.map { String($0).trimmingSpaces }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    rules = (lines.isEmpty ? Self.defaults : lines).map(Self.rule)
  }

  private static let defaults = [
    "type=schedule", "type=ref,event=branch", "type=ref,event=tag", "type=ref,event=pr",
  ]

  private static func rule(_ line: String) -> [String: String] {
    guard line.hasPrefix("type=") else { return ["type": "raw", "value": line] }
    let pairs = line.split(separator: ",").compactMap { part -> (String, String)? in
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      return pair.count == 2 ? (pair[0], pair[1]) : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// How exactly the tags say the version, with the events that make them so; a moving alias beside
  /// a version is left out.
  func pinnings(
    _ events: Set<Trigger.Event>
  ) -> [(pinning: ImageReference.Pinning, events: Set<Trigger.Event>)] {
    let kinds = rules.map { ($0, kind(of: $0)) }
    let isAlwaysExact = kinds.contains { rule, kind in
      kind == .always && rule["enable"] == nil
    }
    if isAlwaysExact { return [(.filled, events)] }
    let releases = events.intersection([.tag, .release])
    let exact =
      kinds.contains { $0.1 == .always }
      ? events : kinds.contains { $0.1 == .ofRelease } ? releases : []
    let moves = kinds.reduce(into: Set<Trigger.Event>()) { $0.formUnion($1.1.movingEvents) }
    let moving = events.intersection(moves).subtracting(exact)
    return (exact.isEmpty ? [] : [(.filled, exact)]) + (moving.isEmpty ? [] : [(.moving, moving)])
  }

  /// What a rule makes its tag of.
  private enum Kind: Hashable {
    /// The commit, or a value that is filled in.
    case always
    /// The tag or release that started the run.
    case ofRelease
    /// The branch.
    case branch
    /// The day's name for a run by the clock.
    case schedule
    /// The pull request, whose images nobody deploys, or a fixed word.
    case none

    var movingEvents: Set<Trigger.Event> {
      switch self {
      case .branch: [.push, .manual]
      case .schedule: [.schedule]
      case .always, .ofRelease, .none: []
      }
    }
  }

  private func kind(of rule: [String: String]) -> Kind {
    switch rule["type"] {
    case "sha": .always
    case "semver", "pep440", "match": rule["value"] == nil ? .ofRelease : .always
    case "ref": rule["event"] == "tag" ? .ofRelease : rule["event"] == "branch" ? .branch : .none
    case "edge": .branch
    case "schedule": .schedule
    case "raw":
      switch ImageText.pinning(ofTag: rule["value"] ?? "") {
      case .digest, .version, .filled: .always
      case .moving, .absent: .none
      }
    case nil, .some: .none
    }
  }
}

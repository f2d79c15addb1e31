import FactModel
import SourceModel

/// The annotations by which Pipelines as Code matches runs to events.
///
/// https://pipelinesascode.com/docs/guide/matchingevents/
struct TektonAnnotations {
  private static let prefix = "pipelinesascode.tekton.dev/"
  private let entries: [String: PipelineValue.Entry]

  init(_ object: ClusterObject) {
    let all = object.root["metadata", "annotations"]?.entries ?? []
    entries = all.reduce(into: [:]) { entries, entry in
      guard entry.key.hasPrefix(Self.prefix) else { return }
      entries[String(entry.key.dropFirst(Self.prefix.count))] = entry
    }
  }

  /// Whether the run asks for events.
  var isMatched: Bool { !triggers.isEmpty }

  /// What starts the run.
  var triggers: [Trigger] {
    var triggers: [Trigger] = []
    if let entry = entries["on-cel-expression"], let text = entry.value.text {
      triggers = TektonFilter(text, at: entry.place).triggers
    } else if let entry = entries["on-event"] {
      let target = list("on-target-branch")
      let tags = target.filter { $0.hasPrefix("refs/tags") }
      let branches = target.filter { !$0.hasPrefix("refs/tags") }.map(Self.branch)
      let paths = list("on-path-change")
      let events = Self.items(entry.value.text).uniqued().prefix(PipelineDocument.inputLimit)
      triggers = events.flatMap { event -> [Trigger] in
        switch event {
        case "pull_request", "merge_request":
          return [Trigger(.pullRequest, branches: branches, paths: paths, at: entry.place)]
        case "push":
          var found: [Trigger] = []
          if !branches.isEmpty || tags.isEmpty {
            found.append(Trigger(.push, branches: branches, paths: paths, at: entry.place))
          }
          if !tags.isEmpty { found.append(Trigger(.tag, tags: tags, at: entry.place)) }
          return found
        case "incoming": return [Trigger(.api, at: entry.place)]
        default: return [Trigger(.other, at: entry.place)]
        }
      }
    }
    for key in ["on-comment", "on-label"] {
      if let entry = entries[key], triggers.isEmpty || key == "on-comment" {
        triggers.append(Trigger(.other, at: entry.place))
      }
    }
    return triggers
  }

  private func list(_ name: String) -> [String] { Self.items(entries[name]?.value.text) }

  /// `[main, release-*]` in a text.
  private static func items(_ text: String?) -> [String] {
    (text ?? "").split { $0 == "[" || $0 == "]" || $0 == "," }.map(\.trimmingSpaces)
      .filter { !$0.isEmpty }
  }

  private static func branch(_ name: String) -> String {
    name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : name
  }
}

/// An expression that lets events through.
///
/// https://tekton.dev/docs/triggers/cel_expressions/
struct TektonFilter {
  let text: String
  let place: Place

  init(_ text: String, at place: Place) {
    (self.text, self.place) = (text, place)
  }

  /// The events that the expression speaks of; both pushes and requests where it names none.
  var triggers: [Trigger] {
    let isForTags = text.contains("refs/tags") || text.lowercased().contains("tag push hook")
    let isForBranches = !branches.isEmpty
    var found: [Trigger] = []
    let lowered = text.lowercased()
    let isRequest = ["pull_request", "merge request", "merge_request", "pullrequest:", "pr:opened"]
      .contains(where: lowered.contains)
    let isPush = ["\"push\"", "'push'", "push hook", "refs_changed", "repo:push"]
      .contains(where: lowered.contains)
    let isNamed = isRequest || isPush
    if isRequest || (!isNamed && !isForTags && text.contains("target_branch")) {
      found.append(Trigger(.pullRequest, branches: branches, paths: paths, at: place))
    }
    if isPush || (!isNamed && (isForBranches || isForTags || text.contains("target_branch"))) {
      if isForTags { found.append(Trigger(.tag, at: place)) }
      if !isForTags || isForBranches {
        found.append(Trigger(.push, branches: branches, paths: paths, at: place))
      }
    }
    if ["'release'", "\"release\""].contains(where: text.contains) {
      found.append(Trigger(.release, at: place))
    }
    return found.isEmpty ? [Trigger(.other, at: place)] : found
  }

  /// The branches that a name is compared with.
  var branches: [String] {
    let parts = text.split(separator: "==", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return [] }
    return zip(parts, parts.dropFirst()).compactMap { left, right in
      let name = left.trimmingSpaces
      guard name.hasSuffix("target_branch") || name.hasSuffix("ref") || name.hasSuffix("branch")
      else { return nil }
      guard let value = Self.quoted(right), !value.hasPrefix("refs/tags") else { return nil }
      return value.hasPrefix("refs/heads/") ? String(value.dropFirst(11)) : value
    }.uniqued()
  }

  /// `"docs/***".pathChanged()`.
  private var paths: [String] {
    let parts = text.split(separator: ".pathChanged()", omittingEmptySubsequences: false)
    return parts.dropLast().compactMap { part in
      guard let quote = part.last, quote == "\"" || quote == "'" else { return nil }
      return part.dropLast().split(separator: quote, omittingEmptySubsequences: false).last
        .map(String.init)
    }
  }

  /// The first text between quotes, where one begins at once.
  private static func quoted(_ text: some StringProtocol) -> String? {
    let rest = text.drop { $0 == " " || $0 == "\n" }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    return String(rest.dropFirst().prefix { $0 != quote })
  }
}

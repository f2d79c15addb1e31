import FactModel
import SourceModel
import Syntax

/// The events of the code host that start a project of AWS CodeBuild.
///
/// https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
enum WebhookFilters {
  /// The triggers of filter groups; without groups every push and request starts a build.
  ///
  /// - Parameter webhook: the `Triggers` of a template's project, or Terraform's webhook.
  static func triggers(of webhook: Node, in definition: AWSDefinition, at place: Place) -> [Trigger]
  {
    let groups = groups(of: webhook)
    guard !groups.isEmpty else {
      return [Trigger(.push, at: place), Trigger(.pullRequest, at: place)]
    }
    return groups.flatMap { triggers(of: $0, in: definition, at: place) }.uniqued()
  }

  /// A template has lists in a list, Terraform repeated blocks.
  private static func groups(of webhook: Node) -> [[Node]] {
    let lists = webhook["FilterGroups"]?.items ?? []
    let blocks = webhook.parts("filter_group")
    return lists.map(\.itemsOrSelf) + blocks.map { $0.parts("filter") }
  }

  private static func triggers(
    of group: [Node], in definition: AWSDefinition, at place: Place
  ) -> [Trigger] {
    func patterns(_ type: String, excluded: Bool = false) -> [String] {
      group.filter { node in
        let isExcluded = node.any("ExcludeMatchedPattern", "exclude_matched_pattern")?.lenientFlag
        return node.any("Type", "type")?.text == type && (isExcluded ?? false) == excluded
      }.compactMap { definition.text($0.any("Pattern", "pattern")) }
    }
    let place = group.first.map(definition.place) ?? place
    let names = patterns("EVENT").joined(separator: ",").split { ", ".contains($0) }
    let events = names.compactMap { event(String($0)) }.uniqued()
    let paths = patterns("FILE_PATH")
    let heads = patterns("HEAD_REF")
    let bases = patterns("BASE_REF").map(branch)
    let tags = heads.filter { $0.contains("refs/tags") }.map(branch)
    let branches = heads.filter { !$0.contains("refs/tags") && $0 != ".*" }.map(branch)
    let ignored = patterns("HEAD_REF", excluded: true).map(branch)
    return events.map { event in
      switch event {
      case .push where !tags.isEmpty && branches.isEmpty:
        Trigger(.tag, tags: tags, paths: paths, at: place)
      case .push:
        Trigger(.push, branches: branches, ignoredBranches: ignored, paths: paths, at: place)
      case .pullRequest: Trigger(.pullRequest, branches: bases, paths: paths, at: place)
      case .tag, .mergeQueue, .release, .schedule, .manual, .upstream, .called, .api, .other:
        Trigger(event, at: place)
      }
    }
  }

  /// Jobs of another vendor that only borrow the machine are none of the project's.
  private static func event(_ name: String) -> Trigger.Event? {
    switch name {
    case "PUSH", "PULL_REQUEST_MERGED": .push
    case "PULL_REQUEST_CREATED", "PULL_REQUEST_UPDATED", "PULL_REQUEST_REOPENED": .pullRequest
    case "RELEASED", "PRERELEASED": .release
    default: nil
    }
  }

  /// The branch or tag that a pattern asks for: `^refs/heads/main$` is `main`.
  private static func branch(_ pattern: String) -> String {
    var text = pattern.trimmingPrefix("^")
    if text.hasSuffix("$") { text = text.dropLast() }
    for prefix in ["refs/heads/", "refs/tags/"] { text = text.trimmingPrefix(prefix) }
    return text == ".*" ? "*" : String(text)
  }
}

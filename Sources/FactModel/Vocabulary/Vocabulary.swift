/// The names that rubrics may use for facts.
package enum Vocabulary {
  /// All collections.
  package static let collections: [FactCollection] =
    [project, history] + pipelineCollections + [configured, tools]
    + deliveryCollections + projectCollections + commandCollections
    + ladderCollections

  /// A collection by its name.
  package static func collection(_ name: String) -> FactCollection? {
    collections.first { $0.name == name }
  }

  static let project = FactCollection(
    "project", "what the repository is, one fact",
    attributes: [
      .texts("kind", "the kind of project", values: ProjectKind.allCases.map(\.rawValue)) {
        [$0.kind.rawValue]
      },
      .flag("configuration-library", "whether it is a role, module or chart") {
        $0.isConfigurationLibrary
      },
      .flag("database", "whether the tree shows a database with a schema of its own") {
        $0.hasDatabase
      },
      .flag("staged-rollout", "whether stores or channels stage its rollout") {
        $0.hasStagedRollout
      },
    ],
    facts: { [$0.facts.project] },
    // The kind is told beside the verdict; it is no evidence for a criterion.
    shown: { _ in (nil, "", Phrase("", "")) })

  static let history = FactCollection(
    "history", "what git tells, one fact",
    attributes: [
      .flag("repository", "whether it is a git repository") { $0.isRepository },
      .flag("incomplete", "whether the history is cut") { $0.isIncomplete },
      .number("commits", "how many commits there are") { $0.commits },
      .number("people", "how many people wrote them, bots aside") { $0.people },
      .number("examined", "how many of the newest first-parent commits were looked at") {
        $0.examined
      },
      .number("reviewed-percent", "the share of those that bear a mark of review") {
        $0.reviewedPercent
      },
      .number("version-tags", "how many tags look like versions") { $0.versionTags.count },
      .number("prerelease-tags", "how many tags are versions before a stable one") {
        $0.prereleaseTags.count
      },
      .texts("default-branch", "the default branch, where git tells it") {
        ($0.defaultBranch ?? $0.usualBranch).map { [$0] } ?? []
      },
      .texts("tag-pattern", "what its version tags look like: `v*`, `[0-9]*`") {
        $0.tagPattern.map { [$0] } ?? []
      },
      .flag("release-request", "whether a release or promotion request was merged") {
        $0.releaseRequest != nil
      },
    ],
    facts: { [$0.facts.history] },
    shown: { (nil, $0.summary.english, $0.summary) })
}

extension HistoryFact {
  /// What the history tells, in one clause.
  var summary: Phrase {
    guard isRepository else { return Phrase("no git repository", "git 저장소가 아님") }
    let early = prereleaseTags.first.flatMap { $0 == versionTags.first ? nil : $0 }
    let newest = [versionTags.first, early].compactMap(\.self)
    let named = newest.isEmpty ? "" : " (\(newest.joined(separator: ", ")))"
    let tags = versionTags.count
    return Phrase(
      "\(commits) commits by \(people) people, \(reviewed) of the last \(examined) reviewed, "
        + "\(tags) version tags\(named)",
      "\(people)명의 커밋 \(commits)개, 최근 \(examined)개 중 \(reviewed)개 검토됨, "
        + "버전 태그 \(tags)개\(named)")
  }
}

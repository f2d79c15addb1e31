import SourceModel

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
    shown: { _ in [] })

  static let history = FactCollection(
    "history", "what git tells, one fact",
    attributes: [
      .flag("repository", "whether it is a git repository") { $0.isRepository },
      .flag("incomplete", "whether the history is cut") { $0.isIncomplete },
      .number("commits", "how many commits were looked at, 200 or all") { $0.commits }
        .shown { [$0.authorship] },
      .number("people", "how many people wrote them, bots aside") { $0.people }
        .shown { [$0.authorship] },
      .number("examined", "how many of the newest first-parent commits were looked at") {
        $0.examined
      },
      .number("reviewed-percent", "the share of those that bear a mark of review") {
        $0.reviewedPercent
      }
      .shown { [$0.review] },
      .number("version-tags", "how many tags look like versions") { $0.versionTags.count }
        .shown { [$0.versions] },
      .number("prerelease-tags", "how many tags are versions before a stable one") {
        $0.prereleaseTags.count
      }
      .shown { [$0.prereleases] },
      .texts("default-branch", "the default branch, where git tells it") {
        ($0.defaultBranch ?? $0.usualBranch).map { [$0] } ?? []
      },
      .text("tag-pattern", "what its version tags look like: `v*`, `[0-9]*`", form: .pattern) {
        $0.tagPattern
      },
      .flag("release-request", "whether a release or promotion request was merged") {
        $0.releaseRequest != nil
      }
      .shown { fact in
        fact.releaseRequest.map {
          [FactSign(nil, $0, Phrase("release or promotion request", "릴리스나 승격 요청"))]
        } ?? []
      },
    ],
    facts: { [$0.facts.history] },
    shown: {
      [$0.isRepository ? $0.authorship : FactSign(nil, Phrase("no git repository", "git 저장소가 아님"))]
    })
}

import SourceModel

/// What the git history tells.
package struct HistoryFact: Hashable, Sendable {
  /// Whether there is a git repository.
  package var isRepository: Bool
  /// Whether the history is cut (shallow clone) or could not be read.
  package var isIncomplete: Bool
  /// How many commits were looked at, the newest first: 200 or all, and more where those are of
  /// few people.
  package var commits: Int
  /// Whether there are older ones.
  package var hasOlderCommits: Bool
  /// How many different people wrote those looked at, bots aside.
  package var people: Int
  /// How many of the newest first-parent commits were looked at: 200 or all.
  package var examined: Int
  /// How many of those bear a mark of review.
  package var reviewed: Int
  /// A subject with a mark, as an example.
  package var reviewExample: String?
  /// Tags that look like versions, stable ones first, the newest of each first.
  package var versionTags: [String]
  /// Tags of versions before a stable one (`-rc`, `-beta`).
  package var prereleaseTags: [String]
  /// A commit of a release or promotion request, where the newest show one.
  package var releaseRequest: String?
  /// Branches that requests from integration branches bring forward.
  package var promotedBranches: [String]
  /// The branch that the remote calls its own, where it is known.
  package var defaultBranch: String?
  /// The local branch that is most likely the default one, where the remote does not tell.
  package var usualBranch: String?

  /// Makes a history.
  package init(
    isRepository: Bool = false, isIncomplete: Bool = false, commits: Int = 0,
    hasOlderCommits: Bool = false, people: Int = 0,
    examined: Int = 0, reviewed: Int = 0, reviewExample: String? = nil, versionTags: [String] = [],
    prereleaseTags: [String] = [], releaseRequest: String? = nil,
    promotedBranches: [String] = [], defaultBranch: String? = nil, usualBranch: String? = nil
  ) {
    self.isRepository = isRepository
    self.isIncomplete = isIncomplete
    self.commits = commits
    self.hasOlderCommits = hasOlderCommits
    self.people = people
    self.examined = examined
    self.reviewed = reviewed
    self.reviewExample = reviewExample
    self.versionTags = versionTags
    self.prereleaseTags = prereleaseTags
    self.releaseRequest = releaseRequest
    self.promotedBranches = promotedBranches
    self.defaultBranch = defaultBranch
    self.usualBranch = usualBranch
  }

  /// The share of reviewed commits in percent, rounded down.
  package var reviewedPercent: Int { examined == 0 ? 0 : reviewed * 100 / examined }

  /// What the newest version tag looks like, as patterns of pipelines write it; `nil` without one, or
  /// where it has signs that mean something there.
  package var tagPattern: String? {
    guard let prefix = versionTags.first?.prefix(while: { !$0.isNumber }) else { return nil }
    guard prefix.isPlainWord else { return prefix.isEmpty ? "[0-9]*" : nil }
    return "\(prefix)*"
  }
}

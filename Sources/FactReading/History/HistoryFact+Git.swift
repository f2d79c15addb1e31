package import FactModel
package import Inventory

extension HistoryFact {
  /// What git tells, its tags judged by their names, the newest first.
  package init(_ history: GitHistory) {
    var stable: [String] = []
    var early: [String] = []
    for tag in history.tags.sorted(by: { ($0.time, $0.name) > ($1.time, $1.name) }) {
      switch VersionTag(tag.name) {
      case .stable: stable.append(tag.name)
      case .prerelease: early.append(tag.name)
      case .none: continue
      }
    }
    self.init(
      isRepository: history.isRepository, isIncomplete: history.isShallow || history.fault != nil,
      commits: history.commits, hasOlderCommits: history.hasOlderCommits, people: history.people,
      examined: history.examined,
      reviewed: history.reviewed, reviewExample: history.reviewExample.map(Excerpt.text),
      versionTags: stable + early, prereleaseTags: early,
      releaseRequest: history.releaseRequest.map(Excerpt.text),
      promotedBranches: history.promotedBranches, defaultBranch: history.defaultBranch,
      usualBranch: history.usualBranch)
  }
}

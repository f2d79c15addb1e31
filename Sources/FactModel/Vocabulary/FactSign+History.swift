import SourceModel

extension HistoryFact {
  /// Who wrote how many commits.
  var authorship: FactSign {
    let commits = commits == 1 ? "1 commit" : "\(commits) commits"
    let people = people == 1 ? "1 person" : "\(people) people"
    guard !hasOlderCommits else {
      return FactSign(
        nil,
        Phrase(
          "the newest \(commits) by \(people)",
          "최근 커밋 \(self.commits)개를 \(self.people)명이 작성"))
    }
    return FactSign(
      nil, Phrase("\(commits) by \(people)", "\(self.people)명의 커밋 \(self.commits)개"))
  }

  /// How many changes bear a mark of review, with one of them.
  var review: FactSign {
    FactSign(
      nil, reviewExample ?? "",
      Phrase(
        "\(reviewed) of the last \(examined) changes reviewed",
        "최근 변경 \(examined)개 중 \(reviewed)개 검토됨"))
  }

  /// The tags that look like versions, the newest by name.
  var versions: FactSign {
    guard let newest = versionTags.first else {
      return FactSign(nil, Phrase("no version tags", "버전 태그 없음"))
    }
    let count = versionTags.count == 1 ? "1 version tag" : "\(versionTags.count) version tags"
    return FactSign(
      nil, newest, Phrase("\(count), the newest", "버전 태그 \(versionTags.count)개, 최신 태그"))
  }

  /// The tags before stable versions, the newest beside the newest stable one.
  var prereleases: FactSign {
    guard let early = prereleaseTags.first else {
      return FactSign(nil, Phrase("no tags before stable versions", "사전 릴리스 태그 없음"))
    }
    let prereleases = Set(prereleaseTags)
    guard let stable = versionTags.first(where: { !prereleases.contains($0) }) else {
      return FactSign(nil, early, Phrase("tag before a stable version", "사전 릴리스 태그"))
    }
    return FactSign(nil, Phrase("tag \(early) beside \(stable)", "태그 \(stable)와 함께 \(early)"))
  }
}

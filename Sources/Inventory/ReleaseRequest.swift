import SourceModel

/// Tells the requests that release or promote something, by their titles or branches.
enum ReleaseRequest {
  /// So many bytes of the line that may be a title are looked at.
  private static let titleLimit = 1 << 12

  /// Whether the message of a request that was reviewed releases or promotes something.
  static func isNamed(by subject: String, body: String) -> Bool {
    let line = body.utf8.drop(while: ReviewMark.isLineEnd).prefix { !ReviewMark.isLineEnd($0) }
    let title = String(decoding: line.prefix(titleLimit), as: UTF8.self)
    let texts = [subject.lowercased(), title.lowercased()]
    // A release says the one and a promotion the other; most messages say neither.
    guard texts.contains(where: { $0.contains("releas") || $0.contains("prod") }) else {
      return false
    }
    let said = texts.map(words)
    // The branch of an update names what others released.
    guard !said.contains(where: isUpdate) else { return false }
    if let branch = mergedBranch(of: texts[0]) {
      return releases(words(of: branch), isName: true) || releases(said[1], isName: false)
    }
    return said.contains { releases($0, isName: false) }
  }

  private static func words(of text: some StringProtocol) -> [Substring] {
    Substring(text).split { !$0.isLetter && !$0.isNumber && $0 != "." }
  }

  /// `release-1.4.0` of `merge pull request #12 from acme/release-1.4.0`.
  private static func mergedBranch(of subject: String) -> Substring? {
    guard subject.hasPrefix("merge pull request #"), let slash = subject.firstIndex(of: "/") else {
      return nil
    }
    return subject[subject.index(after: slash)...]
  }

  /// `Update Helm release acme to v1.2.3`: what others released.
  private static func isUpdate(_ words: [Substring]) -> Bool {
    // Its own version is what a project raises for a release.
    guard words.contains("to"), !words.contains("version") else { return false }
    // A kind and scope may stand in front: `chore(deps): update …`.
    return words.prefix(4).contains {
      ["update", "updates", "bump", "bumps", "upgrade"].contains($0)
    }
  }

  /// Whether words say that what they stand for is a release or a promotion.
  ///
  /// - Parameter isName: whether they are those of a branch, in which other names stand as well.
  private static func releases(_ words: [Substring], isName: Bool) -> Bool {
    // The number of the request stands behind the title.
    let endsInNumber = words.last?.allSatisfy(\.isNumber) ?? false
    let words = endsInNumber ? words.dropLast() : words[...]
    let release = words.firstIndex { releaseWords.contains($0) }
    if let release, let version = words.firstIndex(where: isVersion) {
      let lead = words[..<min(release, version)]
      if lead.allSatisfy(isUsual) { return true }
      // `Acme Shop 1.4.0 release`, and not `Updates for Acme Shop 1.4.0 release`.
      let ends = words.last.map { releaseWords.contains($0) || isVersion($0) } ?? false
      if !isName, ends, lead.count <= 3, !lead.contains(where: change.contains) { return true }
    }
    guard let promotion = words.firstIndex(where: promotionWords.contains),
      let production = words.firstIndex(where: productionWords.contains)
    else { return false }
    return words[..<min(promotion, production)].allSatisfy(isUsual)
  }

  private static let releaseWords: Set<Substring> = ["release", "releases", "releasing"]
  private static let promotionWords: Set<Substring> = ["deploy", "promote", "promotion", "rc"]
  private static let productionWords: Set<Substring> = ["prod", "production"]

  /// `1.4.0`, `v2.0`.
  private static func isVersion(_ word: Substring) -> Bool {
    let digits = word.hasPrefix("v") ? word.dropFirst() : word
    return digits.first?.isNumber == true && digits.contains(".")
  }

  /// Whether a word may stand before what is released or promoted.
  private static func isUsual(_ word: Substring) -> Bool {
    usual.contains(word) || word.allSatisfy(\.isNumber)
  }

  private static let usual: Set<Substring> = [
    "a", "and", "beta", "branch", "build", "bump", "bumps", "changelog", "chore", "ci", "create",
    "cut", "daily", "deploy", "develop", "draft", "feat", "final", "for", "hotfix", "into", "main",
    "master", "merge", "minor", "monthly", "new", "next", "of", "patch", "pre", "prep", "prepare",
    "prepares", "preparing", "publish", "sprint", "stable", "start", "tag", "the", "to", "version",
    "weekly",
  ]

  /// Words that say that something else was changed, or what for.
  private static let change: Set<Substring> = [
    "about", "add", "adds", "after", "allow", "as", "at", "before", "by", "change", "changes",
    "check", "clean", "document", "drop", "drops", "enable", "fix", "fixes", "for", "from",
    "handle",
    "implement", "improve", "in", "move", "note", "notes", "of", "on", "pin", "refactor", "remove",
    "removes", "replace", "require", "revert", "support", "supports", "switch", "test", "tests",
    "to",
    "update", "updates", "upgrade", "use", "uses", "with",
  ]
}

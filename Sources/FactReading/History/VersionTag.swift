import SourceModel

/// Tells what a git tag is: a version, a version before a stable one, or something else.
package enum VersionTag: Hashable, Sendable {
  /// `v1.2.3`, `release-1.2`, `api/v2.0.1`, `2024.05.01`, `v1694`.
  case stable
  /// `v2.0.0-rc.1`, `1.0.dev3`, `51.beta`.
  case prerelease
  /// Everything else: names of environments, moments of deployments.
  case none

  private static let early: Set<String> = [
    "rc", "beta", "alpha", "pre", "preview", "dev", "snapshot", "canary", "next", "nightly", "m",
    "b", "a", "milestone", "edge", "insiders", "prerelease", "cr",
  ]
  private static let deployments: Set<String> = [
    "deploy", "deployed", "deployment", "production", "prod", "staging", "stage", "test", "qa",
    "uat", "live", "build", "ci", "backup",
  ]

  /// Reads the name of a tag.
  package init(_ tag: String) {
    let last = tag.split { $0 == "/" || $0 == "@" }.last.map(String.init) ?? tag
    guard let start = Self.versionStart(in: last) else {
      self = .none
      return
    }
    let prefix = last[..<start].nameWordsOfTag
    guard !prefix.contains(where: Self.deployments.contains) else {
      self = .none
      return
    }
    let digits = last[start...].prefix { $0.isNumber || $0 == "." }
    let rest = last[start...].dropFirst(digits.count)
    // `release-2024-05-01` is the day of a deployment, and `2024-05-01T18-13` its moment: a version by
    // the calendar has dots.
    let date = last[start...].split(separator: "-").prefix(3).map { part in
      part.prefix { $0 != "T" }
    }
    guard date.count < 3 || !zip(date, [4, 2, 2]).allSatisfy({ $0.count == $1 && Int($0) != nil })
    else {
      self = .none
      return
    }
    let hasDot = digits.drop { $0 == "." }.dropLast(digits.hasSuffix(".") ? 1 : 0).contains(".")
    let isMarked = prefix.last == "v" || last[..<start].hasSuffix("v")
    let words = rest.nameWordsOfTag
    let isEarly = words.contains { word in
      Self.early.contains(String(word.prefix { $0.isLetter }))
    }
    if isEarly {
      self = .prerelease
    } else if hasDot || (isMarked && rest.isEmpty) || (!prefix.isEmpty && prefix.first == "release")
    {
      self = .stable
    } else {
      self = .none
    }
  }

  /// Where the number of the version starts: the first digit behind nothing, a `v`, or a separator.
  private static func versionStart(in text: String) -> String.Index? {
    var before: Character?
    for index in text.indices {
      let character = text[index]
      if character.isNumber, before.map({ "-_.vV ".contains($0) }) ?? true { return index }
      before = character
    }
    return nil
  }
}

extension StringProtocol {
  /// The words between separators, in lower case.
  fileprivate var nameWordsOfTag: [String] {
    lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

import SourceModel

/// What git tells about how the team works.
package struct GitHistory: Hashable, Sendable {
  /// A tag with the time at which it was made.
  package struct Tag: Hashable, Sendable {
    /// Its name, `v1.2.3`.
    package var name: String
    /// Seconds since 1970.
    package var time: Int

    /// Makes a tag.
    package init(name: String, time: Int) {
      self.name = name
      self.time = time
    }
  }

  /// Why some of a history could not be read.
  package enum Fault: Hashable, Sendable {
    /// Git could not read it; its words.
    case unreadable(String)
    /// It holds more than is looked at, or git takes too long to tell it; git's name of the question.
    case excessive(question: String)
  }

  /// Whether there is a git repository.
  package var isRepository: Bool
  /// Whether the history is cut (shallow clone).
  package var isShallow: Bool
  /// How many commits were looked at, the newest first.
  package var commits: Int
  /// Whether there are older ones.
  package var hasOlderCommits: Bool
  /// How many different people wrote those looked at, bots aside.
  package var people: Int
  /// How many of the newest first-parent commits were looked at: 200 or all.
  package var examined: Int
  /// How many of those bear a mark of review.
  package var reviewed: Int
  /// A subject with a mark.
  package var reviewExample: String?
  /// A subject of a release or promotion request, where the newest show one.
  package var releaseRequest: String?
  /// Branches whose newest requests bring whole integration branches to them.
  package var promotedBranches: [String]
  /// All tags.
  package var tags: [Tag]
  /// The branch that the remote calls its own, where it is known.
  package var defaultBranch: String?
  /// The local branch that is most likely the default one, where the remote does not tell.
  package var usualBranch: String?
  /// Why some of it could not be read.
  package var fault: Fault?

  /// Makes a history.
  package init(
    isRepository: Bool = false, isShallow: Bool = false, commits: Int = 0,
    hasOlderCommits: Bool = false, people: Int = 0,
    examined: Int = 0, reviewed: Int = 0, reviewExample: String? = nil,
    releaseRequest: String? = nil, promotedBranches: [String] = [], tags: [Tag] = [],
    defaultBranch: String? = nil, usualBranch: String? = nil
  ) {
    self.isRepository = isRepository
    self.isShallow = isShallow
    self.commits = commits
    self.hasOlderCommits = hasOlderCommits
    self.people = people
    self.examined = examined
    self.reviewed = reviewed
    self.reviewExample = reviewExample
    self.releaseRequest = releaseRequest
    self.promotedBranches = promotedBranches
    self.tags = tags
    self.defaultBranch = defaultBranch
    self.usualBranch = usualBranch
  }
}

/// Counts the people behind names and addresses.
struct PeopleCount {
  private var parents: [Int] = []
  private var byName: [String: Int] = [:]
  private var byAddress: [String: Int] = [:]

  /// Notes the author of a commit; automation accounts are left out.
  mutating func note(name: String, address: String) {
    let name = name.lowercased()
    let address = address.lowercased()
    guard !AutomationAccount.isAutomation(name: name, address: address) else { return }
    // What is left empty says nothing of who it was.
    let known = name.isEmpty ? nil : byName[name]
    let other = address.isEmpty ? nil : byAddress[address]
    let person = known ?? other ?? parents.count
    if person == parents.count { parents.append(person) }
    if let known, let other { parents[root(of: known)] = root(of: other) }
    if !name.isEmpty { byName[name] = person }
    if !address.isEmpty { byAddress[address] = person }
  }

  /// How many there are.
  var count: Int { parents.indices.count { parents[$0] == $0 } }

  private mutating func root(of index: Int) -> Int {
    var index = index
    while parents[index] != index {
      parents[index] = parents[parents[index]]
      index = parents[index]
    }
    return index
  }
}

/// Accounts behind which there is no person.
enum AutomationAccount {
  private static let names: Set<String> = [
    "github", "github actions", "github-actions", "gitlab ci", "jenkins", "travis ci", "ci",
    "circleci", "renovate", "dependabot", "greenkeeper", "snyk", "allcontributors",
    "semantic-release", "pre-commit-ci", "weblate", "crowdin", "transifex", "mergify", "copilot",
    "root", "automation", "codecov", "imgbot", "release bot", "web-flow", "azure pipelines",
    "ci user", "flux", "fluxcd", "weave flux", "fluxcdbot", "argocd", "argo cd",
  ]

  /// Whether a name in lower case or an address says so.
  static func isAutomation(name: String, address: String) -> Bool {
    // What git itself proposes where nobody is known: a machine took it over.
    if address == "you@example.com" { return true }
    if names.contains(name) || name.contains("[bot]") || address.contains("[bot]") { return true }
    let words = name.split { !$0.isLetter && !$0.isNumber }
    if words.last == "bot" || words.first == "bot" || name.hasSuffix("-bot") { return true }
    // An access token of a project or group: https://docs.gitlab.com/user/project/settings/project_access_tokens/
    if words.count > 2, ["project", "group"].contains(words[0]), words[1].allSatisfy(\.isNumber),
      words[2] == "bot"
    {
      return true
    }
    return ["dependabot", "renovate", "github-actions", "greenkeeper", "semantic-release"]
      .contains { name.hasPrefix($0) }
  }
}

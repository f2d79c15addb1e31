/// Tells branches to which requests bring whole integration branches, by the messages of merges.
enum Promotion {
  /// Branches on which a team puts its changes together before it promotes them.
  private static let integration: Set<String> = [
    "dev", "develop", "development", "staging", "stage", "integration", "next", "test", "testing",
    "qa", "uat", "acceptance", "preprod", "pre-prod", "preproduction", "pre-production",
  ]
  private static let production: Set<String> = ["release", "production", "prod", "live", "stable"]
  private static let main: Set<String> = ["main", "master", "trunk"]

  /// Whether a branch of this name may be one that others are promoted to.
  static func isTarget(_ branch: String) -> Bool {
    main.contains(branch) || production.contains(branch)
  }

  /// How many reviewed changes show what the team does now.
  private static let shown = 10

  /// Whether at least half of the newest reviewed changes of a branch bring an integration branch to
  /// it, so that a change of its own is the exception.
  static func brings(_ messages: [(subject: String, body: String)], to branch: String) -> Bool {
    let reviewed = messages.lazy
      .filter { ReviewMark.isPresent(subject: $0.subject, body: $0.body) }.prefix(shown)
    let promotions = reviewed.count { message in
      source(of: message.subject).map { isIntegration($0, of: branch) } ?? false
    }
    return promotions > 0 && promotions * 2 >= reviewed.count
  }

  private static func isIntegration(_ source: String, of branch: String) -> Bool {
    guard source != branch else { return false }
    return integration.contains(source) || production.contains(branch) && main.contains(source)
  }

  /// The branch that a merge names: `Merge pull request #1 from acme/dev`, `Merged in dev (pull
  /// request #1)`, `Merge branch 'dev' into 'main'`.
  private static func source(of subject: String) -> String? {
    let words = subject.split(separator: " ")
    if subject.hasPrefix("Merge pull request #"), words.count > 5, words[4] == "from" {
      return words[5].firstIndex(of: "/").map { slash in
        String(words[5][words[5].index(after: slash)...])
      }
    }
    if subject.hasPrefix("Merged in "), words.count > 2 { return String(words[2]) }
    guard subject.hasPrefix("Merge branch '") else { return nil }
    return subject.split(separator: "'").dropFirst().first.map(String.init)
  }
}

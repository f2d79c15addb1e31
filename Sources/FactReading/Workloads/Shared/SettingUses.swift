import FactModel

/// How often the settings of one file said what a tool does.
///
/// A report shows ten lines at most, and of those that read alike one: the first few that read alike and
/// the first few that do not say as much as thousands.
struct SettingUses: Sendable {
  private struct Kind: Hashable, Sendable {
    var tool: String
    var capabilities: CaseSet<Capability>
  }

  private struct Said: Sendable {
    var count = 0
    var excerpts: Set<String> = []
  }

  private static let limit = 20

  private var said: [Kind: Said] = [:]

  /// Whether a use is kept, which then counts.
  mutating func admits(
    _ tool: String, _ capabilities: CaseSet<Capability>, _ excerpt: String
  ) -> Bool {
    let kind = Kind(tool: tool, capabilities: capabilities)
    let known = said[kind, default: Said()]
    let isNew = known.excerpts.count < Self.limit && !known.excerpts.contains(excerpt)
    guard isNew || known.count < Self.limit else { return false }
    said[kind, default: Said()].count += 1
    if isNew { said[kind, default: Said()].excerpts.insert(excerpt) }
    return true
  }
}

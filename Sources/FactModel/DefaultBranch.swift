import SourceModel

/// The branch that holds what the team agreed on, as far as it is known.
struct DefaultBranch {
  /// What it may be called.
  private let names: [String]

  /// Names that hosts and teams give it, where git does not tell.
  private static let usual = [
    "main", "master", "trunk", "develop", "development", "dev", "devel", "default", "mainline",
  ]

  /// The branch as git tells it, else the usual names as far as the pipelines use them.
  init(_ facts: Facts) {
    if let known = facts.history.defaultBranch {
      names = [known]
      return
    }
    let triggers = facts.pipelines.flatMap(\.triggers).filter { !$0.branches.isEmpty }
    // Where no filter lets a usual name through, the branch is called otherwise.
    let isUsual = triggers.contains { Self.admits($0, anyOf: Self.usual) }
    names = isUsual || triggers.isEmpty ? Self.usual : []
  }

  /// The changes of the branch, or proposed for it, that a pipeline starts for.
  ///
  /// What no trigger of the pipeline limits is among them.
  func changes(thatStart pipeline: Pipeline) -> Set<Trigger.Event> {
    Trigger.Event.changes.filter { event in
      let triggers = pipeline.triggers.filter { $0.event == event }
      return triggers.isEmpty || triggers.contains(where: starts)
    }
  }

  /// Whether a trigger starts for the branch; so does one that cannot be told.
  func starts(_ trigger: Trigger) -> Bool {
    names.isEmpty || Self.admits(trigger, anyOf: names)
  }

  /// Whether a trigger lets one of the branches through.
  private static func admits(_ trigger: Trigger, anyOf names: [String]) -> Bool {
    var open = names
    for pattern in trigger.ignoredBranches where !open.isEmpty {
      let left = matched(by: pattern, among: open, whenUnknown: false)
      open.removeAll(where: left.contains)
    }
    guard !open.isEmpty else { return false }
    return trigger.branches.isEmpty
      || trigger.branches.contains { !matched(by: $0, among: open, whenUnknown: true).isEmpty }
  }

  /// The branches that a pattern means.
  ///
  /// Vendors write patterns as globs, some as `/expressions/`, and fill variables in.
  private static func matched(
    by pattern: String, among names: [String], whenUnknown: Bool
  ) -> [String] {
    let same = names.filter { $0 == pattern }
    // Most are names, which need not be compiled.
    guard pattern.hasPrefix("/") || pattern.utf8.contains(where: signs.contains) else {
      return same
    }
    let isUnknown =
      pattern.hasPrefix("/") || pattern.hasPrefix("^") || pattern.contains("$")
      || pattern.contains("(")
    guard !isUnknown else { return whenUnknown ? names : same }
    let glob = Glob("/" + pattern)
    return names.filter { $0 == pattern || glob.matches($0) }
  }

  /// What makes more of a pattern than a name.
  private static let signs = Set("*?[{\\^$(".utf8)
}

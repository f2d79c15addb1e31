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
    let isUsual = triggers.contains { trigger in
      Self.usual.contains { Self.admits(trigger, $0) }
    }
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
    names.isEmpty || names.contains { Self.admits(trigger, $0) }
  }

  private static func admits(_ trigger: Trigger, _ name: String) -> Bool {
    if trigger.ignoredBranches.contains(where: { matches($0, name, whenUnknown: false) }) {
      return false
    }
    return trigger.branches.isEmpty
      || trigger.branches.contains { matches($0, name, whenUnknown: true) }
  }

  /// Vendors write patterns as globs, some as `/expressions/`, and fill variables in.
  private static func matches(_ pattern: String, _ name: String, whenUnknown: Bool) -> Bool {
    if pattern == name { return true }
    let isUnknown =
      pattern.hasPrefix("/") || pattern.hasPrefix("^") || pattern.contains("$")
      || pattern.contains("(")
    return isUnknown ? whenUnknown : Glob("/" + pattern).matches(name)
  }
}

import FactModel
import SourceModel

extension [Pipeline] {
  /// A warning for each vendor that tests changes beside another one: both count as live, though one may
  /// be left over from a migration, which the files cannot tell.
  var leftOverWarnings: [Diagnostic] {
    let testing = filter(\.testsChanges)
    let vendors = testing.map(\.vendor).uniqued()
    guard vendors.count > 1 else { return [] }
    let counts = vendors.map { vendor in
      testing.reduce(0) { $0 + ($1.vendor == vendor ? $1.jobs.count : 0) }
    }
    // The vendor that runs most is taken for the one in use.
    let most = counts.max() ?? 0
    guard let main = counts.firstIndex(of: most) else { return [] }
    let used = testing.first { $0.vendor == vendors[main] }
    return vendors.indices.filter { $0 != main }.compactMap { index in
      guard let other = testing.first(where: { $0.vendor == vendors[index] }), let used else {
        return nil
      }
      return Diagnostic(
        .warning,
        Phrase(
          "changes are tested here and by \(used.place.path); both count as live: "
            + "remove the one that is no longer used",
          "변경을 여기서도, \(used.place.path)에서도 테스트합니다. 둘 다 쓰는 것으로 봅니다. "
            + "쓰지 않는 쪽을 지우십시오"),
        at: other.place)
    }
  }
}

extension Pipeline {
  /// Whether a change starts a job with tests.
  fileprivate var testsChanges: Bool {
    startsByItself
      && jobs.contains { job in
        !job.events.isDisjoint(with: Trigger.Event.changes) && job.capabilities.contains(.tests)
      }
  }
}

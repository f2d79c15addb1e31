import Synchronization

/// The objects of a commit that a clone lacks; git is asked for them once, when it first cannot read an
/// object.
///
/// Of an object that a partial clone left with its server, git does not say that it is missing, but ends:
/// it may not fetch it. Older ones try to fetch each, in vain.
///
/// See https://git-scm.com/docs/partial-clone
final class MissingObjects: Sendable {
  private let ask: @Sendable () -> Set<String>
  private let answer = Mutex<Set<String>?>(nil)

  /// Makes a list.
  ///
  /// - Parameter ask: asks git for the names of the objects.
  init(_ ask: @escaping @Sendable () -> Set<String>) {
    self.ask = ask
  }

  /// Whether git, where it was asked already, said that the object is missing.
  func isKnown(_ object: String) -> Bool {
    answer.withLock { $0?.contains(object) ?? false }
  }

  /// Whether the object is missing.
  func contains(_ object: String) -> Bool {
    answer.withLock { answer in
      let objects = answer ?? ask()
      answer = objects
      return objects.contains(object)
    }
  }
}

import Synchronization

/// Starts the gits that read the objects of one commit, a limited number of times.
///
/// Git ends where the content of an object is broken, and another one reads on. In a repository in which
/// most are, so many starts would take longer than anybody waits.
final class ReaderStarts: Sendable {
  private let start: @Sendable () -> ChildProcess?
  private let left = Mutex(1_000)

  /// Makes the starts.
  ///
  /// - Parameter start: starts a git.
  init(_ start: @escaping @Sendable () -> ChildProcess?) {
    self.start = start
  }

  /// Another git; `nil` where the limit is reached, or none can be started.
  func next() -> ChildProcess? {
    let isAllowed = left.withLock { left in
      defer { left -= 1 }
      return left > 0
    }
    return isAllowed ? start() : nil
  }

  /// Starts none any more: where one waits for what never comes, another one would too.
  func stop() { left.withLock { $0 = 0 } }
}

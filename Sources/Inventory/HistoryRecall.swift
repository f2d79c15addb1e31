import Synchronization

/// The history of a repository whose files are known already: git looks through it while others read
/// the files.
///
/// A history that nobody waits for is dropped with its last holder, and git is ended.
package final class HistoryRecall: Sendable {
  private let question: RepositoryQuestion?
  private let pending: HistoryQuestion.Pending?
  private let isTaken = Atomic(false)

  /// A history that is told already, or of which there is none.
  package init() {
    question = nil
    pending = nil
  }

  init(_ question: RepositoryQuestion, _ pending: HistoryQuestion.Pending) {
    self.question = question
    self.pending = pending
  }

  deinit { take()?.drop() }

  /// Waits for git's answers, once.
  ///
  /// - Parameter repository: the repository that was listed, whole or in part.
  /// - Returns: the same with its branch, its history and what is odd about that.
  package func complete(_ repository: Repository) throws(InventoryError) -> Repository {
    guard let question, let pending = take() else { return repository }
    return try question.complete(repository, pending)
  }

  /// The questions, once.
  private func take() -> HistoryQuestion.Pending? {
    isTaken.exchange(true, ordering: .acquiringAndReleasing) ? nil : pending
  }
}

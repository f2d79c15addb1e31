import FactModel
import SourceModel
import Synchronization

/// How much those who read a tree may ask of other files, so that files which name each other many
/// times cost no more than their number.
///
/// What is refused reads as if it were not there, and a warning says so.
final class ReadAllowance: Sendable {
  private struct State: Sendable {
    var left: Int
    /// How often each was read; `nil` where the first time counts too.
    var seen: [RelativePath: Int]?
    /// How often a file was asked for in vain.
    var refused: [RelativePath: Int] = [:]

    /// Whether a file may still be read.
    func allows(_ path: RelativePath) -> Bool { left >= 0 || isFree(path) }

    /// Whether reading the file counts nothing.
    func isFree(_ path: RelativePath) -> Bool {
      seen.map { $0[path] ?? 0 < ReadAllowance.passes } ?? false
    }
  }

  /// How often a reader of pipelines goes through the files of a tree by itself.
  fileprivate static let passes = 4
  /// What opening a file counts beside its bytes.
  private static let opening = 500

  private let limit: Int
  private let state: Mutex<State>

  private init(bytes: Int, seen: [RelativePath: Int]?) {
    limit = bytes
    state = Mutex(State(left: bytes, seen: seen))
  }

  /// For one who goes through files for their own sake and reads some again and again: only that counts.
  static func repetition(bytes: Int) -> ReadAllowance { ReadAllowance(bytes: bytes, seen: [:]) }

  /// For many at once who each read a file and some beside it: all that stand beside count, so that
  /// whether it was far too much does not depend on who asks first.
  static func neighbours(bytes: Int) -> ReadAllowance { ReadAllowance(bytes: bytes, seen: nil) }

  /// Whether more was read than is allowed.
  var isExceeded: Bool { state.withLock { $0.left < 0 } }

  /// Lets another reader go through the files.
  func begin() {
    state.withLock { if $0.seen != nil { $0.seen = [:] } }
  }

  /// Forgets what was refused, for those who start over with what is left.
  func startOver() {
    state.withLock { $0.refused = [:] }
  }

  /// Reads a file where that is still allowed.
  func file(
    _ path: RelativePath, _ read: (RelativePath) -> SourceFile?
  ) -> SourceFile? {
    let isAllowed = state.withLock { state in
      if state.allows(path) { return true }
      state.refused[path, default: 0] += 1
      return false
    }
    guard isAllowed, let file = read(path) else { return nil }
    state.withLock { state in
      let isFree = state.isFree(path)
      state.seen?[path, default: 0] += 1
      guard !isFree else { return }
      state.left -= file.bytes.count + Self.opening
    }
    return file
  }

  /// Counts bytes that were read or made of other files beside reading them.
  func charge(_ bytes: Int) {
    state.withLock { $0.left -= bytes }
  }

  /// What a report says where something was refused, at the file that was asked for most.
  func warnings(among files: Set<RelativePath>) -> [Diagnostic] {
    let refused = state.withLock { $0.refused }.filter { files.contains($0.key) }
    let most = refused.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let path = most?.key else { return [] }
    return [
      Diagnostic(
        .warning,
        Phrase(
          "found that other files ask for this one over and over; \(limit) bytes were read so, and it and others no more",
          "다른 파일들이 이 파일을 거듭 찾습니다. 그렇게 \(limit)바이트까지만 읽고 이 파일과 다른 파일들을 더 읽지 않았습니다"),
        at: Place(path))
    ]
  }
}

extension ReadingContext {
  /// The same files for those who share an allowance and what they make of other files.
  func limited(by allowance: ReadAllowance) -> ReadingContext {
    let read = read
    return replacing({ path in allowance.file(path, read) }, charging: { allowance.charge($0) })
  }
}

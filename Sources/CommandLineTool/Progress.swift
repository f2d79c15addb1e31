import Reports
import SourceModel
import Synchronization

/// Says on a terminal what a long run is at: one line, which is taken away at the end.
final class Progress: Sendable {
  /// What the program is at.
  enum Phase: Hashable {
    /// Git is asked for files and history.
    case listing
    /// Files are read.
    case reading(files: Int)

    func text(in language: Language) -> String {
      switch self {
      case .listing:
        Phrase("asking git for files and history", "git에서 파일과 이력을 읽는 중").text(in: language)
      case .reading(let files):
        Phrase("reading \(files) files", "파일 \(files)개를 읽는 중").text(in: language)
      }
    }
  }

  private struct State {
    var phase: Phase?
    var isShown = false
    var isOver = false
  }

  private let state = Mutex(State())
  private let language: Language
  private let write: @Sendable (String) -> Void

  /// Makes a line that is not shown yet.
  ///
  /// - Parameter write: writes to the terminal.
  init(_ language: Language, write: @escaping @Sendable (String) -> Void) {
    self.language = language
    self.write = write
  }

  /// Does some work, and shows the line from a moment on.
  ///
  /// - Parameters:
  ///   - console: where the line goes; nothing is shown where its errors are no terminal.
  ///   - isQuiet: whether nothing is to be shown.
  static func during<Result: Sendable>(
    _ console: Console, _ language: Language, isQuiet: Bool,
    _ work: (Progress) async throws -> Result
  ) async rethrows -> Result {
    let progress = Progress(language, write: console.errors)
    let waiting =
      console.isErrorTerminal && !isQuiet
      ? Task {
        await console.patience()
        progress.show()
      } : nil
    defer {
      waiting?.cancel()
      progress.end()
    }
    return try await work(progress)
  }

  /// Notes what the program is at, and says so where the line is shown.
  func enter(_ phase: Phase) {
    state.withLock { state in
      state.phase = phase
      if state.isShown { draw(state) }
    }
  }

  /// Shows the line from now on.
  func show() {
    state.withLock { state in
      guard !state.isOver, !state.isShown else { return }
      state.isShown = true
      draw(state)
    }
  }

  /// Takes the line away.
  func end() {
    state.withLock { state in
      if state.isShown { write(Self.clear) }
      (state.isShown, state.isOver) = (false, true)
    }
  }

  /// The beginning of the line, and what stands there taken away.
  private static let clear = "\r\u{1B}[K"

  private func draw(_ state: State) {
    guard let phase = state.phase else { return }
    write("\(Self.clear)devops-assess: \(phase.text(in: language))…")
  }
}

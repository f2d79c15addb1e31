import Reports
import Synchronization
import TestSupport
import Testing

@testable import CommandLineTool

/// What a terminal shows of a long run.
@Suite struct ProgressTests {
  private final class Screen: Sendable {
    let text = Mutex("")

    var shown: String { text.withLock { $0 } }

    func progress(_ language: Language = .english) -> Progress {
      Progress(language) { part in self.text.withLock { $0 += part } }
    }
  }

  @Test func aShortRunShowsNothing() {
    let screen = Screen()
    let progress = screen.progress()
    progress.enter(.listing)
    progress.enter(.reading(files: 12))
    progress.end()
    progress.show()
    #expect(screen.shown == "")
  }

  @Test func aLongRunShowsWhatItIsAtAndLeavesNothing() {
    let screen = Screen()
    let progress = screen.progress()
    progress.enter(.listing)
    progress.show()
    #expect(screen.shown == "\r\u{1B}[Kdevops-assess: asking git for files and history…")
    progress.enter(.reading(files: 12))
    #expect(screen.shown.hasSuffix("\r\u{1B}[Kdevops-assess: reading 12 files…"))
    progress.end()
    progress.end()
    #expect(screen.shown.hasSuffix("files…\r\u{1B}[K"))
  }

  @Test func koreanIsSpokenOnRequest() {
    let screen = Screen()
    let progress = screen.progress(.korean)
    progress.enter(.reading(files: 12))
    progress.show()
    #expect(screen.shown.hasSuffix("파일 12개를 읽는 중…"))
  }

  @Test(arguments: [(false, false), (true, true), (false, true)])
  func nothingIsShownWhereNobodyLooks(_ isTerminal: Bool, _ isQuiet: Bool) async throws {
    let screen = Screen()
    var console = Console(
      put: { _ in nil }, errors: { part in screen.text.withLock { $0 += part } },
      write: { _, _ in nil }, create: { _, _ in .done }, clock: { 0 })
    console.isErrorTerminal = isTerminal
    await Progress.during(console, .english, isQuiet: isQuiet) { progress in
      progress.enter(.listing)
      for _ in 0..<100 { await Task.yield() }
    }
    #expect(screen.shown == "")
  }
}

import Synchronization

/// What was read of a catalogue's text so far, for all who ask it.
final class CatalogueMemory: Sendable {
  private let entries: Mutex<[Int: CatalogueEntry]>
  private let globs = Mutex<CatalogueIndex.FileCandidates>([:])

  /// Makes a memory of tools by their numbers.
  init(_ entries: [Int: CatalogueEntry] = [:]) {
    self.entries = Mutex(entries)
  }

  /// A tool with its signs, read where it was not read before.
  func entry(_ tool: Int, _ read: () -> CatalogueEntry?) -> CatalogueEntry? {
    if let known = entries.withLock({ $0[tool] }) { return known }
    guard let entry = read() else { return nil }
    entries.withLock { $0[tool] = entry }
    return entry
  }

  /// Gives the globs that were read to a function, which may add some.
  func withGlobs<Result: Sendable>(
    _ body: (inout CatalogueIndex.FileCandidates) -> sending Result
  ) -> Result {
    globs.withLock { body(&$0) }
  }
}

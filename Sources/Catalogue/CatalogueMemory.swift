import Synchronization

/// What was read of a catalogue's text so far, for all who ask it.
final class CatalogueMemory: Sendable {
  private let entries: Mutex<[Int: CatalogueEntry]>
  private let commands = Mutex<[String: [ToolCatalogue.CommandSign]]>([:])
  private let globs = Mutex<[Int: [CatalogueIndex.FileCandidate]]>([:])

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

  /// The signs that are commands of a program, made where they were not made before.
  func commands(
    of program: String, _ make: () -> [ToolCatalogue.CommandSign]
  ) -> [ToolCatalogue.CommandSign] {
    if let known = commands.withLock({ $0[program] }) { return known }
    let made = make()
    // Programs that no tool knows are many, and found to be none fast.
    if !made.isEmpty { commands.withLock { $0[program] = made } }
    return made
  }

  /// The globs of a line, read where they were not read before.
  ///
  /// - Parameter line: the byte where the line's value begins.
  func globs(
    onLineAt line: Int, _ read: () -> [CatalogueIndex.FileCandidate]
  ) -> [CatalogueIndex.FileCandidate] {
    if let known = globs.withLock({ $0[line] }) { return known }
    let candidates = read()
    globs.withLock { $0[line] = candidates }
    return candidates
  }
}

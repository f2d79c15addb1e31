import Syntax

/// How much the files of a catalogue may still say, and how many of their faults are told: a repository
/// may bring its own.
struct CatalogueAllowance {
  /// How many names and texts a catalogue may have, aliases and the choices of patterns included.
  static let partLimit = 120_000

  /// How many of them may still be read; below zero where one was refused.
  private(set) var parts = Self.partLimit
  /// How many faults may still be told.
  private var faults = 100
  /// How many faults are not told.
  private(set) var untold = 0

  /// Whether another fault is told; one that is not is counted.
  mutating func tellsFault() -> Bool {
    guard faults > 0 else {
      untold += 1
      return false
    }
    faults -= 1
    return true
  }

  /// Takes so many parts.
  mutating func take(_ count: Int) { parts -= count }

  /// Takes the parts of a node, and stops where there are too many.
  mutating func take(_ node: Node) {
    parts -= 1
    switch node.content {
    case .scalar: return
    case .sequence(let items):
      for item in items where parts >= 0 { take(item) }
    case .mapping(let entries):
      for entry in entries where parts >= 0 {
        take(entry.key)
        take(entry.value)
      }
    }
  }
}

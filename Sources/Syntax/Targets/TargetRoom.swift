/// How much the targets of a build file may come to.
///
/// References, patterns and what all targets take over make much of a short text, and much of that again:
/// one room for a whole file ends every such product.
struct TargetRoom {
  /// How much the largest file may come to; those of real projects come to some thousand.
  private static let limit = 200_000

  private var left: Int

  /// Makes room for a file of so many bytes.
  init(bytes: Int) { left = min(5_000 + 4 * bytes, Self.limit) }

  /// Whether there is room for more.
  var isOpen: Bool { left > 0 }

  /// Takes room for names.
  mutating func take(names count: Int) { left -= count }

  /// Takes room for commands, each of which holds several words.
  mutating func take(commands count: Int) { left -= 4 * count }

  /// Takes room for text that is read again, which may become a command for every few bytes.
  mutating func take(bytes count: Int) { left -= 1 + count / 4 }
}

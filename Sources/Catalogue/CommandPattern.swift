import SourceModel

/// The words that call a tool: a program, then words that follow in this order.
///
/// Flags may stand between the words, each with a value or without one: `kubectl rollout undo` is
/// also found in `kubectl -n shop rollout undo deploy/api`. A program behind `=` is called by its bare
/// name alone: projects have scripts of the same name in their folders.
package struct CommandPattern: Sendable {
  /// The program, with the folders that the pattern asks for.
  let program: NamePattern
  /// The words behind it.
  let words: [NamePattern]
  /// Whether a folder before the program makes it another one.
  private let isBare: Bool

  /// Makes a pattern from words with spaces between them.
  init?(_ text: String) {
    let words = text.utf8.split(separator: UInt8(ascii: " "))
    guard let first = words.first else { return nil }
    isBare = first.first == UInt8(ascii: "=")
    program = NamePattern(String(Substring(isBare ? first.dropFirst() : first)))
    self.words = words.dropFirst().map { NamePattern(String(Substring($0))) }
  }

  /// The name under which the pattern is looked up.
  package var key: String { ProgramName.key(of: program.text) }

  /// Whether it asks for words behind the program.
  package var hasWords: Bool { !words.isEmpty }

  /// How much it says: more words first, then more of them plain.
  package var weight: Int {
    (words.count + 1) * 1_000 + words.reduce(0) { $0 + min($1.weight, 60) }
  }

  /// Whether the command's words begin as the pattern says.
  package func matches(_ command: [String]) -> Bool {
    guard let first = command.first, fits(program: first) else { return false }
    var reachable: Set<Int> = [1]
    for word in words {
      let starts = Self.skippingFlags(from: reachable, in: command)
      reachable = []
      for index in starts where index < command.count {
        if fits(word, command, index) { reachable.insert(index + 1) }
      }
      if reachable.isEmpty { return false }
    }
    return true
  }

  private func fits(program first: String) -> Bool {
    if isBare { return first == program.text }
    guard program.text.contains("/"), !program.text.hasPrefix("@") else { return true }
    let wanted = program.text.hasPrefix("./") ? String(program.text.dropFirst(2)) : program.text
    return first == program.text || first == wanted || first.hasSuffix("/" + wanted)
  }

  private func fits(_ word: NamePattern, _ command: [String], _ index: Int) -> Bool {
    let text = command[index]
    guard word.text == "*" else { return word.matches(text) }
    guard !text.hasPrefix("-") else { return false }
    // What stands behind a flag and looks like a value is one.
    let isValue = text.utf8.first.map { ($0 >= 48 && $0 <= 57) || "./$~".utf8.contains($0) }
    return !(command[index - 1].hasPrefix("-") && isValue == true)
  }

  /// The indices that can be reached over flags and their values.
  private static func skippingFlags(from starts: Set<Int>, in command: [String]) -> Set<Int> {
    var all = starts
    var pending = Array(starts)
    while let index = pending.popLast() {
      guard index < command.count, command[index].hasPrefix("-"), command[index] != "-" else {
        continue
      }
      let steps = command[index].contains("=") ? [1] : [1, 2]
      for next in steps.map({ index + $0 }) where all.insert(next).inserted {
        pending.append(next)
      }
    }
    return all
  }
}

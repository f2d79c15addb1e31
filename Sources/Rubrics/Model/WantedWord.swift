import SourceModel

/// Words of a command around one that is wanted: `run deploy {}`, `--region {}`, `*@{}:*`.
package struct WantedWord: Hashable, Sendable {
  /// Words as they stand, or one option, before the operands.
  private let verbs: [String]
  /// The operands behind them, `*` for anything in each, up to the one that is wanted at least.
  private let operands: [String]
  /// Which operand is wanted.
  private let wanted: Int
  /// What stands before and behind the wanted part of its word, `*` for anything.
  private let head: String
  private let tail: String
  /// Whether the wanted part may hold variables of the place where it stands.
  private let mayHoldVariables: Bool
  /// Options that take no value.
  private let switches: Set<String>

  /// Reads a pattern; `nil` where no word says with `{}`, or `{$}` for texts with variables, what is
  /// wanted.
  package init?(_ text: String, switches: Set<String> = []) {
    let words = text.split(separator: " ").map(String.init)
    let verbs = words.prefix { !$0.contains("*") && !$0.contains("{") }
    let operands = Array(words.dropFirst(verbs.count))
    guard let wanted = operands.firstIndex(where: { $0.contains("{}") || $0.contains("{$}") })
    else { return nil }
    let word = operands[wanted]
    mayHoldVariables = word.contains("{$}")
    let parts = word.replacing("{$}", with: "{}").split(
      separator: "{}", maxSplits: 1, omittingEmptySubsequences: false)
    head = parts.first.map(String.init) ?? ""
    tail = parts.last.map(String.init) ?? ""
    self.verbs = Array(verbs)
    self.operands = operands
    self.wanted = wanted
    self.switches = switches
  }

  /// The wanted part of a command, where that is written out.
  package func value(in words: [String]) -> String? {
    guard let verb = verbs.first else { return words.lazy.compactMap(taken).first }
    if verbs.count == 1, verb.hasPrefix("-") { return value(of: verb, in: words) }
    guard let start = words.indices.first(where: { words[$0...].starts(with: verbs) })
    else { return nil }
    let found = operands(of: words[(start + verbs.count)...])
    let fits = zip(operands, found).enumerated().allSatisfy { index, pair in
      index == wanted || Self.fits(pair.1, pair.0)
    }
    return fits && found.count >= operands.count ? taken(found[wanted]) : nil
  }

  private func value(of option: String, in words: [String]) -> String? {
    for (index, word) in words.enumerated() {
      if word == option, index + 1 < words.count { return taken(words[index + 1]) }
      if word.hasPrefix(option + "=") { return taken(String(word.dropFirst(option.count + 1))) }
    }
    return nil
  }

  /// The words that are neither options nor their values.
  private func operands(of words: ArraySlice<String>) -> [String] {
    var operands: [String] = []
    var isValue = false
    for word in words {
      if isValue {
        isValue = false
      } else if word.hasPrefix("-") {
        isValue = !word.contains("=") && !switches.contains(word)
      } else {
        operands.append(word)
      }
    }
    return operands
  }

  /// Whether a word is what a pattern without a wanted part says.
  private static func fits(_ word: String, _ pattern: String) -> Bool {
    pattern.hasSuffix("*") ? word.hasPrefix(pattern.dropLast()) : word == pattern
  }

  /// The wanted part of a word; `nil` where it is no plain text.
  private func taken(_ word: String) -> String? {
    // An address has a scheme before it, and a password may stand there.
    guard !namesAccount || !word.contains("://") else { return nil }
    var rest = Substring(word)
    if head.hasPrefix("*") {
      guard let range = rest.firstRange(of: head.dropFirst()) else { return nil }
      rest = rest[range.upperBound...]
    } else {
      guard rest.hasPrefix(head) else { return nil }
      rest = rest.dropFirst(head.count)
    }
    let behind = tail.split(separator: "*")
    if tail.hasSuffix("*") {
      guard let first = behind.first, let range = rest.firstRange(of: first) else { return nil }
      let others = rest[range.upperBound...]
      guard behind.dropFirst().allSatisfy({ others.contains($0) }) else { return nil }
      rest = rest[..<range.lowerBound]
    } else {
      guard rest.hasSuffix(tail) else { return nil }
      rest = rest.dropLast(tail.count)
    }
    let signs = namesAccount ? "-_.~%+" : "-_./:@~%+"
    // What begins with a dash would be an option elsewhere.
    guard !rest.isEmpty, !rest.hasPrefix("-"),
      rest.isPlainWord(signs: signs, holdsVariables: mayHoldVariables)
    else { return nil }
    // `user:word@host`
    if let at = rest.firstIndex(of: "@"), rest[..<at].contains(":") { return nil }
    return String(rest)
  }

  /// Whether a user or a host is wanted, beside the `@` between them.
  private var namesAccount: Bool { head.contains("@") || tail.hasPrefix("@") }
}

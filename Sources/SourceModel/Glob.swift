/// A pattern for paths of files: `*.yml`, `.github/workflows/*.{yml,yaml}`, `**/templates/**`.
///
/// `*` and `?` stay within a name, `**` crosses folders, `[a-z]` and `[!a-z]` are sets, `{a,b}` is a
/// choice, a backslash takes the next character as it is. A pattern without a slash matches the name
/// of the file at any depth; with one it is anchored at the root, and a leading slash only anchors.
/// A slash at the end means every file inside the folder.
package struct Glob: Hashable, Sendable, CustomStringConvertible {
  /// The pattern as it was written.
  package let pattern: String
  /// The patterns that the choices multiply out to; the glob matches when one of them does.
  package let alternatives: [PathPattern]
  /// Whether these are all of them: of very many, the last are left out.
  package let isWhole: Bool

  /// How many patterns the choices of one may multiply out to.
  package static let choiceLimit = BraceExpansion.limit

  /// Compiles a pattern.
  ///
  /// One that is malformed matches nothing.
  package init(_ pattern: String) {
    self.pattern = pattern
    let expansion = BraceExpansion(Array(pattern.utf8))
    alternatives = expansion.texts.compactMap { text in PathPattern(Self.withContents(text)) }
    isWhole = expansion.isWhole
  }

  /// Whether the path, relative to the root and without a leading slash, matches.
  package func matches(_ path: String) -> Bool {
    alternatives.contains { $0.matches(path.utf8) }
  }

  /// Whether the path matches.
  package func matches(_ path: RelativePath) -> Bool {
    matches(path.text)
  }

  /// Whether the path matches.
  ///
  /// - Parameter steps: grows by what that costs, in steps of a few nanoseconds.
  package func matches(_ path: RelativePath, _ steps: inout Int) -> Bool {
    matches(path.text, &steps, limit: .max)
  }

  /// Whether the path, relative to the root and without a leading slash, matches; `false` also where the
  /// limit is met.
  ///
  /// - Parameters:
  ///   - steps: grows by what that costs, in steps of a few nanoseconds.
  ///   - limit: from how many steps on no more choices are tried.
  package func matches(_ path: String, _ steps: inout Int, limit: Int) -> Bool {
    alternatives.contains { steps <= limit && $0.matches(path.utf8, &steps) }
  }

  package var description: String { pattern }

  /// `folder/` as `**/folder/**`, `a/folder/` as `a/folder/**`.
  private static func withContents(_ text: [UInt8]) -> [UInt8] {
    guard text.count > 1, text.last == UInt8(ascii: "/") else { return text }
    let isNameOnly = !text.dropLast().contains(UInt8(ascii: "/"))
    return (isNameOnly ? Array("**/".utf8) : []) + text + Array("**".utf8)
  }
}

/// What `{a,b}` multiplies out to.
struct BraceExpansion {
  /// More than this many texts are not made; the rest of the choices is then dropped.
  static let limit = 1024
  /// Nor more bytes than this on the way to them.
  private static let byteLimit = 1 << 17

  /// The texts without choices, in the order of the choices.
  private(set) var texts: [[UInt8]] = []
  /// Whether no limit dropped a choice.
  private(set) var isWhole = true

  /// Multiplies out the choices of a text.
  ///
  /// An unclosed brace is a plain character.
  init(_ text: [UInt8]) {
    var pending = [text]
    var bytes = 0
    while let next = pending.popLast() {
      guard texts.count < Self.limit else {
        isWhole = false
        return
      }
      guard let choice = Self.firstChoice(in: next) else {
        texts.append(next)
        continue
      }
      let head = next[..<choice.start]
      let tail = next[(choice.end + 1)...]
      if choice.options.count > Self.limit { isWhole = false }
      for option in choice.options.prefix(Self.limit).reversed() {
        bytes += head.count + option.count + tail.count
        guard bytes <= Self.byteLimit else {
          isWhole = false
          return
        }
        pending.append(Array(head) + option + tail)
      }
      guard pending.count <= 2 * Self.limit else {
        isWhole = false
        return
      }
    }
  }

  private struct Choice {
    var start: Int
    var end: Int
    var options: [ArraySlice<UInt8>]
  }

  private static func firstChoice(in text: [UInt8]) -> Choice? {
    var depth = 0
    var start = 0
    var cuts: [Int] = []
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"):
        if depth == 0 { (start, cuts) = (index, [index]) }
        depth += 1
      case UInt8(ascii: ","): if depth == 1 { cuts.append(index) }
      case UInt8(ascii: "}"):
        if depth == 1 { return choice(in: text, from: start, to: index, cuts: cuts + [index]) }
        depth = max(0, depth - 1)
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func choice(
    in text: [UInt8], from start: Int, to end: Int, cuts: [Int]
  ) -> Choice {
    let options = zip(cuts, cuts.dropFirst()).map { text[($0 + 1)..<$1] }
    return Choice(start: start, end: end, options: options)
  }
}

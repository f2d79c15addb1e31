import SourceModel

/// The rules of the `.gitignore` files on the way to a folder.
///
/// See https://git-scm.com/docs/gitignore
package struct IgnoreRules: Sendable {
  private struct Rule: Sendable {
    var pattern: PathPattern
    /// Where the file stands whose rule it is; the pattern looks at what follows.
    var base: [UInt8]
    var isNegated: Bool
    var isForFolders: Bool
  }

  private var rules: [Rule] = []

  /// Makes rules that leave nothing out.
  package init() {}

  /// Adds the rules of a file.
  ///
  /// The latest rule that matches decides.
  ///
  /// - Parameter folder: the folder of the file, relative to the root, empty there.
  package mutating func add(_ text: [UInt8], in folder: [UInt8]) {
    let base = folder.isEmpty ? [] : folder + [slash]
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = text.starts(with: mark) ? text[mark.count...] : text[...]
    for line in text.split(separator: UInt8(ascii: "\n")) {
      if let rule = Self.rule(Array(line), base) { rules.append(rule) }
    }
  }

  private static func rule(_ line: [UInt8], _ base: [UInt8]) -> Rule? {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    while line.last == UInt8(ascii: " "), line.dropLast().last != UInt8(ascii: "\\") {
      line.removeLast()
    }
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    let isNegated = first == UInt8(ascii: "!")
    if isNegated { line.removeFirst() }
    let isForFolders = line.last == slash
    if isForFolders { line.removeLast() }
    guard let pattern = PathPattern(line) else { return nil }
    return Rule(pattern: pattern, base: base, isNegated: isNegated, isForFolders: isForFolders)
  }

  /// Whether the rules leave a path out, its folders not asked.
  package func ignores(_ path: [UInt8], isFolder: Bool) -> Bool {
    for rule in rules.reversed() where isFolder || !rule.isForFolders {
      guard path.starts(with: rule.base) else { continue }
      if rule.pattern.matches(path[rule.base.count...]) { return !rule.isNegated }
    }
    return false
  }
}

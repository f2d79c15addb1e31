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

/// Walks a folder that is no git repository, and leaves out what its ignore files say.
struct FolderWalk {
  /// More files than this are not listed.
  static let limit = 500_000

  /// The paths of files and links, relative to the root, as bytes.
  private(set) var paths: [[UInt8]] = []
  /// Folders that cannot be read.
  private(set) var unreadable: [[UInt8]] = []
  /// Folders that are repositories of their own.
  private(set) var repositories: [[UInt8]] = []
  /// Whether there are more files than the limit.
  private(set) var isCut = false

  /// Walks the tree below a folder.
  init(_ root: [UInt8]) {
    var pending: [(path: [UInt8], rules: IgnoreRules)] = [([], IgnoreRules())]
    while let next = pending.popLast() {
      guard paths.count < Self.limit else {
        isCut = true
        break
      }
      let full = next.path.isEmpty ? root : root + [slash] + next.path
      guard let names = System.names(in: full) else {
        unreadable.append(next.path)
        continue
      }
      var rules = next.rules
      let ignoreFile = Array(".gitignore".utf8)
      if names.contains(where: { $0.name == ignoreFile && $0.kind == .file }),
        case .success(let text) = System.contents(
          of: full + [slash] + ignoreFile, limit: 1 << 20)
      {
        rules.add(text, in: next.path)
      }
      if !next.path.isEmpty, names.contains(where: { $0.name == Array(".git".utf8) }) {
        repositories.append(next.path)
        continue
      }
      for item in names where item.name != Array(".git".utf8) {
        let path = next.path.isEmpty ? item.name : next.path + [slash] + item.name
        guard !rules.ignores(path, isFolder: item.kind == .folder) else { continue }
        switch item.kind {
        case .folder: pending.append((path, rules))
        case .file, .link: paths.append(path)
        case .other: continue
        }
      }
    }
  }
}
